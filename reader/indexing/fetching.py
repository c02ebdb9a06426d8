"""Refreshing the feeds that are followed: visits, storing, and what is remembered of each."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
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
    from collections.abc import Callable, Sequence

    from reader.indexing.visiting import Visited
    from reader.library.library import Library
    from reader.model.cancel import Cancellation
    from reader.model.following import FollowedFeed
    from reader.model.ids import FeedId
    from reader.model.report import Failure

VISITS_AT_ONCE = 100
"""Visits that are written in one transaction."""
SECONDS = 1.0
"""Longest time that visits wait for that: a feed whose visit is lost with a kill is only read once more."""


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
        for visited in visit_all(feeds, own, cancellation):
            refresh.take(visited)
    except (Cancelled, KeyboardInterrupt):
        refresh.report.interrupted = True
    finally:
        refresh.flush()
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
            self._visits.append(self._store(visited))
        if len(self._visits) >= VISITS_AT_ONCE or time.monotonic() - self._flushed >= SECONDS:
            self.flush()
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
        """Write what is to be remembered."""
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

    def _store(self, visited: Visited) -> Visit:
        feed, answer, document = visited.feed, visited.answer, visited.document
        assert answer is not None and document is not None  # noqa: S101, PT018 - by the caller
        tally = Tally()
        delivered = articles_of(document, feed.key, name=feed.title)
        articles = with_known_texts(self._library, delivered, feed.settings)
        run(self._library, articles, tally, kind=SourceKind.FEED, is_last=False)
        self.report.added += tally.added
        self.report.updated += tally.updated
        self.report.warnings += [f"{failure.locator}: {failure.reason}" for failure in tally.failures]
        now, is_changed = self._library.now(), tally.added > 0
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
