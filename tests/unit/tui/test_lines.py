from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.widgets.lines import first_lines


def test_a_text_that_goes_on_ends_in_a_whole_word_and_the_mark():
    assert first_lines("Saya tidak tahu siapa yang menaruh pelampung", 16, 2) == [
        "Saya tidak tahu",
        "siapa yang …",
    ]


def test_a_text_that_fits_is_left_alone():
    assert first_lines("Saya tidak tahu", 10, 2) == ["Saya tidak", "tahu"]


def test_a_word_longer_than_the_line_is_cut_within():
    assert first_lines("mempertanggungjawabkannya", 10, 1) == ["memperta …"]


@given(st.text(max_size=80), st.integers(4, 40), st.integers(1, 4))
def test_no_line_is_wider_than_asked(text, width, count):
    lines = first_lines(text, width, count)
    assert len(lines) <= count
    assert all(cell_len(line) <= width for line in lines)
