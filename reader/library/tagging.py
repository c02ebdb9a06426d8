"""Tags on articles: those that their sources gave, and the reader's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.library.identity import fold

if TYPE_CHECKING:
    import sqlite3
    from collections import Counter
    from collections.abc import Iterable

    from reader.model.ids import ArticleId


class Tag(NamedTuple):
    """A tag with the number of articles that have it."""

    id: int
    name: str
    articles: int


def tag_ids(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the row of each tag, adding those that are new; case and diacritics make no difference."""
    found: dict[str, int] = {}
    by_key: dict[str, int] = {}
    for name in names:
        key = fold(name)
        if name not in found:
            if key not in by_key:
                by_key[key] = tag_with_key(connection, key) or _add(connection, key, name)
            found[name] = by_key[key]
    return found


def _add(connection: sqlite3.Connection, key: str, name: str) -> int:
    row = connection.execute("INSERT INTO tag(key, name) VALUES (?, ?)", (key, name)).lastrowid or 0
    connection.execute("INSERT INTO tag_text(rowid, name) VALUES (?, ?)", (row, name))
    return row


def tag_with_key(connection: sqlite3.Connection, key: str) -> int | None:
    """Return the tag of a folded name."""
    row = connection.execute("SELECT id FROM tag WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def add_source_tags(connection: sqlite3.Connection, rows: Iterable[tuple[ArticleId, int]]) -> None:
    """Write (article, tag) rows that come from sources."""
    connection.executemany(
        "INSERT OR IGNORE INTO article_tag(article_id, tag_id, own) VALUES (?, ?, 0)", rows
    )


def delete_source_tags(connection: sqlite3.Connection, article: ArticleId) -> None:
    """Forget what the source of an article gave; the reader's own tags stay."""
    connection.execute("DELETE FROM article_tag WHERE article_id = ? AND own = 0", (article,))


def tag_ids_of(connection: sqlite3.Connection, article: ArticleId, *, own: bool = False) -> frozenset[int]:
    """Return the tags of an article, or only the reader's own."""
    rows = connection.execute(
        "SELECT tag_id FROM article_tag WHERE article_id = ? AND own >= ?", (article, int(own))
    )
    return frozenset(tag for (tag,) in rows)


def read_tags(connection: sqlite3.Connection, article: ArticleId, *, own: bool) -> tuple[str, ...]:
    """Return the names of an article's tags, the reader's own or its source's, in alphabetical order."""
    rows = connection.execute(
        """
        SELECT tag.name
          FROM article_tag
          JOIN tag ON tag.id = article_tag.tag_id
         WHERE article_tag.article_id = ? AND article_tag.own = ?
         ORDER BY tag.key
        """,
        (article, int(own)),
    )
    return tuple(name for (name,) in rows)


def count_tags(connection: sqlite3.Connection, changes: Counter[int]) -> None:
    """Add to the number of articles with each tag."""
    connection.executemany(
        "UPDATE tag SET articles = articles + ? WHERE id = ?",
        [(change, tag) for tag, change in changes.items() if change],
    )


def top_tags(connection: sqlite3.Connection, limit: int) -> list[Tag]:
    """Return the tags on most articles."""
    rows = connection.execute(
        "SELECT id, name, articles FROM tag WHERE articles > 0 ORDER BY articles DESC, id LIMIT ?", (limit,)
    )
    return [Tag(*row) for row in rows]


def tags_matching(connection: sqlite3.Connection, match: str, limit: int) -> list[Tag]:
    """Return tags whose name matches a full-text expression, those on most articles first."""
    rows = connection.execute(
        """
        SELECT id, name, articles
          FROM tag
         WHERE id IN (SELECT rowid FROM tag_text WHERE tag_text MATCH ?) AND articles > 0
         ORDER BY articles DESC, id
         LIMIT ?
        """,
        (match, limit),
    )
    return [Tag(*row) for row in rows]
