"""Which found quote is which annotated one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.evaluation.records import QuoteRecord, Range

_TITLES = frozenset(
    [
        "the",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sir",
        "pak",
        "bu",
        "bapak",
        "ibu",
        "bpk",
        "kh",
        "h",
        "hj",
        "ir",
        "drs",
        "dra",
        "drg",
        "jenderal",
        "komisaris",
        "kombes",
        "pol",
        "akbp",
    ]
)


class Match(NamedTuple):
    """An annotated quote with the found one that overlaps it most, by index."""

    gold: int
    found: int
    overlap: float
    """Intersection over union of the letters and digits of both contents."""


def letters_of(text: str, content: Sequence[Range]) -> frozenset[int]:
    """Return the positions of the letters and digits of a content."""
    return frozenset(at for start, end in content for at in range(start, end) if text[at].isalnum())


def match_quotes(text: str, gold: Sequence[QuoteRecord], found: Sequence[QuoteRecord]) -> list[Match]:
    """Match one to one, best overlaps first."""
    wanted = [letters_of(text, quote.content) for quote in gold]
    given = [letters_of(text, quote.content) for quote in found]
    candidates = sorted(
        (
            Match(i, j, len(left & right) / len(left | right))
            for i, left in enumerate(wanted)
            for j, right in enumerate(given)
            if left & right
        ),
        key=lambda match: (-match.overlap, match.gold, match.found),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matches = []
    for match in candidates:
        if match.gold not in used_gold and match.found not in used_found:
            used_gold.add(match.gold)
            used_found.add(match.found)
            matches.append(match)
    return sorted(matches)


def same_name(left: str | None, right: str | None) -> bool:
    """Whether two names are equal after their titles are removed."""
    return _bare(left) == _bare(right)


def _bare(name: str | None) -> str:
    words = re.findall(r"\w+", (name or "").casefold())
    return " ".join(word for word in words if word not in _TITLES)


def touch(left: Range | None, right: Range | None) -> bool:
    """Whether two spans overlap; two missing ones do."""
    if left is None or right is None:
        return left is right
    return left[0] < right[1] and right[0] < left[1]
