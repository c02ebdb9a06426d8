"""Widths of panes that the reader chose, for each layout."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

SMALLEST = 10
STEP = 4
"""Cells by which ``<`` and ``>`` change a pane."""


@dataclass(slots=True)
class PaneSizes:
    """Chosen widths in cells by layout and pane; what was not chosen follows the style sheet."""

    widths: dict[str, dict[str, int]] = field(default_factory=dict)

    def width(self, layout: str, pane: str) -> int | None:
        """Return the chosen width, None where the style sheet decides."""
        return self.widths.get(layout, {}).get(pane)

    def resize(self, layout: str, pane: str, *, now: int, by: int, largest: int) -> int:
        """Change a width from what it is ``now``, within limits, and return it."""
        width = max(SMALLEST, min(now + by, max(largest, SMALLEST)))
        self.widths.setdefault(layout, {})[pane] = width
        return width

    def reset(self, layout: str) -> None:
        """Forget what was chosen for a layout."""
        self.widths.pop(layout, None)

    def as_text(self) -> str:
        """Return the sizes for the library to remember."""
        return json.dumps(self.widths)

    @classmethod
    def from_text(cls, text: str | None) -> PaneSizes:
        """Return remembered sizes; anything unreadable counts as none."""
        try:
            kept = json.loads(text or "{}")
            return cls(
                {
                    str(layout): {str(pane): max(SMALLEST, int(width)) for pane, width in panes.items()}
                    for layout, panes in kept.items()
                }
            )
        except (ValueError, TypeError, AttributeError):
            return cls()
