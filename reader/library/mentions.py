"""Where entities are named in the articles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.model.mention import EntityType, Mention

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.model.ids import ArticleId, EntityId


def add_mentions(connection: sqlite3.Connection, rows: Iterable[tuple[int, int, int, int]]) -> None:
    """Write (article, start, end, name) rows; of two in one place the first stays."""
    connection.executemany(
        "INSERT OR IGNORE INTO mention(article_id, start, end, name_id) VALUES (?, ?, ?, ?)", rows
    )


def read_mentions(connection: sqlite3.Connection, article: ArticleId, body: str) -> tuple[Mention, ...]:
    """Return the mentions of an article in text order, without hidden entities; ``body`` is its text."""
    rows = connection.execute(
        """
        SELECT mention.start, mention.end, head.type, entity_name.name
          FROM mention
          JOIN entity_name ON entity_name.id = mention.name_id
          JOIN entity ON entity.id = entity_name.entity_id
          JOIN entity AS head ON head.id = coalesce(entity.same_as, entity.id)
         WHERE mention.article_id = ? AND head.hidden = 0
         ORDER BY mention.start, mention.end
        """,
        (article,),
    )
    return tuple(
        Mention(start, end, body[start:end], EntityType(type_), name) for start, end, type_, name in rows
    )


def count_mentions(connection: sqlite3.Connection, article: ArticleId) -> Counter[EntityId]:
    """Return how often each entity is named in an article."""
    rows = connection.execute(
        """
        SELECT entity_name.entity_id, count(*)
          FROM mention
          JOIN entity_name ON entity_name.id = mention.name_id
         WHERE mention.article_id = ?
         GROUP BY entity_name.entity_id
        """,
        (article,),
    )
    return Counter(dict(rows))


def delete_mentions(connection: sqlite3.Connection, article: ArticleId) -> None:
    """Forget the mentions of an article."""
    connection.execute("DELETE FROM mention WHERE article_id = ?", (article,))
