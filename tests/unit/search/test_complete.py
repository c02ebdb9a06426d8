"""What the search box offers next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.complete import place_at, suggest
from reader.search.grammar import parse
from reader.search.tree import Named


def names(field: str, typed: str) -> list[tuple[str, int]]:
    """Know two people and no sources."""
    known = [("Rana Idris", 6), ("Ranti", 2)] if field == "person" else []
    return [(name, articles) for name, articles in known if name.lower().startswith(typed.lower())]


def after_taking_the_first(text: str, cursor: int | None = None) -> str:
    (first, *_) = suggest(text, len(text) if cursor is None else cursor, names)
    return first.apply(text)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("per", "person:"),
        ("banjir (sp", "banjir (speaker:"),
        ("-per", "-person:"),
        ("person:ra", 'person:"Rana Idris" '),
        ("person:rant", "person:Ranti "),
        ('-person:"rana id', '-person:"Rana Idris" '),
        ("is:un", "is:unread "),
        ("after:to", "after:today "),
    ],
)
def test_the_first_suggestion_finishes_what_is_typed(text: str, taken: str) -> None:
    assert after_taking_the_first(text) == taken


def test_a_suggestion_in_the_middle_leaves_the_rest_alone() -> None:
    assert after_taking_the_first("person:ran banjir", 9) == 'person:"Rana Idris" banjir'


def test_values_come_with_their_number_of_articles() -> None:
    assert [(each.label, each.articles) for each in suggest("person:r", 8, names)] == [
        ("Rana Idris", 6),
        ("Ranti", 2),
    ]


@pytest.mark.parametrize("text", ["", "banjir ", "title:ban", "source:x", "tag:"])
def test_nothing_is_offered_where_nothing_is_known(text: str) -> None:
    assert suggest(text, len(text), names) == []


def test_a_taken_value_means_that_value() -> None:
    root = parse(after_taking_the_first("person:rana"), finished=True).root

    assert isinstance(root, Named)
    assert root.text == "Rana Idris"


@given(st.text(alphabet='person:ra"()-= \x00', max_size=30), st.integers(-5, 40))
def test_any_cursor_in_any_text_has_a_place(text: str, cursor: int) -> None:
    place = place_at(text, cursor)

    assert 0 <= place.start <= place.end <= len(text)
