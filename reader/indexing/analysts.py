"""Analysing articles one after another, here or in several processes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.errors import NewsreaderError
from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle, RawArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model.cancel import Cancellation

CRASHED = "its analysis brought the analysing process down"


class Analyse(Protocol):
    """What analysis is to the pipeline; ``reader.analysis.analyze`` is it."""

    def __call__(
        self, body: str, *, title: str | None, source: str | None, published: str | None, declared: str | None
    ) -> Analysis:
        """Return what is found in a body."""


def analysed(
    articles: Iterable[RawArticle],
    *,
    analyse: Analyse,
    version: int,
    jobs: int = 1,
    cancellation: Cancellation | None = None,
    gently: bool = False,
) -> Iterator[AnalysedArticle]:
    """Yield each article with its analysis, in the same order, taking in only a little ahead.

    With more than one job, or ``gently``, the analysis runs in that many processes, so ``analyse`` must be
    a function of a module. An article whose analysis fails comes with the reason and without findings.
    Raise Cancelled between two articles when that was asked for.
    """
    if jobs > 1 or gently:
        from reader.indexing.processes import Processes

        work = partial(analyse_one, analyse=analyse, version=version)
        lost = partial(without_analysis, problem=CRASHED)
        with Processes(work, lost, jobs, gently=gently) as processes:
            if processes.start():
                yield from processes.results(articles, cancellation)
                return
    for article in articles:
        if cancellation is not None:
            cancellation.check()
        yield analyse_one(article, analyse, version)


def analyse_one(article: RawArticle, analyse: Analyse, version: int) -> AnalysedArticle:
    """Return an article with its analysis, or with the reason why it has none."""
    from reader.analysis.identity import forms_in, roles_in

    try:
        analysis = analyse(
            article.body,
            title=article.title,
            source=article.source,
            published=article.published,
            declared=article.language,
        )
    except NewsreaderError as error:
        return without_analysis(article, f"its analysis failed: {error}")
    except Exception as error:  # noqa: BLE001 - whatever one text does to the analysis, it stays searchable
        return without_analysis(article, f"its analysis failed: {type(error).__name__}: {error}")
    return AnalysedArticle(article, analysis, version, forms=forms_in(analysis), roles=roles_in(analysis))


def without_analysis(article: RawArticle, problem: str | None = None) -> AnalysedArticle:
    """Return an article that is only text: to be found by its words, and analysed again next time.

    Without a ``problem`` it is one that waits for its analysis.
    """
    facts = Analysis(
        body=article.body,
        title=article.title,
        source=article.source,
        published=article.published,
        language=article.language or "und",
    )
    return AnalysedArticle(article, facts, version=0, problem=" ".join(problem.split()) if problem else None)
