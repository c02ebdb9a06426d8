"""Search for every prefix that typing a query goes through, as the search box does."""

from __future__ import annotations

import random
import resource
import sqlite3
import time
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.model.results import Order
from reader.search.grammar import parse
from tests.benchmarks.corpus import BODIES, LAST_NAMES, library_of, vocabulary
from tests.benchmarks.figures import Figure

if TYPE_CHECKING:
    from pathlib import Path

PAGE = 50
"""Rows with snippets: more than a screen shows."""


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Time per keystroke, finished query and facets in milliseconds of the processor; size in bytes.

    Processor time, since nothing here waits but for the disk: so other work on the machine counts
    little. Everything a letter costs the library is in it: word forms, search, rows, snippets.
    """
    figures = []
    for size in sizes:
        path = library_of(size)
        library = Library.open(path)
        try:
            figures += _figures(library, size, runs)
        finally:
            library.close()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        figures.append(Figure(f"memory of the process at most, {size:,} articles", (most,), "MB"))
        figures.append(Figure(f"index an article, {size:,} articles", (index_size(path) / size,), "bytes"))
    return figures


def _figures(library: Library, size: int, runs: int) -> list[Figure]:
    queries = typed_queries(runs * 5)
    _answer(library, "warm", Order.NEWEST)
    keystrokes = [
        _answer(library, query[:length], Order.NEWEST)
        for query in queries
        for length in range(1, len(query) + 1)
    ]
    figures = [Figure(f"keystroke to rows, {size:,} articles", tuple(keystrokes))]
    for order in (Order.NEWEST, Order.BEST):
        times = tuple(_answer(library, f"{query} ", order) for query in queries)
        figures.append(Figure(f"finished query, {order.value} first, {size:,} articles", times))
    figures.append(
        Figure(f"facets of a query, {size:,} articles", tuple(_facets(library, q) for q in queries))
    )
    figures.append(
        Figure(
            f"unread articles of a saved search, {size:,} articles",
            tuple(_unread(library, q) for q in queries),
        )
    )
    return figures


def index_size(path: Path) -> int:
    """Return the bytes of the full text and of every other index: all but the rows themselves."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute(
            "SELECT name, sum(pgsize) FROM dbstat WHERE aggregate = TRUE GROUP BY name"
        ).fetchall()
        indexes = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        }
    finally:
        connection.close()
    texts = ("article_text", "quote_text", "entity_text", "tag_text")
    return sum(size for name, size in rows if name in indexes or name.startswith(texts) or name == "term")


def typed_queries(count: int) -> list[str]:
    """Queries of one to three words, common, middling and rare, or the name of a body."""
    source = random.Random(3)
    words = vocabulary().words
    bands = (words[:50], words[50:2_000], words[2_000:30_000], LAST_NAMES)
    bodies = [name.lower() for name in BODIES]
    return [
        source.choice(bodies)
        if number % 5 == 0
        else " ".join(source.choice(source.choice(bands)) for _ in range(source.randint(1, 3)))
        for number in range(count)
    ]


def _answer(library: Library, text: str, order: Order) -> float:
    started = time.thread_time()
    query = library.words.widen(parse(text))
    page = library.search(query, order=order, limit=PAGE, count=False).ids
    library.rows(page)
    library.snippets(query, page)
    return (time.thread_time() - started) * 1000


def _facets(library: Library, text: str) -> float:
    started = time.thread_time()
    library.facets(library.words.widen(parse(f"{text} ")))
    return (time.thread_time() - started) * 1000


def _unread(library: Library, text: str) -> float:
    started = time.thread_time()
    library.search(library.words.widen(parse(f"{text} ")), limit=1, unread_only=True)
    return (time.thread_time() - started) * 1000
