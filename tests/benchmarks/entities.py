"""What entities cost as a library grows: time to find out who is who, bytes, and what is asked of them."""

from __future__ import annotations

import itertools
import sqlite3
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

from reader.library import writing
from reader.library.library import Library
from reader.model.mention import EntityType
from reader.model.results import Order
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.benchmarks.corpus import CACHE
from tests.benchmarks.figures import Figure
from tests.benchmarks.more_names import with_more_names
from tests.benchmarks.named import batches, named_articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

STEPS = ("who_is_who", "add_roles_told", "identify_new", "identify_known", "join_bridged")
"""What writing a batch does to find out who is who."""

LATELY = 20
"""Batches at the end of which the time is told, of 500 articles each."""

TABLES = ("entity", "entity_name", "entity_form", "entity_role", "entity_text%", "mention")


MOST = 100_000
"""Articles up to which libraries are filled; for a larger one the names are multiplied instead."""

MORE = 3_000
"""Articles stored into a library of which the names were multiplied."""


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Measure libraries of some sizes, filled anew; beyond ``MOST`` articles, one with as many names."""
    figures = [figure for size in sizes if size <= MOST for figure in measure_at(size, runs)]
    for size in (size for size in sizes if size > MOST):
        figures += measure_names(size, runs)
    return figures


def measure_at(count: int, runs: int) -> list[Figure]:
    """Fill a library with ``count`` articles, and measure the last batches, its size and what it answers."""
    path = CACHE / f"named-{count}.db"
    identity, storing = fill(path, count)
    figures = [
        Figure(f"who is who in an article, {count:,} articles (processor time)", identity),
        Figure("storing it, with next to no text", storing),
    ]
    return [*figures, *sizes_of(path, count), *answers_of(path, count, runs)]


def measure_names(count: int, runs: int) -> list[Figure]:
    """Measure a library that has as many names as one of ``count`` articles would have."""
    path = CACHE / f"named-{MOST}.db"
    fill(path, MOST)
    copy, names = with_more_names(path, count // MOST)
    identity: list[float] = []
    more = itertools.islice(named_articles(MOST + MORE), MOST, None)
    with Library.open(copy) as library, _Clock() as clock:
        for batch in batches(more):
            before = clock.spent
            library.store(batch, kind=SourceKind.OUTLET)
            identity.append((clock.spent - before) / len(batch) * 1e3)
    figures = [Figure(f"who is who in an article, {names:,} names (processor time)", tuple(identity))]
    return figures + answers_of(copy, count, runs)


def fill(path: Path, count: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Fill a library anew; return the milliseconds per article of the last batches: who is who, and all."""
    CACHE.mkdir(exist_ok=True)
    for leftover in CACHE.glob(f"{path.name}*"):
        leftover.unlink()
    identity: list[float] = []
    storing: list[float] = []
    with Library.open(path) as library, _Clock() as clock:
        for number, batch in enumerate(batches(named_articles(count)), start=1):
            before, started = clock.spent, time.process_time()
            library.store(batch, kind=SourceKind.OUTLET)
            storing.append((time.process_time() - started) / len(batch) * 1e3)
            identity.append((clock.spent - before) / len(batch) * 1e3)
            if number % 20 == 0:
                print(
                    f"\r{number * 500:,} of {count:,}: {identity[-1]:.2f} ms",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )
    print(file=sys.stderr)
    return tuple(identity[-LATELY:]), tuple(storing[-LATELY:])


class _Clock:
    """Adds up the processor time of the steps that find out who is who."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._steps = {name: getattr(writing, name) for name in STEPS}

    def __enter__(self) -> _Clock:
        for name, step in self._steps.items():
            setattr(writing, name, self._timed(step))
        return self

    def __exit__(self, *_: object) -> None:
        for name, step in self._steps.items():
            setattr(writing, name, step)

    def _timed(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            started = time.process_time()
            try:
                return step(*args, **options)
            finally:
                self.spent += time.process_time() - started

        return timed


def sizes_of(path: Path, count: int) -> list[Figure]:
    """Return what tables take for each of the things that they hold."""
    with closing(sqlite3.connect(path)) as connection:
        pages = dict(
            connection.execute(
                """
                SELECT coalesce(master.tbl_name, dbstat.name) AS owner, sum(pgsize)
                  FROM dbstat LEFT JOIN sqlite_master AS master ON master.name = dbstat.name
                 WHERE aggregate = 1 GROUP BY owner
                """
            ).fetchall()
        )
        (mentions,) = connection.execute("SELECT count(*) FROM mention").fetchone()
        (entities,) = connection.execute("SELECT count(*) FROM entity").fetchone()
    of_entities = sum(size for name, size in pages.items() if name.startswith("entity"))
    return [
        Figure(f"names in {count:,} articles", (float(entities),), ""),
        Figure("bytes of a name with its forms, roles and words", (of_entities / entities,), "B"),
        Figure("bytes of its forms alone", (pages["entity_form"] / entities,), "B"),
        Figure("bytes of a mention", (pages["mention"] / mentions,), "B"),
        Figure("bytes of roles for an article", (pages["entity_role"] / count,), "B"),
    ]


def answers_of(path: Path, count: int, runs: int) -> list[Figure]:
    """Measure what screens and commands ask of entities, about the one named most and others."""
    with Library.open(path) as library:
        persons = library.entities.top(EntityType.PERSON, limit=500)
        known, middling = persons[0], persons[len(persons) // 2]
        word = known.name.split()[0]
        query = parse(f"person:{word} ", finished=True)
        asked: dict[str, Callable[[], object]] = {
            "the card of the person named most": lambda: library.entities.card(known.id),
            "the card of another": lambda: library.entities.card(middling.id),
            "the 50 entities named most": lambda: library.entities.named_in(None, limit=50),
            "those in a query's articles": lambda: library.entities.named_in(query, limit=50),
            "person: newest first": lambda: library.search(query, order=Order.NEWEST, limit=50),
            "person: as it is typed": lambda: library.words.complete("person", word[:4], limit=9),
            "those with a word in their names": lambda: library.entities.with_words(
                word, list(EntityType), unfinished=True, limit=40
            ),
        }
        return [Figure(f"{name}, {count:,} articles", _timings(ask, runs)) for name, ask in asked.items()]


def _timings(ask: Callable[[], object], runs: int) -> tuple[float, ...]:
    times = []
    for _ in range(runs):
        started = time.process_time()
        ask()
        times.append((time.process_time() - started) * 1e3)
    return tuple(times)
