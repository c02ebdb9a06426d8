"""Every key of the table, pressed once where it works, must visibly do something."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from reader.library.library import Library
from reader.model.source import SourceKind
from reader.tui.app import ReaderApp
from reader.tui.commands import COMMANDS
from reader.tui.screens.main import MainScreen
from tests.tui.conftest import opened, press
from tests.tui.sample_articles import articles, many

Probe = Callable[[MainScreen], object]
Step = tuple[str, str, Probe]
"""A key, the command it belongs to, and what must be different after it."""


def cursor(main: MainScreen) -> object:
    return main.articles_pane.cursor


def scroll(main: MainScreen) -> object:
    return main.article_pane.view.scroll_offset.y


def place(main: MainScreen) -> object:
    return main.at


def focus(main: MainScreen) -> object:
    return main.app.focused


def span(main: MainScreen) -> object:
    return main.span


def article(main: MainScreen) -> object:
    return main.article and main.article.id


def messages(main: MainScreen) -> object:
    app = cast("ReaderApp", main.app)
    return len(app.journal.entries), app.clipboard, len(app._notifications)


def screens(main: MainScreen) -> object:
    return [type(screen).__name__ for screen in main.app.screen_stack]


def counts(main: MainScreen) -> object:
    return main.library.totals()


def counted(main: MainScreen) -> object:
    return len(main.library.decisions.all())


def box(main: MainScreen) -> object:
    return main.search_bar.box.value


def listed(main: MainScreen) -> object:
    return list(main.articles_pane.keys)


def rows_of_sources(main: MainScreen) -> object:
    return list(main.sources_pane.keys)


def widths(main: MainScreen) -> object:
    return [pane.outer_size.width for pane in (main.sources_pane, main.articles_pane, main.article_pane)]


def shown(main: MainScreen) -> object:
    return [
        pane.display and pane.parent.display
        for pane in (main.articles_pane, main.quotes_pane, main.card_pane)
    ]


def picture(main: MainScreen) -> object:
    """Return all that is drawn, inks included."""
    return [list(strip) for strip in main._compositor.render_strips()]


MOVES: list[tuple[str, str]] = [
    ("j", "move.down"),
    ("k", "move.up"),
    ("down", "move.down"),
    ("up", "move.up"),
    ("space", "move.page_down"),
    ("b", "move.page_up"),
    ("pagedown", "move.page_down"),
    ("pageup", "move.page_up"),
    ("ctrl+f", "move.page_down"),
    ("ctrl+b", "move.page_up"),
    ("ctrl+d", "move.half_page_down"),
    ("ctrl+u", "move.half_page_up"),
    ("G", "move.bottom"),
    ("g", "move.top"),
    ("end", "move.bottom"),
    ("home", "move.top"),
]

WALKS: dict[str, tuple[tuple[int, int], str, list[str], list[Step]]] = {
    "list": (
        (120, 14),
        "long",
        [],
        [*((key, command, cursor) for key, command in MOVES), ("enter", "move.open", place)],
    ),
    "long article": (
        (80, 14),
        "few",
        ["G", "enter"],
        [(key, command, scroll) for key, command in MOVES],
    ),
    "read marks": (
        (120, 40),
        "few",
        [],
        [
            ("N", "read.toggle_read", counts),
            ("m", "read.toggle_star", counts),
            ("U", "view.toggle_read_shown", listed),
            ("U", "view.toggle_read_shown", listed),
            ("S", "view.fold_stories", messages),
            ("S", "view.fold_stories", messages),
            ("w", "read.story", messages),
            ("n", "read.next_unread", article),
            ("n", "read.next_unread", article),
            ("p", "read.previous_unread", counts),
            ("A", "read.mark_all_read", counts),
            ("u", "read.undo", counts),
            ("M", "read.star_all", counts),
            ("T", "read.tag", screens),
            ("escape", "read.tag", screens),
            ("+", "read.tag_all", screens),
        ],
    ),
    "panes": (
        (200, 40),
        "few",
        [],
        [
            ("l", "move.right", focus),
            ("h", "move.left", focus),
            ("right", "move.right", focus),
            ("left", "move.left", focus),
            ("tab", "view.next_pane", focus),
            ("shift+tab", "view.previous_pane", focus),
            ("1", "view.go_to_sources", place),
            ("2", "view.go_to_articles", place),
            ("3", "view.go_to_article", place),
            ("4", "view.go_to_quotes", place),
            ("2", "view.go_to_articles", place),
            ("<", "view.narrower", widths),
            (">", "view.wider", widths),
            (">", "view.wider", widths),
            ("=", "view.reset_sizes", widths),
            ("\\", "view.fold_sources", widths),
            (";", "view.jump", screens),
            ("escape", "view.jump", screens),
            ("z", "view.maximise", widths),
            ("z", "view.maximise", widths),
            ("Z", "view.focus_mode", widths),
            ("escape", "place.leave", widths),
            ("v", "quote.toggle_quotes", shown),
        ],
    ),
    "article": (
        (200, 40),
        "few",
        ["enter"],
        [
            ("]", "quote.next_quote", span),
            (".", "quote.next_quote", span),
            ("]", "quote.next_quote", span),
            ("[", "quote.previous_quote", span),
            (",", "quote.previous_quote", span),
            ("]", "quote.next_quote", span),
            ("y", "quote.copy_quote", messages),
            ("}", "quote.next_entity", span),
            ("}", "quote.next_entity", span),
            ("{", "quote.previous_entity", span),
            (")", "quote.next_mention", messages),
            ("(", "quote.previous_mention", messages),
            ("enter", "quote.choose", shown),
            ("escape", "place.leave", shown),
            ("c", "quote.cycle_highlights", messages),
            ("Y", "read.copy_link", messages),
            ("o", "read.open_in_browser", lambda main: list(PAGES)),
            ("O", "read.open_and_mark", lambda main: list(PAGES)),
            ("e", "quote.card", shown),
            ("q", "place.back", shown),
            ("K", "quote.split_entity", messages),
            ("C", "quote.rename_entity", screens),
            ("escape", "quote.rename_entity", screens),
            ("J", "quote.merge_entity", screens),
            ("escape", "quote.merge_entity", screens),
            ("X", "quote.hide_entity", counted),
            ("u", "read.undo", counted),
            ("}", "quote.next_entity", span),
            ("*", "quote.search_entity", box),
            ("H", "place.previous_place", box),
            ("L", "place.next_place", box),
            ("ctrl+o", "place.previous_place", box),
            ("[", "quote.previous_quote", span),
            ('"', "quote.speaker_quotes", place),
            ("y", "quote.copy_quote", messages),
            ("q", "place.back", place),
        ],
    ),
    "card": (
        (200, 50),
        "few",
        ["enter", "}", "}", "e", "e", "j"],
        [
            ("enter", "quote.follow", lambda main: main.card_pane.card.entity.name),
            ("escape", "place.leave", lambda main: main.card_pane.card.entity.name),
        ],
    ),
    "finding": (
        (120, 40),
        "few",
        ["G", "enter"],
        [
            ("&", "read.find", focus),
            ("p", "read.find", picture),
            ("a", "read.find", picture),
            ("enter", "read.find", focus),
            ("n", "read.next_hit", picture),
            ("N", "read.previous_hit", picture),
        ],
    ),
    "quotes": (
        (200, 40),
        "few",
        ["enter", "4"],
        [
            ("j", "move.down", span),
            ("j", "move.down", span),
            ("enter", "move.open", picture),
            ("y", "quote.copy_quote", messages),
            ("o", "quote.order", lambda main: main.quotes_pane.is_by_speaker),
        ],
    ),
    "sources": (
        (120, 40),
        "few",
        ["1", "j", "j", "j", "j", "j"],
        [
            ("x", "library.remove", screens),
            ("y", "library.remove", counts),
        ],
    ),
    "folders": (
        (120, 40),
        "feeds",
        ["1", "j", "j", "j"],
        [
            ("o", "view.toggle_folder", rows_of_sources),
            ("o", "view.toggle_folder", rows_of_sources),
            ("j", "move.down", lambda main: main.sources_pane.cursor),
            ("C", "library.change_feed", screens),
        ],
    ),
    "search box": (
        (120, 40),
        "few",
        [],
        [
            ("/", "search.search", focus),
            ("c", "search.search", listed),
            ("enter", "search.to_results", focus),
            ("/", "search.search", focus),
            ("escape", "search.cancel", focus),
            ("f", "search.facets", screens),
            ("escape", "search.facets", screens),
            ("F", "search.save_search", screens),
            ("enter", "search.save_search", lambda main: len(main.library.searches.all())),
            ("/", "search.search", focus),
            ("ctrl+r", "search.toggle_order", lambda main: main.listing.order),
            ("ctrl+t", "search.toggle_forms", lambda main: main.listing.exact),
            ("ctrl+u", "search.search", box),
            ("up", "search.earlier", box),
            ("down", "search.later", box),
            ("p", "search.search", box),
            ("e", "search.search", box),
            ("tab", "search.accept", box),
        ],
    ),
    "program": (
        (120, 40),
        "few",
        [],
        [
            ("?", "app.help", screens),
            ("escape", "app.help", screens),
            (":", "app.palette", screens),
            ("escape", "app.palette", screens),
            ("ctrl+p", "app.palette", screens),
            ("escape", "app.palette", screens),
            ("E", "library.errors", screens),
            ("escape", "library.errors", screens),
            ("i", "library.import_articles", screens),
            ("escape", "library.import_articles", screens),
            ("a", "library.add_feed", screens),
            ("escape", "library.add_feed", screens),
            ("r", "library.refresh", messages),
            ("R", "library.refresh_all", messages),
            ("D", "read.changes", messages),
            ("s", "read.save", screens),
            ("escape", "read.save", screens),
            ("t", "app.next_theme", lambda main: main.app.theme),
            ("Q", "app.quit_reader", lambda main: main.app.return_code),
        ],
    ),
    "quitting": ((120, 40), "few", [], [("ctrl+q", "app.quit_reader", lambda main: main.app.return_code)]),
}

PAGES: list[str] = []
"""What the browser was asked to open."""


@pytest.fixture(scope="session")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "library.db"
    library = Library.open(path)
    library.store([*many(60), articles()[0]], kind=SourceKind.OUTLET)
    library.close()
    return path


@pytest.fixture
def any_library(stored_articles: Path, long_list: Path, tmp_path: Path) -> Iterator[Callable[[str], Library]]:
    kept: list[Library] = []

    def open_copy(name: str) -> Library:
        path = tmp_path / "any.db"
        shutil.copy(long_list if name == "long" else stored_articles, path)
        kept.append(Library.open(path))
        if name == "feeds":
            kept[-1].feeds.follow("https://contoh.example/feed", folder="Pagi")
        return kept[-1]

    yield open_copy
    for library in kept:
        library.close()


@pytest.fixture(autouse=True)
def _no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    PAGES.clear()
    monkeypatch.setattr("reader.tui.panes.article.open_page", lambda app, url: PAGES.append(url))


@pytest.mark.parametrize("walk", WALKS)
async def test_every_key_does_what_its_command_says(walk: str, any_library: Callable[[str], Library]) -> None:
    size, library, before, steps = WALKS[walk]
    async with opened(any_library(library), size) as pilot:
        await press(pilot, *before)
        main = cast("MainScreen", pilot.app.screen_stack[0])
        for key, command, probe in steps:
            was: Any = probe(main)
            await press(cast("Pilot[int]", pilot), key)
            assert probe(main) != was, f"{key} ({command}) changed nothing"


def test_the_walks_press_every_key_of_the_table() -> None:
    pressed = {(key, command) for _, _, _, steps in WALKS.values() for key, command, _ in steps}
    missing = {(key, command.id) for command in COMMANDS for key in command.keys} - pressed
    assert not missing
