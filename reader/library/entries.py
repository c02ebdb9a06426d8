"""What feeds say of articles, beside the articles themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.identity import fold
from reader.model.feed import Enclosure, Entry, Person

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.model.article import RawArticle
    from reader.model.ids import ArticleId

COLUMNS = ("article_id", "feed_id", "guid", "link", "title_key", "updated", "summary", "content", "facts")

UPSERT = f"INSERT OR REPLACE INTO entry({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"


def write_entries(connection: sqlite3.Connection, articles: Iterable[tuple[ArticleId, RawArticle]]) -> None:
    """Write the entries of those articles that came from a feed."""
    feeds: dict[str, int] = {}
    rows = []
    for article, raw in articles:
        if raw.feed is None or raw.entry is None:
            continue
        if raw.feed not in feeds:
            feeds[raw.feed] = _feed_id(connection, raw.feed)
        rows.append((article, feeds[raw.feed], *_values(raw.entry)))
    connection.executemany(UPSERT, rows)


def _feed_id(connection: sqlite3.Connection, key: str) -> int:
    row = connection.execute("SELECT id FROM feed WHERE key = ?", (key,)).fetchone()
    if row is not None:
        return int(row[0])
    return connection.execute("INSERT INTO feed(key, address) VALUES (?, ?)", (key, key)).lastrowid or 0


def _values(entry: Entry) -> tuple[str | None, ...]:
    facts = {
        "title": entry.title,
        "published": entry.published,
        "authors": [(one.name, one.email) for one in entry.authors],
        "tags": entry.tags,
        "links": entry.links,
        "enclosures": [(one.url, one.type, one.length) for one in entry.enclosures],
        "image": entry.image,
        "comments": entry.comments,
        "source": entry.source,
        "language": entry.language,
    }
    facts = {name: value for name, value in facts.items() if value}
    packed = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return entry.id, entry.link, title_key(entry.title), entry.updated, entry.summary, entry.content, packed


def title_key(title: str | None) -> str | None:
    """Return what titles are compared by."""
    return fold(title) or None if title else None


def read_entry(connection: sqlite3.Connection, article: ArticleId) -> tuple[str, Entry] | None:
    """Return what an article's feed is known by and what it says of the article; None without a feed."""
    row = connection.execute(
        """
        SELECT feed.key, entry.guid, entry.link, entry.updated, entry.summary, entry.content, entry.facts
          FROM entry
          JOIN feed ON feed.id = entry.feed_id
         WHERE entry.article_id = ?
        """,
        (article,),
    ).fetchone()
    if row is None:
        return None
    key, id_, link, updated, summary, content, packed = row
    facts = json.loads(packed)
    entry = Entry(
        id=id_,
        link=link,
        updated=updated,
        summary=summary,
        content=content,
        title=facts.get("title"),
        published=facts.get("published"),
        authors=tuple(Person(*one) for one in facts.get("authors", ())),
        tags=tuple(facts.get("tags", ())),
        links=tuple(facts.get("links", ())),
        enclosures=tuple(Enclosure(*one) for one in facts.get("enclosures", ())),
        image=facts.get("image"),
        comments=facts.get("comments"),
        source=facts.get("source"),
        language=facts.get("language"),
    )
    return key, entry
