"""Ask for a file to save an article in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from reader.tui.saving import FileThereError, SaveError, chosen_path, save_article, suggested_name
from reader.tui.saying import say
from reader.tui.zones import zone_of

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from reader.model.article import Article


class SaveScreen(ModalScreen[None]):
    """One line for the name of the file; Enter saves, Escape leaves."""

    BINDINGS = [Binding("escape", "dismiss", "Cancel", show=False)]  # noqa: RUF012 - Textual's way
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-tall")]  # noqa: RUF012 - Textual's way
    CSS = """
    SaveScreen.-short .dialog { padding: 0 1; max-width: 100%; max-height: 100%; }
    SaveScreen.-short .dialog--title { display: none; }
    SaveScreen.-short .dialog--keys { display: none; }
    SaveScreen.-short Input { margin: 0; }
    SaveScreen #save-note { color: $muted; }
    SaveScreen #save-note.-warning { color: $warning; }
    """

    def __init__(self, article: Article) -> None:
        super().__init__()
        self._article = article
        self._asked_to_replace: Path | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        with Vertical(classes="dialog"):
            yield Label("Save the article as", markup=False, classes="dialog--title")
            yield Input(suggested_name(self._article), compact=True, select_on_focus=False, id="save-name")
            yield Label(".md is Markdown, anything else plain text", markup=False, id="save-note")
            yield Label("Enter save   Esc cancel", markup=False, classes="dialog--keys")

    def on_input_changed(self) -> None:
        """Forget that one was asked about another name."""
        self._asked_to_replace = None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save, after asking where that would replace a file."""
        event.stop()
        if not event.value.strip():
            self._warn("Type the name of a file")
            return
        path = chosen_path(event.value)
        try:
            save_article(self._article, path, replace=path == self._asked_to_replace, zone=zone_of(self))
        except FileThereError as error:
            self._asked_to_replace = path
            self._warn(f"{error}: Enter again replaces it, Escape keeps it")
        except SaveError as error:
            self._warn(str(error))
        else:
            say(self, f"Saved as {path.absolute()}")
            self.dismiss()

    def _warn(self, message: str) -> None:
        note = self.query_one("#save-note", Label)
        note.add_class("-warning")
        note.update(message)
