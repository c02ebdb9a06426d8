"""All that one speaker said, listed in the place of the articles, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work

from reader.errors import NewsreaderError
from reader.model.entity import Entity, StoredQuote
from reader.model.ids import quote_id
from reader.tui.commands import Where
from reader.tui.flows.reading import ReadingArticles
from reader.tui.panes.card import CardPane
from reader.tui.panes.said import SaidPane
from reader.tui.places import Place, Speaker

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.model.article import ArticleRow
    from reader.model.ids import ArticleId, EntityId
    from reader.tui.listing import Listing


@dataclass(frozen=True, slots=True)
class _Left:
    """What was there before the quotes of a speaker were listed."""

    article: ArticleId | None
    first_offset: int
    span: tuple[str, int] | None
    pane: Where


class FollowingSpeakers(ReadingArticles):
    """The list of articles waits, as it was, behind the quotes."""

    _left: _Left | None = None

    @property
    def here(self) -> Place:
        """Where the reader is now."""
        place = super().here
        return replace(place, speaker=self.speaker, quote=self.said_pane.cursor_key if self.speaker else None)

    # -- in ------------------------------------------------------------------------------------

    @work(exclusive=True, group="named", exit_on_error=False)
    async def action_speaker_quotes(self) -> None:
        """List all that the speaker under the cursor said."""
        try:
            entity = await self.entity_here()
            if entity is None:
                return
            if not entity.quotes:
                self.tell(f"{entity.name} is not quoted in the library")
                return
            self.note_place()
            await self.show_speaker(Speaker(entity.id, entity.name))
        except NewsreaderError as error:
            self.report(error)

    async def show_speaker(self, speaker: Speaker, *, quote: int | None = None) -> None:
        """List what a speaker said, the cursor on ``quote`` or on the quote one comes from."""
        ids = await self.ask(self.library.quotes.ids_by, speaker.id)
        if self.speaker is None:
            offset = self.article_pane.view.first_offset
            self._left = _Left(self.article.id if self.article else None, offset, self.span, self.at)
        self.close_cards()
        self.speaker = speaker
        self.fit_layout()
        self.said_pane.show(speaker.name, ids, cursor_key=quote or self._quote_here())
        self.go_to(Where.SAID)
        self.show_place()

    def _quote_here(self) -> int | None:
        """Return the id of the quote under the cursor in the article."""
        if self.article is None or self.span is None or self.span[0] != "quote":
            return None
        return quote_id(self.article.id, self.span[1] + 1)

    # -- among the quotes ----------------------------------------------------------------------

    @on(SaidPane.Pointed)
    def follow_quote(self, event: SaidPane.Pointed) -> None:
        """Show the quote under the cursor in its article, where that stands beside."""
        event.stop()
        self.show_place()
        if not self.shows_one_pane and self.speaker is not None:
            self._show_quote(event.quote, goes_there=False)

    @on(SaidPane.Chosen)
    def open_quote(self, event: SaidPane.Chosen) -> None:
        """Go to the quote in its article."""
        event.stop()
        self.note_place()
        self._opening = event.quote.article_id
        self._show_quote(event.quote, goes_there=True)

    @work(exclusive=True, group="article", exit_on_error=False)
    async def _show_quote(self, quote: StoredQuote, *, goes_there: bool) -> None:
        try:
            if self.article is None or self.article.id != quote.article_id:
                await self.load_article(quote.article_id)
        finally:
            self._opening = None
        if self.article is None or self.article.id != quote.article_id:
            return
        if goes_there:
            self.go_to(Where.ARTICLE)
            if not self.article.read and self.library.is_writable:
                self.article = replace(self.article, read=True)
                self.call_after_refresh(self.mark_read, [quote.article_id], read=True)
        self.call_after_refresh(self._mark_quote, quote)

    def _mark_quote(self, quote: StoredQuote) -> None:
        """Mark a quote in its article and in the list beside it."""
        if self.article is not None and self.article.id == quote.article_id:
            self.span = ("quote", quote.number - 1)
            self.article_pane.mark("quote", quote.number - 1, scroll=True)
            self.quotes_pane.mark(quote.number - 1)

    def show_place(self) -> None:
        """Say on the right which of the quotes the cursor is on."""
        super().show_place()
        if self.speaker is not None:
            row = self.said_pane.cursor + 1 if self.said_pane.keys else 0
            self.hints_line.position = f"{row:,}/{len(self.said_pane.keys):,}"

    # -- from a card ---------------------------------------------------------------------------

    @on(CardPane.Followed)
    def follow_card(self, event: CardPane.Followed) -> None:
        """Open what a line of the card leads to: another card, an article, a quote in its article."""
        event.stop()
        target = event.target
        if isinstance(target, Entity):
            self._follow_companion(target.id)
        elif isinstance(target, StoredQuote):
            self.note_place()
            self._opening = target.article_id
            self._show_quote(target, goes_there=True)
        else:
            self.note_place()
            self.open_article(target.id)

    @work(exclusive=True, group="named", exit_on_error=False)
    async def _follow_companion(self, entity: EntityId) -> None:
        try:
            card = await self.ask(self.library.entities.card, entity)
        except NewsreaderError as error:
            self.report(error)
            return
        if card is not None:
            self.show_card(card)

    # -- out -----------------------------------------------------------------------------------

    @work(exclusive=True, group="article", exit_on_error=False)
    async def leave_speaker(self) -> None:
        """Bring back what was there before: list, article, line and name."""
        left, self._left = self._left, None
        self.hide_speaker()
        if left is None:
            self.go_to(Where.ARTICLES)
            return
        if left.article is not None and (self.article is None or self.article.id != left.article):
            await self.load_article(left.article)
        self.go_to(left.pane)
        self.call_after_refresh(self._bring_back, left)

    def _bring_back(self, left: _Left) -> None:
        if self.article is None or self.article.id != left.article:
            return
        self.span = left.span
        if left.span is not None:
            self.article_pane.mark(*left.span, scroll=False)
        self.article_pane.view.show_from(left.first_offset)

    def hide_speaker(self) -> None:
        """Show the list of articles again."""
        self.speaker = None
        self.fit_layout()

    def open_article(self, article_id: ArticleId, *, pane: Where = Where.ARTICLE) -> Worker[None]:
        """Show an article of the list; the quotes of a speaker make room for the list."""
        self._forget_speaker()
        return super().open_article(article_id, pane=pane)

    def visit(self, listing: Listing, *, cursor_key: int | None = None) -> None:
        """Go to a listing; the quotes of a speaker make room for it."""
        super().visit(listing, cursor_key=cursor_key)
        self._forget_speaker()

    def _forget_speaker(self) -> None:
        if self.speaker is not None:
            self._left = None
            self.hide_speaker()

    def marked_row(self) -> ArticleRow | None:
        """Return the article that marks are for: that of the quote under the cursor."""
        if self.speaker is None:
            return super().marked_row()
        quote = self.said_pane.cursor_row
        rows = [] if quote is None else self.library.rows([quote.article_id])
        return rows[0] if rows else None
