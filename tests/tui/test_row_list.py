"""The list of rows: any length, drawn line by line."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.strip import Strip

from reader.errors import LibraryError
from reader.tui.widgets.row_heights import EvenHeights, UnevenHeights
from reader.tui.widgets.row_list import RowList, RowLook
from reader.tui.widgets.row_pages import PAGE_ROWS, PAGES_KEPT, RowPages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Numbers(RowList[str]):
    """Two lines a row: the key and a note with markup in it."""

    UNIFORM_HEIGHT = 2
    asked = 0

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, str]:
        self.asked += 1
        return {key: f"row {key}" for key in keys}

    def draw_row(self, row: str, look: RowLook) -> list[Strip]:
        lines = [row, "[bold]note[/]"]
        return [Strip([Segment(line.ljust(look.width), look.base)]) for line in lines]

    def row_height(self, index: int, width: int) -> int:
        return 2


class Steps(Numbers):
    """Rows that are one to four lines high."""

    UNIFORM_HEIGHT = None

    def row_height(self, index: int, width: int) -> int:
        return index % 4 + 1


class Host(App[None]):
    def __init__(self, rows: RowList[str]) -> None:
        super().__init__()
        self.rows = rows
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        self.heard.append(("opened", event.key))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self.heard.append(("highlighted", event.key, event.by_user))

    def on_row_list_fetch_failed(self, event: RowList.FetchFailed) -> None:
        self.heard.append(str(event.error))


def lines_of(rows: RowList[str]) -> list[str]:
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


async def test_only_the_visible_rows_of_a_million_are_fetched() -> None:
    rows = Numbers()
    async with Host(rows).run_test(size=(40, 10)) as pilot:
        rows.show_keys(array("q", range(1_000_000)))
        await pilot.press("G")
        assert rows.cursor_key == 999_999
        assert "▌row 999999" in lines_of(rows)
        assert rows.asked <= 3


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (["j"], 1),
        (["down", "down", "up"], 1),
        (["space"], 5),
        (["pagedown", "b"], 0),
        (["ctrl+d"], 2),
        (["G"], 99),
        (["end", "ctrl+u"], 96),
        (["end", "home"], 0),
        (["k"], 0),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], cursor: int) -> None:
    rows = Numbers()
    async with Host(rows).run_test(size=(40, 10)) as pilot:
        rows.show_keys(range(100))
        await pilot.press(*keys)
        assert rows.cursor == cursor
        assert any(line.startswith("▌row") for line in lines_of(rows))


async def test_rows_of_different_height_are_all_reached() -> None:
    rows = Steps()
    async with Host(rows).run_test(size=(40, 9)) as pilot:
        rows.show_keys(range(50))
        for index in range(50):
            assert rows.cursor == index
            assert f"▌row {index}" in lines_of(rows)
            await pilot.press("j")


async def test_enter_and_click_open_a_row() -> None:
    rows = Numbers()
    app = Host(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        rows.show_keys(range(100))
        await pilot.press("j", "enter")
        await pilot.click(rows, offset=(5, 6))
        await pilot.pause()
        assert [event for event in app.heard if event[0] == "opened"] == [("opened", 1), ("opened", 3)]


async def test_moves_by_the_program_say_so() -> None:
    rows = Numbers()
    app = Host(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        rows.show_keys(range(100))
        rows.move_to_key(7)
        await pilot.press("j")
        await pilot.pause()
        assert app.heard == [("highlighted", 0, False), ("highlighted", 7, False), ("highlighted", 8, True)]


async def test_new_rows_never_move_the_row_under_the_cursor() -> None:
    rows = Numbers()
    async with Host(rows).run_test(size=(40, 10)) as pilot:
        rows.show_keys(range(100, 200))
        await pilot.press("space", "j")
        before = lines_of(rows).index(f"▌row {rows.cursor_key}")
        key = rows.cursor_key
        rows.show_keys(range(50, 200), cursor_key=key)
        await pilot.pause()
        assert rows.cursor_key == key
        assert lines_of(rows).index(f"▌row {key}") == before


async def test_an_empty_list_says_why_and_takes_every_key() -> None:
    rows = Numbers()
    async with Host(rows).run_test(size=(40, 10)) as pilot:
        rows.empty_text = "All read.\nU shows read articles."
        await pilot.press("j", "k", "space", "b", "G", "g", "enter", "ctrl+d", "ctrl+u")
        assert [line.strip() for line in lines_of(rows) if line.strip()] == [
            "All read.",
            "U shows read articles.",
        ]
        assert rows.cursor_key is None


async def test_a_library_that_fails_is_reported_once_and_the_list_stays() -> None:
    class Failing(Numbers):
        def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, str]:
            raise LibraryError("locked")

    rows = Failing()
    app = Host(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        rows.show_keys(range(100))
        await pilot.press("j", "j")
        assert app.heard.count("locked") == 1


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (8, 1), (20, 6)])
async def test_any_size_can_be_drawn(size: tuple[int, int]) -> None:
    rows = Steps()
    async with Host(rows).run_test(size=size) as pilot:
        rows.show_keys(range(20))
        await pilot.press("j", "space", "G", "g")
        rows.show_keys(())
        rows.empty_text = "Nothing here"
        await pilot.pause()


def test_pages_are_asked_for_once_and_the_oldest_are_forgotten() -> None:
    asked: list[int] = []

    def fetch(keys: Sequence[int]) -> dict[int, int]:
        asked.append(keys[0])
        return {key: key for key in keys if key != 5}

    pages = RowPages(range(10_000), fetch)
    assert pages.row_at(3) == 3
    assert pages.row_at(5) is None
    for page in range(PAGES_KEPT + 1):
        assert pages.row_at(page * PAGE_ROWS) == page * PAGE_ROWS
    assert len(asked) == PAGES_KEPT + 1
    pages.row_at(3)
    assert asked[-1] == 0


@given(st.lists(st.integers(1, 9), min_size=1, max_size=60))
def test_heights_answer_both_ways(heights: list[int]) -> None:
    uneven = UnevenHeights(heights)
    lines = [index for index, height in enumerate(heights) for _ in range(height)]
    assert uneven.total == len(lines)
    for line, index in enumerate(lines):
        assert uneven.row_at(line) == index
        assert uneven.top_of(index) <= line < uneven.top_of(index) + uneven.height_of(index)


@given(st.integers(1, 10**6), st.integers(1, 9))
def test_even_heights_answer_as_uneven_ones_would(rows: int, height: int) -> None:
    even = EvenHeights(rows, height)
    assert even.row_at(even.top_of(rows - 1)) == rows - 1
    assert even.row_at(even.total - 1) == rows - 1
