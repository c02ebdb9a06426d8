"""Every message of this session, errors with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from reader.tui.times import clock_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from textual.app import ComposeResult

    from reader.tui.journal import Entry


class MessagesScreen(ModalScreen[None]):
    """List what was said, the latest first."""

    BINDINGS = [("escape,q,E,enter", "close", "Close")]  # noqa: RUF012 - Textual reads it once

    def __init__(self, entries: Sequence[Entry], *, zone: tzinfo | None = None) -> None:
        super().__init__()
        self._entries = entries
        self._zone = zone

    def compose(self) -> ComposeResult:
        """Lay out one line a message."""
        with Vertical(classes="dialog -large"):
            yield Label("Messages", markup=False, classes="dialog--title")
            with VerticalScroll():
                yield Label(self._text(), markup=False)
            yield Label("Esc close", markup=False, classes="dialog--keys")

    def _text(self) -> Content:
        if not self._entries:
            return Content("Nothing was said yet.")
        return Content("\n").join(
            Content.assemble(
                (clock_time(entry.at, self._zone), "$muted"),
                ("  ! " if entry.is_error else "    ", "$error bold"),
                entry.text,
            )
            for entry in reversed(self._entries)
        )

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss(None)
