"""Places visited, to go back and forth between as a browser does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.ids import ArticleId, EntityId
    from reader.tui.commands import Where
    from reader.tui.listing import Listing

PLACES_KEPT = 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose quotes are listed."""

    id: EntityId
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was: a list, an article in it, and the pane that had the focus."""

    listing: Listing
    article: ArticleId | None
    pane: Where
    speaker: Speaker | None = None
    """Whose quotes stood in the place of the articles."""
    quote: int | None = None
    """The quote under the cursor there, by its id."""


@dataclass(slots=True)
class Places:
    """The way one came and, after going back, the way one went."""

    behind: list[Place] = field(default_factory=list)
    ahead: list[Place] = field(default_factory=list)

    def leave(self, here: Place) -> None:
        """Note a place that is being left for a new one; what lay ahead is forgotten."""
        self.ahead.clear()
        if not self.behind or self.behind[-1] != here:
            self.behind.append(here)
            del self.behind[:-PLACES_KEPT]

    def back(self, here: Place) -> Place | None:
        """Return the place before, or None at the beginning of the way."""
        return _step(here, self.behind, self.ahead)

    def forward(self, here: Place) -> Place | None:
        """Return the place one came back from, or None."""
        return _step(here, self.ahead, self.behind)


def _step(here: Place, out: list[Place], back: list[Place]) -> Place | None:
    while out:
        place = out.pop()
        if place != here:
            back.append(here)
            return place
    return None
