"""All commands by task, with the keys in force, filtered as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from reader.search.hits import fold
from reader.tui.commands import COMMANDS, GROUPS, Where, commands_at
from reader.tui.glyphs import ASCII, glyphs_of
from reader.tui.key_labels import key_label, keys_of
from reader.tui.widgets.inked_page import InkedLine, InkedPage, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from reader.tui.commands import Command

KEYS_CELLS = 16
"""Room for the keys on the left."""

ONE_LINE_FROM = 64
"""Cells from which the explanation stands beside the title and not under it."""

TITLE_CELLS = 22


class HelpPage(InkedPage):
    """The commands whose title, help or key holds all the words of a filter."""

    def __init__(self, where: Where, keymap: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._where = where
        self._keymap = keymap
        self._words: Sequence[str] = ()

    def show_matching(self, text: str) -> None:
        """Show the commands that match; all of them for an empty text."""
        self._words = fold(text).split()
        self.scroll_to(y=0, animate=False)
        self.pour()

    def make_lines(self, width: int) -> Sequence[InkedLine]:
        """Return the commands of this pane first, then the others, each group under its heading."""
        here = [command for command in commands_at(self._where) if Where.EVERYWHERE not in command.where]
        lines = self._group(f"In this pane: {self._where.value}", here, width)
        for group, heading in GROUPS.items():
            others = [command for command in COMMANDS if command.group == group and command not in here]
            lines += self._group(heading, others, width)
        return lines[1:] or [InkedLine(("No command matches", "muted"))]

    def _group(self, heading: str, commands: Sequence[Command], width: int) -> list[InkedLine]:
        matching = [command for command in commands if self._matches(command)]
        if not matching:
            return []
        lines = [InkedLine(), InkedLine((heading, "heading"))]
        for command in matching:
            lines += self._explained(command, width)
        return lines

    def _explained(self, command: Command, width: int) -> list[InkedLine]:
        keys = self._keys(command)
        gap = " " * max(KEYS_CELLS - cell_len(keys), 1)
        if width < ONE_LINE_FROM:
            indent = "  "
            return [
                InkedLine((keys + gap, "key"), (command.title, "strong")),
                *wrapped(command.help, width, "muted", first=indent, rest=indent),
            ]
        title = command.title.ljust(TITLE_CELLS)
        rest = " " * (KEYS_CELLS + TITLE_CELLS)
        first, *others = wrapped(command.help, width - 1, "muted", first=rest, rest=rest)
        return [InkedLine((keys + gap, "key"), (title, "strong"), first.left[1]), *others]

    def _keys(self, command: Command) -> str:
        is_ascii = glyphs_of(self) is ASCII
        return " ".join(key_label(key, ascii_only=is_ascii) for key in keys_of(command, self._keymap))

    def _matches(self, command: Command) -> bool:
        text = fold(f"{command.title} {command.help} {' '.join(keys_of(command, self._keymap))}")
        return all(word in text for word in self._words)


class FilterBox(Input):
    """Where one types what to look for; the arrows and page keys scroll the page under it."""

    BINDINGS = [  # noqa: RUF012 - Textual's way
        Binding("down", "screen.scroll('down')", show=False),
        Binding("up", "screen.scroll('up')", show=False),
        Binding("pagedown", "screen.scroll('page_down')", show=False),
        Binding("pageup", "screen.scroll('page_up')", show=False),
    ]


class HelpScreen(ModalScreen[None]):
    """The help, with a line to filter it."""

    BINDINGS = [Binding("escape", "close", "Close", show=False)]  # noqa: RUF012 - Textual's way
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - Textual's way
    CSS = """
    HelpScreen HelpPage { margin-top: 1; }
    HelpScreen.-short .dialog { padding: 0 1; height: 100%; max-height: 100%; max-width: 100%; }
    HelpScreen.-short .dialog--title { display: none; }
    HelpScreen.-short .dialog--keys { display: none; }
    HelpScreen.-short FilterBox { margin: 0; }
    HelpScreen.-short HelpPage { margin: 0; }
    """

    def __init__(self, where: Where, keymap: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._page = HelpPage(where, keymap)

    def compose(self) -> ComposeResult:
        """Put the filter over the page."""
        with Vertical(classes="dialog -large"):
            yield Label("Help", markup=False, classes="dialog--title")
            yield FilterBox(placeholder="type to filter", compact=True)
            yield self._page
            is_ascii = glyphs_of(self) is ASCII
            arrows = " ".join(key_label(key, ascii_only=is_ascii) for key in ("up", "down"))
            yield Label(f"{arrows} scroll   Esc close", markup=False, classes="dialog--keys")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter."""
        event.stop()
        self._page.show_matching(event.value)

    async def action_scroll(self, how: str) -> None:
        """Scroll the page while the filter keeps the focus."""
        await self._page.run_action(how)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
