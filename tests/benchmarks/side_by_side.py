"""Our search beside what people use instead, over the same articles in one run.

LIKE over our own file as many readers search, tantivy and Xapian where their bindings are installed,
ripgrep where it is: over one file with an article a line. All answer with the newest 50.
"""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
import sqlite3
import subprocess
import time
from typing import TYPE_CHECKING, Any

from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.results import Order
from reader.search.grammar import parse
from tests.benchmarks.corpus import CACHE, library_of, vocabulary
from tests.benchmarks.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = 50


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Time one query of each kind with each program, in milliseconds, at the smallest size."""
    size = min(sizes)
    path = library_of(size)
    words = vocabulary().words
    queries = {"rare word": words[9_000], "common word": words[2], "two words": f"{words[5]} {words[300]}"}
    figures = []
    with contextlib.ExitStack() as stack:
        for program, ask in _programs(stack, path, size):
            for kind, query in queries.items():
                ask(query)
                figures.append(Figure(f"{program}: {kind}, {size:,} articles", _times(ask, query, runs)))
    return figures


def _times(ask: Callable[[str], object], query: str, runs: int) -> tuple[float, ...]:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - started) * 1000)
    return tuple(times)


def _programs(
    stack: contextlib.ExitStack, path: Path, size: int
) -> Iterator[tuple[str, Callable[[str], object]]]:
    library = stack.enter_context(Library.open(path))
    for order in (Order.NEWEST, Order.BEST):
        yield f"newsreader, {order.value} first", lambda query, order=order: _ours(library, query, order)
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    stack.callback(connection.close)
    yield "LIKE, newest first", lambda query: _like(connection, query)
    if importlib.util.find_spec("tantivy"):
        index = _tantivy_index(connection, size)
        yield "tantivy, newest first", lambda query: _tantivy(index, query, by_time=True)
        yield "tantivy, best first", lambda query: _tantivy(index, query, by_time=False)
    if importlib.util.find_spec("xapian"):
        database = _xapian_database(connection, size)
        yield "Xapian, best first", lambda query: _xapian(database, query)
    if ripgrep := shutil.which("rg"):
        text = _lines(connection, size)
        yield "ripgrep, articles that have the first word", lambda query: _ripgrep(ripgrep, query, text)


def _ours(library: Library, query: str, order: Order) -> int:
    parsed = library.words.widen(parse(f"{query} "))
    page = library.search(parsed, order=order, limit=PAGE, count=False).ids
    library.rows([ArticleId(id_) for id_ in page])
    return len(library.snippets(parsed, [ArticleId(id_) for id_ in page]))


def _like(connection: sqlite3.Connection, query: str) -> int:
    where = " AND ".join("body LIKE ?" for _ in query.split())
    patterns = [f"%{word}%" for word in query.split()]
    sql = f"SELECT id, title FROM article WHERE {where} ORDER BY id DESC LIMIT {PAGE}"
    return len(connection.execute(sql, patterns).fetchall())


def _articles(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    yield from connection.execute("SELECT id, title, body FROM article ORDER BY id")


def _tantivy_index(connection: sqlite3.Connection, size: int) -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True)
    builder.add_text_field("body", stored=False)
    builder.add_integer_field("id", stored=True, fast=True)
    folder = CACHE / f"tantivy-{size}"
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    index = tantivy.Index(builder.build(), path=str(folder))
    if is_new:
        writer = index.writer(heap_size=200_000_000)
        for id_, title, body in _articles(connection):
            writer.add_document(tantivy.Document(title=title or "", body=body, id=id_))
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    return index


def _tantivy(index: Any, query: str, *, by_time: bool) -> int:
    searcher = index.searcher()
    parsed = index.parse_query(" AND ".join(query.split()), ["title", "body"])
    found = searcher.search(parsed, PAGE, order_by_field="id") if by_time else searcher.search(parsed, PAGE)
    return len([searcher.doc(address)["title"] for _, address in found.hits])


def _xapian_database(connection: sqlite3.Connection, size: int) -> Any:
    import xapian

    folder = CACHE / f"xapian-{size}"
    if not folder.exists():
        database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OPEN)
        generator = xapian.TermGenerator()
        for _, title, body in _articles(connection):
            document = xapian.Document()
            document.set_data(title or "")
            generator.set_document(document)
            generator.index_text(body)
            database.add_document(document)
        database.commit()
    return xapian.Database(str(folder))


def _xapian(database: Any, query: str) -> int:
    import xapian

    enquire = xapian.Enquire(database)
    enquire.set_query(xapian.Query(xapian.Query.OP_AND, query.split()))
    return len([match.document.get_data() for match in enquire.get_mset(0, PAGE)])


def _lines(connection: sqlite3.Connection, size: int) -> Path:
    path = CACHE / f"articles-{size}.txt"
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            for _, title, body in _articles(connection):
                file.write(f"{title} {' '.join(body.split())}\n")
    return path


def _ripgrep(program: str, query: str, path: Path) -> int:
    command = [
        program,
        "--no-config",
        "--ignore-case",
        "--count",
        "--word-regexp",
        query.split(maxsplit=1)[0],
        str(path),
    ]
    return int(subprocess.run(command, capture_output=True, text=True, check=False).stdout or 0)
