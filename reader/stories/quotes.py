"""Which quotes of an article no other source of its story carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.stories.words import is_name, is_telling, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SAME_WORDS = 0.5
"""Part of the telling words of the shorter quote that the other has too, if both report one statement.
An interviewer's long quote and an agency's short one share what the short one says."""

FEWEST = 2
"""Telling words that two quotes share at least; a quote of fewer words must be all the same."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quote as it is compared."""

    speaker: str | None
    text: str


def lone_quotes(quotes: Sequence[Said], elsewhere: Iterable[Said]) -> frozenset[int]:
    """Return the numbers, from 1, of the quotes whose statement is not among those ``elsewhere``.

    Two quotes are one statement when most telling words of the shorter stand in the longer, and their
    speakers, where both are known, share a name.
    """
    known = [_Statement(said) for said in elsewhere]
    return frozenset(
        number
        for number, said in enumerate(quotes, 1)
        if not any(_Statement(said).is_also(other) for other in known)
    )


class _Statement:
    """A quote by its words."""

    def __init__(self, said: Said) -> None:
        self.speaker = frozenset(word for word in words_of(said.speaker or "") if is_name(word))
        every = frozenset(words_of(said.text))
        self.words = frozenset(word for word in every if is_telling(word)) or every

    def is_also(self, other: _Statement) -> bool:
        """Whether two quotes report one statement."""
        if self.speaker and other.speaker and self.speaker.isdisjoint(other.speaker):
            return False
        shared = len(self.words & other.words)
        smaller = min(len(self.words), len(other.words))
        return shared >= min(FEWEST, smaller) and shared >= SAME_WORDS * smaller > 0
