"""20,000 entries of feed files, until a search finds them: ``newsreader index FOLDER --text-only``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.refreshing import ENTRIES, as_figures, documents, timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.figures import Figure

FEEDS = 400


def measure(sizes: Sequence[int], runs: int) -> list[Figure]:
    """Index the same files into a new library a few times, and again unchanged."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "feeds").mkdir()
        for number, document in enumerate(documents(FEEDS)):
            (folder / f"feeds/{number}.xml").write_bytes(document)
        first, again = [], []
        for run in range(min(runs, 3)):
            program = [sys.executable, "-m", "reader", "--library", str(folder / f"{run}.db")]
            index = [*program, "index", "--text-only", str(folder / "feeds")]
            first.append(timed(index))
            _must_find_all(program)
            again.append(timed(index))
    return [*as_figures("20,000 entries of feed files", first), *as_figures("the same, unchanged", again)]


def _must_find_all(program: list[str]) -> None:
    search = [*program, "search", "--json", "--limit", "0", "after:2024-01-01"]
    found = json.loads(subprocess.run(search, check=True, capture_output=True).stdout)
    if len(found["articles"]) != FEEDS * ENTRIES:
        raise RuntimeError("not every entry is found")
