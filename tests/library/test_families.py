"""Words find their other forms, each under the rules of its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.results import Order
from reader.model.source import SourceKind
from reader.search.forms import forms_in
from reader.search.grammar import parse
from tests.library.making import an_article

if TYPE_CHECKING:
    from reader.library.library import Library

DENIED = an_article("Tuduhan itu dibantah keras. Ia pulang.", at="file:///dibantah")
DENYING = an_article("Kepala dinas membantah kabar itu.", at="file:///membantah", said=[("kabar itu", None)])
DENIAL = an_article("Bantahan itu datang terlambat.", title="Bantahan", at="file:///bantahan")
ENGLISH = an_article("The rector denied what the director denies.", at="file:///denied", language="en")
STORED = (DENIED, DENYING, DENIAL, ENGLISH)


@pytest.fixture
def families(library: Library) -> Library:
    """Add each article twice, as the words of a single article are in no dictionary."""
    for round_ in ("", "-lagi"):
        library.store(
            [
                an_article(
                    one.raw.body + round_,
                    title=one.raw.title,
                    at=one.raw.locator + round_,
                    language=one.analysis.language,
                )
                for one in STORED
            ],
            kind=SourceKind.FOLDER,
        )
    library.words.refresh()
    return library


def found(library: Library, text: str, *, order: Order = Order.NEWEST, finished: bool = True) -> list[str]:
    query = library.words.widen(parse(text, finished=finished))
    articles = [library.article(id_) for id_ in library.search(query, order=order).ids]
    return [article.locator[8:] for article in articles if article and not article.locator.endswith("-lagi")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("membantah", {"dibantah", "membantah", "bantahan"}),
        ("Dibantah", {"dibantah", "membantah", "bantahan"}),
        ("bantahannya", {"dibantah", "membantah", "bantahan"}),
        ("=membantah", {"membantah"}),
        ('"membantah"', {"membantah"}),
        ("membantah*", {"membantah"}),
        ("near(membantah kabar)", {"membantah"}),
        ("title:dibantah", {"bantahan"}),
        ("bantah -=bantahan", {"dibantah", "membantah"}),
        ("dinas -dibantah", set()),
        ("deny", {"denied"}),
        ("rector", {"denied"}),
        ("membantah lang:en", set()),
    ],
)
def test_a_word_finds_its_other_forms_unless_it_is_exact(
    families: Library, text: str, names: set[str]
) -> None:
    assert set(found(families, text)) == names


def test_forms_stay_within_their_language(families: Library) -> None:
    assert forms_in(families.words.widen(parse("director ", finished=True)).root) == []
    assert forms_in(families.words.widen(parse("membantah ")).root) == ["bantahan", "dibantah"]


def test_a_word_that_is_typed_to_its_end_has_its_forms_already(families: Library) -> None:
    assert set(found(families, "membantah", finished=False)) == {"dibantah", "membantah", "bantahan"}
    assert set(found(families, "memban", finished=False)) == {"membantah"}


def test_the_best_begin_with_the_word_as_it_was_written(families: Library) -> None:
    assert found(families, "dibantah", order=Order.BEST)[0] == "dibantah"
    assert found(families, "bantahan", order=Order.BEST)[0] == "bantahan"


def test_without_forms_a_word_means_itself(families: Library) -> None:
    ids = families.search(parse("membantah", finished=True)).ids

    assert len(ids) == 2


def test_snippets_show_the_form_that_stands_there(families: Library) -> None:
    query = families.words.widen(parse("membantah", finished=True))
    snippets = families.snippets(query, families.search(query).ids)

    shown = {snippet.text[start:end] for snippet in snippets.values() for start, end in snippet.hits}
    assert shown == {"dibantah", "membantah", "Bantahan"}


def test_words_of_new_articles_join_their_families(families: Library) -> None:
    again = [an_article("Kabar itu terbantahkan sudah." + "!" * n, at=f"file:///baru{n}") for n in (1, 2)]
    families.store(again, kind=SourceKind.FOLDER)

    assert families.words.refresh() is False
    assert "terbantahkan" in forms_in(families.words.widen(parse("membantah ")).root)


def test_an_empty_library_has_no_forms_and_no_complaint(library: Library) -> None:
    query = parse("membantah (a OR -b) said:c", finished=True)

    assert library.words.widen(query) == query
    assert library.words.widen(parse("")).root is None
