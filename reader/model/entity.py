"""Persons, organisations and places across the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.article import ArticleRow
    from reader.model.ids import ArticleId, EntityId
    from reader.model.mention import EntityType


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity with its counters."""

    id: EntityId
    name: str
    type: EntityType
    articles: int
    mentions: int
    quotes: int


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What the card of an entity shows."""

    entity: Entity
    other_names: tuple[str, ...]
    roles: tuple[str, ...]
    first_seen: int
    """UTC seconds of the oldest article that names it."""
    last_seen: int
    weeks: tuple[int, ...]
    """Articles in each of the last six weeks before ``last_seen``, oldest first."""
    companions: tuple[Entity, ...]
    """Entities named in the same articles, most frequent first; ``articles`` counts the shared ones."""
    latest: tuple[ArticleRow, ...]
    latest_quotes: tuple[StoredQuote, ...]


@dataclass(frozen=True, slots=True)
class StoredQuote:
    """A quote with the article it stands in, for lists over the library."""

    article_id: ArticleId
    number: int
    """Position among the quotes of its article, from 1."""
    title: str
    source: str
    published_at: int
    kind: str
    text: str
    name: str | None
    role: str | None
    cue: str | None
    confidence: float
    start: int
    """First code point of the content in the body."""
