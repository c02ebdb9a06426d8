"""The app: library, clock, keys and themes for the screens."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from textual.app import App
from textual.binding import Binding
from textual.events import Key, Paste

from reader.config import Marked, Settings
from reader.errors import NewsreaderError
from reader.paths import keys_file, themes_folder, user_themes_folder
from reader.tui.background import Background
from reader.tui.clock import Clock
from reader.tui.commands import command_by_id
from reader.tui.glyphs import ASCII, UNICODE
from reader.tui.journal import Entry, Journal
from reader.tui.key_labels import key_label, keys_of
from reader.tui.keymap import as_textual_keymap, load_keymap
from reader.tui.keys_in_turn import KeysInTurn
from reader.tui.screens.main import MainScreen
from reader.tui.screens.palette import ReaderCommands
from reader.tui.theming import DARK_THEME, ThemeFolders, variable_defaults
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.dom import DOMNode
    from textual.events import Event
    from textual.screen import Screen

    from reader.library.library import Library

THEME_KEY = "reader.theme"
"""Under which the library remembers the theme."""

THEMES_LOOKED_AT = 1.0
"""Seconds between two looks at the theme folders."""

_log = logging.getLogger(__name__)


class ReaderApp(App[int]):
    """Wires the parts together; what a reader does is in the flows of the main screen."""

    TITLE = "newsreader"
    CSS_PATH: ClassVar[list[str]] = ["styles/main.tcss", "styles/dialogs.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave_reader", show=False, priority=True)]
    COMMANDS: ClassVar[set[type[Provider]]] = {ReaderCommands}  # type: ignore[assignment]

    def __init__(
        self,
        library: Library,
        *,
        ascii_only: bool = False,
        theme: str | None = None,
        settings: Settings | None = None,
        clock: Clock | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        self.settings = settings or Settings()
        """What the user chose in ``settings.toml``."""
        self.library = library
        self.ascii_only = ascii_only
        self.glyphs = ASCII if ascii_only else UNICODE
        self.clock = clock or Clock()
        self.zone = zone
        """The reader's time zone; None is the machine's."""
        self.journal = Journal()
        self.background = Background()
        loaded = load_keymap(keys_file())
        self.keymap = loaded.keys
        """The user's own keys by command id."""
        self.failure: Exception | None = None
        """What the reader failed for, where nobody caught it."""
        self._keymap_problems = loaded.problems
        self._theme_wanted = theme
        self._theme_folders = ThemeFolders(themes_folder(), user_themes_folder())
        super().__init__()
        self._keys_in_turn = KeysInTurn(self, super().on_event, is_settled=self._is_settled)
        self.set_class(ascii_only, "-ascii")
        self.set_keymap(as_textual_keymap(self.keymap))

    # -- wiring --------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """Begin with the main screen."""
        return MainScreen(self.library)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every variable of our style sheets a value whatever the theme leaves out."""
        return variable_defaults()

    def on_mount(self) -> None:
        """Take over themes, and say what is wrong with the user's files."""
        self._take_themes()
        self._choose_first_theme()
        self.set_interval(THEMES_LOOKED_AT, self._take_changed_themes)
        for problem in self._keymap_problems:
            self.warn(str(problem))
        if not self.is_headless:
            self._leave_on_signals()

    async def on_ready(self) -> None:
        """Let the article follow the settings, now that it is there, and take the keys typed so far."""
        article_view = self.screen_stack[0].query_one(ArticleView)
        article_view.measure = self.settings.text_width
        article_view.furniture = self.settings.furniture
        article_view.first_only = self.settings.highlights is Marked.FIRST
        await self._keys_in_turn.open()

    async def on_event(self, event: Event) -> None:
        """Take keys in turn, everything else at once."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            await self._keys_in_turn.take(event)
        else:
            await super().on_event(event)

    @property
    def has_taken_all_keys(self) -> bool:
        """Whether every key that came so far has had its effect."""
        return self._keys_in_turn.is_at_rest

    def _is_settled(self) -> bool:
        return not isinstance(self.screen, MainScreen) or self.screen.is_settled

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:
        """Leave clashes to our own check, which also sees keys that lie in different panes."""

    # -- saying things -------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Say something in a toast that goes by itself, and keep it among the messages."""
        self.journal.note(Entry(self.clock.now(), text, is_error=False))
        self.notify(text, markup=False, timeout=4)

    def warn(self, text: str) -> None:
        """Say that something is not as it should be."""
        self.note_error(text)
        self.notify(text, severity="warning", markup=False, timeout=10)

    def report(self, text: str) -> None:
        """Say that something failed."""
        self.note_error(text)
        self.notify(text, severity="error", markup=False, timeout=10)

    def report_unexpected(self, error: BaseException) -> None:
        """Say that something failed for a reason nobody foresaw; the details go to the log."""
        _log.error("unexpected error in the reader", exc_info=error)
        self.report(f"Something went wrong: {type(error).__name__}: {error}")

    def note_error(self, text: str) -> None:
        """Keep an error among the messages without a toast."""
        self.journal.note(Entry(self.clock.now(), text, is_error=True))

    def key_for(self, command_id: str) -> str:
        """Return the key of a command as the user has it, for use in sentences."""
        keys = keys_of(command_by_id(command_id), self.keymap)
        return key_label(keys[0], ascii_only=self.ascii_only) if keys else ":"

    # -- themes --------------------------------------------------------------------------------

    def _take_themes(self) -> None:
        loaded = self._theme_folders.load()
        for theme in loaded.themes.values():
            self.register_theme(theme)
        for problem in loaded.problems:
            self.warn(str(problem))
        self._own_themes = tuple(loaded.themes)

    def _take_changed_themes(self) -> None:
        loaded = self._theme_folders.load_changed()
        if loaded is None:
            return
        for theme in loaded.themes.values():
            self.register_theme(theme)
        for problem in loaded.problems:
            self.warn(str(problem))
        self._own_themes = tuple(loaded.themes)
        if self.theme in loaded.themes:
            self.refresh_css(animate=False)

    def _choose_first_theme(self) -> None:
        wanted = self._theme_wanted
        if wanted is None:
            try:
                wanted = self.library.recall(THEME_KEY)
            except NewsreaderError:
                wanted = None
        elif wanted not in self.available_themes:
            self.warn(f"No theme is called {wanted}; there are {', '.join(self._own_themes)}")
        self.theme = wanted if wanted in self.available_themes else DARK_THEME

    def show_next_theme(self) -> None:
        """Change to the next of our themes, and remember it."""
        names = self._own_themes
        position = names.index(self.theme) if self.theme in names else -1
        self.choose_theme(names[(position + 1) % len(names)])

    def choose_theme(self, name: str) -> None:
        """Change the theme and remember it for the next start."""
        self.theme = name
        self.say(f"Theme: {name}")
        if isinstance(self.screen_stack[0], MainScreen):
            self.screen_stack[0].remember(THEME_KEY, name)

    # -- leaving -------------------------------------------------------------------------------

    def action_leave_reader(self) -> None:
        """Quit from wherever one is, dialogs included."""
        main = self.screen_stack[0]
        if isinstance(main, MainScreen):
            main.action_quit_reader()

    def action_help_quit(self) -> None:
        """Say how to quit: ctrl+c copies what is selected, and does nothing else."""
        self.say(f"{self.key_for('app.quit_reader')} quits; Ctrl+C copies a selection")

    def _leave_on_signals(self) -> None:
        """Keep the place and give the terminal back when the system asks the reader to end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.action_leave_reader)

    def _handle_exception(self, error: Exception) -> None:
        """Remember what the reader fails for: Textual knows it, but only prints it."""
        if self.failure is None:
            self.failure = error
        super()._handle_exception(error)

    def on_unmount(self) -> None:
        """Let the threads end."""
        self.background.close()


def run(
    library_path: Path,
    *,
    ascii_only: bool = False,
    theme: str | None = None,
    mouse: bool = True,
    settings: Settings | None = None,
) -> int:
    """Open the reader on a library, made when it is missing; return the exit code.

    Raise LibraryError, before the screen opens, for a library that cannot be opened, and whatever
    brought the reader down, once the terminal is what it was before.
    """
    from reader.library.library import Library

    library = Library.open(library_path)
    try:
        app = ReaderApp(library, ascii_only=ascii_only, theme=theme, settings=settings)
        app.error_console = Console(quiet=True)  # a failure is raised, not printed over the screen
        app.run(mouse=mouse)
        # An import that was stopped stores its last batch before the library closes under it.
        app.background.close(wait=True)
        if app.failure is not None:
            raise app.failure
        return app.return_code or 0
    finally:
        library.close()
