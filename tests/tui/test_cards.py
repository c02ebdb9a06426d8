"""Cards lead on: to companions, articles and quotes, and back through the cards one came by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.tui.commands import Where
from tests.tui.conftest import opened, press
from tests.tui.test_speaker_quotes import main_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reader.library.library import Library


def card_of(pilot: Pilot[int]) -> str | None:
    main = main_of(pilot)
    card = main.card_pane.card
    return card.entity.name if card is not None and main.has_class("-with-card") else None


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_cards_of_companions_stack_and_escape_goes_back_through_them(
    library: Library, size: tuple[int, int]
) -> None:
    async with opened(library, size) as pilot:
        await press(pilot, "enter", "}", "}", "e")
        assert card_of(pilot) == "Rana Idris"
        await press(pilot, "e", "j", "enter")
        assert card_of(pilot) not in {None, "Rana Idris"}
        await press(pilot, "escape")
        assert card_of(pilot) == "Rana Idris"
        await press(pilot, "escape")
        assert card_of(pilot) is None
        assert main_of(pilot).at is Where.ARTICLE


async def test_a_headline_of_a_card_opens_its_article(library: Library) -> None:
    async with opened(library, (200, 60)) as pilot:
        main = main_of(pilot)
        await press(pilot, "enter", "}", "}", "e", "e")
        card = main.card_pane.card
        assert card is not None
        await press(pilot, *"j" * (len(card.companions[:4]) + 2), "enter")
        assert main.article is not None
        assert main.article.title == card.latest[1].title
        assert main.at is Where.ARTICLE
        await press(pilot, "H")
        assert main.article.title == card.latest[0].title


async def test_a_quote_of_a_card_opens_its_article_there(library: Library) -> None:
    async with opened(library, (200, 60)) as pilot:
        main = main_of(pilot)
        await press(pilot, "G", "enter", "}", "e", "e")
        card = main.card_pane.card
        assert card is not None
        assert card.entity.name == "Tomas Weld"
        leads = [line.target for line in main.card_pane.lines if line.target is not None]
        await press(pilot, *"j" * (leads.index(card.latest_quotes[0]) + 1), "enter")
        assert main.article is not None
        assert main.article.id == card.latest_quotes[0].article_id
        assert main.span == ("quote", card.latest_quotes[0].number - 1)


async def test_beside_a_card_the_article_keeps_its_width(library: Library) -> None:
    async with opened(library, (120, 40)) as pilot:
        main = main_of(pilot)
        await press(pilot, "enter", "}", "}")
        width = main.article_pane.size.width
        await press(pilot, "e")
        assert main.article_pane.size.width >= width - 4
        await press(pilot, "2")
        assert main.articles_pane.display
        await press(pilot, "3", "escape")
        assert main.article_pane.size.width == width


async def test_a_card_opened_from_the_quotes_of_a_speaker_leads_back_there(library: Library) -> None:
    async with opened(library, (120, 40)) as pilot:
        main = main_of(pilot)
        await press(pilot, "enter", "]", '"', "e")
        assert card_of(pilot) == "Rana Idris"
        assert main.card_pane.size.width > 20
        await press(pilot, "escape")
        assert main.at is Where.SAID
