"""Help, palette, and the list of themes."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from reader.tui.commands import COMMANDS, Where
from reader.tui.screens.help import HelpPage, HelpScreen
from reader.tui.screens.palette import ReaderCommands
from reader.tui.screens.themes import ThemeList, ThemesScreen
from tests.tui.hosts import Host


def page_text(page: HelpPage, width: int = 100) -> str:
    return "\n".join(
        "".join(text for text, _ in line.left) + "".join(text for text, _ in line.right)
        for line in page.make_lines(width)
    )


# -- help ----------------------------------------------------------------------------------------


def text_of(where: Where, keymap: dict[str, tuple[str, ...]] | None = None) -> str:
    class Still(HelpPage):
        """A page outside of an app: Unicode signs."""

        app = Host()

    return page_text(Still(where, keymap or {}))


def test_help_names_every_command_and_begins_with_those_of_the_pane() -> None:
    text = text_of(Where.ARTICLE)
    assert text.startswith("In this pane: article")
    assert all(command.title in text for command in COMMANDS)
    assert text.index("Next quote") < text.index("Next unread")


def test_help_shows_the_users_own_keys() -> None:
    text = text_of(Where.ARTICLE, {"quote.next_quote": ("ctrl+n", "w")})
    line = next(line for line in text.splitlines() if "Next quote" in line)
    assert line.startswith("Ctrl+N w")


async def test_typing_filters_by_title_help_and_key() -> None:
    async with (app := Host()).run_test(size=(100, 40)) as pilot:
        app.push_screen(HelpScreen(Where.ARTICLES, {}))
        await pilot.pause()
        await pilot.press(*"star take")
        await pilot.pause()
        page = app.screen.query_one(HelpPage)
        titles = [line.left[1][0].strip() for line in page.make_lines(90) if len(line.left) > 2]
        assert titles == ["Star"]
        await pilot.press(*" zzz")
        await pilot.pause()
        assert "No command matches" in page_text(page)


async def test_arrows_scroll_while_the_filter_has_the_focus() -> None:
    async with (app := Host()).run_test(size=(100, 20)) as pilot:
        app.push_screen(HelpScreen(Where.ARTICLES, {}))
        await pilot.pause()
        await pilot.press("down", "down", "up")
        page = app.screen.query_one(HelpPage)
        assert page.scroll_offset.y == 1
        await pilot.press("pagedown")
        assert page.scroll_offset.y > 5
        assert app.screen.query_one(Input).has_focus
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("size", [(20, 6), (8, 3), (40, 12)])
async def test_help_works_on_the_smallest_screens(size: tuple[int, int]) -> None:
    async with (app := Host()).run_test(size=size) as pilot:
        app.push_screen(HelpScreen(Where.QUOTES, {}))
        await pilot.pause()
        await pilot.press("down", "pagedown", "q")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


# -- themes --------------------------------------------------------------------------------------


async def test_moving_in_the_list_shows_each_theme_and_escape_brings_the_old_one_back() -> None:
    async with (app := Host(theme="ink")).run_test(size=(80, 24)) as pilot:
        app.push_screen(ThemesScreen())
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        assert app.theme == "paper"
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == "ink"


async def test_enter_answers_with_the_theme_under_the_cursor() -> None:
    answers: list[str | None] = []
    async with (app := Host(theme="ink")).run_test(size=(80, 24)) as pilot:
        app.push_screen(ThemesScreen(), answers.append)
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert answers == ["paper"]


async def test_only_our_themes_and_the_users_are_offered() -> None:
    async with (app := Host()).run_test(size=(80, 24)) as pilot:
        app.push_screen(ThemesScreen())
        await pilot.pause()
        names = app.screen.query_one(ThemeList).names
        assert {"ink", "paper"} <= set(names)
        assert "dracula" not in names


# -- palette -------------------------------------------------------------------------------------


class Desk(Host):
    """An app with the palette, whose screen notes what it should perform."""

    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {ReaderCommands}  # noqa: RUF012 - Textual's way

    def __init__(self) -> None:
        super().__init__()
        self.performed: list[str] = []
        self.chosen: list[str] = []

    def on_mount(self) -> None:
        async def perform(command_id: str) -> None:
            self.performed.append(command_id)

        self.screen.perform = perform  # type: ignore[attr-defined]

    def choose_theme(self, name: str) -> None:
        self.chosen.append(name)


async def test_the_palette_finds_a_command_and_has_the_screen_perform_it() -> None:
    async with (app := Desk()).run_test(size=(100, 30)) as pilot:
        app.action_command_palette()
        await pilot.pause()
        await pilot.press(*"next quote")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("enter")
        await pilot.pause()
        assert app.performed == ["quote.next_quote"]


async def test_the_palette_offers_everything_but_the_keys_of_the_search_box() -> None:
    async with (app := Desk()).run_test(size=(100, 30)):
        titles = [hit.text async for hit in ReaderCommands(app.screen).discover()]
        for command in COMMANDS:
            assert any(title.startswith(command.title) for title in titles) or command.where == {Where.SEARCH}  # type: ignore[union-attr]
        assert "Theme: paper" in titles
        assert "Theme: dracula" not in titles


async def test_a_theme_is_chosen_from_the_palette() -> None:
    async with (app := Desk()).run_test(size=(100, 30)) as pilot:
        app.action_command_palette()
        await pilot.pause()
        await pilot.press(*"theme: paper")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("enter")
        await pilot.pause()
        assert app.chosen == ["paper"]
