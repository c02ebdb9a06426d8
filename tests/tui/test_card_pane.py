"""The card of an entity."""

from __future__ import annotations

import pytest

from reader.tui.panes.card import CardPane, sparkline
from tests.tui.entity_cards import NOW, rana_idris
from tests.tui.hosts import Host

BARS = "▁▂▃▄▅▆▇█"


def shown(pane: CardPane) -> list[str]:
    return [pane.render_line(y).text.strip().replace("\xa0", " ") for y in range(pane.size.height)]


async def test_a_card_says_who_how_often_since_when_and_with_whom() -> None:
    async with Host(pane := CardPane(now=lambda: NOW)).run_test(size=(60, 30)) as pilot:
        pane.show(rana_idris())
        await pilot.pause()
        lines = shown(pane)
        assert lines[:3] == [
            "Rana Idris",
            "judge · president of the district court",
            "also Idris, R. [Idris]",
        ]
        assert "person · 6 articles · 12 mentions · 9 quotes" in lines
        assert any(line.startswith("first ") and line.endswith("last 3 h ago") for line in lines)
        assert "▃▁▄▃▅█ articles in six weeks" in lines
        assert [" ".join(line.split()) for line in lines[lines.index("WITH") + 1 :][:2]] == [
            "Ministry of Finance 5",
            "Port Ayrun 4",
        ]
        assert str(pane.border_title) == "Card · Rana Idris"


async def test_a_card_shows_the_latest_three_headlines_and_the_latest_quotes() -> None:
    async with Host(pane := CardPane(now=lambda: NOW)).run_test(size=(60, 40)) as pilot:
        pane.show(rana_idris())
        await pilot.pause()
        text = "\n".join(shown(pane))
        assert "Ten years of budget secrecy" in text
        assert "An article too many" not in text
        assert "“Nobody is above the calendar”\nEvening Sample · 3 h" in text


async def test_an_empty_card_is_an_empty_pane() -> None:
    async with Host(pane := CardPane()).run_test(size=(60, 40)) as pilot:
        pane.show(rana_idris())
        pane.show(None)
        await pilot.pause()
        assert not any(shown(pane))
        assert str(pane.border_title) == "Card"


async def test_a_card_longer_than_the_pane_scrolls_by_keys() -> None:
    async with Host(pane := CardPane()).run_test(size=(40, 6)) as pilot:
        pane.show(rana_idris())
        pane.focus()
        await pilot.pause()
        await pilot.press("pagedown", "pagedown", "pageup")
        assert pane.scroll_offset.y > 0


async def test_what_a_card_leads_to_is_gone_through_and_opened() -> None:
    pane = CardPane(now=lambda: NOW)
    async with (app := Host(pane, keep=(CardPane.Followed,))).run_test(size=(40, 12)) as pilot:
        card = rana_idris()
        pane.show(card)
        pane.focus()
        await pilot.pause()
        await pilot.press("enter")
        assert not app.heard
        await pilot.press("j", "j", "k", "enter", "j", "j", "enter", *"jjj", "enter")
        targets = [message.target for message in app.heard if isinstance(message, CardPane.Followed)]
        assert targets == [card.companions[0], card.latest[0], card.latest_quotes[0]]
        assert pane.scroll_offset.y > 0
        await pilot.press("G")
        assert pane.scroll_offset.y == pane.max_scroll_y > 0
        await pilot.press("space", "b", "ctrl+d", "ctrl+u", "g")
        assert pane.scroll_offset.y == 0


@pytest.mark.parametrize("size", [(8, 2), (20, 6), (1, 1)])
async def test_a_card_works_at_the_smallest_sizes(size: tuple[int, int]) -> None:
    async with Host(pane := CardPane()).run_test(size=size) as pilot:
        pane.show(rana_idris())
        await pilot.pause()
        assert {pane.render_line(y).cell_length for y in range(pane.size.height)} <= {
            pane.scrollable_content_region.width
        }


@pytest.mark.parametrize(
    ("counts", "bars"),
    [((0, 0), "▁▁"), ((1, 7), "▂█"), ((0, 100, 1), "▁█▂"), ((), "")],
)
def test_a_bar_is_as_high_as_its_count_and_never_the_lowest_for_something(
    counts: tuple[int, ...], bars: str
) -> None:
    assert sparkline(counts, BARS) == bars
