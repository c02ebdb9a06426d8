"""How words are put into numbers for the network; training and run time share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.features import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.entities.lexicon import Lexicon

LABELS = ("B-organization", "B-person", "B-place", "I-organization", "I-person", "I-place", "O")
"""The order of the network's outputs."""

ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.'\",/()&:;?!%"
UNKNOWN_CHARACTER = 1
"""Number 0 pads short words."""
CHARACTERS = {character: number for number, character in enumerate(ALPHABET, 2)}
WORD_LENGTH = 14
"""Characters seen of a word; of a longer one its beginning and its end."""

SHAPES = (
    "a",
    "Aa",
    "A",
    "AA",
    "AAA",
    "0",
    ".",
    ",",
    "-",
    "(",
    ")",
    '"',
    "“",
    "”",
    "A.",
    "aA",
    "AaA",
    "0.0",
    "Aa.a",
    "’s",
)
SHAPE_NUMBERS = {shape: number for number, shape in enumerate(SHAPES, 1)}
"""Number 0 stands for all other shapes."""

RATES = ("k0", "k1", "k2", "k3", "k4", "k5")


def character_numbers(word: str) -> list[int]:
    """Return the numbers of the characters of ``word``, always as many as ``WORD_LENGTH``."""
    half = WORD_LENGTH // 2
    seen = word if len(word) <= WORD_LENGTH else word[:half] + word[-half:]
    numbers = [CHARACTERS.get(character, UNKNOWN_CHARACTER) for character in seen]
    return numbers + [0] * (WORD_LENGTH - len(numbers))


def shape_number(word: str) -> int:
    """Return the number of the shape of ``word``."""
    return SHAPE_NUMBERS.get(shape_of(word), 0)


def mark_names(kinds: Iterable[str]) -> list[str]:
    """Return the marks that a word can carry: those of the lists of names, then its rate of capitals."""
    return [
        f"g{place}{kind}{case}" for kind in sorted(set(kinds)) for place in "BI" for case in ("", "l")
    ] + list(RATES)


def marks_of(words: list[str], lexicon: Lexicon) -> list[list[str]]:
    """Return the marks of each word of a sentence, some of which a model may not know."""
    rows = lexicon.match(words)
    return [[*row, *rate_of(word, lexicon)] for row, word in zip(rows, words, strict=True)]


def rate_of(word: str, lexicon: Lexicon) -> list[str]:
    """Return the mark for how often ``word`` has a capital, if that is known."""
    return [code for code in lexicon.classes_of(word) if code in RATES]
