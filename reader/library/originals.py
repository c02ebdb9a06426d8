"""What articles were read from: hashes of what need not be read again, and pages that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.article import WANTED, KeptPage, WantedPage
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
        if original == WANTED:
            want_page(connection, article, raw.url or "")
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
        """
        SELECT article_id, url, html
          FROM page
         WHERE article_id > ?
           AND html <> x''
         ORDER BY article_id
         LIMIT ?
        """,
        (after, limit),
    )
    return [KeptPage(ArticleId(article), url, html) for article, url, html in rows]


def count_pages(connection: sqlite3.Connection) -> int:
    """Return how many pages are kept."""
    count: int = connection.execute("SELECT count(*) FROM page WHERE html <> x''").fetchone()[0]
    return count


def want_page(connection: sqlite3.Connection, article: ArticleId, url: str) -> None:
    """Remember that the page of an article is to be fetched; one that is kept stays until then."""
    connection.execute(
        """
        INSERT INTO page(article_id, url, fetched_at, html) VALUES (?, ?, 0, x'')
            ON CONFLICT (article_id) DO UPDATE SET url = excluded.url, fetched_at = 0
        """,
        (article, url),
    )


def wanted_pages(connection: sqlite3.Connection, limit: int) -> list[WantedPage]:
    """Return pages that are to be fetched, those of the newest articles first."""
    rows = connection.execute(
        """
        SELECT page.article_id, page.url, feed.key
          FROM page
          JOIN entry ON entry.article_id = page.article_id
          JOIN feed ON feed.id = entry.feed_id
         WHERE page.fetched_at = 0
         ORDER BY page.article_id DESC
         LIMIT ?
        """,
        (limit,),
    )
    return [WantedPage(ArticleId(article), url, feed) for article, url, feed in rows]


def settle_page(connection: sqlite3.Connection, article: ArticleId, now: int) -> None:
    """Remember that the page of an article need not be fetched any more."""
    connection.execute(
        "UPDATE page SET fetched_at = ? WHERE article_id = ? AND fetched_at = 0", (now, article)
    )


def has_page(connection: sqlite3.Connection, article: ArticleId) -> bool:
    """Say whether the page of an article is kept."""
    find = "SELECT 1 FROM page WHERE article_id = ? AND html <> x''"
    return connection.execute(find, (article,)).fetchone() is not None
