"""Feeds: following them, refreshing them in the background, and what went wrong with them."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from reader.errors import LibraryLockedError, NewsreaderError
from reader.model.cancel import Cancellation, Cancelled
from reader.tui.commands import Where
from reader.tui.flows.collecting import Collecting
from reader.tui.panes.sources import SourcesPane
from reader.tui.screens.ask_line import AskLineScreen
from reader.tui.screens.messages import MessagesScreen
from reader.tui.source_rows import source_of
from reader.tui.undo import Change
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.indexing import Progress
    from reader.indexing.fetching import FetchReport
    from reader.indexing.following import Followed
    from reader.library.library import Library
    from reader.model.following import FollowedFeed
    from reader.model.source import SavedSearch

DUE_EVERY = 60.0
"""Seconds between two looks for feeds whose time has come."""


class FollowingFeeds(Collecting):
    """Feeds are fetched beside reading; what is new never moves the row under the cursor."""

    _refreshing: Cancellation | None = None
    _new_above = 0
    """Articles that came in above the rows one sees."""

    def on_mount(self) -> None:
        """Look for feeds whose time has come, now and then."""
        if self.reader.settings.auto_refresh:
            self.set_interval(DUE_EVERY, self._refresh_due)

    def on_unmount(self) -> None:
        """Stop visiting feeds; what was stored is safe, and the next refresh goes on."""
        if self._refreshing is not None:
            self._refreshing.cancel()

    # -- following -----------------------------------------------------------------------------

    @work(exclusive=True, group="add feed", exit_on_error=False)
    async def action_add_feed(self) -> None:
        """Ask for the address of a feed or site, follow it, and fetch its articles."""
        written = await self.app.push_screen_wait(AskLineScreen("Feed or site to follow"))
        if not written:
            return
        self.status_line.work = "Looking for the feed"
        try:
            followed = await self.ask(_follow, self.library, written, self._leaving)
        except Cancelled:  # the reader leaves
            return
        except NewsreaderError as error:
            self.report(error)
            return
        finally:
            self.status_line.work = ""
        name = followed.title or followed.address
        self.tell(f"Following {name}" if followed.is_new else f"{name} is followed already")
        self.refresh_feeds(lambda feed: feed.id == followed.feed)

    def follow_list(self, path: Path) -> None:
        """Follow the feeds of an OPML file and fetch their articles."""
        self._follow_list(path)

    def unfollow(self, feed: FollowedFeed) -> None:
        """Take a feed off the list; its articles stay, and it can be undone."""
        self._unfollow(feed)

    @work(exclusive=True, group="add feed", exit_on_error=False)
    async def _follow_list(self, path: Path) -> None:
        try:
            added, problems = await self.ask(_follow_from, self.library, path)
        except (NewsreaderError, OSError) as error:
            self.reader.report(f"{path.name}: {error}")
            return
        for problem in problems:
            self.reader.note_error(problem)
        said = f"{path.name}: {added:,} feed{'' if added == 1 else 's'} followed"
        if problems:
            key = self.reader.key_for("library.errors")
            self.reader.warn(f"{said}, {len(problems):,} not · {key} shows why")
        else:
            self.tell(said)
        self.refresh_feeds(lambda feed: feed.checked_at is None)

    @work(exclusive=True, group="remove", exit_on_error=False)
    async def _unfollow(self, feed: FollowedFeed) -> None:
        try:
            await self.ask(self.library.feeds.unfollow, feed.id)
        except NewsreaderError as error:
            self.report(error)
            return
        self.undo_stack.push(Change(f"unfollowed {feed.name}", partial(self.library.feeds.follow, feed.key)))
        key = self.reader.key_for("read.undo")
        self.tell(f"{feed.name} is not followed any more; its articles stay · {key} undoes it")
        self.refresh_contents()

    # -- settings ------------------------------------------------------------------------------

    @on(SourcesPane.ChangeWanted)
    def change_chosen(self, event: SourcesPane.ChangeWanted) -> None:
        """Change a feed or a saved search, whichever stands under the cursor."""
        event.stop()
        if event.row.feed is not None:
            self._change_feed(event.row.feed)
        elif event.row.saved is not None:
            self._rename_saved(event.row.saved)
        else:
            self.tell("Only feeds and saved searches can be changed here")

    @work(exclusive=True, group="change feed", exit_on_error=False)
    async def _change_feed(self, feed: FollowedFeed) -> None:
        from reader.indexing.feed_settings import settings_of
        from reader.tui.screens.feed_settings import FeedSettingsScreen

        changes = await self.app.push_screen_wait(FeedSettingsScreen(feed))
        if not changes:
            return
        before = settings_of(feed)
        try:
            await self.ask(partial(self.library.feeds.change, feed.id, **changes))
        except NewsreaderError as error:
            self.report(error)
            return
        take_back = partial(self.library.feeds.change, feed.id, **{name: before[name] for name in changes})
        self.undo_stack.push(Change(f"changed {feed.name}", take_back))
        self.tell(f"{feed.name} changed · {self.reader.key_for('read.undo')} undoes it")
        self.refresh_contents()

    @work(exclusive=True, group="change feed", exit_on_error=False)
    async def _rename_saved(self, saved: SavedSearch) -> None:
        name = await self.app.push_screen_wait(AskLineScreen("Name of this search", saved.name))
        if not name or name == saved.name:
            return
        searches = self.library.searches
        try:
            await self.ask(searches.rename, saved.id, name)
        except NewsreaderError as error:
            self.report(error)
            return
        self.undo_stack.push(Change(f"renamed {saved.name}", partial(searches.rename, saved.id, saved.name)))
        self.refresh_contents()

    # -- refreshing ----------------------------------------------------------------------------

    def action_refresh(self) -> None:
        """Fetch what is new in the feed or folder under the cursor, or in the one that is listed."""
        row = self.sources_pane.cursor_row if self.at is Where.SOURCES else None
        feed = row.feed if row is not None else None
        folder = row.folder if row is not None else self.listing.folder
        source = self.listing.source
        if feed is not None:
            self.refresh_feeds(lambda one: one.id == feed.id)
        elif folder is not None:
            self.refresh_feeds(lambda one: f"{one.folder}/".startswith(f"{folder.path}/"))
        elif row is None and source is not None:
            self.refresh_feeds(lambda one: source_of(one) == source)
        else:
            self.tell(f"No feed is chosen · {self.reader.key_for('library.refresh_all')} refreshes all")

    def action_refresh_all(self) -> None:
        """Fetch what is new in every feed."""
        self.refresh_feeds(None)

    def _refresh_due(self) -> None:
        if self._refreshing is None and self.library.is_writable:
            self.refresh_feeds(None, is_asked=False)

    @work(group="refresh", exit_on_error=False)
    async def refresh_feeds(
        self, wanted: Callable[[FollowedFeed], bool] | None, *, is_asked: bool = True
    ) -> None:
        """Fetch what is new in the feeds that are wanted, None for all that may be visited now."""
        if self._refreshing is not None:
            self.tell("The feeds are being refreshed already")
            return
        cancellation = self._refreshing = Cancellation()
        loop = asyncio.get_running_loop()

        def tell_progress(progress: Progress) -> None:
            loop.call_soon_threadsafe(self._show_refreshing, progress)

        try:
            report = await self.ask(
                _refresh, self.library, wanted, tell_progress, cancellation, due_only=not is_asked
            )
            self._show_refreshed(report, is_asked=is_asked)
            if report.added or report.updated:
                await self.ask(_complete, self.library, report, tell_progress, cancellation)
                self.refresh_contents()
                self.articles_pane.show_changes()
        except asyncio.CancelledError:
            cancellation.cancel()
            raise
        except LibraryLockedError as error:
            if is_asked:
                self.report(error)
        except NewsreaderError as error:
            self.report(error)
        finally:
            self._refreshing = None
            self.status_line.work = ""

    def stop_indexing(self) -> bool:
        """Stop an import or a refresh after what it is storing; return whether there was one."""
        if super().stop_indexing():
            return True
        if self._refreshing is None or self._refreshing.is_cancelled:
            return False
        self._refreshing.cancel()
        return True

    def _show_refreshing(self, progress: Progress) -> None:
        if self._refreshing is not None:
            total = f" of {progress.total:,}" if progress.total else ""
            self.status_line.work = f"{progress.stage.capitalize()} {progress.done:,}{total}"

    def _show_refreshed(self, report: FetchReport, *, is_asked: bool) -> None:
        """Say in one toast what a refresh did; the list takes in what is new above the cursor's row."""
        for failure in report.failures:
            self.reader.note_error(f"{failure.name}: {failure.reason}")
        key = self.reader.key_for("library.errors")
        if len(report.failures) == 1:
            (failure,) = report.failures
            self.reader.warn(f"{failure.name}: {failure.reason} · {key} shows details and retries")
        elif report.failures:
            self.reader.warn(f"{len(report.failures):,} feeds failed · {key} shows why and retries")
        elif is_asked:
            self.tell(_said_of(report))
        if report.added and self.has_class("-empty-library"):
            self.show_welcome(wanted=False)
            self.go_to(Where.ARTICLES)
        if report.added or report.updated:
            if self.articles_pane.keys and self.speaker is None:
                self._new_above += report.added
            self.show_listing(self.listing, cursor_key=self.articles_pane.cursor_key)
        self.refresh_contents()
        self._show_new_above()

    @on(RowList.Highlighted, "#articles")
    def forget_new_above(self, event: RowList.Highlighted) -> None:
        """At the top of the list nothing new is above any more."""
        if event.by_user and self.articles_pane.cursor == 0 and self._new_above:
            self._new_above = 0
            self._show_new_above()

    def _show_new_above(self) -> None:
        arrow = "^" if self.reader.ascii_only else "↑"
        self.status_line.news = f"{self._new_above:,} new {arrow}" if self._new_above else ""

    # -- what went wrong -----------------------------------------------------------------------

    @work(exclusive=True, group="messages", exit_on_error=False)
    async def action_errors(self) -> None:
        """Show the feeds that fail and the messages of this session; try the feeds again if wanted."""
        try:
            feeds = await self.ask(self.library.feeds.all)
        except NewsreaderError as error:
            self.report(error)
            return
        failing = [feed for feed in feeds if feed.problem]
        screen = MessagesScreen(self.reader.journal.entries, failing, zone=self.reader.zone)
        if await self.app.push_screen_wait(screen):
            again = {feed.id for feed in failing}
            self.refresh_feeds(lambda feed: feed.id in again)


def _said_of(report: FetchReport) -> str:
    visited = f"{report.visited:,} feed{'' if report.visited == 1 else 's'}"
    if report.interrupted:
        return f"Refresh stopped after {visited}"
    if not report.visited:
        return "No feeds to refresh"
    news = [f"{report.added:,} new"] if report.added else []
    news += [f"{report.updated:,} changed"] if report.updated else []
    return f"{visited}: {', '.join(news) or 'nothing new'}"


def _follow(library: Library, written: str, cancellation: Cancellation) -> Followed:
    from reader.indexing.following import follow
    from reader.sources.http import Web

    web = Web(cancellation=cancellation)
    try:
        return follow(library, written, web)
    finally:
        web.close()


def _follow_from(library: Library, path: Path) -> tuple[int, list[str]]:
    from reader.indexing.following import follow_outlines
    from reader.sources.limits import read_limited
    from reader.sources.opml import read_opml

    with path.open("rb") as stream:
        return follow_outlines(library, read_opml(read_limited(stream)))


def _refresh(
    library: Library,
    wanted: Callable[[FollowedFeed], bool] | None,
    progress: Callable[[Progress], None],
    cancellation: Cancellation,
    *,
    due_only: bool,
) -> FetchReport:
    """Fetch the wanted feeds, or all that may be visited now; analysis comes later."""
    from reader.indexing.fetch_lock import only_fetch
    from reader.indexing.fetching import FetchReport, feeds_to_visit, fetch

    feeds = library.feeds.all()
    chosen: Sequence[FollowedFeed] = (
        feeds_to_visit(feeds, library.now(), due_only=due_only)
        if wanted is None
        else [feed for feed in feeds if wanted(feed)]
    )
    if not chosen:
        return FetchReport()
    with only_fetch(library.path):
        return fetch(library, chosen, analyse=False, progress=progress, cancellation=cancellation)


def _complete(
    library: Library,
    report: FetchReport,
    progress: Callable[[Progress], None],
    cancellation: Cancellation,
) -> bool:
    """Fetch the whole texts that are wanted, then analyse what came; return False when stopped."""
    from reader.indexing.completing import add_full_texts
    from reader.indexing.fetch_lock import only_fetch
    from reader.indexing.reanalysis import analyse_waiting

    with only_fetch(library.path):
        add_full_texts(library, library.feeds.all(), report, progress=progress, cancellation=cancellation)
    return not report.interrupted and analyse_waiting(library, progress=progress, cancellation=cancellation)
