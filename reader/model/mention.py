"""Names in a body."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """What kind of thing an entity is; the values are those of the JSON output."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    EVENT = "event"
    WORK = "work"
    PRODUCT = "product"
    LAW = "law"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place in a body where an entity is named."""

    start: int
    end: int
    text: str
    type: EntityType
    name: str
    """The fullest name of the entity in this article."""
