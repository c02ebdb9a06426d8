"""Every message of this session, errors with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from reader.tui.times import clock_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from textual.app import ComposeResult

    from reader.model.following import FollowedFeed
    from reader.tui.journal import Entry


class MessagesScreen(ModalScreen[bool]):
    """List the feeds that fail and what was said, the latest first; answer whether to try the feeds again."""

    BINDINGS = [  # noqa: RUF012 - Textual reads it once
        ("escape,q,E,enter", "close", "Close"),
        ("r,R", "retry", "Try again"),
    ]

    def __init__(
        self, entries: Sequence[Entry], failing: Sequence[FollowedFeed] = (), *, zone: tzinfo | None = None
    ) -> None:
        super().__init__()
        self._failing = failing
        self._entries = entries
        self._zone = zone

    def compose(self) -> ComposeResult:
        """Lay out one line a message."""
        with Vertical(classes="dialog -large"):
            yield Label("Messages", markup=False, classes="dialog--title")
            with VerticalScroll():
                if self._failing:
                    yield Label(self._problems(), markup=False)
                yield Label(self._text(), markup=False)
            keys = "Esc close   r try these feeds again" if self._failing else "Esc close"
            yield Label(keys, markup=False, classes="dialog--keys")

    def _problems(self) -> Content:
        """Return each feed that fails with its reason, how often, and where it is asked for."""
        pieces = [
            Content.assemble(
                ("! ", "$error bold"),
                (feed.name, "bold"),
                f"  {feed.problem}",
                (f"  {feed.failures} times" if feed.failures > 1 else "", "$muted"),
                (f"\n  {feed.address}", "$muted"),
            )
            for feed in self._failing
        ]
        return Content("\n").join([*pieces, Content("")])

    def _text(self) -> Content:
        if not self._entries:
            return Content("Nothing was said yet.")
        return Content("\n").join(
            Content.assemble(
                (clock_time(entry.at, self._zone), "$muted"),
                ("  ! " if entry.is_error else "    ", "$error bold"),
                entry.text,
            )
            for entry in reversed(self._entries)
        )

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss(False)  # noqa: FBT003 - the answer

    def action_retry(self) -> None:
        """Close the list and try the feeds that failed again."""
        self.dismiss(bool(self._failing))
