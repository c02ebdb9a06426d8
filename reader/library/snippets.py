"""The best window of text round the hits of a query.

The hits are looked for here, not by FTS5: its ``snippet()`` and ``highlight()`` ask the index anew
for each article, which took 600 ms for 50 articles and a word being typed, and compare every hit
with every other.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from reader.library.quotes import QUOTE_BITS
from reader.library.windows import MOST_HITS, best_window
from reader.model.ids import QUOTES_PER_ARTICLE
from reader.model.results import Snippet
from reader.search.hits import ANYWHERE, fold, hits_pattern

if TYPE_CHECKING:
    import re
    import sqlite3
    from collections.abc import Sequence

    from reader.model.ids import ArticleId
    from reader.search.hits import Hit
    from reader.search.tree import Query

TEXTS = """
SELECT a.id, a.title, a.body
  FROM json_each(:ids) AS wanted
 CROSS JOIN article AS a ON a.id = wanted.value
"""

QUOTES = """
SELECT text, name
  FROM quote
 WHERE id BETWEEN :first AND :last
 ORDER BY id
"""


def read_snippets(
    connection: sqlite3.Connection, query: Query, ids: Sequence[ArticleId]
) -> dict[ArticleId, Snippet]:
    """Return a snippet for each article in which the query's own words stand.

    A quote that was searched for comes before the body, the body before the title. Articles that
    were found by a field alone have none.
    """
    said = hits_pattern(query.root, "said")
    in_body = hits_pattern(query.root, ANYWHERE)
    in_title = hits_pattern(query.root, ANYWHERE, "title")
    found: dict[ArticleId, Snippet] = {}
    if said is None and in_title is None:
        return found
    for id_, title, body in connection.execute(TEXTS, {"ids": json.dumps(list(ids))}):
        snippet = (
            (_of_quotes(connection, said, id_) if said else None)
            or (_of_body(in_body, id_, body) if in_body else None)
            or (_of_title(in_title, id_, title) if in_title and title else None)
        )
        if snippet is not None:
            found[id_] = snippet
    return found


def _of_quotes(connection: sqlite3.Connection, said: re.Pattern[str], article: ArticleId) -> Snippet | None:
    first = article << QUOTE_BITS
    for quote, name in connection.execute(QUOTES, {"first": first, "last": first + QUOTES_PER_ARTICLE - 1}):
        if hits := _hits(said, quote):
            text, shown = best_window(quote, hits)
            opening = f"{name}: “" if name else "“"
            moved = tuple((start + len(opening), end + len(opening)) for start, end in shown)
            return Snippet(article, f"{opening}{text}”", moved, "said")
    return None


def _of_body(pattern: re.Pattern[str], article: ArticleId, body: str) -> Snippet | None:
    hits = _hits(pattern, body)
    return Snippet(article, *best_window(body, hits), "body") if hits else None


def _of_title(pattern: re.Pattern[str], article: ArticleId, title: str) -> Snippet | None:
    hits = _hits(pattern, title)
    return Snippet(article, title, tuple(hits), "title") if hits else None


def _hits(pattern: re.Pattern[str], text: str) -> list[Hit]:
    return [match.span() for match in islice(pattern.finditer(fold(text)), MOST_HITS)]
