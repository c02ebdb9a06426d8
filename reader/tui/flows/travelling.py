"""Going back and forth between places, out of what lies on top, and coming back after a restart."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from textual import work
from textual.worker import WorkerCancelled

from reader.errors import NewsreaderError
from reader.model.following import FeedFolder
from reader.model.ids import ArticleId
from reader.tui.commands import Where
from reader.tui.flows.reading import ROW_KEY
from reader.tui.flows.stories import FollowingStories
from reader.tui.listing import listing_as_text, listing_from_text
from reader.tui.pane_sizes import PaneSizes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.library import Library
    from reader.tui.places import Place, Speaker

_LISTING, _PANE, _SIZES = "reader.listing", "reader.pane", "reader.sizes"
_READ_UP_TO = "reader.read_up_to"
"""Article on the screen and offset of its first line in view: lines change with the width, offsets do not."""

QUIT_PATIENCE = 1.5
"""Seconds that leaving may take to store the place, when the library is busy."""


class Travelling(FollowingStories):
    """Places visited, and the place kept between runs."""

    # -- back and forth ------------------------------------------------------------------------

    def action_previous_place(self) -> None:
        """Go back to the place visited before."""
        self._travel(self.places.back(self.here))

    def action_next_place(self) -> None:
        """Go forward again."""
        self._travel(self.places.forward(self.here))

    def _travel(self, place: Place | None) -> None:
        if place is None:
            self.tell("No further place in this direction")
            return
        if place.speaker is None and self.speaker is not None:
            self.hide_speaker()
        if not place.listing.same_place(self.listing):
            self.search_bar.box.set_quietly(place.listing.query.strip())
            self.show_listing(place.listing, cursor_key=place.article)
        elif place.article is not None:
            self.articles_pane.move_to_key(place.article)
        if place.speaker is not None:
            self._return_to_speaker(place.speaker, place.quote)
        elif place.article is not None and place.pane in {Where.ARTICLE, Where.QUOTES}:
            self.open_article(place.article, pane=place.pane)
        else:
            self.go_to(place.pane)

    @work(exclusive=True, group="named", exit_on_error=False)
    async def _return_to_speaker(self, speaker: Speaker, quote: int | None) -> None:
        try:
            await self.show_speaker(speaker, quote=quote)
        except NewsreaderError as error:
            self.report(error)

    # -- out -----------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Close what lies on top, or go out by one step, or stop an import; never quits."""
        if not self._go_out():
            self.stop_indexing()

    def action_back(self) -> None:
        """Go out by one step; from the outermost place, quit."""
        if not self._go_out():
            self.action_quit_reader()

    def _go_out(self) -> bool:
        """Go out by one step; return whether there was one."""
        if self.has_class("-empty-library"):
            return False
        if self.hide_card():
            return True
        if self.focus_mode or self.maximised:
            self.focus_mode = self.maximised = False
            return True
        if self.at is Where.QUOTES:
            self.go_to(Where.ARTICLE)
        elif self.at is Where.SAID:
            self.leave_speaker()
        elif self.at is Where.ARTICLE and self.article_pane.leave_find():
            pass
        elif self.at is Where.ARTICLE:
            self.go_to(Where.ARTICLES)
        elif self.at is Where.ARTICLES and not self.listing.is_everything:
            self.visit_everything()
        elif self.at is Where.ARTICLES and self.layout_name in {"narrow", "tiny"}:
            self.go_to(Where.SOURCES)
        else:
            return False
        return True

    def stop_indexing(self) -> bool:
        """Stop an import; return whether there was one."""
        return False

    @work(exclusive=True, group="quit", exit_on_error=False)
    async def action_quit_reader(self) -> None:
        """Keep the place and quit."""
        with suppress(NewsreaderError, TimeoutError):  # leaving matters more than the place
            await asyncio.wait_for(self.ask(self._store_place), QUIT_PATIENCE)
        self.app.exit(0)

    # -- between runs --------------------------------------------------------------------------

    def _store_place(self) -> None:
        if not self.library.is_writable:
            return
        self.library.remember(_LISTING, listing_as_text(self.listing))
        self.library.remember(ROW_KEY, str(self.articles_pane.cursor_key or ""))
        self.library.remember(_PANE, self.at.value)
        self.library.remember(_SIZES, self._arrangement())
        self.library.remember(_READ_UP_TO, self._read_up_to)

    def _arrangement(self) -> str:
        return json.dumps(
            {
                "sizes": self.pane_sizes.as_text(),
                "quotes": self.quotes_wanted,
                "folded": self.sources_folded,
                "stories": self.stories_folded,
                "closed": [asdict(folder) for folder in self.sources_pane.closed],
            }
        )

    @work(exclusive=True, group="restore", exit_on_error=False)
    async def restore_place(self) -> None:
        """Show the list, row and pane of the last run."""
        try:
            keys = (_LISTING, ROW_KEY, _PANE, _SIZES, _READ_UP_TO)
            listing, row, pane, sizes, read = await self.ask(_recall_all, self.library, keys)
        except NewsreaderError as error:
            self.report(error)
            listing = row = pane = sizes = read = None
        self._arrange(sizes)
        kept = replace(listing_from_text(listing), exact=not self.reader.settings.word_forms)
        self.search_bar.box.set_quietly(kept.query.strip())
        cursor_key = int(row) if row and row.isdecimal() else None
        with suppress(WorkerCancelled):  # the reader was quicker and asked for something else
            await self.show_listing(kept, cursor_key=cursor_key).wait()
        if self.listing != kept:
            return
        where = next((where for where in Where if where.value == pane), Where.ARTICLES)
        if where in {Where.ARTICLE, Where.QUOTES} and cursor_key in {self.articles_pane.cursor_key, None}:
            if self.articles_pane.cursor_key is not None:
                with suppress(WorkerCancelled):
                    await self.open_article(ArticleId(self.articles_pane.cursor_key), pane=where).wait()
                    self._go_on_reading(read)
        else:
            self.go_to(where if where is Where.SOURCES else Where.ARTICLES)

    @property
    def _read_up_to(self) -> str:
        if self.article is None:
            return ""
        return f"{self.article.id} {self.article_pane.view.first_offset}"

    def _go_on_reading(self, read: str | None) -> None:
        """Bring the article back to the line it was left at, if it is the one that was left."""
        article, _, offset = (read or "").partition(" ")
        if self.article is not None and article == str(self.article.id) and offset.isdecimal():
            self.call_after_refresh(self.article_pane.view.show_from, int(offset))

    def _arrange(self, text: str | None) -> None:
        try:
            kept = json.loads(text or "{}")
            self.pane_sizes = PaneSizes.from_text(kept.get("sizes"))
            self.quotes_wanted = kept.get("quotes")
            self.sources_folded = kept.get("folded")
            self.stories_folded = kept.get("stories") is True
            closed = [FeedFolder(str(each["path"]), each["account"]) for each in kept.get("closed", ())]
            self.sources_pane.close_folders(closed)
        except (ValueError, AttributeError, KeyError, TypeError):
            return
        self.fit_layout()


def _recall_all(library: Library, keys: Sequence[str]) -> list[str | None]:
    return [library.recall(key) for key in keys]
