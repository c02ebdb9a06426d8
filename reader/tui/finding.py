"""Find words in an article: without case or diacritics, offsets kept."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.search.tree import Not, Phrase, Within, Word, children_of
from reader.tui.wrap import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.search.tree import Node, Query


class _Folds(dict[str, str]):
    """Characters as they are compared: lower case, no diacritics, one code point each."""

    def __missing__(self, character: str) -> str:
        base = unicodedata.normalize("NFKD", character)[:1]
        lower = base.lower()
        folded = self[character] = lower if len(lower) == 1 else character
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return the text as it is compared, code point for code point."""
    if text.isascii():
        return text.lower()
    return "".join(map(_FOLDS.__getitem__, text))


def find_all(folded: str, needle: str) -> list[Line]:
    """Return where ``needle`` stands in a folded text, in order; spaces match line breaks too."""
    words = fold(needle).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [Line(*match.span()) for match in pattern.finditer(folded)]


def hits_of(folded: str, query: Query) -> list[Line]:
    """Return where the words and phrases that a query asks for stand in a folded text, in order."""
    wanted = {pattern for leaf in _asked_for(query.root) if (pattern := _pattern_of(leaf))}
    if not wanted:
        return []
    # Longest first: a phrase wins over a word of it.
    alternatives = "|".join(sorted(wanted, key=len, reverse=True))
    return [Line(*match.span()) for match in re.finditer(rf"(?<!\w)(?:{alternatives})", folded)]


def _asked_for(node: Node | None) -> Iterator[Word | Phrase]:
    """Yield the words looked for in the text; what must not be there, and other fields, are left out."""
    if node is None or isinstance(node, Not) or (isinstance(node, Within) and node.field != "said"):
        return
    if isinstance(node, Word | Phrase):
        yield node
    for child in children_of(node):
        yield from _asked_for(child)


def _pattern_of(leaf: Word | Phrase) -> str:
    pattern = r"\W+".join(map(re.escape, re.findall(r"\w+", fold(leaf.text))))
    if not pattern:
        return ""
    is_beginning = leaf.unfinished or (isinstance(leaf, Word) and leaf.prefix)
    return pattern + (r"\w*" if is_beginning else r"(?!\w)")


@dataclass(slots=True)
class Find:
    """The hits of a find in one article, and at which of them the reader is."""

    hits: Sequence[Line] = ()
    at: int | None = None
    """Position among the hits; None when there are none."""

    @classmethod
    def of(cls, folded: str, words: str, *, first: int) -> Find:
        """Find words; the reader is at the first hit from offset ``first`` on, else at the very first."""
        hits = find_all(folded, words)
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
