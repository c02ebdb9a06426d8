"""What is shown of a long text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.library.windows import LEAD, WIDTH, best_window


def window(text: str, *words: str) -> tuple[str, list[str]]:
    hits = [match.span() for match in re.finditer("|".join(words), text)]
    shown, ranges = best_window(text, hits)
    return shown, [shown[start:end] for start, end in ranges]


def test_a_short_text_is_shown_whole() -> None:
    assert window("Sungai meluap lagi.", "meluap") == ("Sungai meluap lagi.", ["meluap"])


def test_the_window_with_the_most_different_words_is_chosen() -> None:
    text = "air air air. " + "pengisi " * 50 + "Air dan bendungan di sini, air lagi. " + "penutup " * 50

    shown, hits = window(text, "air", "bendungan")

    assert hits == ["bendungan", "air"]
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_window_begins_with_its_sentence_and_ends_with_a_word() -> None:
    text = "kata " * 40 + "Selesai. Lalu bendungan retak. " + "kata " * 60

    shown, _ = window(text, "bendungan")

    assert shown.startswith("…Lalu bendungan retak.")
    assert shown.endswith("kata…")


def test_a_large_text_full_of_hits_is_read_once() -> None:
    text = "kata " * 200_000
    hits = [(start, start + 4) for start in range(0, len(text), 5)]

    assert len(best_window(text, hits)[0]) < 2 * WIDTH


@given(st.text(alphabet="ab .\u00e9", max_size=600), st.text(alphabet="ab", min_size=1, max_size=3))
def test_hits_are_where_the_window_says(text: str, word: str) -> None:
    hits = [match.span() for match in re.finditer(word, text)]

    shown, ranges = best_window(text, hits)

    assert all(shown[start:end] == word for start, end in ranges)
    assert bool(ranges) == bool(hits)
    assert len(shown) <= WIDTH + LEAD + 2
