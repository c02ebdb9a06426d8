"""Times, places, undo, sizes, and what the list asks for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.ids import ArticleId, SourceId
from reader.model.results import Order
from reader.tui.commands import Where
from reader.tui.listing import Listing, listing_as_text, listing_from_text, named_query
from reader.tui.loosening import conditions_of
from reader.tui.pane_sizes import SMALLEST, PaneSizes
from reader.tui.places import Place, Places
from reader.tui.times import reading_minutes, short_time
from reader.tui.undo import CHANGES_KEPT, Change, UndoStack

NOW = int(datetime(2026, 11, 23, 14, 2, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (5, "now"),
        (12 * 60, "12 m"),
        (3 * 3600 + 5, "3 h"),
        (24 * 3600, "22 Nov"),
        (400 * 86400, "Oct 2025"),
        (-7 * 86400, "30 Nov"),
        (10**15, "Jan 1970"),
    ],
)
def test_times_are_relative_for_a_day_then_a_date(ago: int, shown: str) -> None:
    assert short_time(NOW - ago, NOW, UTC) == shown
    assert len(shown) <= 8


def test_no_article_takes_less_than_a_minute() -> None:
    assert reading_minutes(0) == 1
    assert reading_minutes(1100) == 5


def place(query: str) -> Place:
    return Place(Listing(query=query), None, Where.ARTICLES)


def test_going_back_and_forward_walks_the_places_visited() -> None:
    places = Places()
    places.leave(place("a"))
    places.leave(place("b"))
    assert places.back(place("c")) == place("b")
    assert places.back(place("b")) == place("a")
    assert places.back(place("a")) is None
    assert places.forward(place("a")) == place("b")
    assert places.forward(place("b")) == place("c")


def test_a_new_place_forgets_what_lay_ahead() -> None:
    places = Places()
    places.leave(place("a"))
    places.back(place("b"))
    places.leave(place("a"))
    assert places.forward(place("x")) is None


def test_undo_takes_the_newest_change_first_and_keeps_a_hundred() -> None:
    undo = UndoStack()
    assert undo.pop() is None
    for number in range(CHANGES_KEPT + 5):
        undo.push(Change(str(number), lambda: None))
    taken = [change.title for _ in range(CHANGES_KEPT + 5) if (change := undo.pop())]
    assert taken[0] == str(CHANGES_KEPT + 4)
    assert len(taken) == CHANGES_KEPT


def test_pane_sizes_are_kept_for_each_layout() -> None:
    sizes = PaneSizes()
    sizes.resize("wide", "articles", now=54, by=4, largest=90)
    sizes.resize("medium", "articles", now=12, by=-40, largest=90)
    kept = PaneSizes.from_text(sizes.as_text())
    assert kept.width("wide", "articles") == 58
    assert kept.width("medium", "articles") == SMALLEST
    kept.reset("wide")
    assert kept.width("wide", "articles") is None


@given(st.text())
def test_any_remembered_text_can_be_read(text: str) -> None:
    assert PaneSizes.from_text(text).width("wide", "articles") is None or text
    assert isinstance(listing_from_text(text), Listing)


def test_a_listing_comes_back_as_it_was() -> None:
    listing = Listing("Daily", source=SourceId(4), unread_only=True, query='"a b', order=Order.OLDEST)
    assert listing_from_text(listing_as_text(listing)) == listing


def test_each_condition_of_a_query_can_be_left_out() -> None:
    assert conditions_of('court source:daily "ten days"') == [
        ("court", 'source:daily "ten days"'),
        ("source:daily", 'court "ten days"'),
        ('"ten days"', "court source:daily"),
    ]
    assert conditions_of("court") == []
    assert conditions_of("a OR b") == []


@given(st.text(alphabet='ab :"()-', max_size=30))
def test_conditions_are_found_in_any_query(text: str) -> None:
    for without, rest in conditions_of(text):
        assert without in text
        assert len(rest) <= len(text)


def test_a_name_with_quotation_marks_stays_one_value() -> None:
    assert named_query("person", 'Ann "Bee" Cole') == 'person:"Ann  Bee  Cole"'


def test_places_with_the_same_articles_are_the_same_place_whatever_their_order() -> None:
    one = Listing(query="court ", order=Order.NEWEST)
    assert one.same_place(Listing("x", query="court", order=Order.BEST))
    assert not one.same_place(Listing(query="court", source=SourceId(1)))
    assert Place(one, ArticleId(1), Where.ARTICLE) != Place(one, ArticleId(2), Where.ARTICLE)
