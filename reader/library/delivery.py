"""Articles as their source delivered them, for analysing them again.

Only what the analysis changed is kept beside it: most bodies are stored once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.entries import read_entry
from reader.library.tagging import read_tags
from reader.model.article import RawArticle

if TYPE_CHECKING:
    import sqlite3

    from reader.model.analysis import Analysis
    from reader.model.ids import ArticleId

ANALYSED = ("title", "source", "published", "language", "body")
"""Fields of a raw article that the analysis has a say in."""


def pack_differences(raw: RawArticle, analysis: Analysis) -> str | None:
    """Return the delivered fields that the analysis changed, as JSON; None when there are none."""
    changed = {name: getattr(raw, name) for name in ANALYSED if getattr(raw, name) != getattr(analysis, name)}
    return json.dumps(changed, ensure_ascii=False, separators=(",", ":")) if changed else None


def read_delivered(connection: sqlite3.Connection, article: ArticleId) -> RawArticle | None:
    """Return an article as it was delivered last."""
    row = connection.execute(
        """
        SELECT locator, body, title, outlet, url, byline, published, language, delivered
          FROM article
         WHERE id = ?
        """,
        (article,),
    ).fetchone()
    if row is None:
        return None
    locator, body, title, outlet, url, byline, published, language, changed = row
    analysed = {"title": title, "source": outlet, "published": published, "language": language, "body": body}
    facts = {**analysed, **json.loads(changed or "{}")}
    tags = read_tags(connection, article, own=False)
    feed, entry = read_entry(connection, article) or (None, None)
    return RawArticle(locator=locator, url=url, byline=byline, tags=tags, feed=feed, entry=entry, **facts)
