"""Tell whether one name is the abbreviation of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.known import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence


def abbreviates(short: str, words: Sequence[str]) -> bool:
    """Tell whether ``short``, given in brackets after ``words``, abbreviates them.

    Its letters must come in order in the words and begin with a letter that begins one of
    the first two: ``OJK``, ``Kemenkeu`` and ``Bawaslu`` do.
    """
    letters = [letter for letter in short.lower() if letter.isalnum()]
    firsts = [word[0].lower() for word in words if word[0].isalnum()]
    if len(letters) < 2 or len(letters) >= sum(map(len, words)) or letters[0] not in firsts[:2]:
        return False
    rest = iter("".join(words).lower())
    return all(letter in rest for letter in letters)


def initials_of(words: Sequence[str], *, without_small: bool = False) -> str:
    """Return the first letters of ``words`` in lower case, ``dkdp`` or, without small words, ``dkp``."""
    return "".join(
        word[0].lower()
        for word in words
        if word[0].isalnum() and not (without_small and word.lower() in word_set("small_word"))
    )
