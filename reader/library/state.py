"""What the reader did with articles: read, starred, searches kept, places remembered."""

from __future__ import annotations

import json
import sqlite3
from itertools import islice
from typing import TYPE_CHECKING

from reader.errors import LibraryError
from reader.library.sources import Change, count_sources
from reader.library.sync_queue import note_marks
from reader.model.ids import ArticleId, SavedSearchId
from reader.model.source import SavedSearch
from reader.model.sync import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK = 5000
"""Ids in one statement."""

SET_READ = """
UPDATE article_state
   SET read = :value
 WHERE id IN (SELECT value FROM json_each(:ids)) AND read <> :value
RETURNING id, source_id
"""

SET_STARRED = """
UPDATE article_state
   SET starred = :value
 WHERE id IN (SELECT value FROM json_each(:ids)) AND starred <> :value
RETURNING id, source_id
"""


def set_read(
    connection: sqlite3.Connection, ids: Iterable[ArticleId], *, read: bool, is_ours: bool = True
) -> list[ArticleId]:
    """Mark articles; return those that changed, in the order given.

    What is ours, and not what a server said, waits to be sent to the servers that have the articles.
    """
    changed, changes = _change(connection, SET_READ, ids, value=read)
    if is_ours and changed:
        note_marks(connection, ChangeKind.READ, changed, value=read)
    step = -1 if read else 1
    count_sources(connection, {source: Change(unread=step * count) for source, count in changes.items()})
    return changed


def set_starred(
    connection: sqlite3.Connection, ids: Iterable[ArticleId], *, starred: bool, is_ours: bool = True
) -> list[ArticleId]:
    """Star articles or take the star away, as ``set_read`` marks them; return those that changed."""
    changed, changes = _change(connection, SET_STARRED, ids, value=starred)
    if is_ours and changed:
        note_marks(connection, ChangeKind.STARRED, changed, value=starred)
    step = 1 if starred else -1
    count_sources(connection, {source: Change(starred=step * count) for source, count in changes.items()})
    return changed


def _change(
    connection: sqlite3.Connection, statement: str, ids: Iterable[ArticleId], *, value: bool
) -> tuple[list[ArticleId], dict[int, int]]:
    changed: list[ArticleId] = []
    by_source: dict[int, int] = {}
    for chunk in chunks(ids):
        parameters = {"ids": json.dumps(chunk), "value": int(value)}
        touched = dict(connection.execute(statement, parameters).fetchall())
        changed += [id_ for id_ in dict.fromkeys(chunk) if id_ in touched]
        for source in touched.values():
            by_source[source] = by_source.get(source, 0) + 1
    return changed, by_source


def chunks(ids: Iterable[ArticleId], size: int | None = None) -> Iterator[list[ArticleId]]:
    """Cut ids into lists short enough for one statement, or of ``size``."""
    waiting = iter(ids)
    while chunk := list(islice(waiting, size or CHUNK)):
        yield chunk


def save_search(connection: sqlite3.Connection, name: str, query: str) -> SavedSearchId:
    """Keep a search under a name, in place of the one that had it."""
    row = connection.execute(
        """
        INSERT INTO saved_search(name, query) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET query = excluded.query
        RETURNING id
        """,
        (name, query),
    ).fetchone()
    return SavedSearchId(row[0])


def rename_saved_search(connection: sqlite3.Connection, saved: SavedSearchId, name: str) -> None:
    """Give a search another name; raise LibraryError where another search has it."""
    try:
        connection.execute("UPDATE saved_search SET name = ? WHERE id = ?", (name, saved))
    except sqlite3.IntegrityError as error:
        raise LibraryError(f"{name}: another search has this name already") from error


def delete_saved_search(connection: sqlite3.Connection, saved: SavedSearchId) -> None:
    """Forget a search."""
    connection.execute("DELETE FROM saved_search WHERE id = ?", (saved,))


def saved_searches(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return the searches in the order in which they were kept."""
    rows = connection.execute("SELECT id, name, query FROM saved_search ORDER BY id")
    return [SavedSearch(SavedSearchId(id_), name, query) for id_, name, query in rows]


def remember(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a setting."""
    connection.execute(
        """
        INSERT INTO setting(key, value) VALUES (?, ?)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value
        """,
        (key, value),
    )


def recall(connection: sqlite3.Connection, key: str) -> str | None:
    """Return a setting."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None
