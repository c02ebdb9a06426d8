"""Words and figures as stories compare them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.stories.words import is_name, is_telling, numbers_in, undated, words_of


def figures(text: str) -> set[str]:
    return numbers_in(text, set(words_of(text)))


def test_words_have_no_case_accents_or_marks() -> None:
    assert words_of("“Jum'at” — Résumé, PASAR!") == ["jum", "at", "resume", "pasar"]


@pytest.mark.parametrize(
    ("indonesian", "english", "figure"),
    [
        ("1.840 rumah", "1,840 houses", "1840"),
        ("sembilan orang", "nine people", "9"),
        ("magnitudo 6,3", "magnitude 6.3", "63"),
    ],
)
def test_figures_are_the_same_in_both_languages(indonesian: str, english: str, figure: str) -> None:
    assert figures(indonesian) == figures(english) == {figure}


def test_words_of_grammar_and_of_reporting_tell_nothing() -> None:
    assert [word for word in words_of("Mereka mengatakan banjir itu said the flood") if is_telling(word)] == [
        "banjir",
        "flood",
    ]


def test_what_kind_of_place_it_is_does_not_tell_which() -> None:
    assert [word for word in words_of("Kecamatan Wara Lake Merrin") if is_name(word)] == ["wara", "merrin"]


def test_titles_of_a_series_differ_in_dates_alone() -> None:
    monday, tuesday = "Harga emas Senin 12 Maret", "Harga emas Selasa 13 Maret"

    assert undated(set(words_of(monday))) == undated(set(words_of(tuesday))) == {"harga", "emas"}


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    assert all(word and not word.isspace() for word in words_of(text))
    assert all(number.isdecimal() for number in figures(text))
