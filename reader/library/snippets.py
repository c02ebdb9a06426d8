"""The best window of text round the hits of a query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.library.matching import hits_expression
from reader.library.quotes import QUOTE_BITS
from reader.library.schema import QUOTES_PER_ARTICLE
from reader.library.windows import best_window
from reader.model.results import Snippet

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.model.ids import ArticleId
    from reader.search.tree import Query

OPEN, CLOSE = "\x02", "\x03"
"""Marks round hits on their way out of SQLite; stored text holds no control characters."""

_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
_SPACE = re.compile(r"\s")

OF_BODY = f"""
SELECT highlight(article_text, 1, '{OPEN}', '{CLOSE}')
  FROM article_text
 WHERE article_text MATCH :match AND rowid = :id
"""

OF_TITLE = f"""
SELECT highlight(article_text, 0, '{OPEN}', '{CLOSE}')
  FROM article_text
 WHERE article_text MATCH :match AND rowid = :id
"""

OF_QUOTE = f"""
SELECT highlight(quote_text, 0, '{OPEN}', '{CLOSE}'), quote.name
  FROM quote_text
  JOIN quote ON quote.id = quote_text.rowid
 WHERE quote_text MATCH :match AND quote_text.rowid BETWEEN :first AND :last
 ORDER BY quote_text.rowid
 LIMIT 1
"""


def read_snippets(
    connection: sqlite3.Connection, query: Query, ids: Sequence[ArticleId]
) -> dict[ArticleId, Snippet]:
    """Return a snippet for each article in which the query's own words stand.

    A quote that was searched for comes before the body, the body before the title. Articles that
    were found by a field alone have none.
    """
    said = hits_expression(connection, query.root, said=True)
    words = hits_expression(connection, query.root, said=False)
    found: dict[ArticleId, Snippet] = {}
    for id_ in ids:
        snippet = _of_quote(connection, said, id_) if said else None
        snippet = snippet or (_of_article(connection, words, id_) if words else None)
        if snippet is not None:
            found[id_] = snippet
    return found


def _of_quote(connection: sqlite3.Connection, match: str, article: ArticleId) -> Snippet | None:
    first = article << QUOTE_BITS
    parameters = {"match": match, "first": first, "last": first + QUOTES_PER_ARTICLE - 1}
    row = connection.execute(OF_QUOTE, parameters).fetchone()
    if row is None:
        return None
    marked, name = row
    text, hits = best_window(*_unmarked(marked))
    opening = f"{name}: “" if name else "“"
    moved = tuple((start + len(opening), end + len(opening)) for start, end in hits)
    return Snippet(article, f"{opening}{text}”", moved, "said")


def _of_article(connection: sqlite3.Connection, match: str, article: ArticleId) -> Snippet | None:
    parameters = {"match": match, "id": article}
    row = connection.execute(OF_BODY, parameters).fetchone()
    if row is None:
        return None
    if OPEN in row[0]:
        return Snippet(article, *best_window(*_unmarked(row[0])), "body")
    (title,) = connection.execute(OF_TITLE, parameters).fetchone()
    text, hits = _unmarked(title or "")
    return Snippet(article, text, tuple(hits), "title")


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Turn marks into ranges; line breaks become spaces."""
    pieces = _MARKS.split(marked)
    hits: list[tuple[int, int]] = []
    position = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            hits.append((position, position + len(piece)))
        position += len(piece)
    return _SPACE.sub(" ", "".join(pieces)), hits
