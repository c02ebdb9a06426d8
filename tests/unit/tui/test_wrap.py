"""Breaking text into lines by cells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, split_graphemes

from reader.tui import wrap as wrapping
from reader.tui.wrap import Line, is_hard_wrapped, on_one_line, paragraphs_of, showable, wrap

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
PIECES = ("a", "b", "-", "é", "e\u0301", " ", "  ", "日", "本", "、", "“", FAMILY, "❤\ufe0f", "ש", "—", "7")
MIXED = st.lists(st.sampled_from(PIECES)).map("".join)
PLAIN = st.text(st.sampled_from("ab -/—–“”.,7é\xa0\n"))


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_lines_break_at_spaces_which_belong_to_no_line() -> None:
    assert lines("one two  three", 8) == ["one two", "three"]


def test_a_reduplicated_word_may_break_after_its_hyphen() -> None:
    assert lines("para anak-anak pulang", 10) == ["para anak-", "anak", "pulang"]


def test_dates_and_ranges_are_not_broken() -> None:
    assert lines("pada 7/9/2023 ini", 8) == ["pada", "7/9/2023", "ini"]


def test_a_no_break_space_holds_its_words_together() -> None:
    assert lines("some 4\xa0min left", 7) == ["some", "4\xa0min", "left"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_wide_characters_count_two_cells() -> None:
    assert lines("日本語の文章", 5) == ["日本", "語の", "文章"]


def test_no_line_of_wide_text_starts_with_a_closing_mark() -> None:
    assert lines("日本語、文章", 6) == ["日本", "語、文", "章"]


def test_a_joined_emoji_is_never_cut() -> None:
    assert lines(FAMILY * 3, 4) == [FAMILY * 2, FAMILY]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert lines("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]


def test_a_right_to_left_word_keeps_its_place_in_the_text() -> None:
    assert lines("kata שלום itu", 9) == ["kata שלום", "itu"]


def test_a_character_wider_than_the_line_stands_alone() -> None:
    assert lines("日a", 1) == ["日", "a"]


@pytest.mark.parametrize("width", [0, -3])
def test_no_width_at_all_is_treated_as_one_cell(width: int) -> None:
    assert lines("ab", width) == ["a", "b"]


@given(MIXED, st.integers(1, 12))
def test_lines_hold_everything_but_spaces_in_order_and_fit(text: str, width: int) -> None:
    broken = wrap(text, width)
    assert "".join(text[start:end] for start, end in broken).replace(" ", "") == text.replace(" ", "")
    assert all(line.end <= after.start for line, after in pairwise(broken))
    for start, end in broken:
        assert cell_len(text[start:end]) <= width or len(split_graphemes(text[start:end])[0]) == 1


@given(PLAIN, st.integers(1, 15))
def test_the_quick_way_breaks_as_the_general_way_does(text: str, width: int) -> None:
    assert wrap(text, width) == list(wrapping._wrap_wide(text, width, 0, len(text)))


@given(PLAIN, PLAIN, PLAIN, st.integers(1, 15))
def test_a_part_of_a_text_is_wrapped_as_if_it_stood_alone(
    before: str, text: str, after: str, width: int
) -> None:
    offset = len(before) + 1
    whole = f"{before}\n{text}\n{after}"
    alone = [Line(start + offset, end + offset) for start, end in wrap(text, width)]
    assert wrap(whole, width, offset, offset + len(text)) == alone


def test_the_characters_measured_at_a_glance_are_one_cell_wide() -> None:
    narrow = [chr(point) for point in range(0x20, 0x3000) if wrapping._NARROW.fullmatch(chr(point))]
    assert {get_character_cell_size(character) for character in narrow} == {1}


@pytest.mark.parametrize(
    "body", ["日" * 200_000, "x" * 200_000, "kata " * 40_000, "\u0301" * 200_000, " " * 200_000]
)
def test_a_body_of_any_kind_and_length_is_wrapped_in_one_pass(body: str) -> None:
    broken = wrap(body, 72)
    assert sum(end - start for start, end in broken) <= len(body)


# -- what a terminal may have --------------------------------------------------------------------


@given(st.text())
def test_showable_text_keeps_every_offset(text: str) -> None:
    assert len(showable(text)) == len(text)


@pytest.mark.parametrize(
    "character", ["\x1b", "\x00", "\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\ud800", "\ufeff", "\x7f"]
)
def test_no_control_reaches_the_terminal(character: str) -> None:
    assert showable(f"a{character}[31mb") == "a\N{REPLACEMENT CHARACTER}[31mb"


def test_odd_spaces_become_plain_ones_and_newlines_stay() -> None:
    assert showable("a\tb\u2003c\r\nd") == "a b c \nd"


def test_a_joiner_within_an_emoji_stays() -> None:
    assert showable(FAMILY) == FAMILY


def test_text_on_one_line_keeps_its_no_break_spaces() -> None:
    assert on_one_line(" a \n\n b 4\xa0min ") == "a b 4\xa0min"


# -- paragraphs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \n\n", "  \n"])
def test_any_newlines_part_two_paragraphs(between: str) -> None:
    body = f"One.{between}Two."
    assert [body[start:end] for start, end in paragraphs_of(body)] == ["One.", "Two."]


HAND_WRAPPED = """The council met on Monday to talk about the bridge, and
nobody had brought the plans that were asked for in the
spring of last year.

A second meeting was set for June, when the plans should
be there and the weather would allow a walk across it.
"""


def test_lines_that_were_broken_by_hand_are_one_paragraph() -> None:
    assert is_hard_wrapped(HAND_WRAPPED)
    assert [start for start, _ in paragraphs_of(HAND_WRAPPED)] == [0, HAND_WRAPPED.index("A second")]
    first = lines(HAND_WRAPPED[:133], 72)[0]
    assert first.replace("\n", " ") == "The council met on Monday to talk about the bridge, and nobody had"


def test_a_list_of_short_lines_stays_a_list() -> None:
    body = "They bought:\napples\npears\na very long kind of bread that fills the line\nplums"
    assert len(paragraphs_of(body)) == 5


def test_short_paragraphs_of_one_sentence_each_stay_apart() -> None:
    body = "The mayor said on Monday that she would come.\nNobody had asked her to come there at all.\n" * 3
    assert len(paragraphs_of(body)) == 6


@given(st.text(st.sampled_from("ab \n")))
def test_paragraphs_hold_every_word_and_no_space_around(body: str) -> None:
    found = [body[start:end] for start, end in paragraphs_of(body)]
    assert "".join(found).split() == [*"".join(found).split()]
    assert "".join("".join(found).split()) == "".join(body.split())
    assert all(text == text.strip() and text for text in found)
