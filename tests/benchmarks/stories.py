"""What stories cost: time to group an article, and bytes that each adds to the library."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from reader.library.library import Library
from reader.model.source import SourceKind
from tests.benchmarks.corpus import analysed, batches, raw_articles
from tests.benchmarks.figures import Figure

ARTICLES = 20_000
OF_STORIES = "story%"


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Processor time of storing and grouping, and the size of the tables, per article."""
    return measure_at(ARTICLES)


def measure_at(count: int) -> list[Figure]:
    """Measure with ``count`` articles, each batch grouped when it is stored, as an indexing run does."""
    storing: list[float] = []
    grouping: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.db")
        with Library.open(path) as library:
            for batch in batches(raw_articles(count)):
                ready = [analysed(raw) for raw in batch]
                started = time.process_time()
                stored = library.store(ready, kind=SourceKind.OUTLET)
                between = time.process_time()
                library.stories.group([each.article_id for each in stored], limit=len(stored))
                grouping.append((time.process_time() - between) / len(batch) * 1e6)
                storing.append((between - started) / len(batch) * 1e6)
            grouped = len(library.all_ids()) - len(library.stories.fold(library.all_ids()))
        with closing(sqlite3.connect(path)) as connection:
            size = connection.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND name LIKE ?", (OF_STORIES,)
            ).fetchone()[0]
    return [
        Figure(f"storing an article, {count:,}", tuple(storing), "µs"),
        Figure(f"grouping an article, {count:,}", tuple(grouping), "µs"),
        Figure("bytes of stories per article", (size / count,), "B"),
        Figure("articles folded away", (float(grouped),), ""),
    ]
