from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.quotes.marks import pair_marks


def strings(body: str) -> list[str]:
    paragraphs = []
    start = 0
    for line in body.split("\n"):
        if line:
            paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    return [body[pair.inner_start : pair.inner_end] for pair in pair_marks(body, paragraphs)]


@pytest.mark.parametrize(
    "body",
    [
        '"Air surut," kata Sari.',
        "“Air surut,” kata Sari.",
        "”Air surut,” kata Sari.",
        "„Air surut,” kata Sari.",
        "''Air surut,'' kata Sari.",
        "«Air surut,» kata Sari.",
        '" _Air surut,_ " kata Sari.',
        'Sari berkata,"Air surut,"lalu pergi.',
    ],
)
def test_marks_of_any_shape_make_a_pair(body):
    assert strings(body) == ["Air surut,"] or strings(body) == ["Air surut"]


def test_two_strings_of_one_paragraph_are_two_pairs():
    assert strings('"Satu," kata Sari. "Dua."') == ["Satu,", "Dua."]


def test_an_unclosed_mark_spoils_only_its_own_paragraph():
    assert strings('Ia berkata "Satu.\n"Dua," kata Sari.\n"Tiga," kata Budi.')[-1] == "Tiga,"


def test_speech_over_paragraphs_repeats_the_opening_mark():
    body = '"Satu baris pertama.\n"Dua baris kedua," kata Sari.'
    assert strings(body) == ["Satu baris pertama.", "Dua baris kedua,"]


def test_a_missing_opening_mark_is_put_at_the_paragraph_start():
    assert strings('Air sudah surut," kata Sari.') == ["Air sudah surut,"]


def test_apostrophes_and_inches_are_no_quotation_marks():
    assert strings("Jum'at lalu Ma'ruf membeli layar 24\" di Qur'an Raya.") == []


def test_single_marks_hold_speech_where_no_double_ones_do():
    assert strings("‘We will read every page,’ she said, and didn’t smile.") == ["We will read every page,"]


def test_many_marks_are_paired_in_linear_time():
    assert len(strings('"' * 100_000)) <= 50_000


@given(st.text(alphabet="ab ,.”“\"\n'", max_size=80))
def test_pairs_stay_in_their_paragraph_and_in_order(body):
    paragraphs = [(0, len(body))] if body else []
    last = 0
    for pair in pair_marks(body, paragraphs):
        assert last <= pair.start <= pair.inner_start <= pair.inner_end <= pair.end <= len(body)
        last = pair.end


def test_curly_marks_nest_beside_right_marks_on_both_sides():
    body = "”Air surut,” kata Sari. “Di pasar ada “jagoan” -nya. Kami awasi,” kata Budi."
    pairs = pair_marks(body, [(0, len(body))])
    assert [body[pair.inner_start : pair.inner_end] for pair in pairs] == [
        "Air surut,",
        "Di pasar ada “jagoan” -nya. Kami awasi,",
    ]
