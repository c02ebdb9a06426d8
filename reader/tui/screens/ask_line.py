"""A question that is answered with one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.suggester import Suggester


class AskLineScreen(ModalScreen[str | None]):
    """Ask for a name or a path; Esc answers None, and so does an empty line unless it may be ``empty``."""

    BINDINGS = [("escape", "give_up", "Cancel")]  # noqa: RUF012 - Textual reads it once

    def __init__(
        self, question: str, value: str = "", *, suggester: Suggester | None = None, empty: bool = False
    ) -> None:
        super().__init__()
        self._empty = empty
        self._question = question
        self._value = value
        self._suggester = suggester

    def compose(self) -> ComposeResult:
        """Lay out the question over its line."""
        with Vertical(classes="dialog"):
            yield Label(self._question, markup=False)
            yield Input(self._value, compact=True, suggester=self._suggester)
            yield Label("Enter accept   Esc cancel", markup=False, classes="dialog--keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the line."""
        event.stop()
        line = event.value.strip()
        self.dismiss(line if line or self._empty else None)

    def action_give_up(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
