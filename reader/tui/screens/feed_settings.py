"""The settings of a feed: what to call it, where it stands, how often and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from reader.errors import SourceError
from reader.indexing.feed_settings import changes_of, written_settings

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.model.following import FollowedFeed

FIELDS = {
    "name": ("Name", "its own title"),
    "folder": ("Folder", "none; News/Mornings is one in another"),
    "address": ("Address", ""),
    "interval": ("Minutes between visits", "auto"),
    "full_text": ("Full text: on, off, auto", "auto"),
    "selector": ("Article in its page (CSS)", "found by itself"),
    "user_agent": ("User agent", "the usual"),
}
"""Label of each setting, and what an empty line means."""


class FeedSettingsScreen(ModalScreen[dict[str, object] | None]):
    """One line for each setting; answers what is to change, or None."""

    BINDINGS = [  # noqa: RUF012 - Textual reads it once
        Binding("escape", "give_up", "Cancel", show=False),
        Binding("down", "app.focus_next", "Next line", show=False),
        Binding("up", "app.focus_previous", "Line before", show=False),
    ]
    CSS = """
    FeedSettingsScreen .dialog { width: 76; }
    FeedSettingsScreen VerticalScroll { height: 7; }
    FeedSettingsScreen .setting { layout: horizontal; height: 1; }
    FeedSettingsScreen .setting Label { width: 27; max-width: 50%; color: $muted; }
    FeedSettingsScreen .setting Input { width: 1fr; margin: 0; }
    FeedSettingsScreen #feed-problem { color: $warning; height: auto; }
    FeedSettingsScreen #feed-problem.-none { display: none; }
    """

    def __init__(self, feed: FollowedFeed) -> None:
        super().__init__()
        self._feed = feed
        self._before = written_settings(feed)

    def compose(self) -> ComposeResult:
        """Lay out the lines, the first one with the focus."""
        with Vertical(classes="dialog"):
            yield Label(self._feed.name, markup=False, classes="dialog--title")
            # Above the lines: a small screen cuts off what is below them.
            yield Label("", markup=False, id="feed-problem", classes="-none")
            with VerticalScroll(can_focus=False):
                for name, (label, placeholder) in FIELDS.items():
                    with Vertical(classes="setting"):
                        yield Label(label, markup=False)
                        yield Input(
                            self._before[name], placeholder=placeholder, compact=True, id=f"setting-{name}"
                        )
            yield Label("Enter save   Tab next line   Esc cancel", markup=False, classes="dialog--keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with what was changed, or say what is not allowed."""
        event.stop()
        written = {name: self.query_one(f"#setting-{name}", Input).value for name in FIELDS}
        try:
            changes = changes_of({name: text for name, text in written.items() if text != self._before[name]})
        except SourceError as error:
            problem = self.query_one("#feed-problem", Label)
            problem.update(str(error))
            problem.remove_class("-none")
            return
        self.dismiss(changes or None)

    def action_give_up(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
