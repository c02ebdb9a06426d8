"""Persons, organisations and places across the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.quote import BETWEEN_PARTS, DOUBTFUL_BELOW

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
    """The fullest name of the speaker in that article."""
    role: str | None
    cue: str | None
    confidence: float
    content: tuple[tuple[int, int], ...]
    """Half-open ranges of the body, one for each part of the content."""
    speaker: str | None = None
    """The name of the speaker in the library; None where the article names nobody."""
    relay: str | None = None
    mention: str = "none"
    attribution: str = "none"
    url: str | None = None
    """The page of the article."""

    @property
    def start(self) -> int:
        """First code point of the content in the body."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """One past the last code point of the content."""
        return self.content[-1][1]

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of each part of the content; ``text`` is these, joined."""
        texts, at = [], 0
        for start, end in self.content:
            texts.append(self.text[at : at + end - start])
            at += end - start + len(BETWEEN_PARTS)
        return tuple(texts)

    @property
    def is_doubtful(self) -> bool:
        """Whether a screen should mark the speaker as uncertain."""
        return self.name is not None and self.confidence < DOUBTFUL_BELOW
