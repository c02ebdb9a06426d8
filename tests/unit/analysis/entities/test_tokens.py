"""How text is cut into tokens and sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.tokens import sentences, tokenize


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


def cut(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[begin].start : tokens[end - 1].end] for begin, end in sentences(text, tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harga naik 2,75 persen.", ["Harga", "naik", "2,75", "persen", "."]),
        ("Kamis (7/9/2023)", ["Kamis", "(", "7/9/2023", ")"]),
        ("KabarKota.com, BOGOR –", ["KabarKota.com", ",", "BOGOR", "–"]),
        ("Sari-Bayu", ["Sari", "-", "Bayu"]),
        ("Bogor-nya", ["Bogor", "-", "nya"]),
        ("hari Jum'at", ["hari", "Jum'at"]),
        ("the mayor's car", ["the", "mayor", "'s", "car"]),
        ("the U.S. Navy", ["the", "U.S.", "Navy"]),
        ("@akun #topik https://contoh.id/a?b=1", ["@akun", "#topik", "https://contoh.id/a?b=1"]),
        ("“Siap,” katanya.", ["“", "Siap", ",", "”", "katanya", "."]),
    ],
)
def test_words_and_marks_are_cut_apart(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ia datang. Ia pergi.", ["Ia datang.", "Ia pergi."]),
        ("Kata Dr. Sari, aman. Benar.", ["Kata Dr. Sari, aman.", "Benar."]),
        ("Menurut R. Sari, aman.", ["Menurut R. Sari, aman."]),
        ('"Siap." Ia pergi.', ['"Siap."', "Ia pergi."]),
        ("Baris satu\nbaris dua", ["Baris satu", "baris dua"]),
        ("Benar. ”Siap,” katanya.", ["Benar.", "”Siap,” katanya."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text())
def test_tokens_slice_the_text_in_order_and_leave_only_white_space(text: str) -> None:
    position = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert not text[position : token.start].strip()
        position = token.end
    assert not text[position:].strip()


@given(st.text(alphabet=st.sampled_from("aA. \n\"”?!(,1'"), max_size=60))
def test_sentences_cover_all_tokens_once(text: str) -> None:
    tokens = tokenize(text)
    position = 0
    for begin, end in sentences(text, tokens):
        assert begin == position < end
        position = end
    assert position == len(tokens)
