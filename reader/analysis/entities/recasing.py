"""Read sentences that are all capitals, or bodies without any, in the case they would normally have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.lexicon import Lexicon

FEWEST_WORDS = 4
"""Words with letters that a line in capitals must have to count as a headline."""

MOST = 0.8
"""Share of the words with a capital that makes a line a headline."""

NAME_KINDS = frozenset(
    ["country", "province", "regency", "city", "state", "region", "indonesian", "given", "family"]
)
SURELY_NAMES = frozenset({"k4", "k5"})
SURELY_COMMON = frozenset({"k0", "k1", "k2"})


def recased(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return a headline as it would stand in a sentence, any other sentence as it is."""
    cased = [word for word in words if word.upper() != word.lower()]
    if len(cased) < FEWEST_WORDS:
        return words
    if sum(word.isupper() for word in cased) > MOST * len(cased):
        return [_from_capitals(word, lexicon) for word in words]
    if words[-1] != "." and sum(word[0].isupper() for word in cased) > MOST * len(cased):
        return [words[0], *(_from_title(word, lexicon) for word in words[1:])]
    return words


def _from_capitals(word: str, lexicon: Lexicon) -> str:
    if not word.isupper() or "abbreviation" in lexicon.kinds_of((word,)):
        return word
    return word.capitalize() if SURELY_COMMON.isdisjoint(lexicon.classes_of(word)) else word.lower()


def _from_title(word: str, lexicon: Lexicon) -> str:
    is_name = SURELY_COMMON.isdisjoint(lexicon.classes_of(word)) or word.isupper()
    return word if is_name else word.lower()


def is_without_capitals(words: Sequence[str]) -> bool:
    """Tell whether a body of some length has no capitals at all."""
    letters = [word for word in words if word.upper() != word.lower()]
    return len(letters) >= FEWEST_WORDS and not any(word[0].isupper() for word in letters)


def from_small_letters(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return the words with capitals where they are known to have them."""
    return [_capitalised(word, lexicon) for word in words]


def _capitalised(word: str, lexicon: Lexicon) -> str:
    codes = lexicon.classes_of(word)
    if "abbreviation" in lexicon.kinds_of((word,)) and SURELY_COMMON.isdisjoint(codes):
        return word.upper()
    likely = not SURELY_NAMES.isdisjoint(codes)
    if not codes:
        likely = not NAME_KINDS.isdisjoint(lexicon.kinds_of((word,)))
    return word.capitalize() if likely else word
