"""Pictures of the article's panes; look at the report before renewing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader import paths
from reader.tui.commands import Where
from reader.tui.panes.article import ArticlePane
from reader.tui.panes.card import CardPane
from reader.tui.panes.quotes import QuotesPane
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.save import SaveScreen
from reader.tui.screens.themes import ThemesScreen
from tests.tui.articles import article, budget_article
from tests.tui.entity_cards import NOW, rana_idris
from tests.tui.hosts import Host

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from textual.screen import Screen


def size_id(size: tuple[int, int]) -> str:
    return "{}x{}".format(*size)


SIZES = [(20, 6), (80, 24), (120, 40), (200, 60)]
DIALOGS = paths.themes_folder().parent / "reader" / "tui" / "styles" / "dialogs.tcss"


def article_host(theme: str = "ink") -> Host:
    return Host(ArticlePane(), theme=theme)


async def read(pilot: Pilot[None]) -> None:
    pane = pilot.app.query_one(ArticlePane)
    pane.show(budget_article())
    pane.view.focus()
    await pilot.pause()
    await pilot.press("full_stop")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_the_article(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    assert snap_compare(article_host(), terminal_size=size, run_before=read)


@pytest.mark.parametrize("theme", ["paper", "high-contrast-dark", "colour-blind-light", "terminal-dark"])
def test_the_article_in_other_themes(snap_compare: Callable[..., bool], theme: str) -> None:
    assert snap_compare(article_host(theme), terminal_size=(80, 24), run_before=read)


async def find(pilot: Pilot[None]) -> None:
    await read(pilot)
    await pilot.press("ampersand", *"papers", "enter")
    await pilot.pause()


def test_finding_in_the_article(snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(article_host(), terminal_size=(80, 24), run_before=find)


def test_finding_without_colour(snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(article_host(), terminal_size=(80, 24), run_before=find)


async def read_scripts(pilot: Pilot[None]) -> None:
    pane = pilot.app.query_one(ArticlePane)
    pane.show(
        article(
            "Toko 東京書店 menjual buku berjudul שלום dan مرحبا sejak tahun lalu, kata pemiliknya.\n"
            "Pengunjung 👨‍👩‍👧 datang bersama-sama; e\u0301cole dan naïve tetap utuh.\n"
            "日本語の段落は空白なしで続き、行の終わりで正しく折り返されなければならない。",
            title="[PEMBARUAN] Toko buku 東京 dibuka \x1b[31mlagi",
        )
    )
    await pilot.pause()


def test_scripts_of_the_world(snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(article_host(), terminal_size=(50, 16), run_before=read_scripts)


async def list_quotes(pilot: Pilot[None]) -> None:
    pane = pilot.app.query_one(QuotesPane)
    pane.show(budget_article())
    pane.focus()
    await pilot.press("j")
    await pilot.pause()


@pytest.mark.parametrize("size", [(20, 6), (44, 24)], ids=size_id)
def test_the_quotes(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    assert snap_compare(Host(QuotesPane()), terminal_size=size, run_before=list_quotes)


async def show_card(pilot: Pilot[None]) -> None:
    pilot.app.query_one(CardPane).show(rana_idris())
    await pilot.pause()


def test_the_card(snap_compare: Callable[..., bool]) -> None:
    host = Host(CardPane(now=lambda: NOW), theme="paper")
    assert snap_compare(host, terminal_size=(44, 30), run_before=show_card)


class Dialogs(Host):
    """The dialogs as the style sheet of the reader lays them out."""

    CSS_PATH = DIALOGS


SCREENS: dict[str, Callable[[], Screen[Any]]] = {
    "help": lambda: HelpScreen(Where.ARTICLE, {}),
    "save": lambda: SaveScreen(budget_article()),
    "themes": ThemesScreen,
}


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("size", [(20, 6), (40, 12), (100, 30)], ids=size_id)
def test_the_dialogs(snap_compare: Callable[..., bool], name: str, size: tuple[int, int]) -> None:
    async def open_dialog(pilot: Pilot[None]) -> None:
        await read(pilot)
        pilot.app.push_screen(SCREENS[name]())
        await pilot.pause()
        pilot.app.screen.set_focus(None)  # a cursor may blink just now
        await pilot.pause()

    assert snap_compare(Dialogs(ArticlePane()), terminal_size=size, run_before=open_dialog)
