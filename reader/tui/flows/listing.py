"""Filling the list of articles, and the sources beside it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on, work

from reader.errors import NewsreaderError
from reader.model.cancel import Cancellation, Cancelled
from reader.model.mention import EntityType
from reader.model.results import Order
from reader.search.complete import Suggestion
from reader.search.grammar import parse
from reader.tui.commands import Where
from reader.tui.flows.arranging import Arranging
from reader.tui.listing import Listing, ask_rows, asks_for_story, looks_for_words, question_of
from reader.tui.loosening import Looser, looser_searches
from reader.tui.panes.articles import ArticlesPane
from reader.tui.panes.sources import with_order_of
from reader.tui.places import Place
from reader.tui.source_rows import Contents
from reader.tui.times import clock_time
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.library.library import Library
    from reader.model.ids import ArticleId
    from reader.model.results import Found, Snippet, Spelling
    from reader.model.source import SavedSearch

FIRST_ROWS = 500
"""Rows asked for first; the rest follows once these are on the screen."""

FIRST_ROWS_TYPING = 100
"""The same for each letter: more than a screen holds, and few enough for any letter."""

REST_PAUSE = 0.25
"""Seconds without a letter after which all rows are asked for; the next letter wants others anyway."""

DIM_AFTER = 0.15
"""Seconds after which rows that answer an older question are dimmed; most answers come sooner."""

SAVED_COUNTED = 30
"""Saved searches whose unread articles are counted, a few milliseconds each."""

TOP_ENTITIES = 6
"""People and places in the sources pane."""

_NEXT_ORDER = {Order.NEWEST: Order.BEST, Order.BEST: Order.OLDEST, Order.OLDEST: Order.NEWEST}


class ListingArticles(Arranging):
    """The question behind the list, asked off the event loop; a newer one silences an older."""

    _awaited_list: Worker[None] | None = None
    """The work on a list that the next key is meant for; None while one types, and once it shows."""

    def show_listing(
        self, listing: Listing, *, cursor_key: int | None = None, pause: float = 0.0, typing: bool = False
    ) -> Worker[None]:
        """Show a listing; the cursor goes to ``cursor_key`` where it is among the articles.

        ``pause`` waits for more letters first: each letter cancels this work and starts it anew.
        """
        worker = self._list_articles(listing, cursor_key, pause, typing=typing)
        self._awaited_list = None if typing else worker
        return worker

    def is_awaited(self, worker: Worker[Any]) -> bool:
        """Await the first rows of a list that was gone to."""
        return worker is self._awaited_list or super().is_awaited(worker)

    @work(exclusive=True, group="listing", exit_on_error=False)
    async def _list_articles(
        self, listing: Listing, cursor_key: int | None, pause: float, *, typing: bool
    ) -> None:
        if pause:
            await asyncio.sleep(pause)
        cancellation = Cancellation()
        dimming = self.set_timer(DIM_AFTER, self._dim_rows)
        started = self.reader.clock.elapsed()
        try:
            first_rows = FIRST_ROWS_TYPING if typing else FIRST_ROWS
            limit = first_rows if listing.order is not Order.BEST else None
            asking = partial(
                ask_rows,
                self.library,
                listing,
                folded=self.stories_folded,
                typing=typing,
                cancellation=cancellation,
            )
            rows = await self.ask(asking, limit=limit)
            found = rows.found
            dimming.stop()
            seconds = self.reader.clock.elapsed() - started
            self._show_found(listing, found, seconds, cursor_key=cursor_key)
            if rows.has_more:
                if typing:
                    await asyncio.sleep(REST_PAUSE)
                first = self.articles_pane.cursor_key
                rest = (await self.ask(asking)).found
                here = self.articles_pane.cursor_key
                has_moved = cursor_key is None or here != first
                self._show_found(listing, rest, seconds, cursor_key=here if has_moved else cursor_key)
            elif not found.ids and listing.query.strip():
                looser = await self.ask(looser_searches, self.library, listing, cancellation)
                self.articles_pane.empty_text += _as_advice(looser)
                spellings = await self.ask(_spellings, self.library, listing)
                self._offer_spellings(listing, spellings, typing=typing)
        except asyncio.CancelledError:
            cancellation.cancel()
            raise
        except Cancelled:
            pass
        except NewsreaderError as error:
            self.report(error)
        finally:
            dimming.stop()
            self.articles_pane.waiting = False

    def _offer_spellings(self, listing: Listing, spellings: list[Spelling], *, typing: bool) -> None:
        """Say what was probably meant; Tab takes it while the reader types."""
        if not spellings:
            return
        meant = ", ".join(f"{spelling.instead} ({spelling.articles:,})" for spelling in spellings)
        self.articles_pane.empty_text += f"\n\nDid you mean {meant}?"
        if typing and listing == self.listing:
            self.completion_list.offer(
                [
                    Suggestion(each.instead, each.start, each.end, f"{each.instead}?", each.articles)
                    for each in spellings
                ]
            )

    def _dim_rows(self) -> None:
        self.articles_pane.waiting = True

    def _show_found(
        self, listing: Listing, found: Found, seconds: float, *, cursor_key: int | None = None
    ) -> None:
        is_same_query = listing.query == self.listing.query
        self._awaited_list = None
        self.listing = listing
        self.found = found
        pane = self.articles_pane
        pane.empty_text = self._nothing_here(listing)
        pane.show_articles(
            found.ids,
            searching=looks_for_words(listing.query),
            cursor_key=cursor_key,
            keep_snippets=is_same_query,
            folded=self.stories_folded and not asks_for_story(listing.query),
        )
        self.sources_pane.mark_listing(listing)
        self._show_figures(found, seconds)
        self.search_bar.show_forms(found.forms)
        self.show_place()

    def _show_figures(self, found: Found, seconds: float) -> None:
        word = "hit" if self.listing.query.strip() else "article"
        count = f"{found.total:,}{'+' if found.capped else ''} {word}{'' if found.total == 1 else 's'}"
        order = self.listing.order.value
        timing = (f"{seconds * 1000:,.0f} ms",) if self.listing.query.strip() else ()
        self.search_bar.figures.figures = (count, *timing, order)

    def _nothing_here(self, listing: Listing) -> str:
        keys, glyphs = self.reader.key_for, self.reader.glyphs
        if listing.query.strip():
            where = "" if replace(listing, query="").is_everything else f" in {listing.label}"
            return (
                f"Nothing for {glyphs.opening}{listing.query.strip()}{glyphs.closing}{where}\n\n"
                f"{keys('search.search')} changes the search · {keys('place.leave')} leaves it"
            )
        if listing.unread_only:
            return f"All read.\n\n{keys('view.toggle_read_shown')} shows the articles that were read"
        if listing.starred_only:
            return f"Nothing starred yet.\n\n{keys('read.toggle_star')} stars the article under the cursor"
        return (
            f"No articles here.\n\n{keys('library.import_articles')} imports a file, a folder or an archive"
        )

    def show_place(self) -> None:
        """Say in the top line which place this is, and on the right where in it."""
        steps = [self.listing.label]
        if self.at in {Where.ARTICLE, Where.QUOTES} and self.article is not None and self.shows_one_pane:
            steps = [self.listing.label, self.article.source]
        if self.listing.unread_only:
            steps.append("unread")
        self.status_line.path = tuple(steps)
        total = self.found.total if self.found else 0
        row = self.articles_pane.cursor + 1 if self.articles_pane.keys else 0
        self.hints_line.position = f"{row:,}/{total:,}"

    # -- sources -------------------------------------------------------------------------------

    @work(exclusive=True, group="contents", exit_on_error=False)
    async def refresh_contents(self, pause: float = 0.0) -> None:
        """Count anew what the sources pane and the top line say."""
        if pause:
            await asyncio.sleep(pause)
        try:
            contents = await self.ask(_contents, self.library)
        except NewsreaderError as error:
            self.report(error)
            return
        self.sources_pane.show_contents(contents)
        self.sources_pane.mark_listing(self.listing)
        self.show_facts(contents)

    def show_facts(self, contents: Contents) -> None:
        """Say in the top line what the library holds, and the time."""
        totals = contents.totals
        sources = f"{totals.sources} source{'' if totals.sources == 1 else 's'}"
        facts = [f"{totals.unread:,} unread", sources, clock_time(self.now(), self.reader.zone)]
        if not self.library.is_writable:
            facts.insert(0, "read-only")
        self.status_line.facts = tuple(facts)

    @on(RowList.Opened, "#sources")
    def open_source(self, event: RowList.Opened) -> None:
        """Show the articles of the source, search or name that was chosen."""
        event.stop()
        row = self.sources_pane.row_at(event.index)
        if row is not None and row.listing is not None:
            self.visit(with_order_of(row.listing, self.listing))
            self.go_to(Where.ARTICLES)

    def visit(self, listing: Listing, *, cursor_key: int | None = None) -> None:
        """Go to another listing, so that one can come back to this one."""
        self.note_place()
        self.search_bar.box.set_quietly(listing.query.strip())
        self.search_bar.show_problems(parse(listing.query, finished=True).problems)
        self.show_listing(listing, cursor_key=cursor_key)

    def visit_everything(self) -> None:
        """Go to the outermost place: all sources, no search."""
        self.visit(with_order_of(Listing(), self.listing))

    @property
    def here(self) -> Place:
        """Where the reader is now."""
        return Place(self.listing, self.article.id if self.article else None, self.at)

    def note_place(self) -> None:
        """Note where the reader is before leaving it for a new place."""
        self.places.leave(self.here)

    # -- actions -------------------------------------------------------------------------------

    def action_toggle_order(self) -> None:
        """Order the list newest, best or oldest first."""
        listing = self.listing
        order = _NEXT_ORDER[listing.order]
        if order is Order.BEST and not listing.query.strip():
            order = Order.OLDEST
        self.show_listing(replace(listing, order=order), cursor_key=self.articles_pane.cursor_key)

    def action_toggle_forms(self) -> None:
        """Let words mean their other forms too, or themselves alone."""
        exact = not self.listing.exact
        self.tell("Words mean themselves alone" if exact else "Words mean their other forms too")
        self.show_listing(replace(self.listing, exact=exact), cursor_key=self.articles_pane.cursor_key)

    def action_toggle_read_shown(self) -> None:
        """Show unread articles only, or all."""
        listing = replace(self.listing, unread_only=not self.listing.unread_only)
        self.show_listing(listing, cursor_key=self.articles_pane.cursor_key)

    # -- snippets ------------------------------------------------------------------------------

    @on(ArticlesPane.SnippetsWanted)
    def fetch_snippets(self, event: ArticlesPane.SnippetsWanted) -> None:
        """Fetch snippets for the rows in view."""
        event.stop()
        self._fetch_snippets(self.listing, event.ids)

    @work(group="snippets", exit_on_error=False)
    async def _fetch_snippets(self, listing: Listing, ids: list[ArticleId]) -> None:
        try:
            snippets = await self.ask(_snippets, self.library, listing, ids)
        except NewsreaderError as error:
            self.report(error)
            return
        if listing == self.listing:
            self.articles_pane.show_snippets(snippets)

    @on(RowList.FetchFailed)
    def report_failure(self, event: RowList.FetchFailed) -> None:
        """Say why rows are missing."""
        self.report(event.error)


def _snippets(library: Library, listing: Listing, ids: list[ArticleId]) -> dict[ArticleId, Snippet]:
    return library.snippets(question_of(library, listing, typing=True), ids)


def _as_advice(searches: list[Looser]) -> str:
    """Return a line for each condition that could go."""
    if not searches:
        return ""
    lines = [f"{looser.hits:,}{'+' if looser.capped else ''} without {looser.without}" for looser in searches]
    return "\n\n" + "\n".join(lines)


def _spellings(library: Library, listing: Listing) -> list[Spelling]:
    return library.words.spellings(parse(listing.query, finished=True))


def _unread_of(library: Library, saved: SavedSearch) -> int:
    """Count the unread articles of a saved search, up to 1,000."""
    query = library.words.widen(parse(saved.query, finished=True))
    return library.search(query, limit=1, unread_only=True).total if query.root else 0


def _contents(library: Library) -> Contents:
    saved = library.searches.all()
    return Contents(
        totals=library.totals(),
        sources=library.sources(),
        saved=saved,
        saved_unread={each.id: _unread_of(library, each) for each in saved[:SAVED_COUNTED]},
        people=library.entities.top(EntityType.PERSON, limit=TOP_ENTITIES),
        places=library.entities.top(EntityType.PLACE, limit=TOP_ENTITIES),
        feeds=library.feeds.all(),
        subscriptions=library.accounts.subscriptions(),
        accounts=library.accounts.all(),
    )
