"""What an empty library says: what this is for, and the keys that fill it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Center, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Label

from reader.tui.commands import command_by_id
from reader.tui.key_labels import key_label, keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

_TITLE = "Read the news by who said what"
_PURPOSE = (
    "This library is empty. It keeps the articles you give it on this machine, finds the people, "
    "organisations and places in them, and sets every quote beside its speaker."
)


class Welcome(Vertical, can_focus=True):
    """The first screen of a new library; goes away with the first article."""

    BINDINGS = [("enter", "load_samples", "Load the sample articles")]  # noqa: RUF012 - Textual reads it once
    DEFAULT_CSS = """
    Welcome { align: center middle; height: 1fr; overflow: hidden; }
    Welcome Center { width: 64; max-width: 100%; height: auto; }
    Welcome Label { width: auto; max-width: 100%; padding: 0 2; }
    Welcome #welcome-title { text-style: bold; margin-bottom: 1; }
    Welcome #welcome-purpose { color: $muted; margin-top: 1; }
    Welcome #welcome-progress { color: $accent; margin-top: 1; }
    """

    @dataclass
    class SamplesWanted(Message):
        """The reader wants the sample articles."""

    def __init__(self, keymap: Mapping[str, tuple[str, ...]], *, ascii_only: bool = False) -> None:
        super().__init__(id="welcome")
        self._keymap = keymap
        self._ascii_only = ascii_only
        self._progress = Label("", markup=False, id="welcome-progress")

    def compose(self) -> ComposeResult:
        """Lay out title, keys and purpose; what a small screen cuts off is the purpose."""
        with Center():
            yield Label(_TITLE, markup=False, id="welcome-title")
        with Center():
            yield Label(self._keys())
        with Center():
            yield self._progress
        with Center():
            yield Label(_PURPOSE, markup=False, id="welcome-purpose")

    def _keys(self) -> Content:
        offers = [
            (key_label("enter", ascii_only=self._ascii_only), "load the sample articles"),
            (self._key("library.add_feed"), "follow a feed or a site"),
            (self._key("library.import_articles"), "import a file, a folder or an archive"),
            (self._key("app.help"), "every key"),
            (self._key("app.quit_reader"), "quit"),
        ]
        wide = max(len(key) for key, _ in offers)
        return Content("\n").join(
            Content.assemble((key.rjust(wide), "bold"), "  ", words) for key, words in offers
        )

    def _key(self, command_id: str) -> str:
        keys = keys_of(command_by_id(command_id), self._keymap)
        return key_label(keys[0], ascii_only=self._ascii_only) if keys else ""

    def show_progress(self, text: str) -> None:
        """Say how far the loading has come."""
        self._progress.update(text)

    def action_load_samples(self) -> None:
        """Ask for the sample articles."""
        self.post_message(self.SamplesWanted())
