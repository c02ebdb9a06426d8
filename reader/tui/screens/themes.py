"""Choose a theme while the screen behind shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from reader.tui.theming import own_themes
from reader.tui.widgets.lines import line_of
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.tui.widgets.row_list import RowLook


class ThemeList(RowList[str]):
    """The names of the themes; a row's key is its place in the alphabet."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"theme-list--name"}

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, str]:
        """Return names by their place."""
        return {key: self.names[key] for key in keys}

    def draw_row(self, row: str, look: RowLook) -> list[Strip]:
        """Draw a name."""
        return [line_of([Segment(row, self.ink("theme-list--name"))], look.width, look.base)]


class ThemesScreen(ModalScreen[str | None]):
    """A list at the right edge: moving previews, Enter answers with a name, Escape with none."""

    BINDINGS = [Binding("escape,q", "give_up", "Cancel", show=False)]  # noqa: RUF012 - Textual's way
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012 - Textual's way
    CSS = """
    ThemesScreen {
        align: right middle;
        background: transparent;
    }
    ThemesScreen .dialog { width: 32; }
    ThemesScreen.-short .dialog { padding: 0 1; max-height: 100%; }
    ThemesScreen.-short .dialog--title { display: none; }
    ThemesScreen.-short .dialog--keys { display: none; }
    ThemesScreen ThemeList { height: auto; max-height: 100%; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._before = self.app.theme
        self._list = ThemeList(own_themes(self.app.available_themes))

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog"):
            yield Label("Themes", markup=False, classes="dialog--title")
            yield self._list
            yield Label("Enter keep   Esc cancel", markup=False, classes="dialog--keys")

    def on_mount(self) -> None:
        """Begin at the theme in force."""
        names = self._list.names
        at = names.index(self._before) if self._before in names else None
        self._list.show_keys(range(len(names)), cursor_key=at)
        self._list.focus()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Show the theme under the cursor."""
        event.stop()
        self.app.theme = self._list.names[event.key]

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Keep the theme."""
        event.stop()
        self.dismiss(self._list.names[event.key])

    def action_give_up(self) -> None:
        """Bring back the theme that was in force."""
        self.app.theme = self._before
        self.dismiss(None)
