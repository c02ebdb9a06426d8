"""Accounts on servers, synchronised beside reading."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.worker import WorkerError

from reader.errors import LibraryLockedError, NewsreaderError
from reader.model.cancel import Cancelled
from reader.model.sync import ChangeKind
from reader.tui.commands import Where
from reader.tui.flows.jumping import Jumping
from reader.tui.undo import Change

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.cancel import Cancellation
    from reader.model.following import FollowedFeed
    from reader.model.sync import Account, Subscription, SyncReport

FIRST_ROUND = 3.0
"""Seconds after the start: the first keys go first."""

ROUND_EVERY = 600.0
"""Seconds between two rounds."""


class SynchronisingAccounts(Jumping):
    """Rounds with the accounts, if there are any; the row under the cursor stays where it is."""

    _synchronising = False
    _problems: frozenset[str] = frozenset()
    """What the last round could not do: said once, not every ten minutes."""

    def on_mount(self) -> None:
        """Begin the rounds."""
        if self.reader.settings.auto_refresh:
            self.set_timer(FIRST_ROUND, self.synchronise)
            self.set_interval(ROUND_EVERY, self.synchronise)

    def action_refresh(self) -> None:
        """Do a round with the account under the cursor, or listed; else refresh the feed or folder."""
        row = self.sources_pane.cursor_row if self.at is Where.SOURCES else None
        folder = row.folder if row is not None else self.listing.folder
        is_of_account = folder is not None and folder.account is not None
        if row is None and self.listing.source is not None:
            is_of_account = self.sources_pane.is_of_account(self.listing.source)
        if is_of_account or (row is not None and row.subscription is not None):
            self.synchronise(is_asked=True)
        else:
            super().action_refresh()

    def action_refresh_all(self) -> None:
        """Fetch what is new in every feed, then do a round with every account."""
        self._refresh_everything()

    def unsubscribe(self, subscription: Subscription) -> None:
        """Let an account follow a feed no more from its next round on; it can be undone."""
        self._unsubscribe(subscription)

    @work(exclusive=True, group="refresh all", exit_on_error=False)
    async def _refresh_everything(self) -> None:
        try:
            accounts, feeds = await self.ask(_followed, self.library)
        except NewsreaderError as error:
            self.report(error)
            return
        if feeds or not accounts:
            with suppress(WorkerError):  # it has said why
                await self.refresh_feeds(None).wait()
        if accounts:
            self.synchronise(is_asked=True)

    @work(group="sync", exit_on_error=False)
    async def synchronise(self, *, is_asked: bool = False) -> None:
        """Do a round with every account and show what it brought."""
        if self._synchronising or not self.library.is_writable:
            return
        self._synchronising = True
        if is_asked:
            self.status_line.work = "Synchronising"
        try:
            reports = await self.ask(_synchronise, self.library, self._leaving)
        except Cancelled:  # the reader leaves
            return
        except LibraryLockedError as error:  # another program is at it
            if is_asked:
                self.report(error)
            return
        except NewsreaderError as error:
            self.report(error)
            return
        finally:
            self._synchronising = False
            if is_asked:
                self.status_line.work = ""
        self._show_synchronised([report for _, report in reports], is_asked=is_asked)

    def _show_synchronised(self, reports: list[SyncReport], *, is_asked: bool) -> None:
        problems = frozenset(report.problem for report in reports if report.problem)
        for problem in sorted(problems if is_asked else problems - self._problems):
            self.reader.report(problem)
        self._problems = problems
        added, marked = sum(report.added for report in reports), sum(report.marked for report in reports)
        accounts = f"your account{'' if len(reports) == 1 else 's'}"
        if added:
            self.tell(f"{added:,} new from {accounts}")
        elif is_asked and not problems:
            self.tell(f"{marked:,} marked by {accounts}" if marked else f"Nothing new from {accounts}")
        if added or marked:
            self.show_welcome(wanted=False)
        self.refresh_contents()
        if (added or marked) and self.focused is not self.search_bar.box:
            self.show_listing(self.listing, cursor_key=self.articles_pane.cursor_key)

    @work(exclusive=True, group="remove", exit_on_error=False)
    async def _unsubscribe(self, subscription: Subscription) -> None:
        accounts, feed = self.library.accounts, subscription.feed
        try:
            await self.ask(accounts.queue_change, subscription.account, ChangeKind.UNFOLLOW, feed.id, "")
        except NewsreaderError as error:
            self.report(error)
            return
        self.undo_stack.push(
            Change(f"unfollowed {subscription.name}", partial(_subscribe_again, self.library, subscription))
        )
        key = self.reader.key_for("read.undo")
        self.tell(f"{subscription.name} will be unfollowed in the next round · {key} undoes it")
        self.refresh_contents()


def _followed(library: Library) -> tuple[list[Account], list[FollowedFeed]]:
    return library.accounts.all(), library.feeds.all()


def _subscribe_again(library: Library, subscription: Subscription) -> None:
    """Take back that an account unfollows a feed; where the server knows it already, follow it anew."""
    account, feed = subscription.account, subscription.feed
    if not library.accounts.withdraw_change(account, ChangeKind.UNFOLLOW, feed.id):
        library.accounts.queue_change(account, ChangeKind.FOLLOW, feed.address, feed.folder)


def _synchronise(library: Library, cancellation: Cancellation) -> list[tuple[Account, SyncReport]]:
    if not library.accounts.all():
        return []
    from reader.indexing.fetch_lock import only_fetch
    from reader.indexing.reanalysis import analyse_waiting
    from reader.indexing.syncing import sync_all
    from reader.sources.http import Web

    web = Web(cancellation=cancellation)
    try:
        with only_fetch(library.path):
            reports = sync_all(library, web, cancellation=cancellation)
        if any(report.added for _, report in reports):
            analyse_waiting(library, cancellation=cancellation)
        return reports
    finally:
        web.close()
