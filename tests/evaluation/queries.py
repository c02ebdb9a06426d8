"""Ask random and mutated queries: nothing may raise, and nothing take longer than a second.

    python -m tests.evaluation.queries [--count N] [--seed N] [--searches N] LIBRARY

Every query is read, completed and its hits looked for in a text; ``--searches`` of them, the extremes
first, are also asked of the library. Those that raise or take too long are printed, and end in exit code 1.
"""

from __future__ import annotations

import argparse
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.results import Order
from reader.search.complete import suggest
from reader.search.grammar import parse
from reader.search.hits import fold, hits_of
from tests.evaluation.random_queries import random_queries

if TYPE_CHECKING:
    from collections.abc import Callable

TOO_LONG = 1.0
"""Seconds of one query."""

TEXT = fold("Banjir di Pelabuhan Teluk Biru, kata Ratna Prakoso; covid-19 dan Rp15.000 pada Jum'at.")


def read(text: str) -> None:
    """Do what needs no library."""
    for finished in (False, True):
        query = parse(text, finished=finished)
        for problem in query.problems:
            assert 0 <= problem.start <= problem.end <= len(text), problem
        hits_of(TEXT, query.root)
    suggest(text, len(text) // 2, lambda *_: [("Ratna", 1)])


def ask(library: Library, text: str) -> None:
    """Do what the search box does at a letter, and at the end."""
    for order, finished in ((Order.NEWEST, False), (Order.BEST, True)):
        query = library.words.widen(parse(text, finished=finished))
        found = library.search(query, order=order, limit=50, count=False)
        library.snippets(query, [ArticleId(id_) for id_ in found.ids])


def main() -> int:
    """Run and report; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.queries", description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--searches", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = 0
    slowest = {"read": (0.0, ""), "search": (0.0, "")}

    def timed(what: str, do: Callable[[], None], text: str) -> int:
        started = time.thread_time()
        try:
            do()
        except Exception:  # noqa: BLE001 - every one is a finding
            print(f"{what} raised: {text[:200]!r}\n{traceback.format_exc(limit=-3)}", flush=True)
            return 1
        seconds = time.thread_time() - started
        slowest[what] = max(slowest[what], (seconds, text[:100]))
        if seconds > TOO_LONG:
            print(f"{what} took {seconds:.1f} s: {text[:200]!r}", flush=True)
        return int(seconds > TOO_LONG)

    with Library.open(options.library, create=False) as library:
        for number, text in enumerate(random_queries(options.count, seed=options.seed)):
            wrong += timed("read", lambda text=text: read(text), text)  # type: ignore[misc]
            if number < options.searches:
                wrong += timed("search", lambda text=text: ask(library, text), text)  # type: ignore[misc]
        articles = library.totals().articles
    asked = min(options.searches, options.count)
    print(f"{options.count:,} queries read, {asked:,} asked of {articles:,} articles")
    for what, (seconds, text) in slowest.items():
        print(f"slowest {what}: {seconds * 1000:,.0f} ms of CPU time: {text!r}")
    print(f"wrong: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
