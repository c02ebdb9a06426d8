"""The fields of the search language, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What kind of value a field takes."""

    TEXT = "text"
    """Words, phrases and groups of them."""
    NAME = "name"
    """The name of something that the library knows."""
    DATE = "date"
    CHOICE = "choice"
    """One of a fixed set of words."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, what it takes, and a line of help."""

    name: str
    kind: FieldKind
    help: str
    choices: tuple[str, ...] = ()


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("title", FieldKind.TEXT, "words of the title"),
        Field("said", FieldKind.TEXT, "words inside quotes"),
        Field("person", FieldKind.NAME, "names a person"),
        Field("org", FieldKind.NAME, "names an organisation"),
        Field("place", FieldKind.NAME, "names a place"),
        Field("speaker", FieldKind.NAME, "quotes somebody"),
        Field("source", FieldKind.NAME, "comes from a source"),
        Field("tag", FieldKind.NAME, "carries a tag, its source's or yours"),
        Field("lang", FieldKind.NAME, "is written in a language: id, en"),
        Field("after", FieldKind.DATE, "published on this day or later"),
        Field("before", FieldKind.DATE, "published before this day"),
        Field("on", FieldKind.DATE, "published on this day, in this month or year"),
        Field("is", FieldKind.CHOICE, "has this state", ("unread", "read", "starred")),
        Field("has", FieldKind.CHOICE, "contains this", ("quote",)),
        Field("story", FieldKind.NAME, "belongs to a story, by its number or words of its titles"),
    )
}
"""Every field, in the order in which completion offers them."""

OTHER_SPELLINGS: dict[str, str] = {
    "people": "person",
    "organization": "org",
    "organisation": "org",
    "language": "lang",
    "since": "after",
    "until": "before",
    "quote": "said",
    "category": "tag",
    "keyword": "tag",
    "label": "tag",
}
"""Words that people try first, and the field they mean."""
