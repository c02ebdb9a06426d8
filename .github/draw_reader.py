"""Draw the picture of the README: ``python .github/draw_reader.py`` from the top of the checkout."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC
from pathlib import Path

from reader.indexing import index
from reader.indexing.samples import sample_items
from reader.library.library import Library
from reader.model.source import SourceKind
from reader.tui.app import ReaderApp
from reader.tui.clock import Clock

PICTURE = Path(__file__).with_name("reader.svg")
SIZE = (190, 44)
KEYS = ("slash", *"pelabuhan", "enter", "enter", "right_square_bracket", "right_square_bracket")
SETTLING = 1.5
"""Seconds for the search that follows typing, and for the quotes."""


async def draw(folder: Path) -> None:
    """Open the reader on the samples, search, open an article, and keep what the screen shows."""
    library = Library.open(folder / "library.db")
    try:
        index(library, sample_items(), kind=SourceKind.SAMPLES)
        app = ReaderApp(library, clock=Clock(), zone=UTC)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(SETTLING)
            for key in KEYS:
                await pilot.press(key)
                await pilot.pause(0.2)
            await pilot.pause(SETTLING)
            PICTURE.write_text(app.export_screenshot(title="newsreader"), encoding="utf-8")
    finally:
        library.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        asyncio.run(draw(Path(scratch)))
