"""The first run; bringing articles in while one reads, and taking sources away."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from textual import on, work

from reader.errors import NewsreaderError
from reader.model.cancel import Cancellation, Cancelled
from reader.search.families import load_dictionaries
from reader.sources.addresses import is_web_address
from reader.tui.commands import Where
from reader.tui.flows.renewing import Renewing
from reader.tui.panes.sources import SourcesPane
from reader.tui.screens.ask_line import AskLineScreen
from reader.tui.screens.confirm import ConfirmScreen
from reader.tui.undo import Change
from reader.tui.widgets.paths import PathSuggester
from reader.tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.indexing import Progress
    from reader.library.library import Library
    from reader.model.following import FollowedFeed
    from reader.model.report import IndexReport
    from reader.model.source import SavedSearch, Source
    from reader.model.sync import Subscription

GROUPED_AT_ONCE, GROUPING_REST = 20, 0.05
"""Articles of earlier times put into stories in one go, and seconds until the next: no key waits for that."""

TERMS_WAIT = 2.0
"""Seconds after the start before the dictionary of terms is looked at: the first keys go first."""

CLOCK_TICK = 15.0
"""Seconds between two looks at the clock and the counts in the top line."""


class Indexing(Protocol):
    """A run of the indexing pipeline that only waits to be told whom to report to."""

    def __call__(self, *, progress: Callable[[Progress], None], cancellation: Cancellation) -> IndexReport:
        """Index; raise NewsreaderError when the library cannot be written."""


class Collecting(Renewing):
    """Indexing runs beside reading; it shows how far it is and can be stopped."""

    _indexing: Cancellation | None = None

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._leaving = Cancellation()
        """Cancelled when the reader is left."""

    def on_mount(self) -> None:
        """Show the library, or what to do with an empty one."""
        self.fit_layout()
        self._begin()
        self.set_interval(CLOCK_TICK, self.refresh_contents)

    def on_unmount(self) -> None:
        """Ask a run to stop after the batch it is storing, and the rest to stop at once."""
        self.stop_indexing()
        self.stop_renewing()
        self._leaving.cancel()

    @work(exclusive=True, group="begin", exit_on_error=False)
    async def _begin(self) -> None:
        try:
            totals = await self.ask(self.library.totals)
        except NewsreaderError as error:
            self.report(error)
            return
        self.show_welcome(wanted=totals.articles == 0)
        self.refresh_contents()
        if totals.articles:
            self.restore_place()
            self._catch_up()

    @work(group="terms", exit_on_error=False)
    async def _catch_up(self) -> None:
        """Do what a run that was stopped, or an older version, left to us: stories, and words being typed."""
        if not self.library.is_writable:
            return
        await asyncio.sleep(TERMS_WAIT)
        with suppress(Cancelled, NewsreaderError):  # lists and searches are right without it
            group = partial(self.library.stories.group, limit=GROUPED_AT_ONCE, cancellation=self._leaving)
            while await self.ask(group):
                await asyncio.sleep(GROUPING_REST)
            await self.ask(self.library.words.refresh, self._leaving)
            await self.ask(load_dictionaries)
        self.renew_analyses()

    def show_welcome(self, *, wanted: bool) -> None:
        """Show the first screen in place of the panes, or the panes again."""
        self.set_class(wanted, "-empty-library")
        if wanted:
            self.query_one(Welcome).focus()

    # -- bringing in ---------------------------------------------------------------------------

    @on(Welcome.SamplesWanted)
    def load_samples(self) -> None:
        """Bring in the sample articles that came with the program."""
        self._index(partial(_index_samples, self.library), "samples")

    @work(exclusive=True, group="import", exit_on_error=False)
    async def action_import_articles(self) -> None:
        """Ask for a file, a folder, an archive, a list of feeds or a page, and bring it in."""
        question = AskLineScreen("File, folder, archive or web page to import", suggester=PathSuggester())
        text = await self.app.push_screen_wait(question)
        if not text:
            return
        if is_web_address(text):
            self._index(partial(_index_path, self.library, text.strip()), text.strip())
            return
        path = Path(text).expanduser()
        if not path.exists():
            self.reader.report(f"{text}: no such file or folder")
            return
        if path.suffix.casefold() == ".opml":
            self.follow_list(path)
            return
        self._index(partial(_index_path, self.library, path), path.name)

    @work(group="index", exit_on_error=False)
    async def _index(self, run: Indexing, name: str) -> None:
        if self._indexing is not None:
            self.tell("Articles are being imported already")
            return
        cancellation = self._indexing = Cancellation()
        loop = asyncio.get_running_loop()

        def tell_progress(progress: Progress) -> None:
            loop.call_soon_threadsafe(self._show_progress, progress)

        try:
            report = await self.ask(run, progress=tell_progress, cancellation=cancellation)
        except asyncio.CancelledError:
            cancellation.cancel()
            raise
        except NewsreaderError as error:
            self.report(error)
        else:
            self._show_report(name, report)
        finally:
            self._indexing = None
            self._say_progress("")
            self.follow_stale()  # entries of feeds can be read before their quotes are found

    def stop_indexing(self) -> bool:
        """Stop a run after the batch it is storing; return whether there was one."""
        if self._indexing is None:
            return self.stop_renewing()
        self._indexing.cancel()
        return True

    @property
    def is_importing(self) -> bool:
        """Whether an import runs."""
        return self._indexing is not None

    def _show_progress(self, progress: Progress) -> None:
        if self._indexing is None:
            return
        total = f" of {progress.total:,}" if progress.total else ""
        key = self.reader.key_for("place.leave")
        self._say_progress(f"Importing {progress.done:,}{total} · {key} stops")

    def _say_progress(self, text: str) -> None:
        self.status_line.work = text
        self.query_one(Welcome).show_progress(text)

    def _show_report(self, name: str, report: IndexReport) -> None:
        counts = {"added": report.added, "updated": report.updated, "unchanged": report.unchanged}
        said = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count) or "nothing new"
        if report.interrupted:
            said += ", stopped before the end"
        for failure in report.failures:
            self.reader.note_error(f"{failure.locator}: {failure.reason}")
        if report.failed:
            key = self.reader.key_for("library.errors")
            self.reader.warn(f"{name}: {said}, {report.failed:,} failed · {key} shows why")
        else:
            self.tell(f"{name}: {said}")
        if self.has_class("-empty-library") and report.added:
            self.show_welcome(wanted=False)
            self.go_to(Where.ARTICLES)
        self.show_listing(self.listing, cursor_key=self.articles_pane.cursor_key)
        self.refresh_contents()

    # -- taking away ---------------------------------------------------------------------------

    @on(SourcesPane.RemoveWanted)
    def remove_chosen(self, event: SourcesPane.RemoveWanted) -> None:
        """Remove a source after a question, or a saved search at once, since that can be undone."""
        event.stop()
        if event.row.feed is not None:
            self.unfollow(event.row.feed)
        elif event.row.subscription is not None:
            self.unsubscribe(event.row.subscription)
        elif event.row.saved is not None:
            self._remove_saved(event.row.saved)
        elif event.row.source is not None:
            self._remove_source(event.row.source)
        else:
            self.tell("Only feeds, sources and saved searches can be removed")

    def follow_list(self, path: Path) -> None:
        """Follow the feeds of an OPML file; the flow of feeds knows how."""
        raise NotImplementedError

    def unfollow(self, feed: FollowedFeed) -> None:
        """Take a feed off the list; the flow of feeds knows how."""
        raise NotImplementedError

    def unsubscribe(self, subscription: Subscription) -> None:
        """Let an account follow a feed no more; the flow of accounts knows how."""
        raise NotImplementedError

    @work(exclusive=True, group="remove", exit_on_error=False)
    async def _remove_source(self, source: Source) -> None:
        what = "article" if source.articles == 1 else f"{source.articles:,} articles"
        question = f"Remove {source.name} with its {what}? This cannot be undone."
        if not await self.app.push_screen_wait(ConfirmScreen(question)):
            return
        try:
            gone = await self.ask(self.library.remove_source, source.id)
        except NewsreaderError as error:
            self.report(error)
            return
        self.tell(f"{source.name} removed, {gone:,} article{'' if gone == 1 else 's'}")
        if self.listing.source == source.id:
            self.visit_everything()
        else:
            self.show_listing(self.listing, cursor_key=self.articles_pane.cursor_key)
        self.refresh_contents()

    @work(exclusive=True, group="remove", exit_on_error=False)
    async def _remove_saved(self, saved: SavedSearch) -> None:
        try:
            await self.ask(self.library.searches.delete, saved.id)
        except NewsreaderError as error:
            self.report(error)
            return
        take_back = partial(self.library.searches.save, saved.name, saved.query)
        self.undo_stack.push(Change(f"removed search {saved.name}", take_back))
        self.tell(f"{saved.name} removed · {self.reader.key_for('read.undo')} undoes it")
        self.refresh_contents()


def _index_samples(
    library: Library, *, progress: Callable[[Progress], None], cancellation: Cancellation
) -> IndexReport:
    from reader.indexing import index_paths

    return index_paths(library, [], samples=True, progress=progress, cancellation=cancellation)


def _index_path(
    library: Library, path: Path | str, *, progress: Callable[[Progress], None], cancellation: Cancellation
) -> IndexReport:
    from reader.indexing import index_paths

    return index_paths(library, [path], text_only=True, progress=progress, cancellation=cancellation)
