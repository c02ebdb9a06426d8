"""Taking an article out of the index and the counters, before it is rewritten or deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.counting import Tally
from reader.library.grouping import forget
from reader.library.mentions import count_mentions, delete_mentions
from reader.library.quotes import count_speakers, delete_quotes
from reader.library.roles import delete_roles
from reader.library.tagging import delete_source_tags, tag_ids_of

if TYPE_CHECKING:
    import sqlite3
    from collections import Counter

    from reader.model.ids import ArticleId, EntityId, SourceId


TABLES_OF_ARTICLES = (
    ("revision", "article_id"),
    ("article_tag", "article_id"),
    ("entry", "article_id"),
    ("reading", "article_id"),
    ("page", "article_id"),
    ("sync_entry", "article_id"),
    ("article_state", "id"),
    ("article", "id"),
)
"""What is left of an article once it is retracted: tables with the column of its id."""


COUNTED_AT_ONCE = 1000
"""Articles whose findings are held in memory until they are counted."""


@dataclass(frozen=True, slots=True)
class Retraction:
    """What an article was before it was taken out."""

    locator: str
    source_id: int
    language: str
    published_at: int
    revision: int
    fingerprint: bytes
    """Of what its source had delivered."""
    title: str | None
    body: str
    read: int
    starred: int
    mentioned: Counter[EntityId]
    """Mentions by entity."""
    speaking: Counter[EntityId]
    """Quotes by speaker."""
    tags: frozenset[int]
    """Those of its source and the reader's own."""
    own_tags: frozenset[int]


def retract(connection: sqlite3.Connection, article: ArticleId) -> Retraction:
    """Remove an article's full text, mentions, quotes and its source's tags; leave its row and state.

    The index must be given the very text that it holds, so this comes before any change.
    """
    row = connection.execute(
        """
        SELECT a.locator, a.source_id, a.language, a.published_at, a.revision, a.fingerprint, a.title, a.body,
               state.read, state.starred
          FROM article AS a
          JOIN article_state AS state ON state.id = a.id
         WHERE a.id = ?
        """,
        (article,),
    ).fetchone()
    locator, source_id, language, published_at, revision, fingerprint, title, body, read, starred = row
    old = Retraction(
        locator=locator,
        source_id=source_id,
        language=language,
        published_at=published_at,
        revision=revision,
        fingerprint=fingerprint,
        title=title,
        body=body,
        read=read,
        starred=starred,
        mentioned=count_mentions(connection, article),
        speaking=count_speakers(connection, article),
        tags=tag_ids_of(connection, article),
        own_tags=tag_ids_of(connection, article, own=True),
    )
    connection.execute(
        """
        INSERT INTO article_text(article_text, rowid, title, body, said, tags)
        SELECT 'delete', id, title, body, said, tags FROM article_words WHERE id = ?
        """,
        (article,),
    )
    delete_roles(connection, article, [*old.mentioned, *old.speaking])
    delete_mentions(connection, article)
    delete_quotes(connection, article)
    delete_source_tags(connection, article)
    return old


def remove_source(connection: sqlite3.Connection, source: SourceId) -> int:
    """Delete a source with its articles and their revisions; return how many articles went."""
    found = connection.execute(
        "SELECT id FROM article_state WHERE source_id = ? ORDER BY id", (source,)
    ).fetchall()
    tally = Tally()
    for number, (article,) in enumerate(found, start=1):
        forget(connection, article)
        tally.take_away(retract(connection, article))
        if number % COUNTED_AT_ONCE == 0:
            tally.write(connection)
            tally = Tally()
        for table, key in TABLES_OF_ARTICLES:
            connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (article,))
    tally.write(connection)
    connection.execute("DELETE FROM source WHERE id = ? AND articles = 0", (source,))
    return len(found)
