"""Start to first paint: the reader on libraries of several sizes beside a bare Textual app.

The programs take turns, so that a slow spell of the machine hits them alike.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from reader.library.library import Library
from reader.model.results import Order
from tests.benchmarks.bare_app import READY
from tests.benchmarks.corpus import library_of
from tests.benchmarks.figures import Figure
from tests.benchmarks.terminal import launch

EMPTY_LIBRARY_SAYS = "sample articles"
BARE = ("-m", "tests.benchmarks.bare_app")
READER = ("-m", "reader")


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Time process start to the first painted row, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.db")
        Library.open(empty).close()
        cases = {"start, bare Textual app": (BARE, "", READY)}
        cases["start, no articles"] = (READER, str(empty), EMPTY_LIBRARY_SAYS)
        for size in sizes:
            path = library_of(size)
            cases[f"start, {size:,} articles"] = (READER, str(path), newest_title(path))
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(runs):
            for name, (arguments, library, text) in cases.items():
                times[name].append(_first_paint(arguments, library, text))
    return [Figure(name, tuple(values)) for name, values in times.items()]


def newest_title(path: Path) -> str:
    """Return the first words of the newest article's title: what the list paints first."""
    library = Library.open(path)
    try:
        newest = library.all_ids(order=Order.NEWEST)[:1]
        return " ".join(library.rows(newest)[0].title.split()[:2])
    finally:
        library.close()


def _first_paint(arguments: tuple[str, ...], library: str, text: str) -> float:
    terminal = launch(arguments, library=library)
    try:
        return terminal.wait_for(text) * 1000
    finally:
        terminal.close()
