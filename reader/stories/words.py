"""The words of a text as stories compare them: without case, marks and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from reader.text.lexicons import languages, lexicon

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_DIACRITIC = re.compile("[\u0300-\u036f]+")
_SEPARATOR = re.compile(r"[.,:]")
_LONG_ENOUGH = 3
"""Letters of a word that can say what an article is about."""


def words_of(text: str) -> list[str]:
    """Return the words in order, folded as search folds them."""
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """Return a text without case and diacritics."""
    if not text.isascii():
        text = _DIACRITIC.sub("", unicodedata.normalize("NFKD", text))
    return text.casefold()


def numbers_in(text: str, words: AbstractSet[str]) -> set[str]:
    """Return the numbers as digits alone, so that ``1.840`` is ``1,840`` and ``nine`` is ``9``.

    ``words`` are those of the text, folded.
    """
    written = {_SEPARATOR.sub("", number) for number in _NUMBER.findall(text)}
    return written | {numerals()[word] for word in words & numerals().keys()}


def telling(words: AbstractSet[str]) -> set[str]:
    """Return those of some folded words that can say what an article is about."""
    return {word for word in words - common_words() if len(word) >= _LONG_ENOUGH and not word.isdecimal()}


def is_telling(word: str) -> bool:
    """Whether a folded word can say what an article is about: letters, and not one of the common ones."""
    return len(word) >= _LONG_ENOUGH and not word.isdecimal() and word not in common_words()


def undated(words: AbstractSet[str]) -> frozenset[str]:
    """Return words of a title without figures, weekdays and months: what a series has each time."""
    return frozenset(word for word in words if not word.isdecimal()) - calendar_words()


def is_name(word: str) -> bool:
    """Whether a folded word of a name tells which person, place or body it is, and not of which kind."""
    return is_telling(word) and word not in designations()


@cache
def numerals() -> dict[str, str]:
    """Return the digits of numbers that are spelt, in all languages that we know."""
    return {
        word: str(number)
        for language in languages()
        for word, number in lexicon(language, "numerals").get("numerals", {}).items()
    }


@cache
def calendar_words() -> frozenset[str]:
    """Return the names of weekdays and months in all languages that we know."""
    return frozenset(
        name
        for language in languages()
        for part in ("weekdays", "months")
        for name in lexicon(language, "calendar").get(part, {})
    )


@cache
def common_words() -> frozenset[str]:
    """Return the words of grammar and reporting in all languages that we know."""
    return _listed("grammar", "reporting")


@cache
def designations() -> frozenset[str]:
    """Return the words that stand in many names, in all languages that we know."""
    return _listed("designations")


def _listed(*parts: str) -> frozenset[str]:
    return frozenset(
        word
        for language in languages()
        for part in parts
        for word in lexicon(language, "common_words").get(part, "").split()
    )
