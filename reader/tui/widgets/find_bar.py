"""The line in which one types what to find in an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FindBar(Horizontal):
    """A box with the number of the hit and of all hits beside it; hidden until it is opened."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", show=False)]  # noqa: RUF012 - Textual's way
    DEFAULT_CSS = """
    FindBar {
        dock: bottom;
        height: 1;
        display: none;
        background: $surface;
        & > #find-sign { width: 3; color: $muted; }
        & > #find-words { width: 1fr; min-width: 4; border: none; padding: 0; background: $surface; }
        & > #find-count { width: auto; max-width: 40%; color: $muted; padding: 0 1; }
        &.-open { display: block; }
    }
    """

    @dataclass
    class Typed(Message):
        """The words to find have changed."""

        words: str

    class Kept(Message):
        """The reader is done typing and wants to step through the hits."""

    class Cancelled(Message):
        """The reader wants back to where the find began."""

    def __init__(self) -> None:
        super().__init__()
        self._box = Input(compact=True, select_on_focus=True, id="find-words")
        self._count = Label("", markup=False, id="find-count")

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Label(" & ", markup=False, id="find-sign")
        yield self._box
        yield self._count

    @property
    def is_open(self) -> bool:
        """Whether the line is on the screen."""
        return self.has_class("-open")

    def open(self) -> None:
        """Show the line, ready for typing."""
        self.add_class("-open")
        self._box.focus()

    def close(self) -> None:
        """Hide the line and forget its words."""
        if not self.is_open:
            return
        self.remove_class("-open")
        with self.prevent(Input.Changed):
            self._box.value = ""
        self._count.update("")

    def show_count(self, number: int | None, total: int) -> None:
        """Show which of how many hits is in view; ``number`` counts from 1."""
        if not self._box.value.strip():
            self._count.update("")
        elif not total:
            self._count.update("nothing found")
        else:
            self._count.update(f"{number or 0}/{total}")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the hits."""
        event.stop()
        self.post_message(self.Kept())

    def action_cancel(self) -> None:
        """Give the find up."""
        self.post_message(self.Cancelled())
