"""Key to paint in the list of articles, through a real pseudo-terminal."""

from __future__ import annotations

from tests.benchmarks.corpus import library_of
from tests.benchmarks.figures import Figure
from tests.benchmarks.start import READER, newest_title
from tests.benchmarks.terminal import launch

KEYS = {"one row down (j)": "j", "one page down (Ctrl+F)": "\x06", "bottom and top (G, g)": "Gg"}


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Time from a key press to the last byte of the paint that it causes, in milliseconds."""
    figures = []
    for size in sizes:
        path = library_of(size)
        terminal = launch(READER, library=str(path))
        try:
            terminal.wait_for(newest_title(path))
            terminal.settle()
            for name, keys in KEYS.items():
                times = [terminal.press(keys[turn % len(keys)]) * 1000 for turn in range(runs * len(keys))]
                figures.append(Figure(f"{name}, {size:,} articles", tuple(times)))
                terminal.settle()
        finally:
            terminal.close()
    return figures
