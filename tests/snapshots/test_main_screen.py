"""Pictures of the main screen and its dialogs at the three sizes, and without colours.

Accept a change that was looked at with ``pytest tests/snapshots --snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from reader.library.library import Library
from tests.tui.conftest import (  # noqa: F401 - fixtures are found by their names
    _no_pauses,
    library,
    press,
    reader_on,
    settle,
    stored_articles,
)

Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40), (200, 60)]

STATES: dict[str, list[str]] = {
    "list": [],
    "article": ["enter", "]", "}"],
    "quotes": ["enter", "]", "4"],
    "said by one speaker": ["enter", "]", "]", '"'],
    "search": ["/", *"court"],
    "sources": ["1", "j"],
}

DIALOGS: dict[str, list[str]] = {
    "nothing found": ["/", *"zzzz", "enter"],
    "wrong query": ["/", *"court persn:x"],
    "names offered": ["/", *"person:r"],
    "facets": ["f", "j"],
    "import": ["i", *"/no/such"],
    "remove": ["1", *"jjj", "x"],
    "all read": ["A", "U"],
    "focus mode": ["Z"],
    "starred": ["m", "j", "N", "j"],
}


def after(*keys: str) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Return what presses keys once the list is there."""

    async def run(pilot: Pilot[int]) -> None:
        # Toasts go by the wall clock, and are looked at elsewhere.
        pilot.app._notifications.clear()
        pilot.app.notify = lambda *args, **options: None  # type: ignore[method-assign]
        await settle(pilot)
        for key in keys:
            await press(pilot, key)
        for box in pilot.app.screen.query("Input"):
            box.cursor_blink = False
        await pilot.pause()

    return run


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_the_screen_at_three_sizes(
    library: Library,  # noqa: F811
    snap_compare: Compare,
    state: str,
    size: tuple[int, int],
) -> None:
    assert snap_compare(reader_on(library), terminal_size=size, run_before=after(*STATES[state]))


@pytest.mark.parametrize("state", DIALOGS)
def test_what_comes_and_goes(library: Library, snap_compare: Compare, state: str) -> None:  # noqa: F811
    assert snap_compare(reader_on(library), terminal_size=(100, 30), run_before=after(*DIALOGS[state]))


@pytest.mark.parametrize("state", ["list", "search", "article"])
def test_the_screen_without_colours(
    library: Library,  # noqa: F811
    snap_compare: Compare,
    state: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(reader_on(library), terminal_size=(120, 40), run_before=after(*STATES[state]))


def test_the_screen_in_plain_ascii(library: Library, snap_compare: Compare) -> None:  # noqa: F811
    assert snap_compare(
        reader_on(library, ascii_only=True), terminal_size=(100, 30), run_before=after("enter", "]")
    )


def test_the_screen_at_20_by_6(library: Library, snap_compare: Compare) -> None:  # noqa: F811
    assert snap_compare(reader_on(library), terminal_size=(20, 6), run_before=after())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_an_empty_library(tmp_path: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    empty = Library.open(tmp_path / "empty.db")
    app: App[int] = reader_on(empty)
    assert snap_compare(app, terminal_size=size, run_before=after())
    empty.close()
