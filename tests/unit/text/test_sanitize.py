from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.sanitize import clean, visible

ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x9d[]0;mP\\\x07\r\n\t\u200d\u200c\u202e\ufeff\ud83d\ude00👩क"),
    )
)


def test_ordinary_text_comes_back_unchanged() -> None:
    text = "Wulan Saraswati — “Air sudah surut,” katanya.\n\nÉlan, 東京, مرحبا, 👩‍👩‍👧, क्‍ष\u00a0x [b]"
    assert clean(text) is text or clean(text) == text


@pytest.mark.parametrize(
    ("dirty", "harmless"),
    [
        ("\x1b[31mmerah\x1b[0m", "merah"),
        ("\x1b]0;judul palsu\x07isi", "isi"),
        ("\x1b]8;;http://example.com\x1b\\tautan\x1b]8;;\x1b\\", "tautan"),
        ("\x1bP1$r0m\x1b\\sisa", "sisa"),
        ("\x9b2Jlayar", "layar"),
        ("\x1b(0garis\x1b(B", "garis"),
        ("\x1bcbersih", "bersih"),
    ],
)
def test_terminal_sequences_go_as_a_whole(dirty: str, harmless: str) -> None:
    assert clean(dirty) == harmless


def test_an_unfinished_control_string_swallows_no_story() -> None:
    assert clean("\x1b]0;Judul\nSungai meluap.") == "]0;Judul\nSungai meluap."


def test_a_sequence_put_together_by_removing_another_stays_visible_text() -> None:
    assert clean("\x1b\x1b[0m[31mmerah") == "[31mmerah"


def test_line_breaks_of_every_kind_become_line_feeds_and_tabs_spaces() -> None:
    assert clean("satu\r\ndua\rtiga\u2028empat\x0blima\tenam") == "satu\ndua\ntiga\nempat\nlima enam"


def test_marks_of_direction_and_characters_without_width_go() -> None:
    assert clean("\ufeffse\u00adlam\u200bat \u202egnilaf\u202c\u2066x\u2069") == "selamat gnilafx"


def test_joiners_stay_where_scripts_and_emoji_need_them_only() -> None:
    assert clean("👩\u200d👧 می\u200cخواهم ka\u200dta") == "👩\u200d👧 می\u200cخواهم kata"


def test_surrogates_become_what_they_mean_or_a_replacement_character() -> None:
    assert clean("\ud83d\ude00 \udc80") == "😀 \ufffd"


def test_windows_punctuation_under_a_control_code_is_read_as_meant() -> None:
    assert clean("\x93Siap,\x94 kata Wulan\x85") == "“Siap,” kata Wulan…"


def test_nul_bytes_and_backspaces_go_and_noncharacters_are_shown() -> None:
    assert clean("a\x00b\x08c\ufdd0\U0001ffff") == "abc\ufffd\ufffd"


def test_a_title_for_one_line_has_single_spaces_only() -> None:
    assert visible(" Sungai\r\n  \x1b[1mPinus\t meluap ") == "Sungai Pinus meluap"


@given(ANYTHING)
def test_cleaned_text_holds_nothing_that_steers_or_hides(text: str) -> None:
    cleaned = clean(text)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]",
        cleaned,
    )
    assert all(unicodedata.category(letter) != "Cs" for letter in cleaned)
    cleaned.encode("utf-8")


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u2028\u2029")))
def test_letters_figures_marks_and_spaces_are_never_touched(text: str) -> None:
    assert clean(text) == text


def test_a_million_broken_sequences_are_cleaned_in_one_pass() -> None:
    assert clean("\x1b]" * 300_000) == "]" * 300_000
