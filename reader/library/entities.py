"""Persons, organisations and places across the library."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reader.library.heads import heads_of
from reader.library.identity import fold
from reader.library.matching import quoted
from reader.model.entity import Entity
from reader.model.ids import EntityId
from reader.model.mention import EntityType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence


class EntityName(NamedTuple):
    """A name with the type of what it names."""

    type: EntityType
    name: str


class EntityCounts:
    """What a batch adds to the counters of entities."""

    def __init__(self) -> None:
        self._findings: list[tuple[Counter[EntityId], Counter[EntityId], int]] = []

    def add(self, mentioned: Counter[EntityId], speaking: Counter[EntityId], times: int) -> None:
        """Take in the mentions and quotes of one article by name; ``times`` is -1 to take them away."""
        self._findings.append((mentioned, speaking, times))

    def write(self, connection: sqlite3.Connection) -> None:
        """Add to the stored counters: an article that uses two names of an entity counts once."""
        named = {id_ for mentioned, speaking, _ in self._findings for id_ in (*mentioned, *speaking)}
        heads = heads_of(connection, named)
        articles, mentions, quotes, own = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
        for mentioned, speaking, times in self._findings:
            for head in {heads[id_] for id_ in mentioned}:
                articles[head] += times
            for id_, count in mentioned.items():
                mentions[heads[id_]] += times * count
                own[id_] += times * count
            for id_, count in speaking.items():
                quotes[heads[id_]] += times * count
        connection.executemany(
            """
            UPDATE entity
               SET articles = articles + ?, mentions = mentions + ?, quotes = quotes + ?,
                   own_mentions = own_mentions + ?
             WHERE id = ?
            """,
            [
                (articles[id_], mentions[id_], quotes[id_], own[id_], id_)
                for id_ in sorted(mentions.keys() | quotes.keys() | own.keys())
            ],
        )
        self._findings.clear()


def resolve(connection: sqlite3.Connection, names: Iterable[EntityName]) -> dict[EntityName, EntityId]:
    """Return the row of each name, adding those that are new.

    Two names have one row when they have the same type and the same letters, whatever their case and
    diacritics; ``joining`` finds out which rows are one entity.
    """
    by_key: dict[tuple[EntityType, str], list[EntityName]] = {}
    for name in names:
        by_key.setdefault((name.type, fold(name.name)), []).append(name)
    known = _entities_by_key(connection, by_key.keys())
    for key in sorted(by_key.keys() - known.keys()):
        insert = "INSERT INTO entity(type, key, name) VALUES (?, ?, ?)"
        cursor = connection.execute(insert, (key[0].value, key[1], by_key[key][0].name))
        known[key] = EntityId(cursor.lastrowid or 0)
    return {name: known[key] for key, same in by_key.items() for name in same}


def _entities_by_key(
    connection: sqlite3.Connection, keys: Iterable[tuple[EntityType, str]]
) -> dict[tuple[EntityType, str], EntityId]:
    by_type: dict[EntityType, list[str]] = {}
    for type_, key in keys:
        by_type.setdefault(type_, []).append(key)
    find = "SELECT key, id FROM entity WHERE type = ? AND key IN (SELECT value FROM json_each(?))"
    return {
        (type_, key): EntityId(id_)
        for type_, wanted in by_type.items()
        for key, id_ in connection.execute(find, (type_.value, json.dumps(wanted)))
    }


def name_ids(
    connection: sqlite3.Connection, names: Iterable[tuple[EntityId, str]]
) -> dict[tuple[EntityId, str], int]:
    """Return the row of each name of an entity, adding and indexing those that are new."""
    wanted = set(names)
    entities = json.dumps(sorted({entity for entity, _ in wanted}))
    find = "SELECT entity_id, name, id FROM entity_name WHERE entity_id IN (SELECT value FROM json_each(?))"
    known = {(EntityId(entity), name): id_ for entity, name, id_ in connection.execute(find, (entities,))}
    for entity, name in sorted(wanted - known.keys()):
        cursor = connection.execute("INSERT INTO entity_name(entity_id, name) VALUES (?, ?)", (entity, name))
        known[entity, name] = cursor.lastrowid or 0
        connection.execute("INSERT INTO entity_text(rowid, name) VALUES (?, ?)", (cursor.lastrowid, name))
    return known


ENTITY = "entity.id, entity.name, entity.type, entity.articles, entity.mentions, entity.quotes"


def as_entity(row: Sequence[object]) -> Entity:
    """Build an entity from the columns of ``ENTITY``."""
    id_, name, type_, articles, mentions, quotes = row
    return Entity(EntityId(id_), name, EntityType(type_), articles, mentions, quotes)  # type: ignore[arg-type]


def top_entities(connection: sqlite3.Connection, type_: EntityType, limit: int) -> list[Entity]:
    """Return the entities named in most articles."""
    rows = connection.execute(
        f"""
        SELECT {ENTITY}
          FROM entity
         WHERE type = ? AND articles > 0 AND hidden = 0
         ORDER BY articles DESC, id
         LIMIT ?
        """,
        (type_.value, limit),
    )
    return [as_entity(row) for row in rows]


def entity_by_id(connection: sqlite3.Connection, entity: EntityId) -> Entity | None:
    """Return an entity with its counters, by the id of any of its names."""
    row = connection.execute(
        f"SELECT {ENTITY} FROM entity WHERE id = (SELECT coalesce(same_as, id) FROM entity WHERE id = ?)",
        (entity,),
    ).fetchone()
    return as_entity(row) if row else None


def entity_named(connection: sqlite3.Connection, name: str, type_: EntityType) -> Entity | None:
    """Return the entity of this name, by any of its spellings in case and diacritics.

    A name that no article uses by itself is looked for among the other names of entities, where just
    one has it.
    """
    row = connection.execute(
        "SELECT id FROM entity WHERE type = ? AND key = ?", (type_.value, fold(name))
    ).fetchone()
    if row is not None:
        return entity_by_id(connection, EntityId(row[0]))
    called = entities_called_exactly(connection, name, type_)
    return called[0] if len(called) == 1 else None


def entities_by_name(connection: sqlite3.Connection, name: str, type_: EntityType) -> list[Entity]:
    """Return the entities of a type that have exactly this name, the one called so by itself first."""
    own = entity_named(connection, name, type_)
    called = entities_called_exactly(connection, name, type_)
    found = [own, *called] if own is not None and own.type is type_ else called
    return list(dict.fromkeys(found))


def entities_called_exactly(connection: sqlite3.Connection, name: str, type_: EntityType) -> list[Entity]:
    """Return the entities that have a name among their names, those in most articles first."""
    rows = connection.execute(
        """
        SELECT DISTINCT coalesce(entity.same_as, entity.id), entity_name.name
          FROM entity_text
          JOIN entity_name ON entity_name.id = entity_text.rowid
          JOIN entity ON entity.id = entity_name.entity_id
         WHERE entity_text MATCH ?
         LIMIT 1000
        """,
        (quoted(name),),
    )
    heads = dict.fromkeys(EntityId(head) for head, other in rows if fold(other) == fold(name))
    found = [entity for head in heads if (entity := entity_by_id(connection, head)) is not None]
    return sorted(
        (entity for entity in found if entity.type is type_), key=lambda entity: (-entity.articles, entity.id)
    )


def entities_matching(
    connection: sqlite3.Connection, match: str, types: Sequence[EntityType], limit: int
) -> list[Entity]:
    """Return entities of which a name matches a full-text expression, those in most articles first."""
    rows = connection.execute(
        f"""
        SELECT {ENTITY}
          FROM entity
         WHERE id IN (SELECT coalesce(same_as, id)
                        FROM entity
                       WHERE id IN (SELECT entity_id
                                      FROM entity_name
                                     WHERE id IN (SELECT rowid FROM entity_text WHERE entity_text MATCH ?)))
           AND hidden = 0
           AND type IN (SELECT value FROM json_each(?))
           AND articles + quotes > 0
         ORDER BY articles DESC, id
         LIMIT ?
        """,
        (match, json.dumps([type_.value for type_ in types]), limit),
    )
    return [as_entity(row) for row in rows]
