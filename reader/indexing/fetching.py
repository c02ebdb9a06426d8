"""Refreshing the feeds that are followed: visits, storing, and what is remembered of each."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from reader.indexing.completing import with_known_texts
from reader.indexing.pipeline import refresh_terms, run
from reader.indexing.progress import Progress, Tally
from reader.indexing.reanalysis import analyse_waiting
from reader.indexing.visit_times import next_visit, visit_after_failure
from reader.indexing.visiting import visit_all
from reader.model.cancel import Cancelled
from reader.model.following import Visit
from reader.model.source import SourceKind
from reader.sources.feeds.articles import articles_of
from reader.sources.http import Web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.indexing.visiting import Visited
    from reader.library.library import Library
    from reader.model.article import RawArticle
    from reader.model.cancel import Cancellation
    from reader.model.following import FollowedFeed
    from reader.model.ids import FeedId
    from reader.model.report import Failure

VISITS_AT_ONCE = 100
"""Visits that are written in one transaction."""
ENTRIES_AT_ONCE = 500
"""Entries, new or known, of feeds that are stored together."""
SECONDS = 1.0
"""Longest time that visits wait for that: a feed whose visit is lost with a kill is read once more."""


@dataclass(frozen=True, slots=True)
class FeedFailure:
    """A feed that could not be refreshed, with the reason for a person."""

    feed: FeedId
    name: str
    address: str
    reason: str
    is_gone: bool = False


@dataclass(slots=True)
class FetchReport:
    """What a refresh did."""

    visited: int = 0
    unchanged: int = 0
    added: int = 0
    updated: int = 0
    skipped: int = 0
    """Feeds that are gone or whose server wants no visit yet."""
    failures: list[FeedFailure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    completed: int = 0
    """Articles that got their whole text from their pages."""
    incomplete: list[Failure] = field(default_factory=list)
    """Pages that gave no text (a paywall, nothing there); their articles keep what the feed gave."""
    interrupted: bool = False


def feeds_to_visit(feeds: Sequence[FollowedFeed], now: int, *, due_only: bool) -> list[FollowedFeed]:
    """Return the feeds to visit now: not those that are gone, or whose server wants no visit yet."""
    return [
        feed
        for feed in feeds
        if not feed.is_gone and feed.wait_until <= now and (feed.due_at <= now or not due_only)
    ]


def fetch(
    library: Library,
    feeds: Sequence[FollowedFeed],
    *,
    jobs: int = 1,
    analyse: bool = True,
    web: Web | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancellation: Cancellation | None = None,
) -> FetchReport:
    """Visit feeds, store what is new as text, then analyse it; report what came of each.

    What a visit found is remembered after its articles are stored: a refresh that is stopped or killed
    loses nothing, and the next one goes on. Raise LibraryError when the library cannot be written.
    """
    own = Web() if web is None else web
    refresh = _Refresh(library, len(feeds), progress)
    try:
        try:
            for visited in visit_all(feeds, own, cancellation, refresh.flush_in_time):
                refresh.take(visited)
        finally:
            refresh.flush()
    except (Cancelled, KeyboardInterrupt):
        refresh.report.interrupted = True
    finally:
        if web is None:
            own.close()
    if refresh.report.interrupted:
        return refresh.report
    finished = refresh_terms(library, cancellation)
    if finished and analyse:
        finished = analyse_waiting(library, jobs=jobs, progress=progress, cancellation=cancellation)
    refresh.report.interrupted = not finished
    return refresh.report


class _Refresh:
    """One refresh under way."""

    def __init__(self, library: Library, total: int, progress: Callable[[Progress], None] | None) -> None:
        self.report = FetchReport()
        self._library = library
        self._total = total
        self._progress = progress
        self._visits: list[Visit] = []
        self._news: list[Visited] = []
        self._entries = 0
        self._flushed = time.monotonic()

    def take(self, visited: Visited) -> None:
        """Store what a visit brought and keep what is to be remembered of it."""
        self.report.visited += 1
        if visited.error is not None:
            self._visits.append(self._failed(visited))
        elif visited.document is None:
            self.report.unchanged += 1
            self._visits.append(self._unchanged(visited))
        else:
            self._news.append(visited)
            self._entries += len(visited.document.entries)
        if self._entries >= ENTRIES_AT_ONCE or len(self._visits) >= VISITS_AT_ONCE:
            self.flush()
        else:
            self.flush_in_time()
        self._tell()

    def flush_in_time(self) -> None:
        """Write what has waited long enough, also while no server answers."""
        if time.monotonic() - self._flushed >= SECONDS:
            self.flush()
            self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            report = self.report
            self._progress(
                Progress(
                    report.visited,
                    self._total,
                    report.added,
                    report.updated,
                    report.unchanged,
                    len(report.failures),
                    "fetching",
                )
            )

    def flush(self) -> None:
        """Store what the visits brought, and then what is to be remembered of them."""
        news, self._news, self._entries = self._news, [], 0
        if news:
            self._visits += self._store(news)
        if self._visits:
            self._library.feeds.keep_visits(self._visits)
            self._visits = []
        self._flushed = time.monotonic()

    def _failed(self, visited: Visited) -> Visit:
        feed, error, now = visited.feed, visited.error, self._library.now()
        assert error is not None  # noqa: S101 - by the caller
        failure = FeedFailure(feed.id, feed.name, feed.address, str(error), error.is_gone)
        self.report.failures.append(failure)
        return Visit(
            feed.id,
            now,
            due_at=visit_after_failure(feed, now, error.wait),
            wait_until=now + error.wait if error.wait else 0,
            problem=str(error),
            is_gone=error.is_gone,
        )

    def _unchanged(self, visited: Visited) -> Visit:
        feed, answer, now = visited.feed, visited.answer, self._library.now()
        assert answer is not None  # noqa: S101 - by the caller
        due = next_visit(feed, now, is_changed=False, fresh_for=answer.fresh_for)
        if answer.is_unchanged or (answer.etag == feed.etag and answer.modified == feed.modified):
            return Visit(feed.id, now, due, moved_to=answer.moved_to)
        return Visit(
            feed.id,
            now,
            due,
            is_read=True,
            etag=answer.etag,
            modified=answer.modified,
            digest=visited.digest,
            stated_minutes=feed.stated_minutes,
            moved_to=answer.moved_to,
        )

    def _store(self, news: Sequence[Visited]) -> list[Visit]:
        """Store the articles of some feeds together, and return what is to be remembered of the visits."""
        tally = Tally()
        articles = chain.from_iterable(map(self._articles, news))
        if not run(self._library, articles, tally, kind=SourceKind.FEED, is_last=False):
            raise Cancelled  # what was not stored must not be taken for read
        self.report.added += tally.added
        self.report.updated += tally.updated
        self.report.warnings += [f"{failure.locator}: {failure.reason}" for failure in tally.failures]
        return [self._read(visited, is_changed=tally.added_by_feed[visited.feed.key] > 0) for visited in news]

    def _articles(self, visited: Visited) -> Iterator[RawArticle]:
        feed, document = visited.feed, visited.document
        assert document is not None  # noqa: S101 - by the caller
        delivered = articles_of(document, feed.key, name=feed.title)
        return with_known_texts(self._library, delivered, feed.settings)

    def _read(self, visited: Visited, *, is_changed: bool) -> Visit:
        feed, answer, document, now = visited.feed, visited.answer, visited.document, self._library.now()
        assert answer is not None and document is not None  # noqa: S101, PT018 - by the caller
        return Visit(
            feed.id,
            now,
            next_visit(feed, now, is_changed=is_changed, fresh_for=answer.fresh_for),
            is_changed=is_changed,
            is_read=True,
            etag=answer.etag,
            modified=answer.modified,
            digest=visited.digest,
            title=document.title,
            site=document.link,
            stated_minutes=document.minutes,
            moved_to=answer.moved_to,
        )
