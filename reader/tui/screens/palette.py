"""The same commands as the keys and the help, and the themes, in Textual's palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from reader.tui.commands import COMMANDS, Where
from reader.tui.key_labels import key_label, keys_of
from reader.tui.screens.themes import ThemesScreen
from reader.tui.theming import own_themes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.command import Hits
    from textual.types import IgnoreReturnCallbackType

    from reader.tui.commands import Command


class Performer(Protocol):
    """A screen that can do a command by its id, wherever the command's keys would work."""

    async def perform(self, command_id: str) -> None:
        """Do the command."""


class Themed(Protocol):
    """An app that changes its theme and remembers it."""

    def choose_theme(self, name: str) -> None:
        """Change the theme."""


Offer = tuple[str, str, "IgnoreReturnCallbackType"]
"""Title, help, and what to do."""


class ReaderCommands(Provider):
    """Offer every command of the table, and every theme."""

    async def discover(self) -> Hits:
        """Offer everything, in the order of the table."""
        for title, help_text, callback in self._offers():
            yield DiscoveryHit(Content(title), callback, text=title, help=help_text)

    async def search(self, query: str) -> Hits:
        """Offer what matches the words typed."""
        matcher = self.matcher(query)
        for title, help_text, callback in self._offers():
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, matcher.highlight(title), callback, text=title, help=help_text)

    def _offers(self) -> Iterator[Offer]:
        performer = cast("Performer", self.screen)
        keymap = getattr(self.app, "keymap", {})
        for command in COMMANDS:
            if command.where != {Where.SEARCH}:
                yield _titled(command, keymap), command.help, partial(performer.perform, command.id)
        yield "Themes", "Choose a theme; the screen shows each under the cursor.", self._open_themes
        for name in own_themes(self.app.available_themes):
            yield f"Theme: {name}", "Change to this theme.", partial(self._choose_theme, name)

    def _open_themes(self) -> None:
        self.app.push_screen(ThemesScreen(), self._choose_theme)

    def _choose_theme(self, name: str | None) -> None:
        if name is not None:
            cast("Themed", self.app).choose_theme(name)


def _titled(command: Command, keymap: Mapping[str, tuple[str, ...]]) -> str:
    """Return the title with the key that does the same."""
    keys = keys_of(command, keymap)
    return f"{command.title}  ({key_label(keys[0])})" if keys else command.title
