"""Counts over a result: which sources, entities and months it has, and how often."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.library.entities import top_entities
from reader.library.searching import search
from reader.model.entity import Entity
from reader.model.ids import EntityId
from reader.model.mention import EntityType
from reader.model.results import FacetValue, Order
from reader.search.tree import Query

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.model.ids import ArticleId

MOST_ARTICLES = 2000
"""Newest articles of a result that are counted."""

MOST_VALUES = 10
"""Values returned for each field."""

FIELDS = {"person": EntityType.PERSON, "org": EntityType.ORGANIZATION, "place": EntityType.PLACE}

ENTITIES_IN = """
SELECT head.id, head.name, head.type, count(DISTINCT mention.article_id) AS articles, count(*)
  FROM json_each(:ids) AS wanted
 CROSS JOIN mention ON mention.article_id = wanted.value
 CROSS JOIN entity_name ON entity_name.id = mention.name_id
 CROSS JOIN entity ON entity.id = entity_name.entity_id
 CROSS JOIN entity AS head ON head.id = coalesce(entity.same_as, entity.id)
 WHERE head.hidden = 0
 GROUP BY head.id
 ORDER BY articles DESC, head.id
"""

QUOTES_IN = """
SELECT coalesce(entity.same_as, entity.id) AS speaker, count(*)
  FROM json_each(:ids) AS wanted
 CROSS JOIN quote ON quote.id BETWEEN wanted.value << 20 AND (wanted.value << 20) + 1048575
 CROSS JOIN entity ON entity.id = quote.speaker_id
 GROUP BY speaker
"""

SOURCES_IN = """
SELECT source.name, count(*) AS articles
  FROM json_each(:ids) AS wanted
 CROSS JOIN article_state AS state ON state.id = wanted.value
 CROSS JOIN source ON source.id = state.source_id
 GROUP BY source.id
 ORDER BY articles DESC, source.name
"""

TAGS_IN = """
SELECT tag.name, count(DISTINCT article_tag.article_id) AS articles
  FROM json_each(:ids) AS wanted
 CROSS JOIN article_tag ON article_tag.article_id = wanted.value
 CROSS JOIN tag ON tag.id = article_tag.tag_id
 GROUP BY tag.id
 ORDER BY articles DESC, tag.name
 LIMIT :limit
"""

DAYS_IN = """
SELECT article.published_at
  FROM json_each(:ids) AS wanted
 CROSS JOIN article ON article.id = wanted.value
"""


def read_facets(
    connection: sqlite3.Connection, query: Query | None, ids: Sequence[ArticleId] | None
) -> list[FacetValue]:
    """Return the most frequent values of each field, field by field."""
    packed = {"ids": json.dumps(_newest(connection, query) if ids is None else list(ids[:MOST_ARTICLES]))}
    found = [
        FacetValue("source", name, articles) for name, articles in connection.execute(SOURCES_IN, packed)
    ]
    values = found[:MOST_VALUES]
    named = connection.execute(ENTITIES_IN, packed).fetchall()
    for field, type_ in FIELDS.items():
        of_type = [FacetValue(field, row[1], row[3]) for row in named if row[2] == type_.value]
        values += of_type[:MOST_VALUES]
    tags = connection.execute(TAGS_IN, {**packed, "limit": MOST_VALUES})
    values += [FacetValue("tag", name, articles) for name, articles in tags]
    months = Counter(_month(seconds) for (seconds,) in connection.execute(DAYS_IN, packed))
    newest = sorted(months.items(), reverse=True)[:MOST_VALUES]
    return values + [FacetValue("on", month, articles) for month, articles in newest]


def read_entities(
    connection: sqlite3.Connection, query: Query | None, type_: EntityType | None, limit: int
) -> list[Entity]:
    """Return the entities named most, with the counters of the result."""
    if query is None or query.root is None:
        types = [type_] if type_ else list(EntityType)
        found = [entity for each in types for entity in top_entities(connection, each, limit)]
        return sorted(found, key=lambda entity: (-entity.articles, entity.id))[:limit]
    packed = {"ids": json.dumps(_newest(connection, query))}
    quotes = dict(connection.execute(QUOTES_IN, packed).fetchall())
    rows = connection.execute(ENTITIES_IN, packed)
    counted = [
        Entity(EntityId(id_), name, EntityType(kind), articles, mentions, quotes.get(id_, 0))
        for id_, name, kind, articles, mentions in rows
    ]
    return [entity for entity in counted if type_ is None or entity.type is type_][:limit]


def _newest(connection: sqlite3.Connection, query: Query | None) -> list[int]:
    found = search(
        connection,
        query or Query(""),
        order=Order.NEWEST,
        limit=MOST_ARTICLES,
        before=None,
        sources=None,
        unread_only=False,
        starred_only=False,
    )
    return found.ids.tolist()


def _month(seconds: int) -> str:
    """Return a month as the search box takes it, by the reader's clock."""
    try:
        return datetime.fromtimestamp(seconds).strftime("%Y-%m")  # noqa: DTZ006 - local, as on: means it
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC).strftime("%Y-%m")
