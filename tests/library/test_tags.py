"""Tags of articles: what their sources gave, found, counted and kept right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.ids import ArticleId
from reader.model.mark import Mark, MarkKind
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.library.making import an_article

if TYPE_CHECKING:
    from reader.library.library import Library

RIVER = an_article("Sungai meluap.", at="file:///sungai", tags=("Banjir", "Kota Tirta"))
RICE = an_article("Beras naik.", at="file:///beras", tags=("Ekonomi", "harga pangan"))
PLAIN = an_article("Tidak ada apa-apa.", at="file:///polos")


@pytest.fixture
def tagged(library: Library) -> Library:
    """Add two articles with tags and one without."""
    library.store([RIVER, RICE, PLAIN], kind=SourceKind.FOLDER)
    return library


def found(library: Library, text: str) -> list[str]:
    ids = library.search(parse(text, finished=True)).ids
    return sorted(article.locator[8:] for id_ in ids if (article := library.article(id_)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tag:banjir", ["sungai"]),
        ("tag:BANJIR", ["sungai"]),
        ('tag:"kota tirta"', ["sungai"]),
        ("tag:pangan", ["beras"]),
        ("tag:(banjir OR ekonomi)", ["beras", "sungai"]),
        ("-tag:banjir", ["beras", "polos"]),
        ("tag:nothing", []),
        ("banjir", []),
    ],
)
def test_articles_are_found_by_tag(tagged: Library, text: str, names: list[str]) -> None:
    assert found(tagged, text) == names


def test_a_tag_is_found_while_it_is_being_typed(tagged: Library) -> None:
    for length in range(1, len("pangan") + 1):
        ids = tagged.search(parse(f"tag:{'pangan'[:length]}")).ids
        assert RICE.raw.locator in [article.locator for id_ in ids if (article := tagged.article(id_))]


def test_tags_are_offered_and_counted(tagged: Library) -> None:
    assert tagged.words.complete("tag", "", limit=9)[0][1] == 1
    assert tagged.words.complete("tag", "ti", limit=9) == [("Kota Tirta", 1)]
    assert tagged.words.complete("tag", "kota t", limit=9) == [("Kota Tirta", 1)]
    facets = [(each.value, each.articles) for each in tagged.facets(parse("sungai ")) if each.field == "tag"]
    assert facets == [("Banjir", 1), ("Kota Tirta", 1)]


def test_an_article_is_the_same_whatever_the_order_and_case_of_its_tags(tagged: Library) -> None:
    again = an_article("Sungai meluap.", at="file:///sungai", tags=("kota tirta", "banjir"))

    assert tagged.unchanged([again.raw, RIVER.raw], version=1) == [True, True]


def test_other_tags_replace_those_of_the_source(tagged: Library) -> None:
    tagged.store([an_article("Sungai meluap.", at="file:///sungai", tags=("Cuaca",))], kind=SourceKind.FOLDER)

    assert (found(tagged, "tag:cuaca"), found(tagged, "tag:banjir")) == (["sungai"], [])
    assert tagged.words.complete("tag", "ban", limit=9) == []
    assert tagged.check() == []


def test_what_was_delivered_comes_with_its_tags(tagged: Library) -> None:
    (id_,) = tagged.search(parse("tag:banjir", finished=True)).ids
    delivered = tagged.delivered(id_)

    assert delivered is not None
    assert set(delivered.tags) == {"Banjir", "Kota Tirta"}
    assert tagged.unchanged([delivered], version=1) == [True]


def test_the_reader_s_own_tags_are_given_once_and_taken_back(tagged: Library) -> None:
    ids = list(map(ArticleId, tagged.search(parse("")).ids))
    mark = Mark(MarkKind.TAG, "Nanti dibaca")

    assert sorted(tagged.marks.give(mark, ids[:2])) == sorted(ids[:2])
    assert tagged.marks.give(mark, ids) == ids[2:]
    assert len(found(tagged, 'tag:"nanti dibaca"')) == 3
    assert tagged.marks.give(mark.opposite, ids[:1]) == ids[:1]
    assert tagged.words.complete("tag", "nanti", limit=9) == [("Nanti dibaca", 2)]
    assert tagged.check() == []


def test_own_tags_stay_when_an_article_is_indexed_anew(tagged: Library) -> None:
    (id_,) = tagged.search(parse("tag:banjir", finished=True)).ids
    tagged.marks.give(Mark(MarkKind.TAG, "penting"), [ArticleId(id_)])
    tagged.store([an_article("Sungai surut.", at="file:///sungai", tags=("Cuaca",))], kind=SourceKind.FOLDER)

    article = tagged.article(ArticleId(id_))
    assert article is not None
    assert (article.own_tags, article.tags) == (("penting",), ("Cuaca",))
    assert found(tagged, "tag:penting surut") == ["sungai"]
    assert tagged.check() == []


def test_a_tag_of_the_source_stays_when_the_reader_takes_the_same_one_back(tagged: Library) -> None:
    (id_,) = map(ArticleId, tagged.search(parse("tag:banjir", finished=True)).ids)
    mark = Mark(MarkKind.TAG, "banjir")

    assert tagged.marks.give(mark.opposite, [id_]) == []
    assert tagged.marks.give(mark, [id_]) == [id_]
    assert tagged.marks.give(mark.opposite, [id_]) == [id_]
    assert found(tagged, "tag:banjir") == ["sungai"]
    assert tagged.check() == []


def test_the_last_marks_are_taken_back_once(tagged: Library) -> None:
    ids = list(map(ArticleId, tagged.search(parse("")).ids))
    tagged.marks.give(Mark(MarkKind.STAR), ids, keep=True)

    assert tagged.marks.take_back() == (Mark(MarkKind.STAR), ids)
    assert tagged.totals().starred == 0
    assert tagged.marks.take_back() is None


def test_tags_go_with_their_source(tagged: Library) -> None:
    for source in tagged.sources():
        tagged.remove_source(source.id)

    assert tagged.words.complete("tag", "", limit=9) == []
    assert tagged.check() == []
