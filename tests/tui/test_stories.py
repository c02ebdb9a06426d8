"""Stories in the reader: folded rows, the way to all articles of one, where else it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from reader.library.library import Library
from reader.model.source import SourceKind
from reader.tui.app import ReaderApp
from reader.tui.commands import Where
from reader.tui.screens.main import MainScreen
from tests.library.test_stories import AGENCY, ALL, COPY, CUT, OTHER, REWRITTEN
from tests.tui.conftest import opened, press, screen_text, settle


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Four articles of one story, and one that stands alone."""
    with Library.open(tmp_path / "library.db") as opened_library:
        opened_library.store(ALL, kind=SourceKind.FEED)
        opened_library.stories.group()
        yield opened_library


def main_of(pilot: Pilot[int]) -> MainScreen:
    return cast("MainScreen", pilot.app.screen_stack[0])


def titles(pilot: Pilot[int]) -> list[str]:
    pane = main_of(pilot).articles_pane
    return [row.title for index in range(len(pane.keys)) if (row := pane.row_at(index))]


async def test_a_key_folds_each_story_into_one_row_with_its_sources_and_back(library: Library) -> None:
    async with opened(library) as pilot:
        assert len(titles(pilot)) == 5
        await press(pilot, "S")
        assert titles(pilot) == [REWRITTEN.analysis.title, OTHER.analysis.title]
        text = screen_text(pilot)
        assert "Kabar Malam +3 · Lintas" in text
        assert "1/2" in text
        await press(pilot, "S")
        assert len(titles(pilot)) == 5


async def test_the_cursor_goes_to_the_row_that_stands_for_its_article(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "G")
        assert main_of(pilot).articles_pane.cursor_row.title == AGENCY.analysis.title
        await press(pilot, "S")
        assert main_of(pilot).articles_pane.cursor_row.title == REWRITTEN.analysis.title


async def test_folding_is_remembered_and_a_search_is_folded_too(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "S", "Q")
    async with opened(library) as pilot:
        assert len(titles(pilot)) == 2
        await press(pilot, "/", *"tirta", "enter")
        assert titles(pilot) == [REWRITTEN.analysis.title]


async def test_a_key_lists_the_whole_story_and_back_leads_back(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "S", "w")
        assert titles(pilot) == [article.analysis.title for article in (REWRITTEN, CUT, COPY, AGENCY)]
        assert main_of(pilot).at is Where.ARTICLES
        await press(pilot, "H")
        assert len(titles(pilot)) == 2


async def test_an_article_without_a_story_says_so(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "S", "j", "w")
        entries = cast("ReaderApp", pilot.app).journal.entries
        assert entries[-1].text == "No other article in the library tells of this"
        assert len(titles(pilot)) == 2


async def test_the_article_says_where_else_it_is_told_and_leads_there(library: Library) -> None:
    async with opened(library, (80, 24)) as pilot:
        await press(pilot, "enter")
        await settle(pilot)
        assert "Also in Lintas, Harian Pagi, Kabar Sore" in screen_text(pilot)
        await press(pilot, "w")
        assert len(titles(pilot)) == 4


async def test_the_sidebar_marks_the_quotes_that_no_other_source_has(library: Library) -> None:
    async with opened(library, (200, 40)) as pilot:
        await press(pilot, "enter")
        assert "only here" in screen_text(pilot)
        await press(pilot, "2", "G", "enter")
        assert "only here" not in screen_text(pilot)


async def test_stories_of_an_earlier_version_are_made_beside_reading(tmp_path: Path) -> None:
    with Library.open(tmp_path / "older.db") as older:
        older.store(ALL, kind=SourceKind.FEED)
        async with opened(older) as pilot:
            await settle(pilot)
            await press(pilot, "S")
            assert len(titles(pilot)) == 2
