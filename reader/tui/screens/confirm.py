"""A question before something that many articles feel, or that cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ConfirmScreen(ModalScreen[bool]):
    """Ask a yes-or-no question; anything but yes is no."""

    BINDINGS = [  # noqa: RUF012 - Textual reads it once
        ("y,enter", "answer(True)", "Yes"),
        ("n,q,escape", "answer(False)", "No"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out the question and its keys."""
        with Vertical(classes="dialog"):
            yield Label(self._question, markup=False)
            yield Label("y yes   n no", markup=False, classes="dialog--keys")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - called by a binding
        """Close with the answer."""
        self.dismiss(answer)
