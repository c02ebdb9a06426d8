"""Finding words in the article that is open, and going from hit to hit."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.search.hits import find_all
from reader.tui.wrap import Line

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Find:
    """The hits of a find in one article, and at which of them the reader is."""

    hits: Sequence[Line] = ()
    at: int | None = None
    """Position among the hits; None when there are none."""

    @classmethod
    def of(cls, folded: str, words: str, *, first: int) -> Find:
        """Find words; the reader is at the first hit from offset ``first`` on, else at the very first."""
        hits = [Line(*hit) for hit in find_all(folded, words)]
        at = bisect_left(hits, first, key=itemgetter(0))
        return cls(hits, at % len(hits) if hits else None)

    @property
    def here(self) -> Line | None:
        """The hit that the reader is at."""
        return None if self.at is None else self.hits[self.at]

    @property
    def number(self) -> int | None:
        """The number of that hit, from 1."""
        return None if self.at is None else self.at + 1

    def step(self, by: int) -> None:
        """Go on by some hits; after the last comes the first."""
        if self.at is not None:
            self.at = (self.at + by) % len(self.hits)
