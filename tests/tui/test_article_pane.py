"""The article pane by its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Furniture
from reader.search.grammar import parse
from reader.tui.panes.article import ArticlePane
from tests.tui.articles import article, budget_article, long_article
from tests.tui.hosts import Host

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.model.article import Article

MESSAGES = (
    ArticlePane.SpanFocused,
    ArticlePane.QuoteChosen,
    ArticlePane.EntityChosen,
    ArticlePane.ReadToEnd,
    ArticlePane.Opened,
)


async def opened(pilot: Pilot[None], pane: ArticlePane, story: Article, query: str = "") -> None:
    pane.show(story, query=parse(query, finished=True) if query else None)
    pane.view.focus()
    await pilot.pause()


def host(pane: ArticlePane) -> Host:
    return Host(pane, keep=MESSAGES)


async def test_j_and_k_scroll_by_a_line_and_g_goes_to_the_ends() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 20)) as pilot:
        await opened(pilot, pane, long_article(2000))
        await pilot.press("j", "j", "down", "k")
        assert pane.view.scroll_offset.y == 2
        await pilot.press("G")
        assert pane.view.is_at_end
        assert pane.percent == 100
        await pilot.press("g")
        assert pane.view.scroll_offset.y == 0


async def test_the_title_says_how_far_one_has_come_in_what_does_not_fit() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 24)) as pilot:
        await opened(pilot, pane, long_article(2000))
        await pilot.press("G")
        await pilot.pause()
        assert str(pane.border_title) == "Article · 100 %"
        await opened(pilot, pane, article("Short.", number=2))
        await pilot.pause()
        assert str(pane.border_title) == "Article"


async def test_width_and_furniture_follow_the_settings() -> None:
    pane = ArticlePane(text_width=50, furniture=Furniture.HIDE)
    async with host(pane).run_test(size=(100, 30)) as pilot:
        await opened(pilot, pane, budget_article())
        lines = [pane.view.render_line(y).text.strip().lstrip("¹²³⁴ ") for y in range(30)]
        assert max(map(len, lines)) <= 50
        assert not any("Read also" in line for line in lines)


async def test_pages_overlap_by_a_line_and_half_pages_are_half() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 20)) as pilot:
        await opened(pilot, pane, long_article(2000))
        await pilot.press("space")
        assert pane.view.scroll_offset.y == 19
        await pilot.press("ctrl+d")
        assert pane.view.scroll_offset.y == 29
        await pilot.press("ctrl+u", "b")
        assert pane.view.scroll_offset.y == 0


async def test_a_page_past_the_end_asks_for_the_next_article() -> None:
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press("space")
        assert isinstance(app.heard[-1], ArticlePane.ReadToEnd)


@pytest.mark.parametrize(("forward", "back"), [("]", "["), (".", ",")])
async def test_brackets_and_stops_step_through_quotes(forward: str, back: str) -> None:
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        keys = {"]": "right_square_bracket", "[": "left_square_bracket", ".": "full_stop", ",": "comma"}
        await pilot.press(keys[forward], keys[forward], keys[back])
        focused = [(m.kind, m.index, m.by_user) for m in app.heard if isinstance(m, ArticlePane.SpanFocused)]
        assert focused == [("quote", 0, True), ("quote", 1, True), ("quote", 0, True)]


async def test_braces_step_through_names_and_enter_settles_on_one() -> None:
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press("right_curly_bracket", "right_curly_bracket", "left_curly_bracket", "enter")
        await pilot.pause()
        chosen = app.heard[-1]
        assert isinstance(chosen, ArticlePane.EntityChosen)
        assert chosen.mention.name == "Port Ayrun"
        assert pane.focused_mention == chosen.mention


async def test_enter_on_a_quote_settles_on_the_quote() -> None:
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press("full_stop", "enter")
        await pilot.pause()
        assert isinstance(app.heard[-1], ArticlePane.QuoteChosen)


async def test_a_mark_set_by_another_pane_is_not_by_the_user() -> None:
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        pane.mark("quote", 2, scroll=True)
        pane.mark("quote", 99, scroll=True)
        await pilot.pause()
        assert [(m.index, m.by_user) for m in app.heard if isinstance(m, ArticlePane.SpanFocused)] == [
            (2, False)
        ]


async def test_c_cycles_what_is_marked() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        seen = []
        for _ in range(5):
            await pilot.press("c")
            seen.append(pane.view.highlights.value)
        assert seen == ["people", "organisations", "places", "none", "all"]


async def test_the_mentions_of_one_entity_are_gone_through() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 40)) as pilot:
        story = budget_article()
        await opened(pilot, pane, story)
        names = [mention.name for mention in story.analysis.mentions]
        name = next(name for name in names if names.count(name) > 1)
        places = [place for place, each in enumerate(names) if each == name]
        pane.mark("mention", places[0], scroll=True)
        gone_to = []
        for key in [*")" * len(places), *"(" * len(places)]:
            await pilot.press(key)
            assert pane.view.spot is not None
            gone_to.append(pane.view.spot.index)
        assert gone_to == [*places[1:], places[-1], *places[-2::-1], places[0]]


# -- finding -------------------------------------------------------------------------------------


def found(pane: ArticlePane) -> list[str]:
    """Return the words drawn as hits, top to bottom."""
    ground = pane.view.get_component_rich_style("article-view--hit").bgcolor
    here = pane.view.get_component_rich_style("article-view--found").bgcolor
    return [
        segment.text
        for y in range(pane.view.size.height)
        for segment in pane.view.render_line(y)
        if segment.style and segment.style.bgcolor in {ground, here}
    ]


async def test_find_shows_hits_while_typing_without_case() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press("ampersand", *"RUL")
        await pilot.pause()
        assert found(pane) == ["rul", "rul"]


async def test_n_steps_through_hits_and_round_again() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 12)) as pilot:
        await opened(pilot, pane, long_article(2000, mentions=3))
        await pilot.press("ampersand", *"rana", "enter")
        places = []
        for key in ("n", "n", "n", "n", "N"):
            await pilot.press(key)
            await pilot.pause()
            places.append(pane.view.scroll_offset.y)
        assert 0 < places[0] < places[1] < places[2]
        assert places[3] == 0
        assert places[4] == places[2]


async def test_n_is_left_to_the_screen_when_no_find_is_active() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 12)) as pilot:
        await opened(pilot, pane, budget_article())
        assert pane.check_action("next_hit", ()) is False
        await pilot.press("ampersand", *"court", "enter")
        assert pane.check_action("next_hit", ()) is True
        assert pane.leave_find()
        assert pane.check_action("next_hit", ()) is False
        assert not pane.leave_find()


async def test_escape_goes_back_to_where_the_find_began() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 12)) as pilot:
        await opened(pilot, pane, long_article(2000, mentions=3))
        await pilot.press("space", "ampersand", *"rana")
        await pilot.pause()
        assert pane.view.scroll_offset.y > 11
        await pilot.press("escape")
        await pilot.pause()
        assert pane.view.scroll_offset.y == 11
        assert pane.view.has_focus


async def test_the_words_of_a_search_are_marked_and_come_back_after_a_find() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article(), query="ruling -papers")
        assert found(pane) == ["ruling", "ruling"]
        await pilot.press("ampersand", *"zzz")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert found(pane) == ["ruling", "ruling"]


# -- out of the program --------------------------------------------------------------------------


async def test_y_copies_the_quote_with_its_speaker_and_source() -> None:
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press("y")
        assert not app.copied
        await pilot.press("full_stop", "y")
        await pilot.pause()
        assert app.copied[0].startswith("“Nobody is above the calendar” — Rana Idris, Judge, Daily Example")
        assert app.copied[0].endswith("23 Nov 2025, https://daily.example/budget")


async def test_capital_y_copies_title_and_link() -> None:
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press("Y")
        assert app.copied == ["Court orders release of budget papers\nhttps://daily.example/budget"]


async def test_o_opens_the_page_and_capital_o_tells_so(monkeypatch: pytest.MonkeyPatch) -> None:
    links: list[str | None] = []
    monkeypatch.setattr("reader.tui.panes.article.open_page", lambda _app, url: links.append(url))
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press("o", "O")
        await pilot.pause()
        assert links == ["https://daily.example/budget"] * 2
        assert isinstance(app.heard[-1], ArticlePane.Opened)


async def test_a_link_that_is_none_costs_a_line_and_nothing_else() -> None:
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article(url="javascript:alert([1])"))
        await pilot.press("O")
        await pilot.pause()
        assert not app.heard
        assert "javascript:alert([1])" in next(iter(app._notifications)).message


async def test_what_the_pane_says_is_kept_by_an_app_that_keeps_it() -> None:
    class Keeping(Host):
        """An app with a journal."""

        def __init__(self, pane: ArticlePane) -> None:
            super().__init__(pane)
            self.journal: list[str] = []

        def say(self, text: str) -> None:
            self.journal.append(text)

        def warn(self, text: str) -> None:
            self.journal.append(f"! {text}")

    pane = ArticlePane()
    async with (app := Keeping(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article(url=None))
        await pilot.press("c", "o")
        await pilot.pause()
        assert app.journal == ["Names marked: people", "! This article has no link"]


async def test_s_saves_and_never_replaces_a_file_unasked(tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text("mine", encoding="utf-8")
    pane = ArticlePane()
    async with (app := host(pane)).run_test(size=(80, 40)) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press("s")
        await pilot.pause()
        box = app.screen.query_one("#save-name")
        box.value = str(file)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        assert file.read_text(encoding="utf-8") == "mine"
        await pilot.press("enter")
        await pilot.pause()
        assert file.read_text(encoding="utf-8").startswith("# Court orders release")
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("size", [(20, 6), (8, 2), (40, 12)])
async def test_every_key_works_on_the_smallest_screens(size: tuple[int, int]) -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=size) as pilot:
        await opened(pilot, pane, budget_article())
        await pilot.press(
            "space", "b", "G", "g", "full_stop", "right_curly_bracket", "c", "ampersand", "a", "enter", "n"
        )
        await pilot.pause()
        assert pane.view.article is not None


async def test_every_key_does_nothing_without_an_article() -> None:
    pane = ArticlePane()
    async with host(pane).run_test(size=(60, 20)) as pilot:
        pane.view.focus()
        await pilot.press(
            "j",
            "G",
            "b",
            "full_stop",
            "left_curly_bracket",
            "c",
            "ampersand",
            "y",
            "Y",
            "o",
            "O",
            "s",
            "enter",
        )
        await pilot.pause()
        assert pane.article is None
