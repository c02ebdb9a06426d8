"""What the app reads at the start, and what happens when something fails."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from reader.errors import LibraryError
from reader.library.library import Library
from reader.tui.app import ReaderApp
from reader.tui.screens.main import MainScreen
from tests.tui.conftest import opened, press, screen_text


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    monkeypatch.setenv("NEWSREADER_CONFIG", str(folder))
    return folder


def said(pilot: Pilot[int]) -> list[str]:
    return [entry.text for entry in cast("ReaderApp", pilot.app).journal.entries]


async def test_a_users_keys_work_and_are_shown_in_the_hints(library: Library, config: Path) -> None:
    (config / "keys.toml").write_text('[read]\nnext_unread = "ctrl+n"\n[search]\nsearch = ["ctrl+s", "f3"]\n')
    async with opened(library) as pilot:
        assert "Ctrl+N next unread" in screen_text(pilot)
        assert "Ctrl+S search" in screen_text(pilot)
        main = cast("MainScreen", pilot.app.screen)
        await press(pilot, "ctrl+n")
        assert main.articles_pane.cursor == 1
        await press(pilot, "q", "n")
        assert main.articles_pane.cursor == 1
        await press(pilot, "f3")
        assert pilot.app.focused is main.search_bar.box
        await press(pilot, *"not a key: /n")
        assert main.search_bar.box.value == "not a key: /n"
        assert said(pilot) == []


async def test_a_clash_in_the_users_keys_is_said_at_the_start(library: Library, config: Path) -> None:
    (config / "keys.toml").write_text('[read]\nundo = "j"\n')
    async with opened(library) as pilot:
        assert len(said(pilot)) == 1
        assert 'keys.toml: read.undo: "j" is also the key of move.down (Down)' in said(pilot)[0]


async def test_a_theme_that_cannot_be_read_costs_a_line(library: Library, config: Path) -> None:
    (config / "themes").mkdir()
    (config / "themes" / "mine.toml").write_text('primary = "no colour"')
    async with opened(library) as pilot:
        assert "mine.toml: primary" in said(pilot)[0]
        assert pilot.app.theme == "ink"


async def test_a_theme_that_does_not_exist_is_named_with_those_that_do(
    library: Library, config: Path
) -> None:
    async with opened(library, theme="sepia") as pilot:
        assert said(pilot)[0].startswith("No theme is called sepia; there are ")
        assert pilot.app.theme == "ink"


async def test_a_saved_theme_file_shows_at_once(library: Library, config: Path) -> None:
    (config / "themes").mkdir()
    async with opened(library) as pilot:
        app = cast("ReaderApp", pilot.app)
        text = 'name = "mine"\nbackground = "#101010"\nforeground = "#eeeeee"\nprimary = "#88aaff"\n'
        (config / "themes" / "mine.toml").write_text(text)
        app._take_changed_themes()
        app.theme = "mine"
        (config / "themes" / "mine.toml").write_text(text.replace("#101010", "#202020"))
        app._take_changed_themes()
        await pilot.pause()
        assert app.screen.styles.background.hex.lower() == "#202020"


async def test_a_library_that_fails_is_reported_and_the_reader_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*args: object, **options: object) -> None:
        raise LibraryError("library.db: locked by another program")

    async with opened(library) as pilot:
        for name in ("search", "article", "rows", "snippets", "totals"):
            monkeypatch.setattr(Library, name, locked)
        for name in ("set_read", "set_starred", "give"):
            monkeypatch.setattr(library.marks, name, locked)
        monkeypatch.setattr(library.searches, "save", locked)
        await press(pilot, "m", "N", "j", "enter", "/", *"co", "enter", "A", "n", "u")
        assert "library.db: locked by another program" in said(pilot)
        assert pilot.app.is_running


async def test_an_unforeseen_error_in_the_background_is_reported_not_fatal(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise ZeroDivisionError("oh [dear]")

    app = None
    async with opened(library) as pilot:
        app = cast("ReaderApp", pilot.app)
        monkeypatch.setattr(library.marks, "give", broken)
        await pilot.press("m")
        for _ in range(200):
            await pilot.pause(0.01)
            if said(pilot):
                break
        assert "Something went wrong: ZeroDivisionError: oh [dear]" in said(pilot)
        assert app.is_running


async def test_a_library_that_cannot_be_written_is_read_all_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "is_writable", property(lambda self: False))
    async with opened(library) as pilot:
        await press(pilot, "enter", "n")
        assert "read-only" in screen_text(pilot)
        assert library.totals().unread == 6
        await press(pilot, "Q")
        assert pilot.app.return_code == 0


async def test_ascii_only_draws_no_sign_beyond_ascii_of_its_own(library: Library) -> None:
    async with opened(library, (80, 24), ascii_only=True) as pilot:
        text = screen_text(pilot)
        for line in text.splitlines():
            if "港" not in line:
                assert line.isascii(), line
        await press(pilot, "v")
        signs = set(screen_text(pilot)) & set("●★❝▌…▸│─┃━↵")
        assert not signs


async def test_without_colours_hits_stand_in_brackets(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(library, (200, 40)) as pilot:
        await press(pilot, "/", *"study")
        assert "it would [study] the ruling" in screen_text(pilot)
