"""Accounts on servers beside reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from reader.config import Settings
from reader.indexing.syncing import secret_name
from reader.library.library import Library
from reader.model.sync import AccountKind
from reader.secrets import keep_secret
from reader.tui.app import ReaderApp
from reader.tui.screens.main import MainScreen
from tests.sources.sync_servers import Item, Kept, MinifluxServer, Subscription
from tests.tui.conftest import opened, press, screen_text, settle


@pytest.fixture
def server(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MinifluxServer]:
    """A server with one entry, and an account on it beside the sample articles."""
    monkeypatch.setenv("NEWSREADER_NO_KEYRING", "1")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    item = Item(1, "1", "Banjir di Kota Tirta", "https://contoh.example/1", "<p>Air naik lagi.</p>")
    made = MinifluxServer(
        Kept({"1": Subscription("1", "https://contoh.example/feed", "Harian Contoh")}, {1: item})
    )
    library.accounts.add(AccountKind.MINIFLUX, made.url, "")
    keep_secret(secret_name(library.accounts.all()[0]), "kunci")
    yield made
    made.close()


def main_of(pilot: Pilot[int]) -> MainScreen:
    return cast("MainScreen", pilot.app.screen_stack[0])


def said(pilot: Pilot[int]) -> list[str]:
    return [entry.text for entry in cast("ReaderApp", pilot.app).journal.entries]


async def synchronise(pilot: Pilot[int]) -> None:
    main_of(pilot).synchronise()
    await settle(pilot)


async def test_what_is_new_comes_in_and_the_cursor_stays_on_its_article(
    library: Library, server: MinifluxServer
) -> None:
    async with opened(library) as pilot:
        await press(pilot, "j")
        title = main_of(pilot).articles_pane.cursor_row.title
        await synchronise(pilot)

        pane = main_of(pilot).articles_pane
        assert pane.cursor_row.title == title
        titles = [row.title for index in range(len(pane.keys)) if (row := pane.row_at(index))]
        assert "Banjir di Kota Tirta" in titles
        assert "1 new from your account" in said(pilot)


async def test_reading_here_reaches_the_server(library: Library, server: MinifluxServer) -> None:
    async with opened(library) as pilot:
        await synchronise(pilot)
        await press(pilot, "/", *"banjir", "enter", "enter")
        await synchronise(pilot)

        assert server.kept.items[1].read


async def test_a_server_that_is_away_is_told_of_once(library: Library, server: MinifluxServer) -> None:
    server.broken = 503
    async with opened(library) as pilot:
        await synchronise(pilot)
        await synchronise(pilot)

        assert sum(server.url in text for text in said(pilot)) == 1


async def test_an_account_stands_in_the_sources_with_its_folders(
    library: Library, server: MinifluxServer
) -> None:
    server.kept.feeds["1"].folder = "Pagi"
    async with opened(library, (200, 60)) as pilot:
        await press(pilot, "R")
        text = screen_text(pilot)
        assert "ACCOUNTS" in text
        assert "▾ 127.0.0.1" in text
        assert "▾ Pagi" in text
        sources = main_of(pilot).sources_pane
        sources.move_cursor(sources._rows.index(sources.row_named("Pagi")))
        await press(pilot, "1", "enter")
        pane = main_of(pilot).articles_pane
        assert [row.title for index in range(len(pane.keys)) if (row := pane.row_at(index))] == [
            "Banjir di Kota Tirta"
        ]


async def test_what_one_asks_for_is_answered_even_when_nothing_is_new(
    library: Library, server: MinifluxServer
) -> None:
    async with opened(library) as pilot:
        await press(pilot, "R", "R")
        assert said(pilot) == ["1 new from your account", "Nothing new from your account"]


async def test_r_in_the_list_of_a_subscription_does_a_round(library: Library, server: MinifluxServer) -> None:
    async with opened(library, (200, 60)) as pilot:
        await press(pilot, "R", "1")
        sources = main_of(pilot).sources_pane
        sources.move_cursor(sources._rows.index(sources.row_named("Harian Contoh")))
        await press(pilot, "enter", "r")
        assert said(pilot)[-1] == "Nothing new from your account"


async def test_x_lets_the_account_unfollow_and_u_takes_it_back(
    library: Library, server: MinifluxServer
) -> None:
    async with opened(library, (200, 60)) as pilot:
        await press(pilot, "R", "1")
        sources = main_of(pilot).sources_pane
        sources.move_cursor(sources._rows.index(sources.row_named("Harian Contoh")))
        await press(pilot, "x")
        assert sources.row_named("Harian Contoh").subscription is None  # its articles stay as a source
        await press(pilot, "u")
        assert sources.row_named("Harian Contoh").subscription is not None
        await press(pilot, "R")
        assert "1" in server.kept.feeds

        sources.move_cursor(sources._rows.index(sources.row_named("Harian Contoh")))
        await press(pilot, "x", "R")
        assert server.kept.feeds == {}


async def test_nothing_is_visited_by_itself_where_the_settings_say_so(
    library: Library, server: MinifluxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.flows.synchronising.FIRST_ROUND", 0.01)
    async with opened(library, settings=Settings(auto_refresh=False)) as pilot:
        await pilot.pause(0.1)
        await settle(pilot)
    assert server.calls == []

    async with opened(library) as pilot:
        await pilot.pause(0.1)
        await settle(pilot)
    assert server.calls != []


async def test_without_accounts_nothing_is_asked(library: Library) -> None:
    async with opened(library) as pilot:
        before = said(pilot)
        await synchronise(pilot)
        assert said(pilot) == before
