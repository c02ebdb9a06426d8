"""Analysing again what an older version of the program analysed."""

from __future__ import annotations

from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.indexing.pipeline import refresh_terms, run
from reader.indexing.progress import Tally
from reader.indexing.resolution import count_unresolved, resolve_anew
from reader.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.indexing.analysts import Analyse
    from reader.indexing.progress import Progress
    from reader.library.library import Library
    from reader.model.article import RawArticle
    from reader.model.cancel import Cancellation
    from reader.model.ids import ArticleId
    from reader.model.report import IndexReport

BATCH = 200


def analyse_anew(
    library: Library,
    tally: Tally,
    *,
    jobs: int = 1,
    cancellation: Cancellation | None = None,
    gently: bool = False,
    with_failed: bool = True,
    analyse: Analyse | None = None,
    version: int | None = None,
) -> bool:
    """Analyse what an older version did, as it was delivered; return False when stopped before the end.

    What is stored anew is no longer stale: the same call goes on where a run was stopped or killed.
    Read marks, stars, tags and what the user decided about entities stay. Where only the rules by which
    names are resolved are newer, they are resolved anew without analysing.
    """
    if version is None:
        from reader.analysis import ANALYSIS_VERSION

        version = ANALYSIS_VERSION
    is_stale = library.analyses.count_stale(version, with_failed=with_failed) > 0
    for kind in dict.fromkeys(source.kind for source in library.sources() if is_stale):
        stale = _of_kind(library, kind, library.analyses.stale(version, with_failed=with_failed))
        if not run(
            library,
            stale,
            tally,
            kind=kind,
            jobs=jobs,
            cancellation=cancellation,
            analyse=analyse,
            version=version,
            is_text_first=False,
            is_last=False,
            gently=gently,
        ):
            return False
    return resolve_anew(library, tally, cancellation) and refresh_terms(library, cancellation)


def count_stale(library: Library, *, with_failed: bool = False) -> int:
    """Return how many articles an older version analysed, and how many names of articles it resolved."""
    from reader.analysis import ANALYSIS_VERSION

    stale = library.analyses.count_stale(ANALYSIS_VERSION, with_failed=with_failed)
    return stale + count_unresolved(library)


def renew(
    library: Library, *, progress: Callable[[Progress], None], cancellation: Cancellation
) -> IndexReport:
    """Analyse beside everything else what an older version did, as the reader does on its own."""
    total = count_stale(library)
    tally = Tally(progress, lambda: total, stage="analysing")
    finished = analyse_anew(library, tally, cancellation=cancellation, gently=True, with_failed=False)
    return tally.report(interrupted=not finished)


def _of_kind(library: Library, kind: SourceKind, ids: Iterator[ArticleId]) -> Iterator[RawArticle]:
    """Yield the articles of one kind of source as they were delivered."""
    for found, articles in _delivered(library, ids):
        if found is kind:
            yield from articles


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
    total = library.analyses.count_waiting()
    if total == 0:
        return True
    tally = Tally(progress, lambda: total, stage="analysing")
    waiting = (
        (kind, raw)
        for kind, articles in _delivered(library, iter(library.analyses.waiting()))
        for raw in articles
    )
    for kind, group in groupby(waiting, key=itemgetter(0)):
        if not run(
            library,
            (raw for _, raw in group),
            tally,
            kind=kind,
            jobs=jobs,
            cancellation=cancellation,
            analyse=analyse,
            version=version,
            is_text_first=False,
            is_last=False,
        ):
            return False
    return refresh_terms(library, cancellation)


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
