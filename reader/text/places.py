"""Places that datelines name, and how they are spelt."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from reader.text.lexicons import lexicon

_LONGEST_NAME = 4
"""Words in the longest name of the list."""


def is_known_place(name: str) -> bool:
    """Say whether papers report from a place of this name."""
    return " ".join(name.split()).casefold() in _names()


def is_no_place(name: str) -> bool:
    """Say whether a word that stands where a place could stand is something else (``BREAKING``)."""
    return name.strip().casefold() in _not_places()


def known_place_at(text: str, start: int) -> int | None:
    """Return where the longest known place that starts at ``start`` ends; None if none does."""
    end = None
    for word in re.compile(r"[\w.’'-]+").finditer(text, start, start + 60):
        if len(text[start : word.end()].split()) > _LONGEST_NAME:
            break
        if is_known_place(text[start : word.end()]):
            end = word.end()
    return end


def place_as_written(name: str) -> str:
    """Return a place's name in lower case with capitals: ``DKI JAKARTA`` is DKI Jakarta."""
    if not name.isupper():
        return name
    return re.sub(
        r"[^\W\d_][\w.’']*", lambda word: _word_as_written(word[0], is_first=word.start() == 0), name
    )


def _word_as_written(word: str, *, is_first: bool) -> str:
    places = _places()
    if word in places["capitals"] or re.fullmatch(r"(?:\w\.)+\w?", word):
        return word
    if word.casefold() in places["lowered"] and not is_first:
        return word.casefold()
    return word.capitalize()


def _places() -> dict[str, Any]:
    return lexicon("common", "places")


@cache
def _names() -> frozenset[str]:
    return frozenset(name.casefold() for name in _places()["names"])


@cache
def _not_places() -> frozenset[str]:
    return frozenset(_places()["not_places"])
