"""The quotes of an article beside it."""

from __future__ import annotations

import pytest

from reader.model.quote import QuoteKind
from reader.tui.panes.quotes import QuotesPane
from tests.tui.articles import Said, article, budget_article
from tests.tui.hosts import Host

LONG = "“" + "We have waited for the papers and the papers have waited for us, " * 6 + "always.”"


def shown(pane: QuotesPane) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def host(pane: QuotesPane) -> Host:
    return Host(pane, keep=(QuotesPane.QuoteHighlighted, QuotesPane.QuoteChosen))


async def test_each_quote_shows_number_speaker_role_and_words() -> None:
    async with host(pane := QuotesPane()).run_test(size=(50, 24)) as pilot:
        pane.show(budget_article())
        await pilot.pause()
        assert shown(pane)[0][1:] == "¹ Rana Idris, Judge"
        assert shown(pane)[1][1:] == "  “Nobody is above the calendar”"
        assert str(pane.border_title) == "Quotes · 4"


async def test_a_doubtful_speaker_is_marked_and_a_missing_one_named_unattributed() -> None:
    async with host(pane := QuotesPane()).run_test(size=(60, 24)) as pilot:
        pane.show(budget_article())
        await pilot.pause()
        text = "\n".join(shown(pane))
        assert "⁴ Tomas Velde?, who brought the case" in text
        assert "³ unattributed" in text


async def test_how_a_quote_is_quoted_stands_at_the_right_unless_it_is_direct() -> None:
    async with host(pane := QuotesPane()).run_test(size=(60, 24)) as pilot:
        pane.show(budget_article())
        await pilot.pause()
        ends = [line.split()[-1] for line in shown(pane) if line[1:2].strip()]
        assert ends == ["Judge", "spokesman", "carried", "indirect"]


async def test_a_long_quote_shows_three_lines_until_enter_expands_it() -> None:
    async with (app := host(pane := QuotesPane())).run_test(size=(40, 30)) as pilot:
        pane.show(article(LONG + " said Mira Tan.", quotes=(Said(LONG, "Mira Tan"),)))
        pane.focus()
        await pilot.pause()
        assert len([line for line in shown(pane) if line[1:].strip()]) == 4
        assert shown(pane)[3].endswith("…")
        await pilot.press("enter")
        await pilot.pause()
        assert shown(pane)[4][1:].strip()
        assert "always.”" in "\n".join(shown(pane))
        assert isinstance(app.heard[-1], QuotesPane.QuoteChosen)
        await pilot.press("enter")
        await pilot.pause()
        assert not shown(pane)[4][1:].strip()


async def test_moving_tells_the_screen_and_a_mark_from_outside_does_not() -> None:
    async with (app := host(pane := QuotesPane())).run_test(size=(40, 24)) as pilot:
        pane.show(budget_article())
        pane.focus()
        await pilot.pause()
        await pilot.press("j")
        await pilot.pause()
        assert [message.index for message in app.heard] == [1]  # type: ignore[attr-defined]
        pane.mark(3)
        await pilot.pause()
        assert pane.cursor_key == 3
        assert len(app.heard) == 1


async def test_o_puts_quotes_of_one_speaker_together_and_the_nameless_last() -> None:
    async with host(pane := QuotesPane()).run_test(size=(40, 24)) as pilot:
        pane.show(budget_article())
        pane.focus()
        await pilot.pause()
        await pilot.press("o")
        assert list(pane.keys) == [0, 3, 1, 2]
        await pilot.press("o")
        assert list(pane.keys) == [0, 1, 2, 3]


async def test_y_copies_the_quote_under_the_cursor() -> None:
    async with (app := host(pane := QuotesPane())).run_test(size=(40, 24)) as pilot:
        pane.show(budget_article())
        pane.focus()
        await pilot.press("j", "y")
        await pilot.pause()
        assert app.copied[0].startswith(
            "“We will read every page before we answer” — spokesman, Daily Example"
        )


async def test_an_article_without_quotes_says_so() -> None:
    async with host(pane := QuotesPane()).run_test(size=(40, 24)) as pilot:
        pane.show(article("Nobody said a word."))
        await pilot.pause()
        assert "No quotes in this article" in "\n".join(shown(pane))


async def test_markup_and_escapes_in_quotes_are_text() -> None:
    body = "“Say [bold]no\x1b[0m”, said [red]Mira Tan."
    async with host(pane := QuotesPane()).run_test(size=(60, 24)) as pilot:
        pane.show(
            article(body, quotes=(Said("“Say [bold]no\x1b[0m”", "[red]Mira Tan", kind=QuoteKind.MIXED),))
        )
        await pilot.pause()
        assert shown(pane)[0][1:].startswith("¹ [red]Mira Tan")
        assert "“Say [bold]no�[0m”" in shown(pane)[1]


@pytest.mark.parametrize("size", [(8, 3), (20, 6), (2, 1)])
async def test_the_pane_works_at_the_smallest_sizes(size: tuple[int, int]) -> None:
    async with host(pane := QuotesPane()).run_test(size=size) as pilot:
        pane.show(budget_article())
        pane.focus()
        await pilot.press("j", "enter", "o", "G", "g")
        await pilot.pause()
        assert pane.cursor_key is not None
