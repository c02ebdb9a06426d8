"""The reader as one uses it: list, article, quotes, search, places."""

from __future__ import annotations

from typing import cast

import pytest
from textual.pilot import Pilot

from reader.config import Settings
from reader.library.library import Library
from reader.model.cancel import Cancellation
from reader.model.results import Order
from reader.tui.app import ReaderApp
from reader.tui.commands import Where
from reader.tui.screens.main import MainScreen
from tests.tui.conftest import opened, press, screen_text, settle


def main_of(pilot: Pilot[int]) -> MainScreen:
    return cast("MainScreen", pilot.app.screen_stack[0])


def said(pilot: Pilot[int]) -> list[str]:
    return [entry.text for entry in cast("ReaderApp", pilot.app).journal.entries]


def titles(pilot: Pilot[int]) -> list[str]:
    pane = main_of(pilot).articles_pane
    return [row.title for index in range(len(pane.keys)) if (row := pane.row_at(index))]


# -- list and article ------------------------------------------------------------------------


async def test_the_reader_opens_on_the_newest_articles_with_the_first_beside_them(library: Library) -> None:
    async with opened(library) as pilot:
        assert titles(pilot)[0] == "Court orders release of budget papers"
        text = screen_text(pilot)
        assert "6 unread" in text
        assert "“Nobody is above the calendar,”" in text
        assert library.totals().unread == 6


async def test_brackets_in_a_title_are_text(library: Library) -> None:
    async with opened(library, (200, 40)) as pilot:
        assert "港の祭り draws crowds to [Pier 4] 🎏" in screen_text(pilot)


async def test_moving_the_cursor_shows_the_article_and_reads_nothing(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "j")
        assert main_of(pilot).article is not None
        assert main_of(pilot).article.title == "Ministers weigh an appeal"
        assert library.totals().unread == 6


async def test_opening_marks_read_and_goes_to_the_article(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "enter")
        assert main_of(pilot).at is Where.ARTICLE
        assert library.totals().unread == 5
        assert "5 unread" in screen_text(pilot)


async def test_quotes_and_article_mark_each_other(library: Library) -> None:
    async with opened(library, (200, 40)) as pilot:
        main = main_of(pilot)
        await press(pilot, "enter", "]", "]")
        assert main.quotes_pane.cursor == 1
        await press(pilot, "4", "j")
        assert main.span == ("quote", 2)
        assert main.article_pane.focused_quote.name == "Tomas Weld"


async def test_next_unread_goes_on_from_the_end_of_an_article(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "enter", "space")
        assert main_of(pilot).article.title == "Ministers weigh an appeal"


async def test_next_and_previous_unread_skip_what_was_read(library: Library) -> None:
    async with opened(library) as pilot:
        main = main_of(pilot)
        library.marks.set_read([main.articles_pane.keys[1]], read=True)
        await press(pilot, "n")
        assert main.article.title.startswith("Pengerukan")
        await press(pilot, "p")
        assert main.article.title.startswith("Court orders")
        await press(pilot, *"nnnn")
        assert said(pilot)[-1] == "Everything is read"


async def test_next_unread_leaves_a_source_that_is_all_read(library: Library) -> None:
    async with opened(library) as pilot:
        main = main_of(pilot)
        lantern = main.sources_pane.row_named("Evening Lantern").source
        await press(pilot, "/", *"source:lantern", "enter", "enter")
        assert lantern is not None
        await press(pilot, "n")
        assert main.listing.is_everything
        assert main.article.source != "Evening Lantern"


# -- state -----------------------------------------------------------------------------------


async def test_star_and_read_marks_can_be_undone_one_by_one(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "m", "N")
        row = main_of(pilot).articles_pane.cursor_row
        assert row.starred
        assert row.read
        await press(pilot, "u")
        assert not main_of(pilot).articles_pane.cursor_row.read
        await press(pilot, "u")
        assert not main_of(pilot).articles_pane.cursor_row.starred
        await press(pilot, "u")
        assert said(pilot)[-1] == "Nothing to undo"


async def test_marking_all_read_is_one_change(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "A")
        assert library.totals().unread == 0
        await press(pilot, "u")
        assert library.totals().unread == 6


async def test_marking_many_read_asks_first(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.flows.marking.ASKS_ABOVE", 3)
    async with opened(library) as pilot:
        await press(pilot, "A")
        assert "Mark 6 articles read?" in screen_text(pilot)
        await press(pilot, "n")
        assert library.totals().unread == 6
        await press(pilot, "A")
        await press(pilot, "y")
        assert library.totals().unread == 0


async def test_read_articles_can_be_hidden_and_an_empty_list_says_how_to_see_them(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "N", "U")
        assert len(titles(pilot)) == 5
        await press(pilot, "A", "U", "U")
        assert "All read." in screen_text(pilot)
        assert "U shows the articles" in screen_text(pilot)


# -- search ----------------------------------------------------------------------------------


async def test_the_list_follows_every_letter(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"calend")
        assert titles(pilot) == ["Court orders release of budget papers"]
        assert "1 hit" in screen_text(pilot)
        await press(pilot, "enter")
        assert main_of(pilot).at is Where.ARTICLES
        assert main_of(pilot).listing.query == "calend"


async def test_escape_brings_back_the_list_its_row_and_its_scroll(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "j", "j", "j")
        key = main_of(pilot).articles_pane.cursor_key
        await press(pilot, "/", *"court", "escape")
        assert len(titles(pilot)) == 6
        assert main_of(pilot).articles_pane.cursor_key == key
        assert main_of(pilot).search_bar.box.value == ""
        assert pilot.app.focused is main_of(pilot).articles_pane


async def test_what_is_wrong_is_said_below_the_box_and_the_last_result_stays(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"court")
        before = titles(pilot)
        main_of(pilot).search_bar.box.value = "court persn:x"
        await settle(pilot)
        assert "person:" in screen_text(pilot)
        assert titles(pilot) == before


@pytest.mark.parametrize(
    "query", ['"court', "(court", "court OR", "-", "person:", "[bold]", "court)", "near("]
)
async def test_half_typed_queries_never_break_anything(library: Library, query: str) -> None:
    async with opened(library) as pilot:
        await pilot.press("/", *query)
        await settle(pilot)
        assert not [entry for entry in pilot.app.journal.entries if entry.is_error]


async def test_snippets_stand_under_the_hits(library: Library) -> None:
    async with opened(library, (200, 40)) as pilot:
        await press(pilot, "/", *"study")
        assert "it would study the ruling" in main_of(pilot).articles_pane.render_line(2).text


async def test_no_hits_says_so_with_the_keys_that_help(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"zzzz")
        assert "Nothing for “zzzz”" in screen_text(pilot)


async def test_no_hits_says_what_each_condition_costs(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"court zzzz", "enter")
        assert "4 without zzzz" in screen_text(pilot)


async def test_earlier_searches_come_back_with_the_up_arrow(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"court", "enter", "/", "ctrl+u", *"paper", "enter")
        await press(pilot, "/", "ctrl+u", "up", "up")
        assert main_of(pilot).search_bar.box.value == "court"
    async with opened(library) as pilot:
        await press(pilot, "/", "ctrl+u", "up")
        assert main_of(pilot).search_bar.box.value == "paper"


async def test_typing_begins_another_search_and_an_arrow_goes_on_with_the_last(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"court", "enter", "/", *"paper")
        assert main_of(pilot).search_bar.box.value == "paper"
        await press(pilot, "enter", "/", "right", *" budget")
        assert main_of(pilot).search_bar.box.value == "paper budget"


async def test_a_saved_search_stands_among_the_sources_and_can_be_undone(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"court", "enter")
        await press(pilot, "F")
        await press(pilot, "ctrl+u", *"The court", "enter")
        assert main_of(pilot).sources_pane.row_named("The court") is not None
        assert [saved.query for saved in library.searches.all()] == ["court"]
        await press(pilot, "u")
        assert library.searches.all() == []


async def test_the_order_of_results_can_be_switched(library: Library) -> None:
    async with opened(library) as pilot:
        newest = titles(pilot)
        await press(pilot, "ctrl+r")
        assert titles(pilot) == newest[::-1]
        await press(pilot, "/", *"court", "enter", "ctrl+r", "ctrl+r")
        assert main_of(pilot).listing.order is Order.BEST


async def test_an_article_is_tagged_found_by_its_tag_and_untagged_again(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "T", *"harbour, to read", "enter")
        assert "#harbour" in screen_text(pilot)
        await press(pilot, "/", *"tag:harb")
        assert "harbour" in screen_text(pilot)
        assert len(titles(pilot)) == 1
        await press(pilot, "escape", "u", "u")
        assert "#harbour" not in screen_text(pilot)
        assert library.words.complete("tag", "", limit=9) == []


async def test_all_that_match_are_tagged_and_starred_and_one_undo_takes_each_back(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"papers", "enter", "+", *"papers", "enter", "M")
        assert library.words.complete("tag", "", limit=9) == [("papers", 3)]
        assert library.totals().starred == 3
        await press(pilot, "u")
        assert library.totals().starred == 0
        await press(pilot, "u")
        assert library.words.complete("tag", "", limit=9) == []


async def test_a_misspelt_word_is_offered_as_it_was_meant_and_taken_with_tab(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"papesr")
        assert "Did you mean papers (3)?" in screen_text(pilot)
        await press(pilot, "tab")
        assert main_of(pilot).search_bar.box.value == "papers"
        assert len(titles(pilot)) == 3


async def test_a_saved_search_counts_its_unread_articles(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"papers", "enter", "F", *"x", "enter")
        main = main_of(pilot)
        (row,) = [row for row in main.sources_pane._rows if row.saved]
        assert row.count == 3
        await press(pilot, "A")
        (row,) = [row for row in main.sources_pane._rows if row.saved]
        assert not row.count


async def test_other_forms_of_a_word_are_found_shown_and_switched_off(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"paper ")
        assert "also: papers" in screen_text(pilot)
        assert len(titles(pilot)) == 3
        await press(pilot, "ctrl+t")
        assert "also:" not in screen_text(pilot)
        assert titles(pilot) == []
        await press(pilot, "ctrl+t", "escape")
        assert "also:" not in screen_text(pilot)
        assert len(titles(pilot)) == 6


async def test_words_can_be_set_to_mean_themselves_alone(library: Library) -> None:
    async with opened(library, settings=Settings(word_forms=False)) as pilot:
        await press(pilot, "/", *"paper ")
        assert titles(pilot) == []


async def test_facets_narrow_the_list_and_show_the_words_for_it(library: Library) -> None:
    async with opened(library) as pilot:
        main = main_of(pilot)
        await press(pilot, "f")
        assert "Narrow the list" in screen_text(pilot)
        assert "Tomas Weld" in screen_text(pilot)
        while pilot.app.screen.query_one("#facets").cursor_row.value != "Tomas Weld":
            await press(pilot, "j")
        await press(pilot, "enter")
        assert main.search_bar.box.value == 'person:"Tomas Weld"'
        assert len(titles(pilot)) == 2
        await press(pilot, "f", "minus")
        assert main.search_bar.box.value.startswith('person:"Tomas Weld" -source:')
        assert len(titles(pilot)) < 2
        await press(pilot, "H", "H")
        assert main.listing.is_everything


async def test_names_are_offered_with_their_counts_while_one_is_typed(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"person:we")
        assert "Tomas Weld" in screen_text(pilot)
        await press(pilot, "tab")
        assert main_of(pilot).search_bar.box.value == 'person:"Tomas Weld" '
        assert main_of(pilot).completion_list.chosen is None
        await press(pilot, *"budg", "enter")
        assert titles(pilot) == ["Court orders release of budget papers", "Ten years of budget secrecy"]


# -- sources and names -------------------------------------------------------------------------


async def test_opening_a_source_shows_its_articles_only(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "1")
        while main_of(pilot).sources_pane.cursor_row.label != "Harbour Daily":
            await press(pilot, "j")
        await press(pilot, "enter")
        assert len(titles(pilot)) == 2
        assert "News ▸ Harbour Daily" in screen_text(pilot)


async def test_a_person_in_the_sources_is_a_search(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "1", "G", "enter")
        assert main_of(pilot).search_bar.box.value.startswith('place:"')


async def test_name_under_the_cursor_searches_and_opens_a_card(library: Library) -> None:
    async with opened(library, (200, 50)) as pilot:
        main = main_of(pilot)
        await press(pilot, "enter", "}", "}", "e")
        assert "Card · Rana Idris" in screen_text(pilot)
        await press(pilot, "escape")
        assert "Card · Rana Idris" not in screen_text(pilot)
        await press(pilot, "*")
        assert main.search_bar.box.value == 'person:"Rana Idris"'
        assert len(titles(pilot)) == 2


# -- places ----------------------------------------------------------------------------------


async def test_places_visited_come_back_in_order(library: Library) -> None:
    async with opened(library) as pilot:
        main = main_of(pilot)
        await press(pilot, "/", *"court", "enter", "enter")
        await press(pilot, "H")
        assert (main.at, main.listing.query) == (Where.ARTICLES, "court")
        await press(pilot, "ctrl+o")
        assert main.listing.is_everything
        await press(pilot, "L")
        assert main.listing.query == "court"


async def test_q_goes_out_step_by_step_and_quits_at_the_root(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"court", "enter", "enter", "v")
        main = main_of(pilot)
        assert main.at is Where.QUOTES
        await press(pilot, "q")
        assert main.at is Where.ARTICLE
        await press(pilot, "q")
        assert main.at is Where.ARTICLES
        await press(pilot, "q")
        assert main.listing.is_everything
        await press(pilot, "q")
        assert pilot.app.return_code == 0


async def test_escape_never_quits(library: Library) -> None:
    async with opened(library, (80, 24)) as pilot:
        await press(pilot, *["escape"] * 6)
        assert pilot.app.is_running
        assert main_of(pilot).at is Where.SOURCES


async def test_the_reader_comes_back_where_it_was_left(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "/", *"court", "enter", "j", "enter", "t")
        theme = pilot.app.theme
        await press(pilot, "Q")
    async with opened(library) as pilot:
        main = main_of(pilot)
        assert main.listing.query == "court"
        assert main.article.title == "Ministers weigh an appeal"
        assert main.at is Where.ARTICLE
        assert pilot.app.theme == theme


async def test_an_article_comes_back_at_the_line_it_was_left_at(library: Library) -> None:
    async with opened(library, (80, 10)) as pilot:
        await press(pilot, "enter", "j", "j", "j", "j")
        view = main_of(pilot).article_pane.view
        first = view.first_offset
        assert first > 0
        await press(pilot, "Q")
    async with opened(library, (80, 10)) as pilot:
        view = main_of(pilot).article_pane.view
        for _ in range(100):
            if view.first_offset:
                break
            await pilot.pause(0.02)
        assert view.first_offset == first


async def test_the_dictionary_of_terms_is_renewed_beside_reading(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Cancellation] = []
    monkeypatch.setattr(library.words, "refresh", asked.append)
    async with opened(library):
        (cancellation,) = asked
        assert not cancellation.is_cancelled
    assert cancellation.is_cancelled


# -- panes -----------------------------------------------------------------------------------


async def test_the_article_has_the_best_seat_at_every_width(library: Library) -> None:
    async with opened(library, (100, 30)) as pilot:
        for width, least in ((100, 44), (120, 60), (140, 72), (160, 80), (189, 80), (190, 68), (200, 76)):
            await pilot.resize_terminal(width, 30)
            await settle(pilot)
            main = main_of(pilot)
            assert main.article_pane.view.size.width >= least
            assert main.articles_pane.size.width < main.article_pane.size.width
            assert main.quotes_shown is (width >= 190)


async def test_tab_and_digits_go_from_pane_to_pane(library: Library) -> None:
    async with opened(library, (200, 40)) as pilot:
        main = main_of(pilot)
        visited = []
        for _ in range(4):
            await press(pilot, "tab")
            visited.append(main.at)
        assert visited == [Where.ARTICLE, Where.QUOTES, Where.SOURCES, Where.ARTICLES]
        for digit, where in zip(
            "1234", (Where.SOURCES, Where.ARTICLES, Where.ARTICLE, Where.QUOTES), strict=True
        ):
            await press(pilot, digit)
            assert main.at is where
            assert (
                pilot.app.focused is main.pane_at(where) or main.pane_at(where) in pilot.app.focused.ancestors
            )


@pytest.mark.parametrize("size", [(1, 1), (9, 3), (20, 6), (80, 24), (250, 70)])
async def test_every_size_works(library: Library, size: tuple[int, int]) -> None:
    async with opened(library, size) as pilot:
        await press(
            pilot, "enter", "]", "v", "j", "q", "q", "1", "2", "/", "c", "escape", "z", "z", "Z", "escape"
        )
        assert not [entry for entry in pilot.app.journal.entries if entry.is_error]


async def test_a_terminal_too_small_asks_for_more_room(library: Library) -> None:
    async with opened(library, (20, 6)) as pilot:
        assert "make me wider" in screen_text(pilot)


async def test_resizing_moves_between_the_layouts_and_keeps_the_place(library: Library) -> None:
    async with opened(library, (200, 50)) as pilot:
        main = main_of(pilot)
        await press(pilot, "j", "enter")
        for width, name in [(120, "medium"), (80, "narrow"), (30, "tiny"), (200, "wide")]:
            await pilot.resize_terminal(width, 30)
            await settle(pilot)
            assert main.layout_name == name
            assert main.article_pane.display
            assert main.article.title == "Ministers weigh an appeal"


async def test_panes_can_be_sized_for_each_layout_and_reset(library: Library) -> None:
    async with opened(library) as pilot:
        pane = main_of(pilot).articles_pane
        before = pane.outer_size.width
        await press(pilot, ">", ">")
        assert pane.outer_size.width == before + 8
        await press(pilot, "<")
        assert pane.outer_size.width == before + 4
        await press(pilot, "=")
        assert pane.outer_size.width == before


async def test_a_pane_can_fill_the_screen(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "z")
        assert main_of(pilot).articles_pane.size.width > 110
        assert not main_of(pilot).article_pane.display
        await press(pilot, "z")
        assert main_of(pilot).article_pane.display


async def test_a_letter_opens_any_visible_row(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, ";")
        drawn = main_of(pilot).articles_pane.render_line(4).text
        assert drawn.startswith("d"), drawn
        await press(pilot, "d")
        assert main_of(pilot).article.title.startswith("Pengerukan")
        assert main_of(pilot).at is Where.ARTICLE
        assert main_of(pilot).articles_pane.render_line(0).text.startswith(" ")


async def test_focus_mode_shows_nothing_but_the_article(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "Z")
        text = screen_text(pilot)
        assert "unread" not in text
        assert "Court orders release" in text
        await press(pilot, "escape")
        assert "unread" in screen_text(pilot)


async def test_the_sources_fold_to_a_rail(library: Library) -> None:
    async with opened(library) as pilot:
        before = main_of(pilot).sources_pane.outer_size.width
        await press(pilot, "\\")
        assert main_of(pilot).sources_pane.outer_size.width > before


# -- help from the reader ------------------------------------------------------------------------


async def test_ctrl_c_says_how_to_quit(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "ctrl+c")
        assert said(pilot)[-1].startswith("Q quits")
        assert pilot.app.is_running


async def test_messages_are_kept_and_can_be_read_again(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "u")
        await press(pilot, "E")
        assert "Nothing to undo" in screen_text(pilot)
        await pilot.press("escape")
