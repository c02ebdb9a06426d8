"""Did you mean: what is offered for words that hardly an article has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.library.making import an_article

if TYPE_CHECKING:
    from reader.library.library import Library


@pytest.fixture
def many(library: Library) -> Library:
    """Add articles about one subject, of which one misspells it."""
    texts = [f"Terorisme dibahas Rana Idris. Nomor {number}." for number in range(60)]
    library.store(
        [an_article(text, at=f"file:///{number}") for number, text in enumerate([*texts, "terrorisme"])],
        kind=SourceKind.FOLDER,
    )
    library.words.refresh()
    return library


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("terorsme", "terorisme"),
        ("teorrisme", "terorisme"),
        ("terrorisme", "terorisme"),
        ("tetorisme", "terorisme"),
        ("said:teroismme", None),
        ("title:terorismee", "terorisme"),
        ("person:idrus", "idris"),
        ("terorisme", None),
        ("=terorsme", None),
        ("dibahas -terorsme", None),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_word_one_slip_away_is_offered(many: Library, text: str, instead: str | None) -> None:
    query = parse(text, finished=True)
    found = [(text[each.start : each.end], each.instead) for each in many.words.spellings(query)]

    assert [word for _, word in found] == ([instead] if instead else [])
    assert all(text[text.index(word) :].startswith(word) for word, _ in found)


def test_the_offer_stands_at_its_word(many: Library) -> None:
    query = parse("dibahas  terorsme OR x", finished=True)
    (offer,) = many.words.spellings(query)

    assert query.text[offer.start : offer.end] == "terorsme"
    assert offer.articles == 60
