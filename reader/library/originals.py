"""What articles were read from: hashes of what need not be read again, and pages that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import KeptPage
from reader.model.ids import ArticleId

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.model.article import RawArticle


def write_originals(
    connection: sqlite3.Connection, articles: Iterable[tuple[ArticleId, RawArticle]], now: int
) -> None:
    """Remember what articles were read from; ``now`` is in UTC seconds."""
    for article, raw in articles:
        original = raw.original
        if original is None:
            continue
        if original.is_only:
            connection.execute("DELETE FROM reading WHERE article_id = ?", (article,))
        connection.execute("INSERT OR REPLACE INTO reading VALUES (?, ?)", (original.digest, article))
        if original.page is not None:
            connection.execute(
                "INSERT OR REPLACE INTO page(article_id, url, fetched_at, html) VALUES (?, ?, ?, ?)",
                (article, original.url, now, original.page),
            )


def has_read(connection: sqlite3.Connection, digest: bytes, version: int) -> bool:
    """Say whether an article read from this is stored, analysed by ``version`` or newer."""
    row = connection.execute(
        """
        SELECT 1
          FROM reading
          JOIN article ON article.id = reading.article_id
         WHERE reading.digest = ?
           AND article.analysis_version >= ?
        """,
        (digest, version),
    ).fetchone()
    return row is not None


def read_pages(connection: sqlite3.Connection, after: int, limit: int) -> list[KeptPage]:
    """Return kept pages of articles above an id, in order of their articles."""
    rows = connection.execute(
        "SELECT article_id, url, html FROM page WHERE article_id > ? ORDER BY article_id LIMIT ?",
        (after, limit),
    )
    return [KeptPage(ArticleId(article), url, html) for article, url, html in rows]


def count_pages(connection: sqlite3.Connection) -> int:
    """Return how many pages are kept."""
    count: int = connection.execute("SELECT count(*) FROM page").fetchone()[0]
    return count
