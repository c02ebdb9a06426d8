"""What the user decides about entities; it outlives every new analysis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.mention import EntityType


class DecisionKind(StrEnum):
    """What can be decided."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, by the names it was about."""

    id: int
    kind: DecisionKind
    type: EntityType
    name: str
    """The entity that was merged, renamed or hidden; of a split, the name that was taken out."""
    other: str | None
    """Into what, out of what, or to which name."""
    made_at: int
    """UTC seconds."""
    stale: int = 0
    """Articles that are to be analysed again before they follow."""

    @property
    def sentence(self) -> str:
        """What was done, as a toast says."""
        match self.kind:
            case DecisionKind.MERGE:
                return f"{self.name} is the same as {self.other}"
            case DecisionKind.SPLIT:
                return f"{self.name} is not {self.other}"
            case DecisionKind.RENAME:
                return f"{self.name} is called {self.other}"
            case DecisionKind.HIDE:
                return f"{self.name} is hidden"
