"""A library of a few invented articles, and the reader on it, with the clock held still."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC
from pathlib import Path

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reader.library.library import Library
from reader.model.source import SourceKind
from reader.tui.app import ReaderApp
from reader.tui.clock import Clock
from tests.tui.sample_articles import NOW, articles

ASKING = {
    "mark all",
    "save search",
    "facets",
    "jump",
    "import",
    "remove",
    "decide",
    "add feed",
    "change feed",
    "messages",
}
"""Groups of workers that wait for the answer to a dialog."""


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the pauses that spare work while somebody types or holds a key."""
    monkeypatch.setattr("reader.tui.flows.searching.TYPING_PAUSE", 0.0)
    monkeypatch.setattr("reader.tui.flows.reading.PREVIEW_PAUSE", 0.0)
    monkeypatch.setattr("reader.tui.flows.reading.TYPING_PREVIEW_PAUSE", 0.0)
    monkeypatch.setattr("reader.tui.flows.listing.REST_PAUSE", 0.0)
    monkeypatch.setattr("reader.tui.flows.marking.COUNTS_SETTLE", 0.0)
    monkeypatch.setattr("reader.tui.flows.collecting.TERMS_WAIT", 0.0)
    monkeypatch.setattr("reader.tui.flows.renewing.stale_in", lambda library: 0)


@pytest.fixture(scope="session")
def stored_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library file with the sample articles, made once."""
    path = tmp_path_factory.mktemp("stored") / "library.db"
    library = Library.open(path)
    library.store(articles(), kind=SourceKind.OUTLET)
    library.close()
    return path


@pytest.fixture
def library(stored_articles: Path, tmp_path: Path) -> Iterator[Library]:
    """A library of the test's own."""
    path = tmp_path / "library.db"
    shutil.copy(stored_articles, path)
    opened = Library.open(path)
    yield opened
    opened.close()


def reader_on(library: Library, **options: object) -> ReaderApp:
    """Return the reader with a clock that stands still."""
    clock = Clock(now=lambda: NOW, elapsed=lambda: 0.0)
    return ReaderApp(library, clock=clock, zone=UTC, **options)  # type: ignore[arg-type]


async def settle(pilot: Pilot[int]) -> None:
    """Wait until everything that was begun has ended."""
    assert isinstance(pilot.app, ReaderApp)
    for _ in range(200):
        await pilot.pause()
        running = [worker for worker in pilot.app.workers if not worker.is_finished]
        if not pilot.app.has_taken_all_keys:
            await pilot.pause(0.01)
            continue
        if len(pilot.app.screen_stack) > 1:
            running = [worker for worker in running if worker.group not in ASKING]
        if not running:
            return
        for worker in running:
            with suppress(WorkerCancelled):
                await worker.wait()
    raise AssertionError("the reader does not come to rest")


@asynccontextmanager
async def opened(
    library: Library, size: tuple[int, int] = (120, 40), **options: object
) -> AsyncIterator[Pilot[int]]:
    """Run the reader and wait until it shows its list."""
    app = reader_on(library, **options)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, letting each have its effect."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def type_ahead(pilot: Pilot[int], *keys: str) -> None:
    """Send keys in one burst, as a terminal does that was busy or slow, and let them have their effect."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        character = key if len(key) == 1 else None
        driver.send_message(Key(_character_to_key(key) if character else key, character))
    await settle(pilot)


def screen_text(pilot: Pilot[int]) -> str:
    """Return what stands on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
