"""The article pane: reading, stepping through quotes and names, finding, copying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from reader.config import Furniture
from reader.errors import NewsreaderError
from reader.search.hits import fold, hits_of
from reader.tui.browsing import open_page
from reader.tui.citing import cite_article, cite_quote
from reader.tui.commands import Where, bindings_for
from reader.tui.finding import Find
from reader.tui.glyphs import glyphs_of
from reader.tui.saying import say, warn
from reader.tui.screens.save import SaveScreen
from reader.tui.widgets.article_marks import Kind, Spot
from reader.tui.widgets.article_view import DEFAULT_MEASURE, ArticleView
from reader.tui.widgets.find_bar import FindBar
from reader.tui.widgets.scroll_keys import ScrollKeys
from reader.tui.wrap import Line
from reader.tui.zones import zone_of

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.scroll_view import ScrollView

    from reader.model.article import Article
    from reader.model.mention import Mention
    from reader.model.quote import Quote
    from reader.search.tree import Query

EMPTY = "The article you choose in the list is shown here"
FIND_ACTIONS = frozenset({"next_hit", "previous_hit"})


class ArticlePane(ScrollKeys, Vertical):
    """Show an article, with a line for finding words in it."""

    PAGE_OVERLAP = 1
    BINDINGS = bindings_for(Where.ARTICLE)
    DEFAULT_CSS = """
    ArticlePane { height: 1fr; min-width: 8; }
    """

    @dataclass
    class SpanFocused(Message):
        """A quote or name in the article has come under the reader's attention."""

        kind: str
        """``quote`` or ``mention``."""
        index: int
        by_user: bool

    @dataclass
    class QuoteChosen(Message):
        """The reader settled on a quote."""

        index: int

    @dataclass
    class EntityChosen(Message):
        """The reader settled on a name."""

        mention: Mention

    @dataclass
    class Scrolled(Message):
        """Another part of the article is in view."""

        percent: int

    class ReadToEnd(Message):
        """The reader asked to go on at the end of the article."""

    @dataclass
    class ChangesWanted(Message):
        """The reader wants to see what changed in the article."""

        article: Article

    class Opened(Message):
        """The article's page was opened in a browser, and the article counts as read."""

    def __init__(
        self,
        *,
        text_width: int = DEFAULT_MEASURE,
        furniture: Furniture = Furniture.DIM,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.view = ArticleView(measure=text_width, furniture=furniture)
        self.view.empty_text = EMPTY
        self._bar = FindBar()
        self._folded: str | None = None
        self._query_hits: list[Line] = []
        self._find = Find()
        self._began_at = 0
        """The line on top of the view when the find began."""
        self.border_title = Content("Article")

    def compose(self) -> ComposeResult:
        """Put the find line under the article."""
        yield self.view
        yield self._bar

    # -- what is shown -----------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The article in view."""
        return self.view.article

    @property
    def focused_mention(self) -> Mention | None:
        """The name under the reader's attention."""
        spot = self.view.spot
        if spot is None or spot.kind is not Kind.MENTION or self.article is None:
            return None
        return self.article.analysis.mentions[spot.index]

    @property
    def focused_quote(self) -> Quote | None:
        """The quote under the reader's attention."""
        spot = self.view.spot
        if spot is None or spot.kind is not Kind.QUOTE or self.article is None:
            return None
        return self.article.analysis.quotes[spot.index]

    @property
    def percent(self) -> int:
        """How much of the article has been in view, from 0 to 100."""
        return self.view.percent

    def show(self, article: Article | None, *, query: Query | None = None) -> None:
        """Show an article, or none, with the words of a search marked."""
        self._folded = None
        self._end_find()
        self.view.show(article)
        self._query_hits = []
        if article is not None and query is not None and query.root is not None:
            self._query_hits = [Line(*hit) for hit in hits_of(self._text_folded(), query.root)]
        self.view.show_hits(self._query_hits)

    def mark(self, kind: str, index: int, *, scroll: bool) -> None:
        """Mark a quote or name that another pane points at; ``scroll`` brings it in view."""
        article = self.article
        if article is None:
            return
        spot = Spot(Kind(kind), index)
        known = article.analysis.quotes if spot.kind is Kind.QUOTE else article.analysis.mentions
        if 0 <= index < len(known):
            self.view.focus_spot(spot, scroll=scroll, by_user=False)

    def on_article_view_focused(self, event: ArticleView.Focused) -> None:
        """Tell the screen what came under attention."""
        event.stop()
        if event.spot is not None:
            self.post_message(self.SpanFocused(event.spot.kind.value, event.spot.index, event.by_user))

    def on_article_view_chosen(self, event: ArticleView.Chosen) -> None:
        """Tell the screen what was clicked."""
        event.stop()
        self.action_choose()

    def on_article_view_scrolled(self, event: ArticleView.Scrolled) -> None:
        """Say in the title, and tell the screen, how far the reader has come."""
        event.stop()
        is_whole = self.article is None or self.view.max_scroll_y == 0
        progress = "" if is_whole else f" {glyphs_of(self).separator} {event.percent} %"
        self.border_title = Content(f"Article{progress}")
        self.post_message(self.Scrolled(event.percent))

    # -- scrolling ---------------------------------------------------------------------------

    def scrolled_part(self) -> ScrollView:
        """Return the text."""
        return self.view

    def action_page_down(self) -> None:
        """Scroll a page; at the end ask for the next article."""
        if self.view.is_at_end:
            self.post_message(self.ReadToEnd())
        else:
            super().action_page_down()

    # -- quotes and names --------------------------------------------------------------------

    def action_next_quote(self) -> None:
        """Go to the next quote."""
        self._step(Kind.QUOTE, 1, "No quote below")

    def action_previous_quote(self) -> None:
        """Go to the quote before."""
        self._step(Kind.QUOTE, -1, "No quote above")

    def action_next_entity(self) -> None:
        """Go to the next name."""
        self._step(Kind.MENTION, 1, "No name below")

    def action_previous_entity(self) -> None:
        """Go to the name before."""
        self._step(Kind.MENTION, -1, "No name above")

    def action_next_mention(self) -> None:
        """Go to where this entity is named next."""
        self._step_same(1, "not named again below")

    def action_previous_mention(self) -> None:
        """Go to where this entity is named before."""
        self._step_same(-1, "not named above")

    def _step_same(self, by: int, otherwise: str) -> None:
        mention = self.focused_mention
        if mention is None:
            say(self, "Go to a name first")
        elif not self.view.step(Kind.MENTION, by, same_as=mention):
            say(self, f"{mention.name} is {otherwise}")

    def _step(self, kind: Kind, by: int, otherwise: str) -> None:
        if self.article is not None and not self.view.step(kind, by):
            say(self, otherwise)

    def action_choose(self) -> None:
        """Settle on the quote or name under attention."""
        spot = self.view.spot
        if (mention := self.focused_mention) is not None:
            self.post_message(self.EntityChosen(mention))
        elif spot is not None:
            self.post_message(self.QuoteChosen(spot.index))

    def action_cycle_highlights(self) -> None:
        """Mark all names, people only, or none."""
        self.view.highlights = self.view.highlights.following()
        say(self, f"Names marked: {self.view.highlights.value}")

    # -- finding -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave ``n`` and ``N`` to the screen unless a find is active."""
        if action in FIND_ACTIONS and not self._bar.is_open:
            return False
        return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Open the find line."""
        if self.article is not None:
            self._began_at = self.view.scroll_offset.y
            self._bar.open()

    def action_next_hit(self) -> None:
        """Go to the next hit, from the last to the first."""
        self._step_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the hit before, from the first to the last."""
        self._step_hit(-1)

    def on_find_bar_typed(self, event: FindBar.Typed) -> None:
        """Find what was typed so far, from where the find began."""
        event.stop()
        self.view.scroll_to(y=self._began_at, animate=False)
        self._find = Find.of(self._text_folded(), event.words, first=self.view.first_offset)
        self._show_found()

    def on_find_bar_kept(self, event: FindBar.Kept) -> None:
        """Leave the line for the article; n and N step."""
        event.stop()
        if self._find.hits:
            self.view.focus()
        else:
            self.leave_find()

    def on_find_bar_cancelled(self, event: FindBar.Cancelled) -> None:
        """Go back to where the find began."""
        event.stop()
        self.view.scroll_to(y=self._began_at, animate=False)
        self.leave_find()

    def leave_find(self) -> bool:
        """End a find, where one is active, and say whether one was."""
        if not self._bar.is_open:
            return False
        self._end_find()
        self.view.show_hits(self._query_hits)
        self.view.focus()
        return True

    def _end_find(self) -> None:
        self._find = Find()
        self._bar.close()

    def _step_hit(self, by: int) -> None:
        self._find.step(by)
        self._show_found()

    def _show_found(self) -> None:
        find = self._find
        self.view.show_hits(find.hits or self._query_hits, found=find.here)
        if find.here is not None:
            self.view.bring_in_view(*find.here)
        self._bar.show_count(find.number, len(find.hits))

    def _text_folded(self) -> str:
        if self._folded is None:
            self._folded = fold(self.view.text)
        return self._folded

    # -- out of the program ------------------------------------------------------------------

    def action_copy_quote(self) -> None:
        """Copy the quote under attention with speaker and source."""
        if self.article is None or (quote := self.focused_quote) is None:
            say(self, "Go to a quote first")
            return
        self.app.copy_to_clipboard(cite_quote(self.article, quote, zone=zone_of(self)))
        say(self, "Quote copied")

    def action_copy_link(self) -> None:
        """Copy title and link."""
        if self.article is not None:
            self.app.copy_to_clipboard(cite_article(self.article))
            say(self, "Title and link copied" if self.article.url else "Title copied; there is no link")

    def action_open_in_browser(self) -> None:
        """Open the article's page."""
        self._open_page()

    def action_open_and_mark(self) -> None:
        """Open the article's page and have the article marked read."""
        if self._open_page():
            self.post_message(self.Opened())

    def _open_page(self) -> bool:
        if self.article is None:
            return False
        try:
            open_page(self.app, self.article.url)
        except NewsreaderError as error:
            warn(self, str(error))
            return False
        return True

    def action_changes(self) -> None:
        """Ask for what changed in the article."""
        if self.article is not None:
            self.post_message(self.ChangesWanted(self.article))

    def action_save(self) -> None:
        """Ask for a file and save the article there."""
        if self.article is not None:
            self.app.push_screen(SaveScreen(self.article))
