"""Quotes over the whole library, a page at a time."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from reader.library.planning import plan_for, quote_filter_for
from reader.library.quotes import QUOTE_BITS, STORED_QUOTE, as_stored_quotes
from reader.library.searching import in_time_order
from reader.model.ids import QUOTES_PER_ARTICLE
from reader.model.results import Order
from reader.search.tree import And, Having, Named

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from reader.library.connection import Connections
    from reader.library.planning import QuoteFilter
    from reader.model.entity import StoredQuote
    from reader.search.tree import Node, Query

OF_ARTICLES = f"""
{STORED_QUOTE}
  FROM json_each(:ids) AS wanted
 CROSS JOIN quote ON quote.id BETWEEN wanted.value << 20 AND (wanted.value << 20) + 1048575
 CROSS JOIN article ON article.id = wanted.value
 CROSS JOIN source ON source.id = article.source_id
 WHERE TRUE
"""

MATCHING = "(SELECT rowid FROM quote_text WHERE quote_text MATCH {} AND rowid BETWEEN :first AND :last)"


def read_quotes(
    connections: Connections, query: Query | None, *, speaker: str | None, limit: int | None, page: int
) -> Iterator[StoredQuote]:
    """Yield quotes, newest article first, in text order within one; hold no connection in between."""
    page = page if limit is None else max(1, min(page, limit))
    return islice(_pages(connections, _conditions(query, speaker), page), limit)


def _conditions(query: Query | None, speaker: str | None) -> list[Node]:
    """Return what must hold for an article or its quotes."""
    root = query.root if query else None
    nodes: list[Node] = list(root.children) if isinstance(root, And) else [root] if root is not None else []
    return [*nodes, Named("speaker", speaker, 0, 0)] if speaker else nodes


def _pages(connections: Connections, nodes: Sequence[Node], page: int) -> Iterator[StoredQuote]:
    before: int | None = None
    while True:
        with connections.reading() as connection:
            wanted = quote_filter_for(connection, nodes)
            having = Having("quote", 0, 0)
            plan = plan_for(connection, And((*wanted.articles, having), 0, 0) if wanted.articles else having)
            ids = in_time_order(connection, plan, Order.NEWEST, page, before).tolist()
            quotes = _quotes_of(connection, ids, wanted) if ids else []
        yield from quotes
        if len(ids) < page:
            return
        before = ids[-1]


def _quotes_of(connection: sqlite3.Connection, ids: Sequence[int], wanted: QuoteFilter) -> list[StoredQuote]:
    """Return the quotes of some articles, given newest first, that fulfil the filter."""
    parameters = {
        "ids": json.dumps(ids),
        "first": ids[-1] << QUOTE_BITS,
        "last": (ids[0] << QUOTE_BITS) + QUOTES_PER_ARTICLE - 1,
        "match": wanted.match,
        "exclusion": wanted.exclusion,
    }
    sql = OF_ARTICLES
    if wanted.match is not None:
        sql += f" AND quote.id IN {MATCHING.format(':match')}"
    if wanted.exclusion is not None:
        sql += f" AND quote.id NOT IN {MATCHING.format(':exclusion')}"
    rows = connection.execute(f"{sql} ORDER BY wanted.key, quote.id", parameters)
    return as_stored_quotes(rows)
