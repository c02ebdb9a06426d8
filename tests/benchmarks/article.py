"""A 20,000-word article with hundreds of names and quotes: open, highlight, jump, resize.

Measured through a pseudo-terminal of 80x24, where ``Enter`` opens the article over the list.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from reader.library.library import Library
from reader.model.source import SourceKind
from tests.benchmarks.corpus import analysed, raw_articles
from tests.benchmarks.figures import Figure
from tests.benchmarks.start import READER
from tests.benchmarks.terminal import Terminal, launch

PARTS = 67
"""Articles of 300 words that are joined to one of 20,000; each brings four names and one quote."""

KEYS = {
    "highlight all, people, none (c)": "c",
    "jump to the next quote (])": "]",
    "jump to the next name (})": "}",
    "one page down (space)": " ",
    "bottom and top (G, g)": "Gg",
}


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Time from a key press to the last byte of the paint that it causes, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.db")
        title = _store_long_article(path)
        opening = [_opened(path, path.with_name(f"{run}.db"), title) for run in range(runs)]
        terminal = launch(READER, columns=80, lines=24, library=str(path))
        try:
            terminal.wait_for(title)
            terminal.settle()
            terminal.press("\r")
            terminal.settle()
            figures = [Figure("open a 20,000-word article (Enter)", tuple(opening))]
            for name, keys in KEYS.items():
                times = [terminal.press(keys[turn % len(keys)]) * 1000 for turn in range(runs * len(keys))]
                figures.append(Figure(name, tuple(times)))
            figures.append(Figure("resize 80 to 100 columns and back", tuple(_resized(terminal, runs))))
        finally:
            terminal.close()
    return figures


def _store_long_article(path: Path) -> str:
    parts = [analysed(raw) for raw in raw_articles(PARTS)]
    body, mentions, quotes = "", [], []
    for part in parts:
        shift = len(body)
        mentions += [
            replace(mention, start=mention.start + shift, end=mention.end + shift)
            for mention in part.analysis.mentions
        ]
        quotes += [
            replace(
                quote,
                content=tuple(
                    replace(span, start=span.start + shift, end=span.end + shift) for span in quote.content
                ),
                cue=None,
                speaker=None,
            )
            for quote in part.analysis.quotes
        ]
        body += part.raw.body + "\n\n"
    last = parts[-1]
    raw = replace(last.raw, body=body)
    analysis = replace(last.analysis, body=body, mentions=tuple(mentions), quotes=tuple(quotes))
    library = Library.open(path)
    library.store([replace(last, raw=raw, analysis=analysis)], kind=SourceKind.OUTLET)
    library.close()
    return " ".join((raw.title or "").split()[:2])


def _opened(path: Path, fresh: Path, title: str) -> float:
    # The reader comes back where it was left: each start gets a library in which nothing was opened.
    shutil.copy(path, fresh)
    terminal = launch(READER, columns=80, lines=24, library=str(fresh))
    try:
        terminal.wait_for(title)
        terminal.settle()
        return terminal.press("\r") * 1000
    finally:
        terminal.close()


def _resized(terminal: Terminal, runs: int) -> list[float]:
    times = []
    for turn in range(runs):
        times.append(terminal.resize(100 if turn % 2 == 0 else 80, 24) * 1000)
        terminal.settle(0.1)
    return times
