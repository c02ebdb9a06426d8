"""What the tagger sees of a token; training and run time share it.

Features depend on the words and their order only, never on white space, so text that
was joined from tokens gives the same features as the text of a page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.lexicon import Lexicon

EDGE = "\x00"
"""Stands for the places before the first and after the last token of a sentence."""

OFFSETS = (-2, -1, 0, 1, 2)
"""The window, in tokens."""

SHAPE_LENGTH = 5
"""Code points of shape kept; longer shapes say nothing more."""


@lru_cache(maxsize=1 << 15)
def shape_of(word: str) -> str:
    """Return the kinds of characters in ``word``, repeats folded: ``Aa`` for Jakarta, ``A-0`` for U-23."""
    shape: list[str] = []
    for character in word:
        if character.isupper():
            kind = "A"
        elif character.isalpha():
            kind = "a"
        elif character.isdigit():
            kind = "0"
        else:
            kind = character
        if not shape or shape[-1] != kind:
            shape.append(kind)
            if len(shape) == SHAPE_LENGTH:
                break
    if shape == ["A"]:
        return "A" if len(word) == 1 else ("AA" if len(word) < SHAPE_LENGTH else "AAA")
    return "".join(shape)


def describe(word: str, lexicon: Lexicon) -> tuple[list[str], ...]:
    """Return the features that ``word`` alone gives, one list for each offset of the window."""
    if word == EDGE:
        return tuple([f"{offset}w=|"] for offset in OFFSETS)
    lower = word.lower()
    shape = shape_of(word)
    near = [f"w={lower}", f"s={shape}", *(f"c={code}" for code in lexicon.classes_of(word))]
    own = [*near, *(f"p{n}={lower[:n]}" for n in (1, 2, 3, 4) if len(lower) > n)]
    own += [f"x{n}={lower[-n:]}" for n in (1, 2, 3, 4) if len(lower) > n]
    own.append(f"ws={word}")
    beside = [*near, f"p3={lower[:3]}", f"x3={lower[-3:]}"]
    by_offset = (near, beside, own, beside, near)
    return tuple(
        [f"{offset}{name}" for name in names] for offset, names in zip(OFFSETS, by_offset, strict=True)
    )


class FeatureMaker:
    """Turns sentences into features; remembers what it worked out for each word."""

    REMEMBERED = 60_000
    """Words remembered before starting afresh; about 80 MB at most."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, tuple[list[str], ...]] = {}

    def __call__(self, words: Sequence[str]) -> list[list[str]]:
        """Return the features of each word of one sentence."""
        if len(self._known) > self.REMEMBERED:
            self._known.clear()
        edge = self._of(EDGE)
        described = [edge, edge, *(self._of(word) for word in words), edge, edge]
        lowered = ["|", *(word.lower() for word in words), "|"]
        shapes = ["|", *(shape_of(word) for word in words), "|"]
        listed = self._lexicon.match(words)
        rows = []
        for i in range(len(words)):
            row = [
                *described[i][0],
                *described[i + 1][1],
                *described[i + 2][2],
                *described[i + 3][3],
                *described[i + 4][4],
                f"wb={lowered[i]}/{lowered[i + 1]}",
                f"wa={lowered[i + 1]}/{lowered[i + 2]}",
                f"sw={shapes[i]}/{shapes[i + 1]}/{shapes[i + 2]}",
            ]
            row += listed[i]
            if i:
                row += [f"-1{name}" for name in listed[i - 1]]
            if i + 1 < len(words):
                row += [f"+1{name}" for name in listed[i + 1]]
            rows.append(row)
        return rows

    def _of(self, word: str) -> tuple[list[str], ...]:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = describe(word, self._lexicon)
        return known
