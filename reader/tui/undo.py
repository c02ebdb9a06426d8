"""Changes of state that can be taken back, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGES_KEPT = 100


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done, and how to take it back."""

    title: str
    """What was done, as the toast after an undo says: "read mark on 12 articles"."""
    take_back: Callable[[], object]
    """Runs off the event loop; may raise LibraryError."""
    show: Callable[[], object] | None = None
    """Shows what is there after it was taken back, where lists and counts are not all."""


class UndoStack:
    """The last changes of this session."""

    def __init__(self) -> None:
        self._changes: list[Change] = []

    def push(self, change: Change) -> None:
        """Note a change; beyond the limit the oldest can no longer be taken back."""
        self._changes.append(change)
        del self._changes[:-CHANGES_KEPT]

    def pop(self) -> Change | None:
        """Return the newest change, None when there is nothing to undo."""
        return self._changes.pop() if self._changes else None
