"""A page of lines made anew at each width: for cards and help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.widgets.lines import spread
from reader.tui.widgets.scroll_keys import ScrollKeys
from reader.tui.wrap import on_one_line, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from rich.style import Style

    Inked: TypeAlias = tuple[str, str]
    """A text and the name of its ink."""

INKS = (
    "plain",
    "strong",
    "muted",
    "heading",
    "person",
    "organization",
    "place",
    "other",
    "quote",
    "bars",
    "key",
)
_PREFIX = "inked-page--"
_SCROLLING: list[BindingType] = [
    binding
    for binding in bindings_for(Where.LIST)
    if isinstance(binding, Binding) and binding.action != "open"
]


class InkedLine:
    """Texts in their inks at the left and the right edge of one line, and what it leads to."""

    __slots__ = ("left", "right", "target")

    def __init__(self, *left: Inked, right: Sequence[Inked] = (), target: object = None) -> None:
        self.left = left
        self.right = right
        self.target = target


class InkedPage(ScrollKeys, ScrollView, can_focus=True, inherit_bindings=False):
    """Draw lines; a subclass overrides ``make_lines``. The text is data: no markup is read."""

    ALLOW_SELECT = False
    BINDINGS = _SCROLLING
    INDENT: ClassVar[int] = 0
    """Cells of air to the left."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {_PREFIX + ink for ink in INKS}
    DEFAULT_CSS = """
    InkedPage {
        height: 1fr;
        min-width: 8;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .inked-page--strong { text-style: bold; }
        & > .inked-page--muted { color: $muted; }
        & > .inked-page--heading { color: $muted; text-style: bold; }
        & > .inked-page--person { color: $entity-person; text-style: bold; }
        & > .inked-page--organization { color: $entity-organization; text-style: bold; }
        & > .inked-page--place { color: $entity-place; text-style: bold; }
        & > .inked-page--other { color: $entity-other; text-style: bold; }
        & > .inked-page--quote { text-style: italic; }
        & > .inked-page--bars { color: $quote; }
        & > .inked-page--key { color: $accent; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._page: Sequence[InkedLine] = ()

    @property
    def lines(self) -> Sequence[InkedLine]:
        """The lines as they are now."""
        return self._page

    def make_lines(self, width: int) -> Sequence[InkedLine]:
        """Return all lines for a width in cells."""
        raise NotImplementedError

    def pour(self) -> None:
        """Make the lines anew: what they say, or the width, has changed."""
        width = self.scrollable_content_region.width
        room = width - self.INDENT
        self._page = self.make_lines(room) if room > 0 else ()
        self.virtual_size = Size(width, len(self._page))
        self.refresh()

    def on_resize(self) -> None:
        """Make the lines for the new width."""
        self.pour()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the visible part."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if number >= len(self._page):
            return Strip.blank(width, self.rich_style)
        line = self._page[number]
        return spread(
            [Segment(" " * self.INDENT), *self._segments(line.left)],
            self._segments(line.right),
            width,
            self.line_style(number),
            mark=glyphs_of(self).cut,
        )

    def line_style(self, number: int) -> Style:  # noqa: ARG002 - for subclasses
        """Return what a line stands on."""
        return self.rich_style

    def _segments(self, texts: Sequence[Inked]) -> list[Segment]:
        return [
            Segment(text, self.get_component_rich_style(_PREFIX + ink, partial=True)) for text, ink in texts
        ]

    def scrolled_part(self) -> ScrollView:
        """Return the page itself."""
        return self


def wrapped(
    text: str, width: int, ink: str, *, first: str = "", rest: str = "", most: int = 0
) -> list[InkedLine]:
    """Return a text in as many lines as it needs, ``most`` at most where given.

    ``first`` and ``rest`` are the indents of the first line and of the others, alike in width.
    """
    text = on_one_line(text)
    lines = [text[start:end] for start, end in wrap(text, max(width - len(first), 1))]
    if most and len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [InkedLine((rest if number else first, "muted"), (line, ink)) for number, line in enumerate(lines)]
