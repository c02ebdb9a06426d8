"""Names that could be meant, below the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.widget import Widget

from reader.tui.glyphs import glyphs_of
from reader.tui.widgets.lines import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size
    from textual.strip import Strip

    from reader.search.complete import Suggestion

WIDEST = 44


class CompletionList(Widget):
    """A few values of a field with the articles each has; lies over the list of articles."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "completions--chosen",
        "completions--value",
        "completions--count",
    }
    DEFAULT_CSS = """
    CompletionList {
        layer: above;
        dock: top;
        width: 44;
        max-width: 80%;
        height: auto;
        background: $panel;
        display: none;
        & > .completions--value { color: $foreground; }
        & > .completions--count { color: $muted; }
        & > .completions--chosen { background: $cursor-background; color: $foreground; }
        &:nocolor > .completions--chosen { text-style: reverse; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._suggestions: Sequence[Suggestion] = ()
        self._position = 0

    @property
    def chosen(self) -> Suggestion | None:
        """The value that would be taken."""
        return self._suggestions[self._position] if self._suggestions else None

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these values, or go away when there are none."""
        if not suggestions and not self._suggestions:
            return  # most letters: a layout for nothing would cost more than the search
        self._suggestions = suggestions
        self._position = 0
        self.display = bool(suggestions)
        self.refresh(layout=True)

    def step(self, by: int) -> bool:
        """Choose the next or previous value; return whether there is a list to choose from."""
        if not self._suggestions:
            return False
        self._position = (self._position + by) % len(self._suggestions)
        self.refresh()
        return True

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return a line for each value."""
        return len(self._suggestions)

    def render_line(self, y: int) -> Strip:
        """Draw one value with its count."""
        base = self.rich_style
        if y >= len(self._suggestions):
            return spread([], [], self.size.width, base)
        if y == self._position:
            base = self.get_component_rich_style("completions--chosen")
        suggestion = self._suggestions[y]
        value = self.get_component_rich_style("completions--value", partial=True)
        count = self.get_component_rich_style("completions--count", partial=True)
        sign = glyphs_of(self).cursor if y == self._position else " "
        facts = [Segment(f"{suggestion.articles:,} ", count)] if suggestion.articles is not None else []
        return spread([Segment(f"{sign}{suggestion.label}", value)], facts, self.size.width, base)
