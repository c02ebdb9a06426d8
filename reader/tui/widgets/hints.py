"""The bottom line: a few keys for the pane in focus, and where one is."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.widget import Widget

from reader.tui.commands import HINTS, Where, command_by_id, key_label, keys_of
from reader.tui.glyphs import ASCII, glyphs_of
from reader.tui.widgets.lines import spread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.strip import Strip

_ALWAYS = (("app.help", "help"),)


class HintsLine(Widget):
    """Show the most useful keys first; what does not fit drops from the right.

    Not Textual's footer: that rebuilds its children on each change of focus.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"hints--key", "hints--word"}
    DEFAULT_CSS = """
    HintsLine {
        height: 1;
        & > .hints--key { color: $foreground; text-style: bold; }
        & > .hints--word { color: $muted; }
    }
    """

    where: reactive[Where] = reactive(Where.ARTICLES)
    position: reactive[str] = reactive("")
    """What stands on the right: the row among all rows."""
    instead: reactive[str] = reactive("")
    """A line that takes the place of the hints, such as "make me wider"."""

    def __init__(self, keymap: Mapping[str, tuple[str, ...]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._keymap = keymap

    def hints(self) -> list[tuple[str, str]]:
        """Return key and word of every hint of the pane in focus, in order."""
        ascii_only = glyphs_of(self) is ASCII
        return [
            (key_label(keys[0], ascii_only=ascii_only), word)
            for command_id, word in (*HINTS.get(self.where, ()), *_ALWAYS)
            if (keys := keys_of(command_by_id(command_id), self._keymap))
        ]

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - one line only
        """Draw the line."""
        base = self.rich_style
        key_ink = self.get_component_rich_style("hints--key", partial=True)
        word_ink = self.get_component_rich_style("hints--word", partial=True)
        width = self.size.width
        if self.instead:
            return spread([Segment(self.instead, word_ink)], [], width, base)
        right = [Segment(f"{self.position} ", word_ink)] if self.position else []
        pairs = [[Segment(key, key_ink), Segment(f" {word}  ", word_ink)] for key, word in self.hints()]
        fitting = _fitting(pairs, width - sum(segment.cell_length for segment in right) - 2)
        return spread([Segment(" "), *chain.from_iterable(fitting)], right, width, base)


def _fitting(pairs: list[list[Segment]], room: int) -> list[list[Segment]]:
    """Drop hints from the right until they fit; the last one, help, stays."""
    *dropping, last = pairs
    room -= _cells(last)
    fitting = []
    for pair in dropping:
        room -= _cells(pair)
        if room < 0:
            break
        fitting.append(pair)
    return [*fitting, last]


def _cells(segments: list[Segment]) -> int:
    return sum(segment.cell_length for segment in segments)
