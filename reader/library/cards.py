"""The card of an entity: what the library knows of it at a glance."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from reader.library.articles import read_rows
from reader.library.entities import ENTITY, entity_by_id
from reader.library.facets import ENTITIES_IN
from reader.library.heads import members_of
from reader.library.identity import first_id
from reader.library.matching import any_of, quoted
from reader.library.quotes import STORED_QUOTE, as_stored_quotes, newest_quotes_by
from reader.library.schema import IDS_PER_MINUTE
from reader.library.tags import entity_tag, speaker_tag
from reader.model.entity import Entity, EntityCard
from reader.model.ids import ArticleId
from reader.model.mention import EntityType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.model.ids import EntityId

LATEST = 5
COMPANIONS = 8
CLOSEST = 200
"""Newest articles of the entity in which companions are counted."""

NAMES = 12
ROLES = 5
ROLES_IN = 500
"""Newest quotes in which roles are counted."""

WEEKS = 6
WEEK = 7 * 86_400
"""Seconds."""

IDS = "SELECT rowid FROM article_text WHERE article_text MATCH :match ORDER BY rowid {} LIMIT :limit"

WITHIN = """
SELECT count(*)
  FROM article_text
 WHERE article_text MATCH :match AND rowid >= :since AND rowid < :until
"""

QUOTES_OF = f"""
{STORED_QUOTE}
  FROM json_each(:ids) AS wanted
 CROSS JOIN quote ON quote.id = wanted.value
 CROSS JOIN article ON article.id = quote.id >> 20
 CROSS JOIN source ON source.id = article.source_id
 ORDER BY quote.id DESC
"""

ROLES_OF = """
SELECT role, count(*) AS times
  FROM json_each(:ids) AS wanted
 CROSS JOIN quote ON quote.id = wanted.value
 WHERE role IS NOT NULL
 GROUP BY role
 ORDER BY times DESC, role
 LIMIT :limit
"""


def read_card(connection: sqlite3.Connection, entity_id: EntityId) -> EntityCard | None:
    """Return the card, or None when there is no such entity."""
    entity = entity_by_id(connection, entity_id)
    if entity is None:
        return None
    members = members_of(connection, [entity.id])
    tags = [tag(member) for member in members for tag in (entity_tag, speaker_tag)]
    match = f"{{tags}} : {any_of([quoted(tag) for tag in tags])}"
    newest_quotes = newest_quotes_by(connection, members, ROLES_IN)
    newest = _ids(connection, match, "DESC", CLOSEST)
    oldest = _ids(connection, match, "ASC", 1)
    last_seen = _seconds(newest[0]) if newest else 0
    roles = connection.execute(ROLES_OF, {"ids": json.dumps(newest_quotes), "limit": ROLES})
    return EntityCard(
        entity=entity,
        other_names=_other_names(connection, entity, members),
        roles=tuple(role for role, _ in roles),
        first_seen=_seconds(oldest[0]) if oldest else 0,
        last_seen=last_seen,
        weeks=_weeks(connection, match, last_seen),
        companions=_companions(connection, entity, newest),
        latest=tuple(read_rows(connection, newest[:LATEST])),
        latest_quotes=tuple(
            as_stored_quotes(connection.execute(QUOTES_OF, {"ids": json.dumps(newest_quotes[:LATEST])}))
        ),
    )


def _ids(connection: sqlite3.Connection, match: str, direction: str, limit: int) -> list[ArticleId]:
    rows = connection.execute(IDS.format(direction), {"match": match, "limit": limit})
    return [ArticleId(id_) for id_ in chain.from_iterable(rows)]


def _seconds(article: ArticleId) -> int:
    """Return the minute in an id as UTC seconds."""
    return article // IDS_PER_MINUTE * 60


def _other_names(
    connection: sqlite3.Connection, entity: Entity, members: Sequence[EntityId]
) -> tuple[str, ...]:
    rows = connection.execute(
        """
        SELECT DISTINCT name
          FROM entity_name
         WHERE entity_id IN (SELECT value FROM json_each(?)) AND name <> ?
         ORDER BY length(name) DESC, name
         LIMIT ?
        """,
        (json.dumps(members), entity.name, NAMES),
    )
    return tuple(name for (name,) in rows)


def _weeks(connection: sqlite3.Connection, match: str, last_seen: int) -> tuple[int, ...]:
    """Count articles in each of the last weeks, oldest first; the last one ends with ``last_seen``."""
    end = last_seen + 60
    bounds = [first_id(end - WEEK * weeks) for weeks in range(WEEKS, -1, -1)]
    counts = []
    for since, until in pairwise(bounds):
        row = connection.execute(WITHIN, {"match": match, "since": since, "until": until}).fetchone()
        counts.append(int(row[0]))
    return tuple(counts)


def _companions(
    connection: sqlite3.Connection, entity: Entity, articles: list[ArticleId]
) -> tuple[Entity, ...]:
    """Return who is named in the same articles; ``articles`` counts the shared ones."""
    packed = {"ids": json.dumps(articles)}
    shared = Counter(
        {row[0]: row[3] for row in connection.execute(ENTITIES_IN, packed) if row[0] != entity.id}
    )
    wanted = [id_ for id_, _ in shared.most_common(COMPANIONS)]
    rows = connection.execute(
        f"SELECT {ENTITY} FROM entity WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    )
    found = {row[0]: row for row in rows}
    return tuple(
        Entity(id_, name, EntityType(type_), shared[id_], mentions, quotes)
        for id_, name, type_, _, mentions, quotes in (found[each] for each in wanted)
    )
