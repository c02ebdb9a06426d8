"""All that one speaker said: there, through the quotes, and back to the very same place."""

from __future__ import annotations

from typing import cast

import pytest
from textual.pilot import Pilot

from reader.library.library import Library
from reader.model.ids import quote_id
from reader.model.source import SourceKind
from reader.tui.app import ReaderApp
from reader.tui.commands import Where
from reader.tui.screens.main import MainScreen
from tests.tui.conftest import opened, press, screen_text
from tests.tui.sample_articles import PERSON, story

WELD = {"Tomas Weld": (PERSON, "Tomas Weld")}
MORE = [
    story(
        f"weld-{number}",
        "Evening Lantern",
        f"2026-11-{10 + number}T08:00:00+00:00",
        f"Papers, day {number}",
        [*[f"Line {line} of the day." for line in range(60)], f"“Day {number} was long,” said Tomas Weld."],
        names=WELD,
        quotes=[(f"“Day {number} was long,”", "Tomas Weld", None)],
    )
    for number in range(1, 4)
]


@pytest.fixture
def library_of_weld(library: Library) -> Library:
    """Four articles quote Tomas Weld."""
    library.store(MORE, kind=SourceKind.OUTLET)
    return library


def main_of(pilot: Pilot[int]) -> MainScreen:
    return cast("MainScreen", pilot.app.screen_stack[0])


async def to_weld(pilot: Pilot[int]) -> None:
    """Open the first article, go to its third quote, and ask for all by its speaker."""
    await press(pilot, "enter", "]", "]", "]", '"')


async def test_the_quotes_of_a_speaker_stand_in_the_place_of_the_articles(library_of_weld: Library) -> None:
    async with opened(library_of_weld, (200, 40)) as pilot:
        main = main_of(pilot)
        await to_weld(pilot)

        assert main.at is Where.SAID
        text = screen_text(pilot)
        assert "Said by Tomas Weld · 4" in text
        assert "“Day 3 was long”" in text
        assert not main.articles_pane.display


async def test_the_cursor_starts_on_the_quote_one_came_from(library_of_weld: Library) -> None:
    async with opened(library_of_weld) as pilot:
        main = main_of(pilot)
        await to_weld(pilot)

        assert main.article is not None
        assert main.said_pane.cursor_key == quote_id(main.article.id, 3)


async def test_moving_shows_each_quote_in_its_article_and_reads_nothing(library_of_weld: Library) -> None:
    async with opened(library_of_weld, (120, 24)) as pilot:
        main = main_of(pilot)
        await to_weld(pilot)
        unread = library_of_weld.totals().unread
        await press(pilot, "j")

        assert main.article is not None
        assert main.article.title == "Papers, day 3"
        assert main.article_pane.focused_quote is not None
        assert main.article_pane.view.scroll_offset.y > 0
        assert library_of_weld.totals().unread == unread


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_enter_opens_the_article_at_the_quote_and_q_comes_back_to_the_quotes(
    library_of_weld: Library, size: tuple[int, int]
) -> None:
    async with opened(library_of_weld, size) as pilot:
        main = main_of(pilot)
        await to_weld(pilot)
        await press(pilot, "j", "j", "enter")

        assert main.at is Where.ARTICLE
        assert main.article is not None
        assert (main.article.title, main.article.read) == ("Papers, day 2", True)
        assert main.article_pane.focused_quote is main.article.analysis.quotes[0]
        await press(pilot, "q")
        assert main.at is Where.SAID
        assert main.said_pane.cursor == 2


@pytest.mark.parametrize("key", ["q", "escape"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_leaving_returns_to_the_very_same_place(
    library_of_weld: Library, size: tuple[int, int], key: str
) -> None:
    async with opened(library_of_weld, size) as pilot:
        main = main_of(pilot)
        await press(pilot, "/", *"papers", "enter", "j", "j", "enter", "]", "k", "k")
        before = (main.listing, list(main.articles_pane.keys), main.articles_pane.cursor, main.at)
        place = (main.article.id, main.span, main.article_pane.view.first_offset)
        await press(pilot, '"', "j", "j", key)

        assert (main.listing, list(main.articles_pane.keys), main.articles_pane.cursor, main.at) == before
        assert (main.article.id, main.span, main.article_pane.view.first_offset) == place
        assert main.articles_pane.display or main.shows_one_pane


async def test_a_quote_is_copied_as_in_its_article(library_of_weld: Library) -> None:
    async with opened(library_of_weld) as pilot:
        await press(pilot, "enter", "]", "y")
        in_article = pilot.app.clipboard
        await press(pilot, '"', "y")

        assert pilot.app.clipboard == in_article
        assert "Rana Idris, Judge, Harbour Daily" in in_article


async def test_back_and_forward_know_the_quotes_as_a_place(library_of_weld: Library) -> None:
    async with opened(library_of_weld) as pilot:
        main = main_of(pilot)
        await to_weld(pilot)
        await press(pilot, "j", "enter", "H")
        assert (main.at, main.said_pane.cursor) == (Where.SAID, 1)
        await press(pilot, "H")
        assert main.speaker is None
        await press(pilot, "L")
        assert main.at is Where.SAID


async def test_a_search_or_the_next_unread_article_takes_the_list_back(library_of_weld: Library) -> None:
    async with opened(library_of_weld) as pilot:
        main = main_of(pilot)
        await to_weld(pilot)
        await press(pilot, "/", *"compass")
        assert main.articles_pane.display
        await press(pilot, "escape")
        await to_weld(pilot)
        await press(pilot, "n")
        assert main.speaker is None


async def test_star_and_read_mark_are_for_the_article_of_the_quote(library_of_weld: Library) -> None:
    async with opened(library_of_weld) as pilot:
        main = main_of(pilot)
        await to_weld(pilot)
        await press(pilot, "j", "m")

        assert [
            row.title for row in library_of_weld.rows(list(library_of_weld.all_ids(starred_only=True)))
        ] == ["Papers, day 3"]
        await press(pilot, "u")
        assert not library_of_weld.all_ids(starred_only=True)
        assert main.at is Where.SAID


async def test_the_card_lists_quotes_of_whom_it_is_about(library_of_weld: Library) -> None:
    async with opened(library_of_weld, (200, 40)) as pilot:
        main = main_of(pilot)
        await press(pilot, "enter", "]", "]", "]", "e", "]")
        main.go_to(Where.CARD)
        await press(pilot, '"')
        assert main.speaker is not None
        assert main.speaker.name == "Tomas Weld"


async def test_a_name_that_is_never_quoted_is_told_so(library_of_weld: Library) -> None:
    async with opened(library_of_weld) as pilot:
        app = cast("ReaderApp", pilot.app)
        await press(pilot, "enter", "}", "}", "}", "}", '"')
        assert main_of(pilot).speaker is None
        assert app.journal.entries[-1].text == "Port Amber is not quoted in the library"
