"""Indexing rate without and with analysis, one process, articles of 300 words."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from reader.indexing import index
from reader.library.library import Library
from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle
from reader.model.source import SourceKind
from tests.benchmarks.corpus import batches, raw_articles
from tests.benchmarks.figures import Figure

WITHOUT_ANALYSIS = 20_000
WITH_ANALYSIS = 1_000


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Articles stored in a second of wall time."""
    return [
        Figure("indexing without analysis", tuple(_stored_a_second() for _ in range(runs)), "articles/s"),
        Figure("indexing with analysis", tuple(_analysed_a_second() for _ in range(runs)), "articles/s"),
    ]


def _stored_a_second() -> float:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder, "library.db"))
        ready = list(raw_articles(WITHOUT_ANALYSIS))
        started = time.perf_counter()
        for batch in batches(iter(ready)):
            library.store(
                [AnalysedArticle(raw, Analysis(raw.body, raw.title, language="id"), 0) for raw in batch],
                kind=SourceKind.OUTLET,
            )
        elapsed = time.perf_counter() - started
        library.close()
    return WITHOUT_ANALYSIS / elapsed


def _analysed_a_second() -> float:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder, "library.db"))
        ready = list(raw_articles(WITH_ANALYSIS))
        started = time.perf_counter()
        index(library, iter(ready))
        elapsed = time.perf_counter() - started
        library.close()
    return WITH_ANALYSIS / elapsed
