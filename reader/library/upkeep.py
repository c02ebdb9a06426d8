"""Keeping a library safe: copies, checks, facts about the file."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from reader.errors import LibraryError
from reader.library.connection import explained
from reader.library.schema import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNTERS = {
    "the number of articles of a source": """
        SELECT count(*) FROM source
         WHERE articles <> (SELECT count(*) FROM article_state s WHERE s.source_id = source.id)
            OR unread <> (SELECT count(*) FROM article_state s WHERE s.source_id = source.id AND read = 0)
            OR starred <> (SELECT count(*) FROM article_state s WHERE s.source_id = source.id AND starred = 1)
    """,
    "the number of articles in a language": """
        SELECT count(*) FROM language
         WHERE articles <> (SELECT count(*) FROM article WHERE article.language = language.code)
    """,
    "the number of mentions of an entity": """
        SELECT count(*)
          FROM entity
          LEFT JOIN (SELECT coalesce(same_as, entity.id) AS head, count(*) AS mentions,
                            count(DISTINCT article_id) AS articles
                       FROM mention
                       JOIN entity_name ON entity_name.id = name_id
                       JOIN entity ON entity.id = entity_id
                      GROUP BY head) AS counted ON counted.head = entity.id
         WHERE entity.mentions <> coalesce(counted.mentions, 0)
            OR entity.articles <> coalesce(counted.articles, 0)
    """,
    "the number of mentions of a name": """
        SELECT count(*)
          FROM entity
          LEFT JOIN (SELECT entity_id, count(*) AS mentions
                       FROM mention JOIN entity_name ON entity_name.id = name_id
                      GROUP BY entity_id) AS counted ON counted.entity_id = entity.id
         WHERE entity.own_mentions <> coalesce(counted.mentions, 0)
    """,
    "the number of quotes of a speaker": """
        SELECT count(*)
          FROM entity
          LEFT JOIN (SELECT coalesce(same_as, entity.id) AS head, count(*) AS quotes
                       FROM quote JOIN entity ON entity.id = speaker_id
                      GROUP BY head) AS counted ON counted.head = entity.id
         WHERE entity.quotes <> coalesce(counted.quotes, 0)
    """,
    "the story of an article": """
        SELECT (SELECT count(*) FROM story_article WHERE article_id NOT IN (SELECT id FROM article))
             + (SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM story_article)
                                               AND id NOT IN (SELECT article_id FROM story_waiting))
             + (SELECT count(*) FROM story_article
                 WHERE story_id IS NOT NULL AND story_id NOT IN (SELECT id FROM story))
             + abs((SELECT coalesce(sum(length(keys) / 4), 0) FROM story_article)
                   - (SELECT count(*) FROM story_key))
             + (SELECT count(*) FROM story_link WHERE article_id NOT IN (SELECT id FROM article))
    """,
    "the state of an article": """
        SELECT (SELECT count(*) FROM article WHERE id NOT IN (SELECT id FROM article_state))
             + (SELECT count(*) FROM article_state WHERE id NOT IN (SELECT id FROM article))
    """,
}
"""Queries that count rows whose counter is wrong, by what the counter counts."""

FULL_TEXT = {"article_text": "articles", "quote_text": "quotes", "entity_text": "names", "tag_text": "tags"}


def unused_path(path: Path) -> Path:
    """Return ``path``, or the first of ``path-2``, ``path-3`` … that does not exist."""
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_name(f"{path.name}-{number}")
        number += 1
    return candidate


def copy_into(connection: sqlite3.Connection, target: Path) -> None:
    """Write a compact copy of the library that ``connection`` has open; never over a file."""
    if target.exists():
        raise LibraryError(f"{target}: a file is already here; choose another name for the backup")
    if not target.parent.is_dir():
        raise LibraryError(f"{target.parent}: there is no such folder to put the backup into")
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
        target.chmod(0o600)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise explained(error, target) from error


def problems_of(connection: sqlite3.Connection, *, is_writable: bool) -> Iterator[str]:
    """Compare the file with itself, the index with the text, the counters with what they count.

    SQLite compares the index with the text only in files that may be written.
    """
    for (finding,) in connection.execute("PRAGMA integrity_check(20)"):
        if finding != "ok":
            yield f"the file is damaged: {finding}"
    for index, what in FULL_TEXT.items() if is_writable else ():
        try:
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield f"the full-text index of {what} does not agree with their text"
    for what, query in COUNTERS.items():
        wrong = connection.execute(query).fetchone()[0]
        if wrong:
            yield f"{what} is wrong in {wrong} places"


def facts_of(connection: sqlite3.Connection, path: Path) -> dict[str, str | int]:
    """Return what a person needs to know to help with a library."""
    counts = connection.execute(
        """
        SELECT (SELECT coalesce(sum(articles), 0) FROM source),
               (SELECT coalesce(sum(unread), 0) FROM source),
               (SELECT count(*) FROM source),
               (SELECT coalesce(max(id), 0) FROM entity)
        """
    ).fetchone()
    names = ("articles", "unread", "sources", "entities")
    return {
        "path": str(path),
        "bytes": path.stat().st_size,
        "layout": connection.execute("PRAGMA user_version").fetchone()[0],
        "current_layout": LAYOUT,
        "journal": connection.execute("PRAGMA journal_mode").fetchone()[0],
        "sqlite": sqlite3.sqlite_version,
        **dict(zip(names, counts, strict=True)),
    }
