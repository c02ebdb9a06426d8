"""Say something to the reader from a pane, so that it is also kept among the messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from textual.widget import Widget


@runtime_checkable
class Speaking(Protocol):
    """An app that keeps what it says."""

    def say(self, text: str) -> None:
        """Say something in a toast."""

    def warn(self, text: str) -> None:
        """Say that something is not as it should be."""


def say(widget: Widget, text: str) -> None:
    """Say something in a toast; the text is never read as markup."""
    if isinstance(widget.app, Speaking):
        widget.app.say(text)
    else:
        widget.notify(text, markup=False)


def warn(widget: Widget, text: str) -> None:
    """Say that something is not as it should be."""
    if isinstance(widget.app, Speaking):
        widget.app.warn(text)
    else:
        widget.notify(text, severity="warning", markup=False)
