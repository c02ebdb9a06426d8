"""The best window of text round the hits of a query."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from reader.library.matching import hits_expression
from reader.library.quotes import QUOTE_BITS
from reader.library.schema import QUOTES_PER_ARTICLE, TOKENIZER
from reader.library.windows import best_window
from reader.model.results import Snippet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.ids import ArticleId
    from reader.search.tree import Query

OPEN, CLOSE = "\x02", "\x03"
"""Marks round hits on their way out of SQLite; stored text holds no control characters."""

LONG = 20_000
"""Words; FTS5 copies all of a body for each hit that it marks, which takes seconds beyond this."""

PIECE = 50_000
"""Code points of a long body that are looked through at once."""

_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
_SPACE = re.compile(r"\s")

OF_BODY = f"""
SELECT highlight(article_text, 1, '{OPEN}', '{CLOSE}')
  FROM article_text
 WHERE article_text MATCH :match AND rowid = :id
"""

OF_FIRST_PIECE = f"""
SELECT highlight(article_text, 1, '{OPEN}', '{CLOSE}')
  FROM article_text
 WHERE article_text MATCH :match
 ORDER BY rowid
 LIMIT 1
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
    row = connection.execute("SELECT words FROM article WHERE id = ?", (article,)).fetchone()
    if row is None:
        return None
    is_long = row[0] > LONG
    row = (
        _long_body(connection, match, article)
        if is_long
        else connection.execute(OF_BODY, parameters).fetchone()
    )
    if row is not None and OPEN in row[0]:
        return Snippet(article, *best_window(*_unmarked(row[0])), "body")
    row = connection.execute(OF_TITLE, parameters).fetchone()
    if row is None or OPEN not in (row[0] or ""):
        return None
    text, hits = _unmarked(row[0])
    return Snippet(article, text, tuple(hits), "title")


def _long_body(connection: sqlite3.Connection, match: str, article: ArticleId) -> tuple[str] | None:
    """Look through a long body piece by piece, in an index of its own in memory; return the first found."""
    (body,) = connection.execute("SELECT body FROM article WHERE id = ?", (article,)).fetchone()
    pieces = ((body[start : start + PIECE],) for start in range(0, len(body), PIECE))
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE article_text USING fts5(title, body, tokenize = '{TOKENIZER}')")
        memory.executemany("INSERT INTO article_text(body) VALUES (?)", pieces)
        found: tuple[str] | None = memory.execute(OF_FIRST_PIECE, {"match": match}).fetchone()
    return found


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
