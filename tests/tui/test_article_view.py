"""The article as it is drawn: lines, marks, steps, selection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from reader.config import Furniture
from reader.model.mention import EntityType
from reader.tui.theming import read_theme
from reader.tui.widgets.article_marks import Highlights, Kind, Mark, Spot, by_line, marks_of, pieces_of
from reader.tui.widgets.article_sheet import Layout, plain_text, sheet_of
from reader.tui.widgets.article_view import ArticleView
from reader.tui.wrap import Line
from tests.tui.articles import Said, article, budget_article, long_article
from tests.tui.hosts import Host

if TYPE_CHECKING:
    from pathlib import Path

    from rich.style import Style


def shown(view: ArticleView) -> list[str]:
    """Return the visible lines as text, without the air round them."""
    return [view.render_line(y).text.strip() for y in range(view.size.height)]


def style_of(view: ArticleView, words: str) -> Style:
    """Return the style of the first visible piece that begins with some words."""
    for y in range(view.size.height):
        for segment in view.render_line(y):
            if segment.text.startswith(words):
                assert segment.style is not None
                return segment.style
    raise AssertionError(f"{words!r} is not on the screen")


# -- text and lines ------------------------------------------------------------------------------


async def test_title_meta_line_and_paragraphs_follow_each_other() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 24)) as pilot:
        view.show(article("One.\nTwo."))
        await pilot.pause()
        lines = shown(view)
        assert lines[0] == "Court orders release of budget papers"
        assert lines[1].replace("\xa0", " ").startswith("By A. Writer · Daily Example · 23 Nov 2025, ")
        assert lines[2:6] == ["", "One.", "", "Two."]


async def test_text_is_never_wider_than_the_measure_and_stands_in_the_middle() -> None:
    async with Host(view := ArticleView()).run_test(size=(200, 24)) as pilot:
        view.show(long_article(400))
        await pilot.pause()
        texts = [view.render_line(y).text for y in range(3, 20)]
        assert max(cell_len(text.strip()) for text in texts) <= 72
        assert {len(text) - len(text.lstrip()) for text in texts if text.strip()} == {(199 - 72) // 2}


async def test_the_measure_can_be_changed_while_reading() -> None:
    async with Host(view := ArticleView()).run_test(size=(120, 24)) as pilot:
        view.show(long_article(400))
        view.measure = 50
        await pilot.pause()
        assert max(cell_len(line) for line in shown(view)) <= 50


@pytest.mark.parametrize("size", [(20, 6), (8, 3), (3, 2), (1, 1), (40, 12), (200, 60)])
async def test_every_line_fills_its_width_at_any_size(size: tuple[int, int]) -> None:
    async with Host(view := ArticleView()).run_test(size=size) as pilot:
        view.show(budget_article())
        await pilot.pause()
        for _ in range(4):
            view.step(Kind.QUOTE, 1)
        widths = {view.render_line(y).cell_length for y in range(view.size.height)}
        assert widths == {view.scrollable_content_region.width}


async def test_a_pane_without_any_width_draws_nothing_and_lives() -> None:
    async with Host(view := ArticleView()).run_test(size=(40, 10)) as pilot:
        view.styles.min_width = 0
        view.styles.width = 0
        view.show(budget_article())
        await pilot.pause()
        view.styles.width = 40
        await pilot.pause()
        assert shown(view)[0].startswith("Court orders release")


async def test_brackets_in_titles_and_bodies_are_text() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 12)) as pilot:
        view.show(article("It was [bold]loud[/bold].", title="[LIVE] The [red]vote[/red]"))
        await pilot.pause()
        assert shown(view)[0] == "[LIVE] The [red]vote[/red]"
        assert "It was [bold]loud[/bold]." in shown(view)


async def test_escapes_and_bidi_controls_are_drawn_as_signs() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 12)) as pilot:
        view.show(article("Red \x1b[31malert\u202e and \ud800 more.", title="A\x07b"))
        await pilot.pause()
        text = "".join(shown(view))
        assert "Red �[31malert� and � more." in text
        assert "A�b" in text


async def test_resizing_keeps_the_paragraph_that_was_on_top() -> None:
    async with Host(view := ArticleView()).run_test(size=(90, 20)) as pilot:
        view.show(long_article(3000))
        await pilot.pause()
        view.scroll_to(y=60, animate=False)
        at = view.first_offset
        await pilot.resize_terminal(50, 20)
        await pilot.pause()
        assert abs(view.first_offset - at) <= 72


async def test_the_same_article_shown_again_keeps_its_place() -> None:
    async with Host(view := ArticleView()).run_test(size=(60, 12)) as pilot:
        story = long_article(1000)
        view.show(story)
        await pilot.pause()
        view.scroll_to(y=30, animate=False)
        view.show(story)
        await pilot.pause()
        assert view.scroll_offset.y == 30
        view.show(budget_article(number=2))
        await pilot.pause()
        assert view.scroll_offset.y == 0


async def test_an_article_that_was_analysed_anew_keeps_its_place_and_shows_what_was_found() -> None:
    async with Host(view := ArticleView()).run_test(size=(60, 12)) as pilot:
        story = long_article(1000)
        view.show(replace(story, analysis=replace(story.analysis, mentions=())))
        await pilot.pause()
        view.scroll_to(y=30, animate=False)
        view.show(story)
        await pilot.pause()
        assert view.scroll_offset.y == 30
        assert style_of(view, "Rana").underline


async def test_an_empty_pane_says_what_it_was_told_to_say() -> None:
    async with Host(view := ArticleView()).run_test(size=(60, 12)) as pilot:
        view.empty_text = "Nothing is open in here now"
        view.show(None)
        await pilot.pause()
        assert "Nothing is open in here now" in shown(view)
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        assert "Nothing is open" in shown(view)


async def test_furniture_is_dimmed_or_left_out() -> None:
    async with Host(view := ArticleView()).run_test(size=(90, 30)) as pilot:
        view.show(budget_article())
        await pilot.pause()
        assert style_of(view, "Read also").italic
        view.furniture = Furniture.HIDE
        await pilot.pause()
        assert not any("Read also" in line for line in shown(view))


# -- marks ---------------------------------------------------------------------------------------


async def test_names_are_told_apart_by_style_and_not_by_colour_alone() -> None:
    async with Host(view := ArticleView()).run_test(size=(100, 30)) as pilot:
        view.show(budget_article())
        await pilot.pause()
        person, body = style_of(view, "Tomas Velde"), style_of(view, "Open Ledger")
        place = next(
            segment.style
            for y in range(10, 20)
            for segment in view.render_line(y)
            if segment.text == "Port Ayrun" and segment.style
        )
        looks = [(look.underline, look.bold, look.dim) for look in (person, body, place)]
        assert (
            looks == [(True, False, False), (True, True, False), (True, False, True)] or len(set(looks)) == 3
        )
        assert all(look.underline for look in (person, body, place))


async def test_quotes_have_a_soft_ground_and_a_number_in_the_margin() -> None:
    async with Host(view := ArticleView()).run_test(size=(100, 30)) as pilot:
        view.show(budget_article())
        await pilot.pause()
        assert style_of(view, "“Nobody").bgcolor != style_of(view, "Tomas Velde").bgcolor
        assert any(line.startswith("¹ “Nobody") for line in shown(view))


async def test_highlights_go_round_all_kinds_to_none() -> None:
    async with Host(view := ArticleView()).run_test(size=(100, 30)) as pilot:
        view.show(budget_article())
        view.highlights = Highlights.PEOPLE
        await pilot.pause()
        assert style_of(view, "Tomas Velde").underline
        assert not any(segment.text == "Open Ledger" for y in range(30) for segment in view.render_line(y))
        view.highlights = Highlights.ORGANIZATIONS
        await pilot.pause()
        assert any(segment.text == "Open Ledger" for y in range(30) for segment in view.render_line(y))
        view.highlights = Highlights.NONE
        await pilot.pause()
        assert not any(segment.text == "Tomas Velde" for y in range(30) for segment in view.render_line(y))
        assert view.highlights.following() is Highlights.ALL


def test_only_the_first_mention_of_each_entity_is_marked_by_setting() -> None:
    story = budget_article()
    sheet = sheet_of(story)
    marked = marks_of(story.analysis, sheet, Highlights.PEOPLE, first_only=True)
    people = [mention for mention in story.analysis.mentions if mention.type is EntityType.PERSON]
    names = dict.fromkeys(mention.name for mention in people)
    assert len(people) > len(names)
    assert [mark for mark in marked if mark.ink == "person"] == [
        Mark(first.start + sheet.body, first.end + sheet.body, "person")
        for first in (next(mention for mention in people if mention.name == name) for name in names)
    ]


async def test_hits_are_bold() -> None:
    async with Host(view := ArticleView()).run_test(size=(100, 30)) as pilot:
        view.show(budget_article())
        at = view.text.index("papers")
        view.show_hits([Line(at, at + 6)])
        await pilot.pause()
        assert style_of(view, "papers").bold


async def test_without_colour_hits_stand_in_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Host(view := ArticleView()).run_test(size=(60, 12)) as pilot:
        view.show(article("The court said the order, the court order, holds.", url=None))
        view.show_hits([Line(at, at + 5) for at in (4, 19, 30, 36)])
        await pilot.pause()
        assert "The[court]said the[order], the[court][order], holds." in shown(view)
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert "The [court] said the [order], the [court] [order], holds." in shown(view)


async def test_a_change_of_theme_changes_the_inks(tmp_path: Path) -> None:
    app = Host(view := ArticleView())
    async with app.run_test(size=(100, 30)) as pilot:
        view.show(budget_article())
        await pilot.pause()
        before = style_of(view, "Tomas Velde").color
        app.theme = "paper"
        await pilot.pause()
        assert style_of(view, "Tomas Velde").color != before
        file = tmp_path / "paper.toml"
        file.write_text(
            'name = "paper"\ndark = false\nbackground = "#ffffff"\nforeground = "#000000"\n'
            'primary = "#000000"\n[variables]\nentity-person = "#aa0000"\n',
            encoding="utf-8",
        )
        app.register_theme(read_theme(file))
        app.refresh_css(animate=False)
        await pilot.pause()
        colour = style_of(view, "Tomas Velde").color
        assert colour is not None
        assert colour.name == "#aa0000"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_pieces_cover_a_line_once_and_carry_the_inks_over_them(spans: list[tuple[int, int]]) -> None:
    marks = [Mark(min(span), max(span), str(number)) for number, span in enumerate(spans)]
    line = Line(5, 20)
    pieces = pieces_of(line, marks)
    assert [at for start, end, _ in pieces for at in range(start, end)] == list(range(5, 20))
    for start, end, inks in pieces:
        assert inks == tuple(mark.ink for mark in marks if mark.start <= start and end <= mark.end)


@given(st.text(st.sampled_from("ab é\n日"), min_size=1), st.integers(4, 20), st.data())
def test_every_range_is_drawn_on_the_lines_where_its_text_stands(
    body: str, width: int, data: st.DataObject
) -> None:
    sheet = sheet_of(article(body, title="T"))
    layout = Layout(sheet, width)
    start = data.draw(st.integers(0, len(sheet.text) - 1))
    end = data.draw(st.integers(start + 1, len(sheet.text)))
    marked = by_line([Mark(start, end, "x")], layout)
    touching = {n for n, line in enumerate(layout.lines) if max(line.start, start) < min(line.end, end)}
    assert touching <= set(marked)


# -- stepping ------------------------------------------------------------------------------------


async def test_steps_go_through_quotes_in_order_and_stop_at_the_ends() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 30)) as pilot:
        view.show(budget_article())
        await pilot.pause()
        seen = []
        while view.step(Kind.QUOTE, 1):
            seen.append(view.spot)
        assert seen == [Spot(Kind.QUOTE, index) for index in range(4)]
        assert view.step(Kind.QUOTE, -1)
        assert view.spot == Spot(Kind.QUOTE, 2)
        view.focus_spot(Spot(Kind.QUOTE, 0), scroll=True, by_user=True)
        assert not view.step(Kind.QUOTE, -1)


async def test_a_quote_at_the_very_start_can_be_stepped_to() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 30)) as pilot:
        view.show(article("“Yes,” said Mira Tan. More.", quotes=(Said("“Yes,”", "Mira Tan"),)))
        await pilot.pause()
        assert view.step(Kind.QUOTE, 1)


async def test_a_step_begins_at_what_is_in_view() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 20)) as pilot:
        story = long_article(4000, mentions=100)
        view.show(story)
        await pilot.pause()
        view.scroll_to(y=150, animate=False)
        top = view.first_offset
        view.step(Kind.MENTION, 1)
        assert view.spot is not None
        assert story.analysis.mentions[view.spot.index].start >= top


async def test_what_is_off_screen_comes_to_a_third_of_the_height() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 24)) as pilot:
        view.show(long_article(4000, mentions=100))
        await pilot.pause()
        view.focus_spot(Spot(Kind.MENTION, 50), scroll=True, by_user=False)
        await pilot.pause()
        line = next(y for y in range(24) if "┃" in view.render_line(y).text)
        assert line == 8


async def test_what_is_in_view_is_not_moved() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 30)) as pilot:
        view.show(long_article(4000, mentions=400))
        await pilot.pause()
        view.focus_spot(Spot(Kind.MENTION, 3), scroll=True, by_user=False)
        await pilot.pause()
        assert view.scroll_offset.y == 0


async def test_only_people_are_stepped_through_while_only_people_are_marked() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 30)) as pilot:
        story = budget_article()
        view.show(story)
        view.highlights = Highlights.PEOPLE
        await pilot.pause()
        while view.step(Kind.MENTION, 1):
            assert view.spot is not None
            assert story.analysis.mentions[view.spot.index].type is EntityType.PERSON


async def test_what_is_in_focus_is_reversed_and_has_a_bar() -> None:
    async with Host(view := ArticleView()).run_test(size=(80, 30)) as pilot:
        view.show(budget_article())
        view.focus_spot(Spot(Kind.QUOTE, 0), scroll=False, by_user=True)
        await pilot.pause()
        assert style_of(view, "“Nobody").reverse
        assert "┃  ¹ “Nobody" in "\n".join(shown(view))


# -- mouse ---------------------------------------------------------------------------------------


async def test_a_selection_over_wrapped_lines_copies_one_line() -> None:
    async with Host(view := ArticleView()).run_test(size=(60, 30)) as pilot:
        view.show(budget_article())
        await pilot.pause()
        text, _ = view.get_selection(Selection(Offset(0, 3), Offset(8, 5))) or ("", "")
        assert text.startswith("Port Ayrun — A court on Tuesday told the Ministry of Finance ")
        assert "\n" not in text


async def test_a_selection_over_paragraphs_keeps_them_apart() -> None:
    async with Host(view := ArticleView()).run_test(size=(60, 30)) as pilot:
        view.show(article("One two.\nThree four."))
        await pilot.pause()
        text, _ = view.get_selection(SELECT_ALL) or ("", "")
        assert text.endswith("One two.\n\nThree four.")


async def test_dragging_over_the_text_selects_it() -> None:
    app = Host(view := ArticleView())
    async with app.run_test(size=(60, 20)) as pilot:
        view.show(article("One two three four five.", url=None))
        await pilot.pause()
        y = next(y for y in range(10) if "One two" in view.render_line(y).text)
        x = view.render_line(y).text.index("two")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 8, y))
        await pilot.mouse_up(offset=(x + 8, y))
        await pilot.pause()
        assert app.screen.get_selected_text() == "two three"


async def test_a_drag_from_the_margin_selects_from_the_start_of_the_line() -> None:
    app = Host(view := ArticleView())
    async with app.run_test(size=(60, 20)) as pilot:
        view.show(article("One two three four five.", url=None))
        await pilot.pause()
        y = next(y for y in range(10) if "One two" in view.render_line(y).text)
        x = view.render_line(y).text.index("three")
        await pilot.mouse_down(offset=(0, y))
        await pilot.hover(offset=(x - 1, y))
        await pilot.mouse_up(offset=(x - 1, y))
        await pilot.pause()
        assert app.screen.get_selected_text() == "One two "


async def test_a_click_chooses_the_name_under_the_pointer() -> None:
    app = Host(view := ArticleView(), keep=(ArticleView.Chosen,))
    async with app.run_test(size=(100, 30)) as pilot:
        view.show(budget_article())
        await pilot.pause()
        y = next(y for y in range(20) if "Judge Rana Idris" in view.render_line(y).text)
        x = view.render_line(y).text.index("Rana") + 2
        await pilot.click(offset=(x, y))
        await pilot.pause()
        assert view.spot is not None
        assert view.spot.kind is Kind.MENTION
        assert [type(message) for message in app.heard] == [ArticleView.Chosen]
        await pilot.click(offset=(x + 30, y))
        assert len(app.heard) == 1


@given(st.text(st.sampled_from("ab \n日é"), min_size=1), st.integers(2, 12))
def test_selecting_everything_gives_every_word_back(body: str, width: int) -> None:
    del width
    sheet = sheet_of(article(body, title="T"))
    assert plain_text(sheet, sheet.body, len(sheet.text)).split() == sheet.text[sheet.body :].split()


def test_a_link_without_text_says_how_to_come_to_the_text() -> None:
    link = replace(article("", title="Satu kabar"), url="https://sungaikita.id/1")
    assert sheet_of(link).text.endswith(
        "\n\nOnly the link was kept. Open the page, or import its address to read it here."
    )
    assert sheet_of(replace(link, url=None)).text.endswith("\n\n")
