"""The run itself: what is new or changed is analysed and stored, batch by batch."""

from __future__ import annotations

import time
from itertools import groupby
from typing import TYPE_CHECKING

from reader.errors import NewsreaderError
from reader.indexing.analysts import analysed, without_analysis
from reader.indexing.progress import Progress, Tally, shown
from reader.model.cancel import Cancelled
from reader.model.report import AlreadyRead, Failure, Outcome
from reader.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reader.indexing.analysts import Analyse
    from reader.library.library import Library
    from reader.model.article import AnalysedArticle, RawArticle
    from reader.model.cancel import Cancellation
    from reader.model.report import IndexReport

BATCH = 200
"""Articles in one transaction."""

TEXTS_AT_ONCE = 1_000
"""Articles without analysis in one transaction: the full text is written in fewer and larger pieces."""

LARGEST_BATCH = 16_000_000
"""Code points of bodies from which a batch is full sooner."""

GROUPED_AT_ONCE = 100
"""Articles in one transaction of grouping: no other writer waits longer than a tenth of a second."""

MOST_GROUPED_BESIDE = 2_000
"""Articles of earlier times that a run puts into stories at its end; the reader does the rest."""

SECONDS = 1.0
"""Longest time that finished work stays out of the library."""


def index(
    library: Library,
    items: Iterable[RawArticle | Failure | AlreadyRead],
    *,
    kind: SourceKind = SourceKind.OUTLET,
    jobs: int = 1,
    total: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancellation: Cancellation | None = None,
    analyse: Analyse | None = None,
    version: int | None = None,
) -> IndexReport:
    """Analyse and store the articles that the library does not hold yet, and say what became of each.

    ``items`` is taken in lazily. A bad item never stops the rest: what cannot be read or stored is
    among the failures, what cannot be analysed is stored as text, with a warning. When the
    run is cancelled or interrupted, what is done stays, and the same call goes on from there.
    ``total`` is for ``progress``, which is called on this thread. Raise LibraryError when the library itself
    cannot be written (locked, read-only, disk full).
    """
    tally = Tally(progress, lambda: total)
    interrupted = not run(
        library,
        items,
        tally,
        kind=kind,
        jobs=jobs,
        cancellation=cancellation,
        analyse=analyse,
        version=version,
    )
    return tally.report(interrupted=interrupted)


def run(
    library: Library,
    items: Iterable[RawArticle | Failure | AlreadyRead],
    tally: Tally,
    *,
    kind: SourceKind,
    jobs: int = 1,
    cancellation: Cancellation | None = None,
    analyse: Analyse | None = None,
    version: int | None = None,
    is_text_first: bool = True,
    is_last: bool = True,
    gently: bool = False,
) -> bool:
    """Index into ``library`` and count in ``tally``; return False when the run was stopped before its end.

    With ``is_text_first``, entries of feeds are stored as text and wait for ``analyse_waiting``. Without it,
    ``items`` are articles of the library as they were delivered: one that is changed or removed while it is
    analysed stays as it is by then.
    Where more runs follow at once, ``is_last`` is false, and words are counted after the last. ``gently``
    analyses in processes that let everything else go first.
    """
    if analyse is None or version is None:
        from reader.analysis import ANALYSIS_VERSION, analyze

        analyse, version = analyse or analyze, ANALYSIS_VERSION if version is None else version
    _begin_identities(library)
    articles = _readable(items, tally, cancellation)
    store = _Batch(library, tally, kind, is_anew=not is_text_first)
    if is_text_first:
        articles = _recognised(library, articles)
        changed = _stored_at_once(_changed(library, articles, tally, version), store)
    else:
        changed = articles
    results = analysed(
        changed, analyse=analyse, version=version, jobs=jobs, cancellation=cancellation, gently=gently
    )
    finished = False
    try:
        for result in results:
            store.add(result)
        finished = True
    except (Cancelled, KeyboardInterrupt):
        pass
    store.flush()
    tally.tell(now=True)
    return finished and (not is_last or refresh_terms(library, cancellation))


def _begin_identities(library: Library) -> None:
    from reader.analysis.identity import IDENTITY_VERSION

    library.identities.begin(IDENTITY_VERSION)


def _recognised(library: Library, articles: Iterator[RawArticle]) -> Iterator[RawArticle]:
    """Yield articles, those of a feed under the locators by which their entries are known already."""
    for feed, group in groupby(articles, key=lambda article: article.feed):
        if feed is None:
            yield from group
        else:
            yield from library.recognised(list(group))


def _stored_at_once(articles: Iterator[RawArticle], store: _Batch) -> Iterator[RawArticle]:
    """Store entries of feeds as text, to be analysed when all are in the library; yield everything else.

    Feeds bring many articles at once, and whoever waits for them wants to read them first.
    """
    for article in articles:
        if article.entry is None:
            yield article
        else:
            store.add(without_analysis(article))


def group_stories(
    library: Library, cancellation: Cancellation | None = None, *, most: int | None = None
) -> int:
    """Put articles that wait into stories, the newest first, ``most`` of them; return how many it were.

    They wait when an older version of the program stored them, or a run was killed. Raise Cancelled
    when stopped; what is done stays.
    """
    done = 0
    while most is None or done < most:
        some = library.stories.group(limit=GROUPED_AT_ONCE, cancellation=cancellation)
        done += some
        if cancellation is not None:
            cancellation.check()
        if not some:
            break
    return done


def refresh_terms(library: Library, cancellation: Cancellation | None) -> bool:
    """Let the words of a library that grew be found as they are typed; return False when stopped."""
    try:
        group_stories(library, cancellation, most=MOST_GROUPED_BESIDE)
        library.words.refresh(cancellation)
    except (Cancelled, KeyboardInterrupt):
        return False
    return True


class _Batch:
    """Analysed articles that wait to be stored together."""

    def __init__(self, library: Library, tally: Tally, kind: SourceKind, *, is_anew: bool) -> None:
        self._library = library
        self._tally = tally
        self._kind = kind
        self._is_anew = is_anew
        self._waiting: list[AnalysedArticle] = []
        self._since = time.monotonic()

    def add(self, article: AnalysedArticle) -> None:
        """Take an article; store when there are enough or the first has waited long enough."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(article)
        size = (
            sum(len(waiting.raw.body) for waiting in self._waiting) if len(article.raw.body) > 50_000 else 0
        )
        is_old = time.monotonic() - self._since >= SECONDS
        most = BATCH if article.version else TEXTS_AT_ONCE
        if len(self._waiting) >= most or size >= LARGEST_BATCH or is_old:
            self.flush()

    def flush(self) -> None:
        """Store what waits; keep it waiting when that is interrupted."""
        if self._waiting:
            self._store(self._waiting)
            self._waiting = []
            self._tally.tell()

    def _store(self, articles: Sequence[AnalysedArticle]) -> None:
        try:
            outcomes = self._library.store(articles, kind=self._kind, is_anew=self._is_anew)
        except NewsreaderError:
            raise
        except Exception as error:  # noqa: BLE001 - one article that cannot be stored must not cost the others
            if len(articles) == 1:
                self._tally.fail(Failure(shown(articles[0].raw.locator), f"it could not be stored: {error}"))
                return
            for article in articles:
                self._store([article])
            return
        for article, stored in zip(articles, outcomes, strict=True):
            self._tally.count(article, stored)
        analysed = [
            stored.article_id
            for article, stored in zip(articles, outcomes, strict=True)
            if article.version and stored.outcome is not Outcome.UNCHANGED
        ]
        if analysed:
            self._library.stories.group(analysed, limit=len(analysed))


def _readable(
    items: Iterable[RawArticle | Failure | AlreadyRead], tally: Tally, cancellation: Cancellation | None
) -> Iterator[RawArticle]:
    for item in items:
        if cancellation is not None:
            cancellation.check()
        if isinstance(item, Failure):
            tally.fail(item)
            tally.tell()
        elif isinstance(item, AlreadyRead):
            tally.unchanged += 1
            tally.tell()
        else:
            yield item


def _changed(
    library: Library, articles: Iterator[RawArticle], tally: Tally, version: int
) -> Iterator[RawArticle]:
    """Yield the articles that the library does not hold in this form, asking it for many at a time."""
    for batch in _batches(articles):
        for article, is_unchanged in zip(batch, _unchanged(library, batch, version), strict=True):
            if is_unchanged:
                tally.unchanged += 1
                tally.tell()
            else:
                yield article


def _unchanged(library: Library, batch: list[RawArticle], version: int) -> list[bool]:
    """Ask the library; entries of feeds need not be analysed yet, since what waits is analysed anyway."""
    if not any(article.entry for article in batch):
        return library.unchanged(batch, version=version)
    if all(article.entry for article in batch):
        return library.unchanged(batch, version=0)
    return [library.unchanged([article], version=0 if article.entry else version)[0] for article in batch]


def _batches(articles: Iterator[RawArticle]) -> Iterator[list[RawArticle]]:
    """Cut a stream into batches, so that neither memory nor patience runs out."""
    batch: list[RawArticle] = []
    size, since = 0, time.monotonic()
    for article in articles:
        batch.append(article)
        size += len(article.body)
        if len(batch) >= BATCH or size >= LARGEST_BATCH or time.monotonic() - since >= SECONDS:
            yield batch
            batch, size, since = [], 0, time.monotonic()
    if batch:
        yield batch
