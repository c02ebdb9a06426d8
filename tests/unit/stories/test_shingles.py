"""Shingles and their sketches: what they promise about how alike two texts are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.stories.shingles import SHINGLE, containment, shared, shingles_of, sketch_of
from reader.stories.words import words_of

VOCABULARY = ("air", "angin", "batu", "cahaya", "daun", "emas", "fajar", "garam", "hujan", "intan", "jalan")
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=60)

FIRST = 2083721857
"""Stored libraries hold such hashes: with another value here old and new articles would no longer meet."""


def numbered(count: int, *, since: int = 0) -> list[str]:
    return [f"kata{number}" for number in range(since, since + count)]


@given(WORDS)
def test_a_text_is_contained_in_itself_wholly(words: list[str]) -> None:
    shingles = shingles_of(words)

    assert containment(shingles, shingles) == (1.0 if len(words) >= SHINGLE else 0.0)
    assert list(shingles) == sorted(set(shingles.tolist()))


@given(WORDS, WORDS)
def test_containment_is_the_same_in_both_directions(one: list[str], other: list[str]) -> None:
    first, second = shingles_of(one), shingles_of(other)

    assert 0.0 <= containment(first, second) == containment(second, first) <= 1.0


@given(WORDS, st.integers(0, 60))
def test_the_beginning_of_a_text_is_contained_in_it(words: list[str], length: int) -> None:
    part = words[:length]
    if len(part) >= SHINGLE:
        assert containment(shingles_of(part), shingles_of(words)) == 1.0


@given(WORDS, WORDS, st.integers(1, 8))
def test_the_sketch_of_two_texts_together_comes_from_their_sketches(
    one: list[str], other: list[str], size: int
) -> None:
    """What makes bottom-k sketches a sample of the union: MinHash's property."""
    first, second = shingles_of(one), shingles_of(other)
    together = sorted({*first.tolist(), *second.tolist()})[:size]

    assert sorted({*sketch_of(first, size), *sketch_of(second, size)})[:size] == together


def test_sketches_meet_about_as_often_as_texts_are_alike() -> None:
    """Over many pairs, the smallest hash is shared as often as shingles are."""
    meetings, alike, pairs = 0, 0.0, 400
    for pair in range(pairs):
        base = [f"w{pair}x{number}" for number in range(60)]
        one, other = shingles_of(base), shingles_of(base[20:] + numbered(20, since=pair * 100))
        meetings += sketch_of(one, 1) == sketch_of(other, 1)
        common = shared(one, other)
        alike += common / (len(one) + len(other) - common)

    assert abs(meetings / pairs - alike / pairs) < 0.08


def test_shingles_are_the_same_in_every_run() -> None:
    assert shingles_of(words_of("Air sungai naik lagi")).tolist() == [FIRST]


def test_texts_that_are_too_short_have_none() -> None:
    assert len(shingles_of(numbered(SHINGLE - 1))) == 0
    assert containment(shingles_of([]), shingles_of([])) == 0.0
