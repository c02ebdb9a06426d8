"""A list that holds keys only and draws the rows one can see, at any length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.errors import NewsreaderError
from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.widgets.lines import line_of
from reader.tui.widgets.row_heights import EvenHeights, RowHeights, UnevenHeights
from reader.tui.widgets.row_pages import RowPages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row is to be drawn."""

    width: int
    """Cells that each line of the row has; the list adds its gutter to the left."""
    height: int
    """Lines the row has."""
    base: Style
    """What every line stands on; the inks of the list are laid over it."""
    is_cursor: bool
    has_focus: bool


class RowList(ScrollView, Generic[Row], can_focus=True):
    """Show rows by key; a subclass says how to fetch, measure and draw them.

    Subclasses override ``fetch_rows`` and ``draw_row``, and ``row_height`` where rows differ in height.
    Only the rows on screen are fetched and drawn; no question grows with the length of the list.
    """

    ALLOW_SELECT = False
    BINDINGS = bindings_for(Where.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--cursor",
        "row-list--gutter",
        "row-list--letter",
        "row-list--empty",
        "row-list--waiting",
    }
    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        min-width: 8;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .row-list--cursor { text-style: none; }
        & > .row-list--gutter { text-style: none; }
        & > .row-list--letter { text-style: bold reverse; }
        & > .row-list--empty { text-style: dim; }
        & > .row-list--waiting { text-style: dim; }
        &:focus > .row-list--cursor { background: $surface-lighten-1; }
        &:focus > .row-list--gutter { color: $accent; }
        &:nocolor:focus > .row-list--cursor { text-style: reverse; }
    }
    """

    UNIFORM_HEIGHT: ClassVar[int | None] = 1
    """Lines of every row, or None where ``row_height`` is to be asked."""

    waiting: reactive[bool] = reactive(default=False)
    """Whether the rows answer an older question; they are dimmed until the new answer comes."""
    empty_text: reactive[str] = reactive("")
    """What to say when there are no rows, lines separated by newlines."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to a row."""

        row_list: RowList[Any]
        key: int
        index: int
        by_user: bool
        """False when the program moved the cursor, so that nobody answers by moving it again."""

        @property
        def control(self) -> RowList[Any]:
            """The list it happened in."""
            return self.row_list

    @dataclass
    class Opened(Message):
        """The reader chose a row, by key or click."""

        row_list: RowList[Any]
        key: int
        index: int

        @property
        def control(self) -> RowList[Any]:
            """The list it happened in."""
            return self.row_list

    @dataclass
    class FetchFailed(Message):
        """Rows could not be fetched; said once for each set of keys."""

        row_list: RowList[Any]
        error: NewsreaderError

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(name=name, id=id, classes=classes)
        self._keys: Sequence[int] = ()
        self._pages: RowPages[Row] = RowPages((), self.fetch_rows)
        self._heights: RowHeights = EvenHeights(0, 1)
        self._measured_width = 0
        self._cursor = 0
        self._drawn: dict[int, list[Strip]] = {}
        self._fetch_failed = False
        self._letters: Mapping[int, str] = {}

    # -- what a subclass says ----------------------------------------------------------------

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, Row]:
        """Return rows by key; keys that are gone may be left out."""
        raise NotImplementedError

    def draw_row(self, row: Row, look: RowLook) -> Sequence[Strip]:
        """Return the lines of a row, ``look.width`` cells each; missing lines are left blank."""
        raise NotImplementedError

    def row_height(self, index: int, width: int) -> int:  # noqa: ARG002 - for subclasses
        """Return how many lines a row takes at ``width`` cells (the gutter is taken off already)."""
        return self.UNIFORM_HEIGHT or 1

    # -- rows and cursor ---------------------------------------------------------------------

    @property
    def keys(self) -> Sequence[int]:
        """Keys of all rows in order."""
        return self._keys

    @property
    def cursor(self) -> int:
        """Position of the row under the cursor, from 0; 0 also in an empty list."""
        return self._cursor

    @property
    def cursor_key(self) -> int | None:
        """Key of the row under the cursor."""
        return self._keys[self._cursor] if self._cursor < len(self._keys) else None

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor, None in an empty list."""
        return self.row_at(self._cursor) if self._keys else None

    def row_at(self, index: int) -> Row | None:
        """Return a row, or None when it is gone or could not be fetched."""
        try:
            return self._pages.row_at(index)
        except NewsreaderError as error:
            if not self._fetch_failed:
                self._fetch_failed = True
                # A message made while the screen draws has the screen as sender and stops there.
                self.call_later(self._tell_failed, error)
            return None

    def _tell_failed(self, error: NewsreaderError) -> None:
        self.post_message(self.FetchFailed(self, error))

    def show_keys(self, keys: Sequence[int], *, cursor_key: int | None = None) -> None:
        """Show these rows; the cursor stays on ``cursor_key`` and on its line where it is among them."""
        line_on_screen = self._heights.top_of(self._cursor) - self.scroll_offset.y if self._keys else 0
        self._keys = keys
        self._pages = RowPages(keys, self.fetch_rows)
        self._fetch_failed = False
        self.waiting = False
        found = _position(keys, cursor_key)
        self._cursor = found or 0
        self._measure()
        top = self._heights.top_of(self._cursor) - line_on_screen if found is not None else 0
        self.scroll_to(y=top, animate=False, force=True)
        self._scroll_to_cursor()
        self._tell_highlighted(by_user=False)
        self.refresh()

    def show_changes(self) -> None:
        """Fetch and draw again: rows changed, keys and order did not."""
        self._pages.forget()
        self._measure()
        self.refresh()

    def move_cursor(self, index: int, *, by_user: bool = True) -> None:
        """Put the cursor on a row, within the list, and bring the row in view."""
        if not self._keys:
            return
        before = self._cursor
        self._cursor = min(max(index, 0), len(self._keys) - 1)
        self._scroll_to_cursor()
        if self._cursor != before:
            self._refresh_row(before)
            self._refresh_row(self._cursor)
            self._tell_highlighted(by_user=by_user)

    def move_to_key(self, key: int, *, by_user: bool = False) -> bool:
        """Put the cursor on the row with this key; return whether there is one."""
        found = _position(self._keys, key)
        if found is None:
            return False
        self.move_cursor(found, by_user=by_user)
        return True

    def _tell_highlighted(self, *, by_user: bool) -> None:
        if (key := self.cursor_key) is not None:
            self.post_message(self.Highlighted(self, key, self._cursor, by_user))

    def visible_rows(self) -> list[int]:
        """Return the positions of the rows on the screen that the cursor can go to, from the top."""
        if not self._keys:
            return []
        first = self.scroll_offset.y
        last = min(first + self.scrollable_content_region.height, self._heights.total) - 1
        rows = range(self._heights.row_at(first), self._heights.row_at(last) + 1) if last >= first else ()
        return [index for index in rows if self.can_reach(index)]

    def can_reach(self, index: int) -> bool:  # noqa: ARG002 - for subclasses
        """Whether the cursor can stand on a row; headings say no."""
        return True

    def show_letters(self, letters: Mapping[int, str]) -> None:
        """Show a letter in the gutter of these rows, instead of what stands there."""
        self._letters = letters
        self.refresh()

    # -- lines -------------------------------------------------------------------------------

    @property
    def _row_width(self) -> int:
        return max(self.scrollable_content_region.width - 1, 1)

    def _measure(self) -> None:
        self._measured_width = self._row_width
        if self.UNIFORM_HEIGHT is not None:
            self._heights = EvenHeights(len(self._keys), self.row_height(0, self._row_width))
        else:
            self._heights = UnevenHeights(
                self.row_height(index, self._row_width) for index in range(len(self._keys))
            )
        self.virtual_size = Size(self.scrollable_content_region.width, self._heights.total)

    def _scroll_to_cursor(self) -> None:
        if not self._keys:
            return
        top = self._heights.top_of(self._cursor)
        bottom = top + self._heights.height_of(self._cursor)
        visible = self.scrollable_content_region.height
        first = self.scroll_offset.y
        if top < first or bottom - top >= visible:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > first + visible:
            self.scroll_to(y=bottom - visible, animate=False, force=True)

    def _refresh_row(self, index: int) -> None:
        if index < len(self._keys):
            self.refresh_lines(self._heights.top_of(index), self._heights.height_of(index))

    def on_resize(self) -> None:
        """Measure again at the new width; the cursor stays in view."""
        if self._row_width != self._measured_width or self.UNIFORM_HEIGHT is not None:
            self._measure()
        self._scroll_to_cursor()

    # -- drawing -----------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible lines; each row is drawn once a frame."""
        self._drawn.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        line = y + self.scroll_offset.y
        if not self._keys:
            return self._empty_line(y)
        if line >= self._heights.total:
            return Strip.blank(self._row_width + 1, self.rich_style)
        index = self._heights.row_at(line)
        strips = self._drawn.get(index)
        if strips is None:
            strips = self._drawn[index] = self._draw_with_gutter(index)
        return strips[line - self._heights.top_of(index)]

    def ink(self, name: str) -> Style:
        """Return the ink of a component class, to be laid over a row's base style."""
        return self.get_component_rich_style(name, partial=True)

    def _draw_with_gutter(self, index: int) -> list[Strip]:
        is_cursor = index == self._cursor
        base = self.get_component_rich_style("row-list--cursor") if is_cursor else self.rich_style
        height = self._heights.height_of(index)
        look = RowLook(self._row_width, height, base, is_cursor, self.has_focus)
        row = self.row_at(index)
        strips = list(self.draw_row(row, look))[:height] if row is not None else []
        strips += [Strip.blank(look.width, base)] * (height - len(strips))
        sign = glyphs_of(self).cursor if is_cursor else " "
        gutter = Strip([Segment(sign, base + self.ink("row-list--gutter"))], 1)
        gutters = [gutter] * height
        if (letter := self._letters.get(index)) is not None:
            gutters[0] = Strip([Segment(letter, base + self.ink("row-list--letter"))], 1)
        strips = [Strip.join([gutter, strip]) for gutter, strip in zip(gutters, strips, strict=True)]
        if base.reverse:
            strips = [_in_one_ink(strip, base) for strip in strips]
        if self.waiting:
            dimmed = self.ink("row-list--waiting")
            strips = [strip.apply_style(dimmed) for strip in strips]
        return strips

    def _empty_line(self, y: int) -> Strip:
        width = self._row_width + 1
        lines = self._empty_lines(max(width - 4, 1))
        first = max((self.scrollable_content_region.height - len(lines)) // 3, 0)
        if not 0 <= y - first < len(lines):
            return Strip.blank(width, self.rich_style)
        text = Segment("  " + lines[y - first], self.ink("row-list--empty"))
        return line_of([text], width, self.rich_style)

    def _empty_lines(self, width: int) -> list[str]:
        return [line.plain.rstrip() for line in Text(self.empty_text).wrap(self.app.console, width)]

    # -- keys and mouse ----------------------------------------------------------------------

    def action_down(self) -> None:
        """Go to the next row."""
        self.move_cursor(self._cursor + 1)

    def action_up(self) -> None:
        """Go to the row above."""
        self.move_cursor(self._cursor - 1)

    def action_page_down(self) -> None:
        """Go on by a page."""
        self._move_by_lines(self.scrollable_content_region.height)

    def action_page_up(self) -> None:
        """Go back by a page."""
        self._move_by_lines(-self.scrollable_content_region.height)

    def action_half_page_down(self) -> None:
        """Go on by half a page."""
        self._move_by_lines(self.scrollable_content_region.height // 2)

    def action_half_page_up(self) -> None:
        """Go back by half a page."""
        self._move_by_lines(-(self.scrollable_content_region.height // 2))

    def action_top(self) -> None:
        """Go to the first row."""
        self.move_cursor(0)

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.move_cursor(len(self._keys) - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if (key := self.cursor_key) is not None:
            self.post_message(self.Opened(self, key, self._cursor))

    def _move_by_lines(self, lines: int) -> None:
        """Scroll and take the cursor along, so that it keeps its place on the screen."""
        if not self._keys:
            return
        target = self._heights.top_of(self._cursor) + lines
        index = self._heights.row_at(min(max(target, 0), self._heights.total - 1))
        if index == self._cursor:
            index += 1 if lines > 0 else -1
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)
        self.move_cursor(index)

    def on_click(self, event: events.Click) -> None:
        """Open the row that was clicked."""
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if self._keys and 0 <= line < self._heights.total:
            self.move_cursor(self._heights.row_at(line))
            self.action_open()


def _in_one_ink(strip: Strip, base: Style) -> Strip:
    """Keep weights and lines but no inks: reversed, each ink would be another background."""
    return Strip(
        [
            Segment(text, base + Style(bold=style.bold, italic=style.italic, underline=style.underline))
            if style
            else Segment(text, base)
            for text, style, _ in strip
        ],
        strip.cell_length,
    )


def _position(keys: Sequence[int], key: int | None) -> int | None:
    if key is None:
        return None
    try:
        return keys.index(key)
    except ValueError:
        return None
