"""Choosing what to show of a long text: the window with the most different hits.

FTS5's own ``snippet()`` compares every hit with every other, so that one large article full of a
common word takes it hours; this reads the hits once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    Hits: TypeAlias = Sequence[tuple[int, int]]
    """Half-open ranges of code points, in order, without overlaps."""

WIDTH = 180
"""Code points in a window: about three lines of a list."""

LEAD = 50
"""Code points shown before the first hit, unless a sentence begins later."""

MOST_HITS = 5000
"""Hits looked at, from the first."""

ELLIPSIS = "…"

_SENTENCE_ENDS = tuple(f"{mark}{space}" for mark in ".?!" for space in " \n")
_SPACE = re.compile(r"\s")


def best_window(text: str, hits: Hits) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut the best window out of ``text``; return it with the hits in it, at their new places.

    Line breaks and other white space become spaces, one for one.
    """
    first = _best_first_hit(text, hits[:MOST_HITS]) if hits else 0
    start = _start_before(text, hits[first][0]) if hits else 0
    end = _end_after(text, max(start + WIDTH, hits[first][1]) if hits else WIDTH)
    before, after = ELLIPSIS * (start > 0), ELLIPSIS * (end < len(text))
    shift = len(before) - start
    shown = [(low + shift, high + shift) for low, high in hits[first:MOST_HITS] if high <= end]
    return f"{before}{_SPACE.sub(' ', text[start:end])}{after}", tuple(shown)


def _best_first_hit(text: str, hits: Hits) -> int:
    """Return which hit to begin with, so that the most different words are shown, then the most hits."""
    room = WIDTH - LEAD
    inside: Counter[str] = Counter()
    best, best_score, last = 0, (0, 0), 0
    for first, (start, _) in enumerate(hits):
        while last < len(hits) and hits[last][1] <= start + room:
            inside[text[slice(*hits[last])].casefold()] += 1
            last += 1
        score = (len(inside), inside.total())
        if score > best_score:
            best, best_score = first, score
        if last > first:
            word = text[slice(*hits[first])].casefold()
            inside[word] -= 1
            if not inside[word]:
                del inside[word]
        else:
            last = first + 1
    return best


def _start_before(text: str, hit: int) -> int:
    """Return where to begin before a hit: at its sentence, or at a word."""
    earliest = max(0, hit - LEAD)
    if earliest == 0:
        return 0
    sentence = max(text.rfind(mark, earliest, hit) for mark in _SENTENCE_ENDS)
    if sentence >= 0:
        return hit - len(text[sentence + 1 : hit].lstrip())
    space = _SPACE.search(text, earliest, hit)
    return space.end() if space else earliest


def _end_after(text: str, end: int) -> int:
    """Return where to end: at the end of the text, or before the word that does not fit."""
    if end >= len(text):
        return len(text)
    space = max(text.rfind(mark, end - LEAD // 2, end + 1) for mark in " \n")
    return space if space > 0 else end
