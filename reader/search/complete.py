"""What could be typed next: fields and their values, for the place where the cursor is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reader.search.fields import FIELDS, FieldKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.search.fields import Field

    Values: TypeAlias = Callable[[str, str], Sequence[tuple[str, int]]]
    """Gives the values of a field that begin so, with how many articles have each."""

DATES = ("today", "yesterday", "7d", "30d", "1y")
"""Offered after a field that takes a date."""

_FIELD = re.compile(r"([^\W\d_]+):")
_ENDS_WORD = re.compile(r"[\s()\"]")


@dataclass(frozen=True, slots=True)
class Place:
    """The word that the cursor is in; ``start`` and ``end`` are the code points that it takes up."""

    field: Field | None
    """The field whose value is being typed, None for a plain word."""
    typed: str
    """What stands between the start of the value and the cursor, without quotation marks."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to put in the place of ``text[start:end]``."""

    insert: str
    start: int
    end: int
    label: str
    """The value as a person reads it, or what a field is for."""
    articles: int | None = None

    def apply(self, text: str) -> str:
        """Return the query with this suggestion taken."""
        return text[: self.start] + self.insert + text[self.end :]


def place_at(text: str, cursor: int) -> Place:
    """Find the word or field value at ``cursor``, counted in code points."""
    cursor = max(0, min(cursor, len(text)))
    start, is_quoted = _word_start(text, cursor)
    word = text[start:cursor]
    begin = start + len(word) - len(word.lstrip("-="))
    match = _FIELD.match(text, begin, cursor)
    field = FIELDS.get(match[1].lower()) if match else None
    if match is not None and field is not None:
        begin = match.end()
    end = _value_end(text, cursor, is_quoted=is_quoted)
    return Place(field, text[begin:cursor].lstrip('="'), begin, end)


def suggest(text: str, cursor: int, values: Values, *, limit: int = 8) -> list[Suggestion]:
    """Return what could stand at the cursor, likeliest first."""
    place = place_at(text, cursor)
    space = "" if text[place.end : place.end + 1] in {" ", ")"} else " "
    if place.field is None:
        return _fields(place)[:limit]
    if place.field.kind is FieldKind.NAME:
        found = values(place.field.name, place.typed)
        return [
            Suggestion(f"{_written(value)}{space}", place.start, place.end, value, articles)
            for value, articles in found[:limit]
        ]
    offered = place.field.choices if place.field.kind is FieldKind.CHOICE else DATES
    if place.field.kind not in {FieldKind.CHOICE, FieldKind.DATE}:
        return []
    typed = place.typed.lower()
    matching = [value for value in offered if value.startswith(typed) and value != typed]
    return [Suggestion(f"{value}{space}", place.start, place.end, value) for value in matching[:limit]]


def _fields(place: Place) -> list[Suggestion]:
    typed = place.typed.lower()
    if not typed:
        return []
    return [
        Suggestion(f"{field.name}:", place.start, place.end, field.help)
        for field in FIELDS.values()
        if field.name.startswith(typed)
    ]


def _written(value: str) -> str:
    """Return a value as the query language writes it."""
    is_plain = not re.search(r"[\s()\"*\u201c\u201d\u201e«»]", value) and not value.startswith(("-", "="))
    return value if is_plain else '"' + value.replace('"', " ") + '"'


def _word_start(text: str, cursor: int) -> tuple[int, bool]:
    """Return where the word at the cursor begins, and whether it stands in an open quotation mark."""
    start, quote = 0, -1
    for position, character in enumerate(text[:cursor]):
        if character == '"':
            quote = position if quote < 0 else -1
        elif quote < 0 and (character.isspace() or character in "()"):
            start = position + 1
    return start, quote >= 0


def _value_end(text: str, cursor: int, *, is_quoted: bool) -> int:
    if is_quoted:
        closing = text.find('"', cursor)
        return cursor if closing < 0 else closing + 1
    match = _ENDS_WORD.search(text, cursor)
    return match.start() if match else len(text)
