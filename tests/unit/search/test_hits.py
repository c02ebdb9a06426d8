"""Finding words in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.grammar import parse
from reader.search.hits import ANYWHERE, find_all, fold, hits_of, hits_pattern


def found(text: str, needle: str) -> list[str]:
    return [text[start:end] for start, end in find_all(fold(text), needle)]


def hits(text: str, query: str, *, finished: bool = True) -> list[str]:
    return [text[start:end] for start, end in hits_of(fold(text), parse(query, finished=finished).root)]


def test_case_and_diacritics_make_no_difference() -> None:
    assert found("Café CAFE cafés", "cafe") == ["Café", "CAFE", "café"]


def test_a_space_finds_a_line_break_too() -> None:
    assert found("the court\norder, the court  order", "court order") == ["court\norder", "court  order"]


@pytest.mark.parametrize("needle", ["", "   "])
def test_nothing_is_found_for_nothing(needle: str) -> None:
    assert found("anything", needle) == []


def test_signs_of_patterns_are_plain_text() -> None:
    assert found("a.b (c) [d] a+b", "(c) [d]") == ["(c) [d]"]
    assert found("axb", "a.b") == []


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(st.sampled_from("abAÉé \n"), min_size=1), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    needle = text[start:end]
    assert bool(find_all(fold(text), needle)) == bool(needle.strip())


def test_a_search_marks_whole_words() -> None:
    assert hits("order in the border, reordered Order", "order") == ["order", "Order"]


def test_a_search_marks_beginnings_where_it_asks_for_them() -> None:
    assert hits("orders and ordering", "order*") == ["orders", "ordering"]
    assert hits("orders and ordering", "ord", finished=False) == ["orders", "ordering"]


def test_a_search_marks_phrases_across_punctuation() -> None:
    assert hits("A court-order, a court order.", '"court order"') == ["court-order", "court order"]


def test_excluded_words_and_other_fields_are_not_marked() -> None:
    assert hits("budget papers by Rana", "budget -papers person:rana title:by") == ["budget"]


def test_a_search_of_fields_alone_marks_nothing() -> None:
    assert hits("budget", "is:unread") == []
    assert hits("budget", "") == []


def test_each_field_has_its_own_words() -> None:
    root = parse("sungai title:banjir said:perahu -air").root
    text = "sungai banjir perahu air"

    def marked(*fields: str) -> list[str]:
        pattern = hits_pattern(root, *fields)
        assert pattern is not None
        return pattern.findall(text)

    assert marked(ANYWHERE) == ["sungai"]
    assert marked(ANYWHERE, "title") == ["sungai", "banjir"]
    assert marked("said") == ["perahu"]
    assert hits_pattern(parse("is:unread").root, ANYWHERE) is None
