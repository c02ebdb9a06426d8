"""In which roles each article names its people: what tells two people of one name apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.heads import heads_of, members_of
from reader.library.schema import HIGHEST, IDS_PER_MINUTE, LOWEST

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.model.ids import ArticleId, EntityId

YEARS = 5
"""Roles that lie further apart contradict nothing: people change their trade."""

AROUND = YEARS * 366 * 24 * 60 * IDS_PER_MINUTE
"""The same as a difference of article ids."""

NEWEST = 30
"""Articles of one name whose roles are looked at."""

BETWEEN = ";"

FIND = """
SELECT roles FROM entity_role
 WHERE entity_id = ? AND article_id BETWEEN ? AND ?
 ORDER BY article_id DESC LIMIT ?
"""


def add_roles(
    connection: sqlite3.Connection, rows: Iterable[tuple[EntityId, ArticleId, Iterable[str]]]
) -> None:
    """Keep the roles in which articles name entities."""
    connection.executemany(
        "INSERT OR REPLACE INTO entity_role(entity_id, article_id, roles) VALUES (?, ?, ?)",
        sorted((entity, article, BETWEEN.join(sorted(roles))) for entity, article, roles in rows),
    )


def delete_roles(connection: sqlite3.Connection, article: ArticleId, entities: Iterable[int]) -> None:
    """Forget the roles of an article; ``entities`` are all that it names."""
    connection.execute(
        "DELETE FROM entity_role WHERE article_id = ? AND entity_id IN (SELECT value FROM json_each(?))",
        (article, json.dumps(list(entities))),
    )


def roles_of(
    connection: sqlite3.Connection,
    entity: EntityId,
    near: ArticleId | None = None,
    *,
    only_earlier: bool = False,
) -> set[str]:
    """Return the roles of an entity under all its names, those within some years of ``near`` if given."""
    earliest, latest = (LOWEST, HIGHEST) if near is None else (near - AROUND, near + AROUND)
    if near is not None and only_earlier:
        latest = near - 1
    return {
        role
        for member in members_of(connection, heads_of(connection, [entity]).values())
        for (roles,) in connection.execute(FIND, (member, earliest, latest, NEWEST))
        for role in roles.split(BETWEEN)
    }
