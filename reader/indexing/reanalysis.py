"""Analysing again what an older version of the program analysed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.indexing.pipeline import run
from reader.indexing.progress import Tally
from reader.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.indexing.analysts import Analyse
    from reader.indexing.progress import Progress
    from reader.library.library import Library
    from reader.model.article import RawArticle
    from reader.model.cancel import Cancellation
    from reader.model.ids import ArticleId

BATCH = 200


def stale_articles(library: Library, version: int) -> Iterator[tuple[SourceKind, list[RawArticle]]]:
    """Yield the articles analysed by an older version, in batches of one kind of source.

    They come as their source delivered them. Storing one takes it out of what is stale, so that a
    run that was stopped goes on where it was.
    """
    yield from _delivered(library, iter(library.stale(version)))


def analyse_waiting(
    library: Library,
    *,
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
    cancellation: Cancellation | None = None,
    analyse: Analyse | None = None,
    version: int | None = None,
) -> bool:
    """Analyse what was stored as text only, newest first; return False when stopped before the end.

    What is not done yet stays searchable and waits for the next call, whoever makes it.
    """
    total = library.count_waiting()
    if total == 0:
        return True
    tally = Tally(progress, lambda: total, stage="analysing")
    for kind, articles in _delivered(library, iter(library.waiting())):
        if not run(
            library,
            articles,
            tally,
            kind=kind,
            jobs=jobs,
            cancellation=cancellation,
            analyse=analyse,
            version=version,
            is_text_first=False,
        ):
            return False
    return True


def _delivered(library: Library, ids: Iterator[ArticleId]) -> Iterator[tuple[SourceKind, list[RawArticle]]]:
    """Yield articles as they were delivered, in batches of one kind of source."""
    kinds = {source.id: source.kind for source in library.sources()}
    while batch := list(islice(ids, BATCH)):
        by_kind: dict[SourceKind, list[RawArticle]] = {}
        for row in library.rows(batch):
            raw = library.delivered(row.id)
            if raw is not None:
                by_kind.setdefault(kinds.get(row.source_id, SourceKind.OUTLET), []).append(raw)
        yield from by_kind.items()
