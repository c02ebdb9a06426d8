"""Correcting entities by keys: merged, split, renamed, hidden, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from reader.model.mention import EntityType
from tests.tui.conftest import opened, press, screen_text
from tests.tui.test_speaker_quotes import main_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from reader.library.library import Library
    from reader.tui.app import ReaderApp

PERSON = EntityType.PERSON
TO_IDRIS = ("enter", "}", "}")


def said(pilot: Pilot[int]) -> str:
    return cast("ReaderApp", pilot.app).journal.entries[-1].text


def articles_of(library: Library, name: str) -> int:
    found = library.entities.named(name, PERSON)
    return 0 if found is None else found.articles


async def test_a_name_is_merged_into_another_one_offered_while_typing(library: Library) -> None:
    async with opened(library, (200, 50)) as pilot:
        await press(pilot, *TO_IDRIS, "J", *"tomas", "right", "enter")

        assert said(pilot) == "Rana Idris is the same as Tomas Weld · u undoes it"
        assert articles_of(library, "Rana Idris") == 3
        await press(pilot, "e")
        assert "also Rana Idris" in screen_text(pilot)
        await press(pilot, '"')
        assert main_of(pilot).speaker is not None
        assert "Said by Tomas Weld · 2" in screen_text(pilot)


async def test_a_merge_is_undone_with_u_and_the_screen_follows(library: Library) -> None:
    async with opened(library, (200, 50)) as pilot:
        await press(pilot, *TO_IDRIS, "J", *"Tomas Weld", "enter")
        people = screen_text(pilot)
        await press(pilot, "u")

        assert said(pilot) == "Undone: Rana Idris is the same as Tomas Weld"
        assert articles_of(library, "Rana Idris") == 2
        assert screen_text(pilot) != people


async def test_a_name_nobody_has_is_told_so(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, *TO_IDRIS, "J", *"Nemo", "enter")
        assert said(pilot) == "The library knows no other Nemo"


async def test_a_name_is_taken_out_again(library: Library) -> None:
    idris, weld = (library.entities.named(name, PERSON) for name in ("Rana Idris", "Tomas Weld"))
    assert idris is not None
    assert weld is not None
    library.decisions.merge(idris.id, weld.id)
    async with opened(library) as pilot:
        await press(pilot, *TO_IDRIS, "K", "enter")

        assert said(pilot) == "Rana Idris is not Tomas Weld · u undoes it"
        assert articles_of(library, "Rana Idris") == 2


async def test_an_entity_without_other_names_has_nothing_to_take_out(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, *TO_IDRIS, "K")
        assert said(pilot) == "Rana Idris has no other name"


async def test_the_chosen_name_shows_on_the_card_and_among_the_people(library: Library) -> None:
    async with opened(library, (200, 50)) as pilot:
        await press(pilot, *TO_IDRIS, "e", "C", "end", *" SH", "enter")
        assert screen_text(pilot).count("Rana Idris SH") >= 3


async def test_a_hidden_name_is_no_longer_highlighted_nor_listed(library: Library) -> None:
    async with opened(library, (200, 50)) as pilot:
        main = main_of(pilot)
        await press(pilot, *TO_IDRIS, "X")

        assert main.article is not None
        assert "Rana Idris" not in {mention.name for mention in main.article.analysis.mentions}
        assert main.sources_pane.row_named("Rana Idris") is None
        await press(pilot, "u")
        assert "Rana Idris" in {mention.name for mention in main.article.analysis.mentions}


@pytest.mark.parametrize("key", "JKCX")
async def test_nothing_is_decided_without_a_name(library: Library, key: str) -> None:
    async with opened(library) as pilot:
        await press(pilot, key)
        assert said(pilot).startswith("No name here")
        assert library.decisions.all() == []
