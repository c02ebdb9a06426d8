"""Search as you type: the box, its history, its problems, and the way back."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.widgets import Input

from reader.errors import LibraryError, NewsreaderError
from reader.model.ids import ArticleId
from reader.search.complete import place_at, suggest
from reader.search.fields import FieldKind
from reader.search.grammar import parse
from reader.tui.commands import Where
from reader.tui.flows.deciding import DecidingOnEntities
from reader.tui.listing import looks_for_words
from reader.tui.panes.search import SearchBox
from reader.tui.screens.ask_line import AskLineScreen
from reader.tui.screens.facets import FacetsScreen
from reader.tui.undo import Change

if TYPE_CHECKING:
    from reader.model.results import Found
    from reader.tui.listing import Listing

TYPING_PAUSE = 0.06
"""Seconds without a letter after which the library is asked."""

FACETED_ARTICLES = 2000
"""Articles from the top of the list whose values are counted."""

NAMES_OFFERED = 8
SEARCHES_KEPT = 50
_HISTORY_KEY = "reader.searches"


@dataclass(frozen=True, slots=True)
class _Before:
    """What was there before a search began."""

    listing: Listing
    found: Found
    figures: tuple[str, ...]
    cursor_key: int | None
    scroll: int
    pane: Where


class SearchingLibrary(DecidingOnEntities):
    """The list underneath is live; Esc brings back the list from before, row and scroll included."""

    _before: _Before | None = None
    _searches: list[str]

    def on_mount(self) -> None:
        """Recall earlier searches."""
        self._searches = []
        self._recall_searches()

    # -- entering and leaving the box -------------------------------------------------------------

    def action_search(self) -> None:
        """Go to the search box; note what to come back to."""
        if self.speaker is not None:
            self.visit(self.listing, cursor_key=self.articles_pane.cursor_key)
            self.at = Where.ARTICLES
        if self._before is None and self.found is not None:
            pane = self.articles_pane
            self._before = _Before(
                self.listing,
                self.found,
                self.search_bar.figures.figures,
                pane.cursor_key,
                pane.scroll_offset.y,
                self.at,
            )
        self.search_bar.box.begin(self._searches)
        if self.shows_one_pane:
            self.at = Where.ARTICLES
        self.set_focus(self.search_bar.box)

    @on(SearchBox.Kept)
    def keep_search(self) -> None:
        """Leave the box for the results."""
        before, self._before = self._before, None
        self._end_completion()
        text = self.search_bar.box.value.strip()
        if before is not None and before.listing != self.listing.searching(text):
            self.places.leave(replace(self.here, listing=before.listing, pane=before.pane))
        if text:
            self._keep_in_history(text)
        if text != self.listing.query.strip() and not parse(text, finished=True).problems:
            self.show_listing(self.listing.searching(text))
        self.go_to(Where.ARTICLES)

    @on(SearchBox.Cancelled)
    def cancel_search(self) -> None:
        """Bring back the list from before the search, row and scroll included."""
        before, self._before = self._before, None
        self._end_completion()
        if before is None:
            self.go_to(Where.ARTICLES)
            return
        self.workers.cancel_group(self, "listing")
        self.search_bar.box.set_quietly(before.listing.query.strip())
        self.search_bar.show_problems(())
        if before.listing != self.listing:
            self.listing, self.found = before.listing, before.found
            searching = looks_for_words(before.listing.query)
            self.articles_pane.show_articles(
                before.found.ids, searching=searching, cursor_key=before.cursor_key
            )
            self.articles_pane.scroll_to(y=before.scroll, animate=False, force=True)
            self.search_bar.figures.figures = before.figures
            self.search_bar.show_forms(before.found.forms)
            self.sources_pane.mark_listing(before.listing)
            self.show_place()
        self.go_to(before.pane)

    def _end_completion(self) -> None:
        self.workers.cancel_group(self, "completions")
        self.completion_list.offer(())

    # -- typing --------------------------------------------------------------------------------

    @on(Input.Changed, "#search-box")
    def search_while_typing(self, event: Input.Changed) -> None:
        """Ask after a short pause; while something is wrong, say so and keep the last good result."""
        event.stop()
        self._offer_names(event.value, event.input.cursor_position)
        query = parse(event.value)
        self.search_bar.show_problems(query.problems)
        if query.problems:
            self.workers.cancel_group(self, "listing")
            return
        self.show_listing(self.listing.searching(event.value), pause=TYPING_PAUSE, typing=True)

    @work(exclusive=True, group="completions", exit_on_error=False)
    async def _offer_names(self, text: str, cursor: int) -> None:
        """Offer the names that begin as typed, with the articles each has."""
        field = place_at(text, cursor).field
        suggestions = []
        if field is not None and field.kind is FieldKind.NAME:
            values = partial(self.library.words.complete, limit=NAMES_OFFERED)
            with suppress(NewsreaderError):  # an offer is a courtesy; the search itself says what is wrong
                suggestions = await self.ask(suggest, text, cursor, values, limit=NAMES_OFFERED)
        self.completion_list.offer([name for name in suggestions if name.apply(text).strip() != text.strip()])

    @work(exclusive=True, group="facets", exit_on_error=False)
    async def action_facets(self) -> None:
        """Offer what the articles of the list have in common, and narrow the query by the choice."""
        ids = [ArticleId(key) for key in self.articles_pane.keys[:FACETED_ARTICLES]]
        try:
            values = await self.ask(self.library.facets, None, ids=ids)
        except NewsreaderError as error:
            self.report(error)
            return
        words = await self.app.push_screen_wait(FacetsScreen(values))
        if words:
            query = f"{self.listing.query.strip()} {words} ".lstrip()
            self.visit(self.listing.searching(query), cursor_key=self.articles_pane.cursor_key)
            self.go_to(Where.ARTICLES)

    # -- history and saved searches -----------------------------------------------------------------

    @work(group="history", exit_on_error=False)
    async def _recall_searches(self) -> None:
        try:
            text = await self.ask(self.library.recall, _HISTORY_KEY)
            kept = json.loads(text or "[]")
        except (LibraryError, ValueError):
            return
        if isinstance(kept, list):
            self._searches = [text for text in kept if isinstance(text, str)]

    def _keep_in_history(self, text: str) -> None:
        if text in self._searches:
            self._searches.remove(text)
        self._searches = [*self._searches, text][-SEARCHES_KEPT:]
        if self.library.is_writable:
            self.remember(_HISTORY_KEY, json.dumps(self._searches))

    @work(exclusive=True, group="save search", exit_on_error=False)
    async def action_save_search(self) -> None:
        """Keep the search in the sources pane under a name of the reader's choice."""
        query = self.listing.query.strip()
        if not query:
            self.tell(f"Nothing is searched for; {self.reader.key_for('search.search')} begins a search")
            return
        name = await self.app.push_screen_wait(AskLineScreen("Name of this search", query))
        if not name:
            return
        try:
            saved = await self.ask(self.library.searches.save, name, query)
        except LibraryError as error:
            self.report(error)
            return
        self.undo_stack.push(Change("saved search", partial(self.library.searches.delete, saved)))
        self.refresh_contents()
        self.tell(f"Saved: {name}")
