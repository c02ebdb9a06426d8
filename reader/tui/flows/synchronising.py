"""Accounts on servers, synchronised beside reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from reader.errors import LibraryLockedError, NewsreaderError
from reader.model.cancel import Cancelled
from reader.tui.flows.jumping import Jumping

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.cancel import Cancellation
    from reader.model.sync import Account, SyncReport

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
        self.set_timer(FIRST_ROUND, self.synchronise)
        self.set_interval(ROUND_EVERY, self.synchronise)

    @work(group="sync", exit_on_error=False)
    async def synchronise(self) -> None:
        """Do a round with every account and show what it brought."""
        if self._synchronising or not self.library.is_writable:
            return
        self._synchronising = True
        try:
            reports = await self.ask(_synchronise, self.library, self._leaving)
        except (Cancelled, LibraryLockedError):  # the reader leaves, or another program is at it
            return
        except NewsreaderError as error:
            self.report(error)
            return
        finally:
            self._synchronising = False
        self._show_synchronised([report for _, report in reports])

    def _show_synchronised(self, reports: list[SyncReport]) -> None:
        problems = frozenset(report.problem for report in reports if report.problem)
        for problem in sorted(problems - self._problems):
            self.reader.report(problem)
        self._problems = problems
        added, marked = sum(report.added for report in reports), sum(report.marked for report in reports)
        if added:
            self.tell(f"{added:,} new from your account{'' if len(reports) == 1 else 's'}")
        if added or marked:
            self.show_welcome(wanted=False)
            self.refresh_contents()
            if self.focused is not self.search_bar.box:
                self.show_listing(self.listing, cursor_key=self.articles_pane.cursor_key)


def _synchronise(library: Library, cancellation: Cancellation) -> list[tuple[Account, SyncReport]]:
    if not library.accounts.all():
        return []
    from reader.indexing.fetch_lock import only_fetch
    from reader.indexing.reanalysis import analyse_waiting
    from reader.indexing.syncing import sync_all
    from reader.sources.http import Web

    web = Web()
    try:
        with only_fetch(library.path):
            reports = sync_all(library, web, cancellation=cancellation)
        if any(report.added for _, report in reports):
            analyse_waiting(library, cancellation=cancellation)
        return reports
    finally:
        web.close()
