"""The article as one reads it: text in lines, names and quotes marked, drawn line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.config import Furniture
from reader.tui.glyphs import ASCII, glyphs_of
from reader.tui.widgets.article_inks import COMPONENTS, Inks
from reader.tui.widgets.article_line import LineLook, draw_line, margin_for
from reader.tui.widgets.article_marks import Highlights, Kind, Spot, parts_of
from reader.tui.widgets.article_page import ArticlePage
from reader.tui.widgets.article_sheet import Sheet, sheet_of
from reader.tui.widgets.lines import line_of
from reader.tui.wrap import wrap
from reader.tui.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.selection import Selection

    from reader.model.article import Article
    from reader.model.mention import Mention
    from reader.tui.wrap import Line

DEFAULT_MEASURE = 72
"""Cells of text on a line: the longest that is read with ease."""


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Show one article; text, spans and lines are kept apart, so a new width or ink costs little."""

    ALLOW_MAXIMIZE = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    DEFAULT_CSS = """
    ArticleView {
        height: 1fr;
        min-width: 8;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .article-view--title { text-style: bold; }
        & > .article-view--meta { color: $muted; }
        & > .article-view--furniture { color: $furniture; text-style: italic; }
        & > .article-view--dateline { text-style: bold; color: $muted; }
        & > .article-view--person { color: $entity-person; text-style: underline; }
        & > .article-view--organization { color: $entity-organization; text-style: bold underline; }
        & > .article-view--place { color: $entity-place; text-style: dim underline; }
        & > .article-view--other { color: $entity-other; text-style: italic underline; }
        & > .article-view--quote { background: $quote-background; }
        & > .article-view--number { color: $quote; }
        & > .article-view--hit { color: $hit; background: $hit-background; text-style: bold not dim; }
        & > .article-view--found { color: $background; background: $rule-focus; text-style: bold underline; }
        & > .article-view--focused { text-style: reverse not dim; }
        & > .article-view--bar { color: $rule-focus; text-style: bold; }
        & > .article-view--empty { color: $muted; }
        &:nocolor > .article-view--hit { color: $foreground; background: $background; text-style: bold; }
        &:nocolor > .article-view--found { color: $foreground; background: $background; }
        &:nocolor > .article-view--found { text-style: bold reverse; }
    }
    """

    measure: reactive[int] = reactive(DEFAULT_MEASURE)
    """Cells of text on a line, at most."""
    highlights: reactive[Highlights] = reactive(Highlights.ALL)
    """Which names are marked."""
    first_only: reactive[bool] = reactive(default=False)
    """Whether each entity is marked only where it is named first."""
    furniture: reactive[Furniture] = reactive(Furniture.DIM)
    """Whether lines that belong to the page are dimmed or left out."""
    empty_text: reactive[str] = reactive("")
    """What to say when there is no article."""

    @dataclass
    class Focused(Message):
        """A quote or name has come under the reader's attention, or none has any more."""

        spot: Spot | None
        by_user: bool

    @dataclass
    class Chosen(Message):
        """The reader clicked a quote or name."""

        spot: Spot

    @dataclass
    class Scrolled(Message):
        """Another part of the article is in view."""

        percent: int
        """How much of the article has been in view, from 0 to 100."""

    def __init__(
        self,
        *,
        measure: int = DEFAULT_MEASURE,
        furniture: Furniture = Furniture.DIM,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(ArticleView.measure, measure)
        self.set_reactive(ArticleView.furniture, furniture)
        self._article: Article | None = None
        self._sheet: Sheet | None = None
        self._page: ArticlePage | None = None
        """None without an article, and before the view has a width."""
        self._first_wanted = 0
        """Offset that is to stand on top as soon as there are lines."""
        self._spot: Spot | None = None
        self._hits: Sequence[Line] = ()
        self._found: Line | None = None
        self._inks: Inks | None = None
        self._strips: dict[int, Strip] = {}

    # -- what is shown -----------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The article in view."""
        return self._article

    @property
    def spot(self) -> Spot | None:
        """The quote or name under the reader's attention."""
        return self._spot

    @property
    def text(self) -> str:
        """The body as it is shown; offsets are those of the article's body."""
        return "" if self._sheet is None else self._sheet.text[self._sheet.body :]

    @property
    def percent(self) -> int:
        """How much of the article has been in view, from 0 to 100."""
        lines = self.virtual_size.height
        seen = self.scroll_offset.y + self._height
        return 100 if not lines else min(100, seen * 100 // lines)

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll_offset.y >= self.max_scroll_y

    @property
    def first_offset(self) -> int:
        """Offset in the body of what stands on top of the view."""
        return 0 if self._page is None else self._page.first_offset(self._top_line(self._page))

    def show(self, article: Article | None) -> None:
        """Show an article from its start; one whose text is in view already keeps its place."""
        before, self._article = self._article, article
        is_same_text = False
        if article is not None and before is not None and article.id == before.id:
            if (article.analysis, article.own_tags) == (before.analysis, before.own_tags):
                return
            is_same_text = article.analysis.body == before.analysis.body
        self._sheet = None
        if article is not None:
            self._sheet = sheet_of(article, separator=glyphs_of(self).separator, zone=zone_of(self))
        self._spot, self._hits, self._found = None, (), None
        if not is_same_text:
            self._page = None
            self._first_wanted = 0
            self.scroll_to(y=0, animate=False, force=True)
        self._lay_out()
        self.screen.clear_selection()

    def show_hits(self, hits: Sequence[Line], *, found: Line | None = None) -> None:
        """Mark ranges of the body as hits, and one of them as the one just gone to."""
        self._hits, self._found = hits, found
        if self._page is not None:
            self._page.ink_hits(hits, found)
        self._strips.clear()
        self.refresh()

    # -- stepping and focus ------------------------------------------------------------------

    def focus_spot(self, spot: Spot | None, *, scroll: bool, by_user: bool) -> None:
        """Put the attention on a quote or name; with ``scroll`` bring it in view."""
        self._spot = spot
        self._strips.clear()
        if spot is not None and scroll and self._article is not None:
            parts = parts_of(self._article.analysis, spot)
            self.bring_in_view(parts[0][0], parts[-1][1])
        self.refresh()
        self.post_message(self.Focused(spot, by_user))

    def step(self, kind: Kind, by: int, *, same_as: Mention | None = None) -> bool:
        """Focus the next spot of a kind (``by`` 1) or the one before (-1); False at the ends.

        With ``same_as`` it goes through the mentions of that entity alone.
        The step starts from the spot in focus when it is in view, else from what is in view.
        """
        if self._page is None:
            return False
        starts = self._page.starts_of(kind, self.highlights, same_as)
        at, is_on_spot = self._reading_place(self._page)
        if by > 0:
            ways = [index for start, index in starts if start > at or (start == at and not is_on_spot)]
        else:
            ways = [index for start, index in reversed(starts) if start < at]
        if not ways:
            return False
        self.focus_spot(Spot(kind, ways[0]), scroll=True, by_user=True)
        return True

    def _reading_place(self, page: ArticlePage) -> tuple[int, bool]:
        """Return an offset in the body to step from, and whether it is that of the spot in focus."""
        top = self.scroll_offset.y
        if self._spot is not None:
            start, end = parts_of(page.article.analysis, self._spot)[0]
            if top <= page.lines_of(start, end).start < top + self._height:
                return start, True
        return self.first_offset, False

    def show_from(self, offset: int) -> None:
        """Scroll so that the line with an offset of the body is on top; 0 is the very beginning."""
        if self._page is None:
            self._first_wanted = offset
            return
        line = self._page.lines_of(offset, offset + 1).start if offset else 0
        self.scroll_to(y=line, animate=False, force=True)

    def bring_in_view(self, start: int, end: int) -> None:
        """Scroll to a range of the body unless it is in view; it then stands at a third of the height."""
        if self._page is None:
            return
        lines = self._page.lines_of(start, end)
        top = self.scroll_offset.y
        shown_end = min(lines.stop, lines.start + self._height)
        if lines.start < top or shown_end > top + self._height:
            self.scroll_to(y=lines.start - self._height // 3, animate=False, force=True)

    @property
    def _height(self) -> int:
        return max(self.scrollable_content_region.height, 1)

    # -- layout ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Break the text again; what stood on top of the view stays on top."""
        width = self.scrollable_content_region.width
        before = self._page
        if self._article is None or self._sheet is None or width <= 0:
            self._page = None
            self.virtual_size = Size(width, 0)
        else:
            hides_furniture = self.furniture is Furniture.HIDE
            page = ArticlePage(
                self._article, self._sheet, self._text_width(width), hides_furniture=hides_furniture
            )
            self._page = page
            self.virtual_size = Size(width, len(page.layout))
            if before is not None:
                self.show_from(before.first_offset(self._top_line(before)))
            elif self._first_wanted:
                self.show_from(self._first_wanted)
            self._first_wanted = 0
        self._ink_lines()
        self.call_after_refresh(self._tell_scrolled)

    def _text_width(self, width: int) -> int:
        return min(self.measure, width - sum(margin_for(width)))

    def _top_line(self, page: ArticlePage) -> int:
        return min(self.scroll_offset.y, len(page.layout) - 1)

    def _ink_lines(self) -> None:
        """Sort the marks onto the lines again; the lines stay as they are."""
        self._strips.clear()
        if self._page is not None:
            self._page.ink_names(self.highlights, first_only=self.first_only)
            self._page.ink_hits(self._hits, self._found)
        self.refresh()

    def on_resize(self) -> None:
        """Break the text for the new width."""
        width = self.scrollable_content_region.width
        if self._page is None or self._page.layout.width != self._text_width(width):
            self._lay_out()
        else:
            self.virtual_size = Size(width, len(self._page.layout))
            self._strips.clear()

    def watch_measure(self) -> None:
        """Break the text at the new measure."""
        self._lay_out()

    def watch_furniture(self) -> None:
        """Show or leave out what belongs to the page."""
        self._lay_out()

    def watch_first_only(self) -> None:
        """Mark every mention, or the first of each entity."""
        self._ink_lines()

    def watch_highlights(self) -> None:
        """Mark other names."""
        self._ink_lines()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say how far the reader has come."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._tell_scrolled()

    def _tell_scrolled(self) -> None:
        self.post_message(self.Scrolled(self.percent))

    # -- drawing -----------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Mix the inks again: theme, focus or class changed."""
        super().notify_style_update()
        self._inks = None
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        inks = self._inks = self._inks or Inks(self)
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if self._page is None:
            return self._empty_line(y, width, inks)
        if number >= len(self._page.layout):
            return Strip.blank(width, inks.base)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._draw(self._page, number, width, inks)
        return strip

    def _draw(self, page: ArticlePage, number: int, width: int, inks: Inks) -> Strip:
        selection = self.text_selection
        marks, has_focus = page.marks_on(number, self._spot)
        look = LineLook(
            number=number,
            width=width,
            text_width=page.layout.width,
            quotes=page.numbers_on(number),
            has_bar=has_focus,
            selected=None if selection is None else selection.get_span(number),
            brackets=self.app.no_color,
            is_ascii=glyphs_of(self) is ASCII,
        )
        return draw_line(page.sheet.text, page.layout.lines[number], marks, look, inks)

    def _empty_line(self, y: int, width: int, inks: Inks) -> Strip:
        text = self.empty_text
        lines = [text[start:end] for start, end in wrap(text, max(width - 2, 1))]
        first = max((self._height - len(lines)) // 3, 0)
        if not 0 <= y - first < len(lines):
            return Strip.blank(width, inks.base)
        line = lines[y - first].center(width).rstrip()
        return line_of([Segment(line, inks.mix(("empty",)))], width, inks.base)

    # -- mouse -------------------------------------------------------------------------------

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text: wrapped lines joined, paragraphs apart."""
        if self._page is None:
            return None
        start, end = (None if place is None else self._page.offset_at(*place) for place in selection)
        return self._page.text_between(start, end), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        del selection
        self._strips.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the quote or name that was clicked."""
        if self._page is None or self.screen.selections or "offset" not in event.style.meta:
            return
        _, place = self.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
        spot = None if place is None else self._page.spot_at(self._page.offset_at(*place))
        if spot is not None:
            self.focus_spot(spot, scroll=False, by_user=True)
            self.post_message(self.Chosen(spot))
