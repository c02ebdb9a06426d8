"""Showing an article, walking through unread ones, and linking its quotes and names both ways."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from textual import on, work

from reader.errors import NewsreaderError
from reader.model.ids import ArticleId
from reader.model.mention import EntityType
from reader.search.forms import with_forms
from reader.search.grammar import parse
from reader.tui.commands import Where
from reader.tui.flows.marking import MarkingArticles
from reader.tui.listing import Listing, ask, named_query
from reader.tui.panes.article import ArticlePane
from reader.tui.panes.quotes import QuotesPane
from reader.tui.panes.sources import with_order_of
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.worker import Worker

    from reader.library.library import Library
    from reader.model.article import Article
    from reader.model.entity import Entity, EntityCard

PREVIEW_PAUSE = 0.1
"""Seconds the cursor rests on a row before its article is shown beside the list."""

TYPING_PREVIEW_PAUSE = 0.25
"""Seconds without a letter before the first hit is shown beside the list."""

ROWS_AHEAD = 256
"""Rows looked through for the next unread article before the whole library is asked."""

ROW_KEY = "reader.row"
"""Under which the library remembers the article under the cursor."""

_FIELDS = {EntityType.PERSON: "person", EntityType.ORGANIZATION: "org", EntityType.PLACE: "place"}


class ReadingArticles(MarkingArticles):
    """The screen mediates: panes report what happened in them and are told what to show."""

    _opening: ArticleId | None = None
    """The article on its way to the screen; a cursor that comes to it need not preview it."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._cards: list[EntityCard] = []
        """Cards under the one that is open, the last one next."""
        self._left_for_card = Where.ARTICLE
        """The pane from which the first of them was opened."""

    _query_shown = ""
    """The search whose hits are marked in the article."""

    # -- opening -------------------------------------------------------------------------------

    @on(RowList.Opened, "#articles")
    def open_row(self, event: RowList.Opened) -> None:
        """Open the article that was chosen in the list."""
        event.stop()
        self.note_place()
        self.open_article(ArticleId(event.key))

    @on(RowList.Highlighted, "#articles")
    def follow_cursor(self, event: RowList.Highlighted) -> None:
        """Show the article under the cursor where it stands beside the list; that reads nothing yet."""
        event.stop()
        self.show_place()
        if not self.shows_one_pane and event.key != self._opening and not self._is_shown(event.key):
            self._preview(ArticleId(event.key))

    @work(exclusive=True, group="article", exit_on_error=False)
    async def _preview(self, article_id: ArticleId) -> None:
        is_typing = self.focused is self.search_bar.box
        await asyncio.sleep(TYPING_PREVIEW_PAUSE if is_typing else PREVIEW_PAUSE)
        await self.load_article(article_id)

    def open_article(self, article_id: ArticleId, *, pane: Where = Where.ARTICLE) -> Worker[None]:
        """Show an article, go to it, and mark it read once it was on the screen."""
        self._opening = article_id
        return self._open(article_id, pane)

    @work(exclusive=True, group="article", exit_on_error=False)
    async def _open(self, article_id: ArticleId, pane: Where) -> None:
        try:
            if not self._is_shown(article_id):
                await self.load_article(article_id)
        finally:
            self._opening = None
        if self.article is None or self.article.id != article_id:
            return
        self.articles_pane.move_to_key(article_id)
        self.go_to(pane)
        self.show_place()
        if not self.article.read and self.library.is_writable:
            self.article = replace(self.article, read=True)
            self.call_after_refresh(self.mark_read, [article_id], read=True)
        self.remember(ROW_KEY, str(article_id))

    async def load_article(self, article_id: ArticleId) -> None:
        """Show an article without going to it."""
        try:
            article = await self.ask(self.library.article, article_id)
        except NewsreaderError as error:
            self.report(error)
            return
        if article is None:
            self.tell("This article is no longer in the library")
        self.show_article(article)

    def show_state(self) -> None:
        """Show marks as they are now, the tags of the article on the screen among them."""
        super().show_state()
        if self.article is not None:
            self._renew_tags(self.article.id)

    @work(exclusive=True, group="tags", exit_on_error=False)
    async def _renew_tags(self, article_id: ArticleId) -> None:
        try:
            article = await self.ask(self.library.article, article_id)
        except NewsreaderError as error:
            self.report(error)
            return
        shown = self.article
        if article and shown and article.id == shown.id and article.own_tags != shown.own_tags:
            self.show_article(article)

    def show_article(self, article: Article | None) -> None:
        """Show an article, or an empty pane, with its quotes beside it."""
        if article is None or self.article is None or article.id != self.article.id:
            self.span = None
        self.article = article
        self._query_shown = self.listing.query.strip()
        query = parse(self.listing.query, finished=True) if self.listing.query.strip() else None
        if query is not None and query.root is not None and self.found is not None:
            forms = self.found.forms
            query = replace(query, root=with_forms(query.root, lambda _: forms))
        self.article_pane.show(article, query=query)
        self.quotes_pane.show(article)

    def is_awaited(self, worker: Worker[Any]) -> bool:
        """Await an article that was opened, and a preview once the reader is in it."""
        if worker.group == "article":
            return self._opening is not None or self.at in {Where.ARTICLE, Where.QUOTES}
        return super().is_awaited(worker)

    def _is_shown(self, article_id: int) -> bool:
        """Whether an article is on the screen, with the hits of the search in force."""
        return (
            self.article is not None
            and self.article.id == article_id
            and self._query_shown == self.listing.query.strip()
        )

    @work(group="remember", exit_on_error=False)
    async def remember(self, key: str, value: str) -> None:
        """Keep a small setting in the library, where it can be written."""
        if self.library.is_writable:
            try:
                await self.ask(self.library.remember, key, value)
            except NewsreaderError as error:
                self.report(error)

    # -- the next unread one -------------------------------------------------------------------

    def action_next_unread(self) -> None:
        """Open the next unread article, in any source."""
        self._go_to_unread(1)

    def action_previous_unread(self) -> None:
        """Open the unread article before this one."""
        self._go_to_unread(-1)

    @on(ArticlePane.ReadToEnd)
    def go_on(self) -> None:
        """Go to the next unread article from the end of this one."""
        self._go_to_unread(1)

    @work(exclusive=True, group="unread", exit_on_error=False)
    async def _go_to_unread(self, step: int) -> None:
        pane = self.articles_pane
        try:
            nearby = await self.ask(_unread_nearby, self.library, pane.keys, pane.cursor, step)
            if nearby is None:
                nearby = await self.ask(
                    _unread_anywhere, self.library, self.listing, pane.keys, pane.cursor, step
                )
            if nearby is None and not self.listing.is_everything:
                everything = with_order_of(Listing(), self.listing)
                nearby = await self.ask(_unread_anywhere, self.library, everything, (), -1, step)
                if nearby is not None:
                    self.visit(everything, cursor_key=nearby)
        except NewsreaderError as error:
            self.report(error)
            return
        if nearby is None:
            self.tell("Everything is read")
            return
        self.note_place()
        self.open_article(nearby)

    # -- quotes and names, both ways -------------------------------------------------------------

    @on(ArticlePane.SpanFocused)
    def mark_beside(self, event: ArticlePane.SpanFocused) -> None:
        """Mark the quote of the article in the list of quotes."""
        self.span = (event.kind, event.index)
        if event.kind == "quote" and event.by_user:
            self.quotes_pane.mark(event.index)

    @on(QuotesPane.QuoteHighlighted)
    def mark_in_article(self, event: QuotesPane.QuoteHighlighted) -> None:
        """Mark the quote under the cursor of the list in the article."""
        self.span = ("quote", event.index)
        self.article_pane.mark("quote", event.index, scroll=True)

    @on(QuotesPane.QuoteChosen)
    def go_to_quote(self, event: QuotesPane.QuoteChosen) -> None:
        """Go to the quote in the article."""
        self.span = ("quote", event.index)
        self.article_pane.mark("quote", event.index, scroll=True)

    @on(ArticlePane.EntityChosen)
    def show_chosen_card(self, event: ArticlePane.EntityChosen) -> None:
        """Show the card of the name that was chosen."""
        event.stop()
        self.action_card()

    @work(exclusive=True, group="named", exit_on_error=False)
    async def action_card(self) -> None:
        """Show what the library knows about the name under the cursor."""
        try:
            entity = await self.entity_here()
            card = None if entity is None else await self.ask(self.library.entities.card, entity.id)
        except NewsreaderError as error:
            self.report(error)
            return
        if card is not None:
            self.show_card(card)

    @work(exclusive=True, group="named", exit_on_error=False)
    async def action_search_entity(self) -> None:
        """List all articles that mention the name under the cursor."""
        try:
            entity = await self.entity_here()
        except NewsreaderError as error:
            self.report(error)
            return
        if entity is not None:
            field = _FIELDS.get(entity.type)
            query = named_query(field, entity.name) if field else f'"{entity.name}"'
            self.visit(with_order_of(Listing(query=query + " "), replace(self.listing, unread_only=False)))
            self.go_to(Where.ARTICLES)

    async def entity_here(self) -> Entity | None:
        """Return the entity under the cursor: that of the card, of a name, or the speaker of a quote.

        Where there is none, say how one comes to one.
        """
        found = None
        card, quote, article = self.card_pane.card, self.said_pane.cursor_row, self.article
        if self.at is Where.CARD and card is not None:
            return card.entity
        if self.at is Where.SAID and quote is not None:
            found = await self.ask(self.library.entities.speaking, quote.article_id, quote.number)
        elif article is not None and self.span is not None:
            kind, index = self.span
            if kind == "mention":
                mention = article.analysis.mentions[index]
                found = await self.ask(
                    self.library.entities.mentioned_at, article.id, mention.start, mention.end
                )
            else:
                found = await self.ask(self.library.entities.speaking, article.id, index + 1)
        if found is None:
            to_name, to_quote = map(self.reader.key_for, ("quote.next_entity", "quote.next_quote"))
            self.tell(f"No name here; {to_name} goes to a name, {to_quote} to a quote")
        return found

    def show_card(self, card: EntityCard) -> None:
        """Show a card, on top of the one that is open; the same once more takes the focus there."""
        shown = self.card_pane.card if self.has_class("-with-card") else None
        if shown is not None and shown.entity.id == card.entity.id:
            self.go_to(Where.CARD)
            return
        if shown is not None:
            self._cards.append(shown)
        elif self.at is not Where.CARD:
            self._left_for_card = self.at
        self.card_pane.show(card)
        self.set_class(True, "-with-card")  # noqa: FBT003 - Textual's signature
        self.fit_layout()
        if self.layout_name == "medium" and self.at in {Where.ARTICLES, Where.SAID}:
            self.go_to(Where.CARD)  # there is no room for a card beside a list

    def hide_card(self) -> bool:
        """Close the card, so that the one under it shows; return whether one was open."""
        if self.has_class("-with-card") and self._cards:
            self.card_pane.show(self._cards.pop())
            return True
        return self.close_cards()

    def close_cards(self) -> bool:
        """Close all cards; return whether any was open."""
        self._cards.clear()
        if not self.has_class("-with-card"):
            return False
        self.remove_class("-with-card")
        self.fit_layout()
        if self.at is Where.CARD:
            self.go_to(self._left_for_card)
        return True


def _unread_nearby(library: Library, ids: Sequence[int], cursor: int, step: int) -> ArticleId | None:
    """Return the nearest unread article among the next rows in the direction of ``step``."""
    if step > 0:
        beside = ids[cursor + 1 : cursor + 1 + ROWS_AHEAD]
    else:
        beside = ids[max(cursor - ROWS_AHEAD, 0) : cursor][::-1]
    rows = library.rows([ArticleId(key) for key in beside])
    return next((row.id for row in rows if not row.read), None)


def _unread_anywhere(
    library: Library, listing: Listing, ids: Sequence[int], cursor: int, step: int
) -> ArticleId | None:
    """Return the nearest unread article of a listing; past its end it goes on from the other end."""
    unread = ask(library, replace(listing, unread_only=True)).ids
    if not unread:
        return None
    waiting = set(unread)
    if step > 0:
        way = chain(range(cursor + 1, len(ids)), range(cursor))
    else:
        way = chain(range(cursor - 1, -1, -1), range(len(ids) - 1, cursor, -1))
    nearest = next((ids[index] for index in way if ids[index] in waiting), None)
    if nearest is not None:
        return ArticleId(nearest)
    return ArticleId(unread[0]) if not ids else None
