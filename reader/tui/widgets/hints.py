"""The bottom line: a few keys for the pane in focus, and where one is."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.widget import Widget

from reader.tui.commands import Where, command_by_id
from reader.tui.glyphs import ASCII, glyphs_of
from reader.tui.key_labels import key_label, keys_of
from reader.tui.widgets.lines import spread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.strip import Strip

_ALWAYS = (("app.help", "help"),)

HINTS: Mapping[Where, tuple[tuple[str, str], ...]] = {
    Where.SOURCES: (
        ("move.open", "show"),
        ("search.search", "search"),
        ("library.add_feed", "follow"),
        ("library.refresh_all", "refresh"),
        ("library.import_articles", "import"),
        ("library.remove", "remove"),
        ("view.next_pane", "pane"),
        ("app.palette", "commands"),
    ),
    Where.ARTICLES: (
        ("move.open", "read"),
        ("search.search", "search"),
        ("read.next_unread", "next unread"),
        ("search.facets", "narrow"),
        ("read.toggle_star", "star"),
        ("quote.toggle_quotes", "quotes"),
        ("view.fold_stories", "fold stories"),
        ("view.next_pane", "pane"),
        ("app.palette", "commands"),
    ),
    Where.ARTICLE: (
        ("quote.next_quote", "quote"),
        ("quote.next_entity", "name"),
        ("read.next_unread", "next unread"),
        ("quote.toggle_quotes", "quotes"),
        ("quote.card", "card"),
        ("read.find", "find"),
        ("read.story", "story"),
        ("view.maximise", "maximise"),
        ("app.palette", "commands"),
    ),
    Where.SAID: (
        ("move.open", "read"),
        ("quote.copy_quote", "copy"),
        ("quote.card", "card"),
        ("place.back", "close"),
        ("view.next_pane", "pane"),
        ("app.palette", "commands"),
    ),
    Where.QUOTES: (
        ("move.open", "show"),
        ("quote.speaker_quotes", "all by speaker"),
        ("quote.card", "card"),
        ("quote.copy_quote", "copy"),
        ("quote.order", "order"),
        ("app.palette", "commands"),
    ),
    Where.CARD: (
        ("quote.follow", "open"),
        ("quote.search_entity", "all articles"),
        ("quote.speaker_quotes", "all quotes"),
        ("place.leave", "close"),
        ("quote.merge_entity", "same as"),
        ("quote.split_entity", "not the same"),
        ("quote.rename_entity", "call it"),
        ("quote.hide_entity", "hide"),
    ),
    Where.SEARCH: (
        ("search.to_results", "results"),
        ("search.cancel", "cancel"),
        ("search.accept", "complete"),
        ("search.earlier", "earlier"),
        ("search.toggle_order", "order"),
    ),
}
"""What the bottom line offers in each pane, most useful first: command and a word or two for it."""


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
