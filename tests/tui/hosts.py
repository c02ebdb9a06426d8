"""Small apps that hold one widget, with our themes."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult

from reader import paths
from reader.tui.theming import load_themes, variable_defaults

if TYPE_CHECKING:
    from textual.message import Message
    from textual.widget import Widget


class Host(App[None]):
    """One widget on an empty screen; remembers the messages of the types named in ``keep``."""

    ENABLE_COMMAND_PALETTE = False
    zone = UTC

    def __init__(self, *widgets: Widget, theme: str = "ink", keep: tuple[type[Message], ...] = ()) -> None:
        super().__init__()
        self._widgets = widgets
        self._keep = keep
        self.heard: list[Message] = []
        self.copied: list[str] = []
        for known in load_themes([paths.themes_folder()]).themes.values():
            self.register_theme(known)
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults()

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def copy_to_clipboard(self, text: str) -> None:
        self.copied.append(text)

    async def _on_message(self, message: Message) -> None:
        if isinstance(message, self._keep):
            self.heard.append(message)
        await super()._on_message(message)
