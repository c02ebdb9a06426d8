"""Persons, organisations and places over the whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import cards, entities, facets, naming, speakers
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connections
    from reader.model.entity import Entity, EntityCard
    from reader.model.ids import ArticleId, EntityId
    from reader.search.tree import Query


class Entities:
    """Persons, organisations and places over the whole library."""

    def __init__(self, connections: Connections) -> None:
        """Use ``Library.entities``."""
        self._connections = connections

    def top(self, type: EntityType, *, limit: int) -> list[Entity]:  # noqa: A002 - the word of the model
        """Return the entities of a type that are named in most articles."""
        with self._connections.reading() as connection:
            return entities.top_entities(connection, type, limit)

    def named_in(self, query: Query | None, *, type: EntityType | None = None, limit: int) -> list[Entity]:  # noqa: A002
        """Return the entities named most, in the articles of ``query`` or in the whole library.

        With a query, the counters are those within its newest 2,000 articles.
        """
        with self._connections.reading() as connection:
            return facets.read_entities(connection, query, type, limit)

    def named(self, name: str, type: EntityType) -> Entity | None:  # noqa: A002
        """Return the entity of a name, whatever its case and diacritics."""
        with self._connections.reading() as connection:
            return entities.entity_named(connection, name, type)

    def by_id(self, entity: EntityId) -> Entity | None:
        """Return an entity by its id, or by that of one of its names."""
        with self._connections.reading() as connection:
            return entities.entity_by_id(connection, entity)

    def card(self, entity: EntityId) -> EntityCard | None:
        """Return what the card of an entity shows."""
        with self._connections.reading() as connection:
            return cards.read_card(connection, entity)

    def mentioned_at(self, article: ArticleId, start: int, end: int) -> Entity | None:
        """Return the entity that is mentioned at exactly this place of an article."""
        with self._connections.reading() as connection:
            return speakers.entity_at(connection, article, start, end)

    def speaking(self, article: ArticleId, number: int) -> Entity | None:
        """Return who speaks in a quote of an article, counted from 1; None where nobody is named."""
        with self._connections.reading() as connection:
            return speakers.speaker_of(connection, article, number)

    def called(self, name: str, type: EntityType | None = None) -> list[Entity]:  # noqa: A002
        """Return the entities that have exactly this name, in any letter case, hidden ones too."""
        with self._connections.reading() as connection:
            types = list(EntityType) if type is None else [type]
            return [found for each in types for found in entities.entities_by_name(connection, name, each)]

    def with_words(
        self, words: str, types: Sequence[EntityType], *, unfinished: bool, limit: int
    ) -> list[Entity]:
        """Return entities by words of their names, those in most articles first."""
        with self._connections.reading() as connection:
            return naming.entities_with(connection, types, words, unfinished=unfinished, limit=limit)
