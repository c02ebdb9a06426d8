"""The yardstick itself: what the evaluation of quotes counts as right."""

from __future__ import annotations

import pytest

from tests.evaluation.matching import match_quotes, same_name, touch
from tests.evaluation.records import ArticleRecord, QuoteRecord
from tests.evaluation.scores import Scores

TEXT = '"Air sudah surut," kata Sari. "Besok kering," kata Bimo.'


def quote(words: str, name: str | None = "Sari", kind: str = "direct") -> QuoteRecord:
    start = TEXT.index(words)
    return QuoteRecord(kind, ((start, start + len(words)),), name=name)


def test_quotes_match_by_letters_and_digits_alone():
    (match,) = match_quotes(TEXT, [quote("Air sudah surut")], [quote('"Air sudah surut,"')])
    assert match.overlap == 1.0


def test_a_quote_matches_one_other_at_most():
    matches = match_quotes(TEXT, [quote("Air sudah surut")], [quote("Air sudah"), quote("Air sudah surut")])
    assert [match.found for match in matches] == [1]


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        ("dr. Sari Dewi", "Sari Dewi", True),
        ("The Courier", "Courier", True),
        ("Sari", None, False),
        (None, None, True),
    ],
)
def test_names_are_equal_without_their_titles(left, right, is_same):
    assert same_name(left, right) is is_same


def test_spans_touch_or_are_both_missing():
    assert touch((0, 3), (2, 5))
    assert touch(None, None)
    assert not touch((0, 3), None)


def test_end_to_end_needs_the_span_and_the_name():
    article = ArticleRecord(
        "1", TEXT, (quote("Air sudah surut"), quote("Besok kering", "Bimo")), is_complete=True
    )
    scores = Scores()
    scores.add(article, [quote("Air sudah surut"), quote("Besok kering", "Sari")])
    assert (scores.lenient["all"].right, scores.end_to_end["all"].right) == (2, 1)
    assert scores.end_to_end["all"].f1 == 0.5
