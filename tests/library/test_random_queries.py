"""Anything can be typed: nothing raises, and no words of SQL or of the index come through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.ids import ArticleId
from reader.model.mark import Mark, MarkKind
from reader.model.results import Order
from reader.search.grammar import parse
from tests.evaluation.queries import ask, read
from tests.evaluation.random_queries import EXTREMES, random_queries

if TYPE_CHECKING:
    from reader.library.library import Library


@pytest.mark.parametrize("number", range(len(EXTREMES)))
def test_extremes_are_answered(stocked: Library, number: int) -> None:
    read(EXTREMES[number])
    ask(stocked, EXTREMES[number])


def test_random_and_mutated_queries_are_answered(stocked: Library) -> None:
    stocked.marks.give(Mark(MarkKind.TAG, "air"), list(map(ArticleId, stocked.all_ids())))
    stocked.words.refresh()
    for text in list(random_queries(len(EXTREMES) + 300, seed=5))[len(EXTREMES) :]:
        read(text)
        ask(stocked, text)
        list(stocked.quotes.said(parse(text), limit=3))
    assert stocked.check() == []


def test_words_that_look_like_tags_are_words(stocked: Library) -> None:
    for text in ("0all", "0src1", "0lang*", "#0all", "x-0all", "0\u0301all", "0", "-0all x0all"):
        assert stocked.search(parse(text, finished=True), order=Order.NEWEST).total == 0 or text.startswith(
            "-"
        )


def test_a_word_missing_in_one_quote_may_stand_in_another(stocked: Library) -> None:
    (id_,) = stocked.search(parse("said:(perahu -hujan)", finished=True)).ids

    assert stocked.search(parse('speaker:"Rana Idris" said:(perahu -hujan)', finished=True)).ids[0] == id_
