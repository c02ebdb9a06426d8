"""Keys that come in one burst mean what they would mean one by one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from textual.events import Key, Paste

from reader.library.library import Library
from reader.tui.commands import Where
from tests.tui.conftest import opened, press, settle, type_ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.tui.screens.main import MainScreen


def main(pilot: Pilot[int]) -> MainScreen:
    return pilot.app.screen_stack[0]  # type: ignore[return-value]


def state(pilot: Pilot[int]) -> dict[str, object]:
    """Where the reader is, and what is on the screen."""
    screen = main(pilot)
    return {
        "dialogs": [type(dialog).__name__ for dialog in pilot.app.screen_stack[1:]],
        "at": screen.at,
        "box": screen.search_bar.box.value,
        "focused": type(pilot.app.focused).__name__,
        "listing": screen.listing,
        "cursor": screen.articles_pane.cursor,
        "article": screen.article.id if screen.article else None,
        "span": screen.span,
        "read": screen.article.read if screen.article else None,
        "maximised": screen.maximised,
        "focus mode": screen.focus_mode,
    }


async def test_letters_right_after_the_slash_reach_the_search_box(library: Library) -> None:
    async with opened(library) as pilot:
        await type_ahead(pilot, *"/anggaran")
        assert main(pilot).search_bar.box.value == "anggaran"
        assert main(pilot).listing.query == "anggaran"


@pytest.fixture
def fresh_library(stored_articles: Path, tmp_path: Path) -> Iterator[Callable[[], Library]]:
    """Make libraries that are all alike."""
    libraries: list[Library] = []

    def make() -> Library:
        path = tmp_path / f"library-{len(libraries)}.db"
        shutil.copy(stored_articles, path)
        libraries.append(Library.open(path))
        return libraries[-1]

    yield make
    for library in libraries:
        library.close()


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        (("/", *"anggaran", "enter", "enter", "]", "]"), (80, 24)),
        (("/", *"anggaran", "escape", "j", "j"), (120, 40)),
        (("enter", "&", *"pada", "enter", "n", "q", "q"), (120, 40)),
        (("j", "tab", "}", "e"), (120, 40)),
        (("1", "j", "enter", "j", "enter", "]"), (120, 40)),
        (("h", "j", "j", "l", "j"), (80, 24)),
        (("4", "j", "enter", "q", "q", "j"), (200, 60)),
        (("v", "v", "2", "j", "j", "Z", "]", "escape", "j"), (120, 40)),
        (("j", "N", "u", "n", "n", "]", "H"), (80, 24)),
        (("?", *"star", "escape", ":", *"maxim", "enter"), (120, 40)),
        (("/", *"air", "enter", "F", "enter", ";", "d", "]"), (120, 40)),
    ],
    ids=lambda value: "".join(key if len(key) == 1 else f"<{key}>" for key in value if isinstance(key, str)),
)
async def test_a_burst_of_keys_does_what_they_do_one_by_one(
    fresh_library: Callable[[], Library], size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with opened(fresh_library(), size=size) as pilot:
        await type_ahead(pilot, *keys)
        at_once = state(pilot)
    async with opened(fresh_library(), size=size) as pilot:
        await press(pilot, *keys)
        assert at_once == state(pilot)


async def test_what_is_pasted_right_after_the_slash_reaches_the_search_box(library: Library) -> None:
    async with opened(library) as pilot:
        driver = pilot.app._driver
        assert driver is not None
        driver.send_message(Key("slash", "/"))
        driver.send_message(Paste("anggaran"))
        await settle(pilot)
        assert main(pilot).search_bar.box.value == "anggaran"
        assert main(pilot).at is Where.ARTICLES
