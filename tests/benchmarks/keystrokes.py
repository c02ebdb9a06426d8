"""Search for every prefix that typing a query goes through, as the search box does."""

from __future__ import annotations

import random
import time

from reader.library.library import Library
from reader.model.results import Order
from reader.search.grammar import parse
from tests.benchmarks.corpus import BODIES, LAST_NAMES, library_of, vocabulary
from tests.benchmarks.figures import Figure

PAGE = 50


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Time per keystroke for the first page with snippets, and per finished query, in milliseconds."""
    figures = []
    for size in sizes:
        library = Library.open(library_of(size))
        try:
            queries = typed_queries(runs * 5)
            _answer(library, "warm", Order.NEWEST)
            keystrokes = [
                _answer(library, query[:length], Order.NEWEST)
                for query in queries
                for length in range(1, len(query) + 1)
            ]
            figures.append(Figure(f"keystroke to rows, {size:,} articles", tuple(keystrokes)))
            for order in (Order.NEWEST, Order.BEST):
                times = tuple(_answer(library, f"{query} ", order) for query in queries)
                figures.append(Figure(f"finished query, {order.value} first, {size:,} articles", times))
        finally:
            library.close()
    return figures


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
    started = time.perf_counter()
    query = parse(text)
    found = library.search(query, order=order, limit=PAGE)
    page = found.ids[:PAGE]
    library.rows(page)
    library.snippets(query, page)
    return (time.perf_counter() - started) * 1000
