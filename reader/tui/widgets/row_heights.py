"""Which row stands on which line, for rows of one height or of many."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class RowHeights(Protocol):
    """Answers both ways between rows and lines; lines count from 0 at the top of the first row."""

    @property
    def total(self) -> int:
        """Lines of all rows together."""

    def top_of(self, index: int) -> int:
        """Return the first line of a row."""

    def height_of(self, index: int) -> int:
        """Return how many lines a row has."""

    def row_at(self, line: int) -> int:
        """Return the row that has this line."""


@dataclass(frozen=True, slots=True)
class EvenHeights:
    """Rows of one height: arithmetic, whatever their number."""

    rows: int
    height: int

    @property
    def total(self) -> int:
        """Lines of all rows together."""
        return self.rows * self.height

    def top_of(self, index: int) -> int:
        """Return the first line of a row."""
        return index * self.height

    def height_of(self, index: int) -> int:  # noqa: ARG002 - the same for every row
        """Return how many lines a row has."""
        return self.height

    def row_at(self, line: int) -> int:
        """Return the row that has this line."""
        return line // self.height


class UnevenHeights:
    """Rows of different heights: one pass to add them up, then a bisect for each question."""

    def __init__(self, heights: Iterable[int]) -> None:
        self._bottoms = array("q", accumulate(heights))

    @property
    def total(self) -> int:
        """Lines of all rows together."""
        return self._bottoms[-1] if self._bottoms else 0

    def top_of(self, index: int) -> int:
        """Return the first line of a row."""
        return self._bottoms[index - 1] if index else 0

    def height_of(self, index: int) -> int:
        """Return how many lines a row has."""
        return self._bottoms[index] - self.top_of(index)

    def row_at(self, line: int) -> int:
        """Return the row that has this line."""
        return bisect_right(self._bottoms, line)
