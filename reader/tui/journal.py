"""What the reader told its user in this session."""

from __future__ import annotations

from dataclasses import dataclass, field

ENTRIES_KEPT = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One message."""

    at: float
    """UTC seconds."""
    text: str
    is_error: bool


@dataclass(slots=True)
class Journal:
    """The messages of a session, oldest first."""

    entries: list[Entry] = field(default_factory=list)

    def note(self, entry: Entry) -> None:
        """Keep a message; beyond the limit the oldest goes."""
        self.entries.append(entry)
        del self.entries[:-ENTRIES_KEPT]
