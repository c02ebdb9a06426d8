"""The smallest Textual app with a line of text: what any start is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "bare-app-is-painted"


class BareApp(App[None]):
    """One widget, no styles, no data."""

    def compose(self) -> ComposeResult:
        """Show the line that the benchmark waits for."""
        yield Static(READY)


if __name__ == "__main__":
    BareApp().run()
