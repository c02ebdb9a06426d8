"""Analysing, beside reading, what was stored as text or by an older version of the program."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from reader.errors import NewsreaderError
from reader.model.cancel import Cancellation
from reader.tui.flows.travelling import Travelling

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.indexing import Progress
    from reader.library.library import Library
    from reader.model.report import IndexReport


class Renewing(Travelling):
    """It begins by itself, shows how far it is, and goes on at the next start when it was stopped."""

    _renewing: Cancellation | None = None

    @work(exclusive=True, group="renew", exit_on_error=False)
    async def renew_analyses(self) -> None:
        """Analyse what is stale; a process apart does it, after everything else."""
        try:
            if not self.library.is_writable or not await self.ask(stale_in, self.library):
                return
            cancellation = self._renewing = Cancellation()
            loop = asyncio.get_running_loop()

            def tell(progress: Progress) -> None:
                loop.call_soon_threadsafe(self._show_renewing, progress)

            report = await self.ask(_renew, self.library, tell, cancellation)
        except NewsreaderError as error:
            self.report(error)
        else:
            self._show_renewed(report)
        finally:
            if self._renewing is not None:
                self._renewing.cancel()
            self._renewing = None
            self.status_line.work = ""

    def follow_stale(self) -> None:
        """Have articles analysed that a decision marked, or an import left as text."""
        if self._renewing is None:
            self.renew_analyses()

    def stop_renewing(self) -> bool:
        """Stop after the batch that is being stored; return whether there was anything to stop."""
        if self._renewing is None:
            return False
        self._renewing.cancel()
        return True

    @property
    def is_importing(self) -> bool:
        """Whether an import shows its own progress."""
        return False

    def _show_renewing(self, progress: Progress) -> None:
        if self._renewing is not None and not self.is_importing:
            key = self.reader.key_for("place.leave")
            self.status_line.work = f"Analysing {progress.done:,} of {progress.total or 0:,} · {key} stops"

    def _show_renewed(self, report: IndexReport) -> None:
        count = f"{report.updated:,} article{'' if report.updated == 1 else 's'}"
        rest = "; the rest follows at the next start" if report.interrupted else ""
        self.tell(f"{count} analysed{rest}")
        self.refresh_contents()
        if self.article is not None:
            self._show_article_anew()

    @work(exclusive=True, group="article", exit_on_error=False)
    async def _show_article_anew(self) -> None:
        if self.article is not None:
            await self.load_article(self.article.id)


def stale_in(library: Library) -> int:
    """Return how many articles wait to be analysed anew; loads the analysis, so not on the event loop."""
    from reader.indexing.reanalysis import count_stale

    return count_stale(library)


def _renew(library: Library, tell: Callable[[Progress], None], cancellation: Cancellation) -> IndexReport:
    from reader.indexing.reanalysis import renew

    return renew(library, progress=tell, cancellation=cancellation)
