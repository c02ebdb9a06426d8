"""Analysing articles one after another, here or in several processes."""

from __future__ import annotations

import signal
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle, RawArticle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from reader.model.cancel import Cancellation

CHUNK = 8
"""Articles sent to a process at once: sending costs about a tenth of analysing them."""

AHEAD = 3
"""Chunks for each process that wait their turn, so that none is ever idle."""

CRASHED = "its analysis brought the analysing process down"


class Analyse(Protocol):
    """What analysis is to the pipeline; ``reader.analysis.analyze`` is it."""

    def __call__(
        self, body: str, *, title: str | None, source: str | None, published: str | None, language: str | None
    ) -> Analysis:
        """Return what is found in a body."""


def analysed(
    articles: Iterable[RawArticle],
    *,
    analyse: Analyse,
    version: int,
    jobs: int = 1,
    cancellation: Cancellation | None = None,
) -> Iterator[AnalysedArticle]:
    """Yield each article with its analysis, in the same order, taking in only a little ahead.

    With more than one job the analysis runs in that many processes, so ``analyse`` must be a function
    of a module. An article whose analysis fails comes with the reason and without findings.
    Raise Cancelled between two articles when that was asked for.
    """
    if jobs > 1:
        with _Processes(analyse, version, jobs) as processes:
            if processes.can_start():
                yield from processes.analysed(articles, cancellation)
                return
    for article in articles:
        if cancellation is not None:
            cancellation.check()
        yield analyse_one(article, analyse, version)


def analyse_one(article: RawArticle, analyse: Analyse, version: int) -> AnalysedArticle:
    """Return an article with its analysis, or with the reason why it has none."""
    try:
        analysis = analyse(
            article.body,
            title=article.title,
            source=article.source,
            published=article.published,
            language=article.language,
        )
    except Exception as error:  # noqa: BLE001 - whatever one text does to the analysis, it stays searchable
        return without_analysis(article, f"its analysis failed: {type(error).__name__}: {error}")
    return AnalysedArticle(article, analysis, version)


def without_analysis(article: RawArticle, problem: str) -> AnalysedArticle:
    """Return an article that is only text: to be found by its words, and analysed again next time."""
    facts = Analysis(
        body=article.body,
        title=article.title,
        source=article.source,
        published=article.published,
        language=article.language or "und",
    )
    return AnalysedArticle(article, facts, version=0, problem=" ".join(problem.split()))


class _Processes:
    """Processes that analyse chunks of articles; one that dies takes no article with it but its own."""

    def __init__(self, analyse: Analyse, version: int, jobs: int) -> None:
        self._analyse = analyse
        self._version = version
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def analysed(
        self, articles: Iterable[RawArticle], cancellation: Cancellation | None
    ) -> Iterator[AnalysedArticle]:
        """Yield the articles in order, while the processes work on those ahead."""
        source = iter(articles)
        ahead: deque[tuple[list[RawArticle], Future[list[AnalysedArticle]]]] = deque()
        while True:
            if cancellation is not None:
                cancellation.check()
            chunk = list(islice(source, CHUNK))
            if chunk:
                ahead.append((chunk, self._submit(chunk)))
            if len(ahead) > self._jobs * AHEAD or (ahead and not chunk):
                yield from self._result(*ahead.popleft())
            elif not chunk:
                return

    def _submit(self, chunk: list[RawArticle]) -> Future[list[AnalysedArticle]]:
        from concurrent.futures import Future, ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        if self._pool is None:
            # Spawned, because a forked process inherits the locks of screens and databases.
            self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn"), initializer=_ignore_interrupts)
        try:
            return self._pool.submit(_analyse_chunk, chunk, self._analyse, self._version)
        except BrokenProcessPool as error:
            broken: Future[list[AnalysedArticle]] = Future()
            broken.set_exception(error)
            return broken

    def can_start(self) -> bool:
        """Start a process and say whether that works; under some host programs it does not."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            self._submit([]).result()
        except (BrokenProcessPool, OSError):
            self._stop()
            return False
        return True

    def _result(
        self, chunk: list[RawArticle], future: Future[list[AnalysedArticle]]
    ) -> list[AnalysedArticle]:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return future.result()
        except BrokenProcessPool:
            self._stop()
        if len(chunk) == 1:
            return [without_analysis(chunk[0], CRASHED)]
        return [item for article in chunk for item in self._result([article], self._submit([article]))]

    def _stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _ignore_interrupts() -> None:
    """Leave Ctrl+C to the process that started the run; it reaches the whole group."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _analyse_chunk(articles: list[RawArticle], analyse: Analyse, version: int) -> list[AnalysedArticle]:
    return [analyse_one(article, analyse, version) for article in articles]
