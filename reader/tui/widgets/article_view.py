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
from reader.tui.widgets.article_marks import (
    Highlights,
    Kind,
    Mark,
    Spot,
    by_line,
    marks_of,
    parts_of,
    quote_numbers,
)
from reader.tui.widgets.article_sheet import Layout, Sheet, plain_text, sheet_of
from reader.tui.widgets.lines import line_of
from reader.tui.wrap import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.selection import Selection

    from reader.model.article import Article

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
        &:nocolor > .article-view--found { text-style: bold reverse; }
    }
    """

    measure: reactive[int] = reactive(DEFAULT_MEASURE)
    """Cells of text on a line, at most."""
    highlights: reactive[Highlights] = reactive(Highlights.ALL)
    """Which names are marked."""
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

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._article: Article | None = None
        self._sheet: Sheet | None = None
        self._layout: Layout | None = None
        self._spot: Spot | None = None
        self._hits: Sequence[Line] = ()
        self._found: Line | None = None
        self._marks: dict[int, list[Mark]] = {}
        self._numbers: dict[int, list[int]] = {}
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
        seen = self.scroll_offset.y + self.scrollable_content_region.height
        return 100 if not lines else min(100, seen * 100 // lines)

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll_offset.y >= self.max_scroll_y

    def show(self, article: Article | None) -> None:
        """Show an article from its start; the same one again (read, starred) keeps its place."""
        is_same = (
            article is not None
            and self._article is not None
            and (article.id, article.revision) == (self._article.id, self._article.revision)
        )
        self._article = article
        if is_same and article is not None and self._sheet is not None:
            return
        self._sheet = None
        if article is not None:
            self._sheet = sheet_of(article, separator=glyphs_of(self).separator)
        self._layout, self._spot, self._hits, self._found = None, None, (), None
        self.scroll_to(y=0, animate=False, force=True)
        self._lay_out()
        self.screen.clear_selection()

    def show_hits(self, hits: Sequence[Line], *, found: Line | None = None) -> None:
        """Mark ranges of the body as hits, and one of them as the one just gone to."""
        self._hits, self._found = hits, found
        self._ink_lines()

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

    def step(self, kind: Kind, by: int) -> bool:
        """Focus the next spot of a kind (``by`` 1) or the one before (-1); False at the ends.

        The step starts from the spot in focus when it is in view, else from what is in view.
        """
        starts = self._starts_of(kind)
        at, is_on_spot = self._reading_place()
        if by > 0:
            later = [index for index, start in starts if start > at or (start == at and not is_on_spot)]
            index = later[0] if later else None
        else:
            earlier = [index for index, start in starts if start < at]
            index = earlier[-1] if earlier else None
        if index is None:
            return False
        self.focus_spot(Spot(kind, index), scroll=True, by_user=True)
        return True

    def _starts_of(self, kind: Kind) -> list[tuple[int, int]]:
        """Return number and start of the spots of a kind that are shown, in text order."""
        if self._article is None:
            return []
        if kind is Kind.QUOTE:
            return sorted(
                ((index, quote.start) for index, quote in enumerate(self._article.analysis.quotes)),
                key=lambda pair: pair[1],
            )
        only_people = self.highlights is Highlights.PEOPLE
        return [
            (index, mention.start)
            for index, mention in enumerate(self._article.analysis.mentions)
            if not only_people or mention.type.value == "person"
        ]

    def _reading_place(self) -> tuple[int, bool]:
        """Return an offset in the body to step from, and whether it is that of the spot in focus."""
        if self._layout is None or self._sheet is None or self._article is None:
            return 0, False
        top = self.scroll_offset.y
        if self._spot is not None:
            start = parts_of(self._article.analysis, self._spot)[0][0]
            if top <= self._layout.line_at(start + self._sheet.body) < top + self._height:
                return start, True
        return self.first_offset, False

    @property
    def first_offset(self) -> int:
        """Offset in the body of what stands on top of the view."""
        if self._layout is None or self._sheet is None:
            return 0
        return max(0, self._layout.lines[self._top_line()].start - self._sheet.body)

    def bring_in_view(self, start: int, end: int) -> None:
        """Scroll to a range of the body unless it is in view; it then stands at a third of the height."""
        if self._layout is None or self._sheet is None:
            return
        lines = self._layout.lines_of(start + self._sheet.body, end + self._sheet.body)
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
        sheet = self._sheet
        if sheet is None or width <= 0:
            self._layout = None
            self.virtual_size = Size(width, 0)
            self._ink_lines()
            return
        kept = None if self._layout is None else self._layout.lines[self._top_line()].start
        self._layout = Layout(sheet, min(self.measure, width - sum(margin_for(width))), hidden=self._hidden())
        self.virtual_size = Size(width, len(self._layout))
        if kept is not None:
            self.scroll_to(y=self._layout.line_at(kept) if kept else 0, animate=False, force=True)
        self._ink_lines()

    def _top_line(self) -> int:
        return min(self.scroll_offset.y, len(self._layout or ()) - 1)

    def _hidden(self) -> list[Line]:
        """Return the ranges of the sheet that are left out."""
        if self.furniture is not Furniture.HIDE or self._article is None or self._sheet is None:
            return []
        at = self._sheet.body
        return [Line(span.start + at, span.end + at) for span in self._article.analysis.furniture]

    def _ink_lines(self) -> None:
        """Sort the marks onto the lines again; the lines stay as they are."""
        self._marks, self._numbers = {}, {}
        self._strips.clear()
        if self._article is not None and self._sheet is not None and self._layout is not None:
            at = self._sheet.body
            marks = marks_of(self._article.analysis, self._sheet, self.highlights)
            marks += [Mark(start + at, end + at, "hit") for start, end in self._hits]
            if self._found is not None:
                marks.append(Mark(self._found.start + at, self._found.end + at, "found"))
            self._marks = by_line(marks, self._layout)
            self._numbers = quote_numbers(self._article.analysis, self._sheet, self._layout)
        self.refresh()

    def on_resize(self) -> None:
        """Break the text for the new width."""
        layout = self._layout
        width = self.scrollable_content_region.width
        if layout is None or layout.width != min(self.measure, width - sum(margin_for(width))):
            self._lay_out()
        else:
            self.virtual_size = Size(width, len(layout))
            self._strips.clear()

    def watch_measure(self) -> None:
        """Break the text at the new measure."""
        self._lay_out()

    def watch_furniture(self) -> None:
        """Show or leave out what belongs to the page."""
        self._lay_out()

    def watch_highlights(self) -> None:
        """Mark other names."""
        self._ink_lines()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say how far the reader has come."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled(self.percent))

    # -- drawing -----------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Mix the inks again: theme, focus or class changed."""
        super().notify_style_update()
        self._inks = None
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        if self._inks is None:
            self._inks = Inks(self)
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if self._layout is None or self._sheet is None:
            return self._empty_line(y, width)
        if number >= len(self._layout):
            return Strip.blank(width, self._inks.base)
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._draw(number, width)
        return strip

    def _draw(self, number: int, width: int) -> Strip:
        if self._layout is None or self._sheet is None or self._inks is None:
            return Strip.blank(width)
        line = self._layout.lines[number]
        selection = self.text_selection
        span = None if selection is None else selection.get_span(number)
        focused = [part for part in self._focused_parts() if part.start <= line.end and part.end > line.start]
        look = LineLook(
            number=number,
            width=width,
            text_width=self._layout.width,
            quotes=tuple(self._numbers.get(number, ())),
            has_bar=bool(focused) and line.start < line.end,
            selected=span,
            brackets=self.app.no_color,
            is_ascii=glyphs_of(self) is ASCII,
        )
        marks = [*self._marks.get(number, ()), *(Mark(*part, "focused") for part in focused)]
        return draw_line(self._sheet.text, line, marks, look, self._inks)

    def _focused_parts(self) -> list[Line]:
        if self._spot is None or self._article is None or self._sheet is None:
            return []
        at = self._sheet.body
        return [Line(start + at, end + at) for start, end in parts_of(self._article.analysis, self._spot)]

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = self.empty_text.split("\n") if self.empty_text else []
        first = max((self._height - len(lines)) // 3, 0)
        if self._inks is None or not 0 <= y - first < len(lines):
            return Strip.blank(width, self._inks.base if self._inks else None)
        text = lines[y - first].center(width).rstrip()
        return line_of([Segment(text, self._inks.mix(("empty",)))], width, self._inks.base)

    # -- mouse -------------------------------------------------------------------------------

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text: wrapped lines joined, paragraphs apart."""
        if self._sheet is None or self._layout is None:
            return None
        start = self._offset_of(selection.start, default=0)
        end = self._offset_of(selection.end, default=len(self._sheet.text))
        return plain_text(self._sheet, start, end, hidden=self._hidden()), "\n"

    def _offset_of(self, place: tuple[int, int] | None, *, default: int) -> int:
        """Return the offset in the sheet of a column and line of a selection."""
        if place is None or self._layout is None:
            return default
        column, number = place
        if number >= len(self._layout):
            return default
        line = self._layout.lines[max(number, 0)]
        return min(line.start + max(column, 0), line.end)

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        del selection
        self._strips.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the quote or name that was clicked."""
        offset = event.style.meta.get("offset")
        if offset is None or self.screen.selections or self._sheet is None:
            return
        if (spot := self.spot_at(self._clicked_offset(event))) is not None:
            self.focus_spot(spot, scroll=False, by_user=True)
            self.post_message(self.Chosen(spot))

    def _clicked_offset(self, event: events.Click) -> int:
        """Return the offset in the body of the character that was clicked."""
        _, place = self.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
        return self._offset_of(place, default=0) - (self._sheet.body if self._sheet else 0)

    def spot_at(self, offset: int) -> Spot | None:
        """Return the name at an offset of the body, else the quote."""
        if self._article is None:
            return None
        analysis = self._article.analysis
        for index, mention in enumerate(analysis.mentions):
            if mention.start <= offset < mention.end:
                return Spot(Kind.MENTION, index)
        for index, quote in enumerate(analysis.quotes):
            if any(part.start <= offset < part.end for part in quote.content):
                return Spot(Kind.QUOTE, index)
        return None
