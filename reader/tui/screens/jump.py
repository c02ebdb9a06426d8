"""Letters on everything visible: type one to go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events


class JumpScreen(ModalScreen[str | None]):
    """Wait for one letter over the untouched main screen; anything else closes it."""

    DEFAULT_CSS = """
    JumpScreen { background: transparent; }
    """

    def __init__(self, letters: Collection[str]) -> None:
        super().__init__()
        self._letters = letters

    def on_key(self, event: events.Key) -> None:
        """Answer with the letter."""
        event.stop()
        self.dismiss(event.character if event.character in self._letters else None)

    def on_click(self) -> None:
        """Close; the mouse needs no letters."""
        self.dismiss(None)
