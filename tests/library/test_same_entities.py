"""Names of different articles that are one entity, and those that only look so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.analysis.identity import forms_in
from reader.model.mention import EntityType, Mention
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.library.making import an_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.library import Library
    from reader.model.article import AnalysedArticle
    from reader.model.entity import Entity

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE


def telling(
    number: int,
    *named: tuple[str, str],
    short: Sequence[tuple[str, str]] = (),
    said: Sequence[tuple[str, str]] = (),
) -> AnalysedArticle:
    """Make an article that names some; ``short`` are (other name, name) of bodies that it introduces."""
    texts = [name for _, name in named] + [other for other, _ in short] + [words for words, _ in said]
    made = an_article(
        f"Nomor {number}: {', '.join(texts)}.",
        title=f"Berita {number}",
        at=f"file:///{number}.txt",
        named=named,
        said=said,
    )
    others = []
    for other, name in short:
        start = made.analysis.body.index(f", {other}") + 2
        others.append(Mention(start, start + len(other), other, ORGANIZATION, name))
    analysis = replace(made.analysis, mentions=tuple(sorted([*made.analysis.mentions, *others])))
    return replace(made, analysis=analysis, forms=forms_in(analysis))


def store(library: Library, *articles: AnalysedArticle) -> None:
    library.store(articles, kind=SourceKind.FOLDER)


def entity(library: Library, name: str, type_: EntityType) -> Entity:
    found = library.entities.named(name, type_)
    assert found is not None
    return found


def titles(library: Library, query: str) -> set[str]:
    return {row.title for row in library.rows(list(library.search(parse(query, finished=True)).ids))}


def test_a_country_is_one_entity_in_both_languages(library: Library) -> None:
    store(library, telling(1, ("place", "Rusia")), telling(2, ("place", "Russia")))
    store(library, telling(3, ("place", "Russia"), ("place", "Rusia")))

    rusia = entity(library, "Russia", PLACE)

    assert entity(library, "Rusia", PLACE) == rusia
    assert (rusia.articles, rusia.mentions) == (3, 4)
    assert (
        titles(library, "place:rusia")
        == titles(library, "place:russia")
        == {"Berita 1", "Berita 2", "Berita 3"}
    )
    assert [each.name for each in library.entities.top(PLACE, limit=9)] == [rusia.name]
    assert library.check() == []


def test_speakers_and_cards_follow_all_names(library: Library) -> None:
    store(
        library,
        telling(1, ("person", "Hj. Sari Wulan"), said=[("Air naik", "Hj. Sari Wulan")]),
        telling(2, ("person", "Sari Wulan"), said=[("Air surut", "Sari Wulan")]),
    )

    sari = entity(library, "Sari Wulan", PERSON)

    assert sari.quotes == 2
    assert len(library.quotes.ids_by(sari.id)) == 2
    assert {quote.speaker for quote in library.quotes.said(speaker="Sari Wulan")} == {sari.name}
    card = library.entities.card(sari.id)
    assert card is not None
    assert len(card.latest) == len(card.latest_quotes) == 2
    assert {sari.name, *card.other_names} == {"Sari Wulan", "Hj. Sari Wulan"}
    assert titles(library, 'speaker:"Hj. Sari Wulan"') == {"Berita 1", "Berita 2"}


def test_an_abbreviation_is_known_once_an_article_introduced_it_whichever_comes_first(
    library: Library,
) -> None:
    store(library, telling(1, ("org", "FWKB")))
    store(library, telling(2, ("org", "Forum Warga Kali Biru"), short=[("FWKB", "Forum Warga Kali Biru")]))
    store(library, telling(3, ("org", "FWKB")))

    forum = entity(library, "FWKB", ORGANIZATION)

    assert (forum.name, forum.articles) == ("Forum Warga Kali Biru", 3)
    assert library.check() == []


def test_an_abbreviation_of_two_bodies_stays_by_itself(library: Library) -> None:
    store(
        library,
        telling(1, ("org", "Lembaga Riset Pesisir"), short=[("LRP", "Lembaga Riset Pesisir")]),
        telling(2, ("org", "Lembaga Riset Pangan"), short=[("LRP", "Lembaga Riset Pangan")]),
    )
    store(library, telling(3, ("org", "LRP")))

    assert entity(library, "LRP", ORGANIZATION).articles == 1


def test_a_left_out_kind_of_region_joins_until_there_are_two(library: Library) -> None:
    store(library, telling(1, ("org", "KPU Kota Ranupati")), telling(2, ("org", "KPU Kabupaten Ranupati")))
    store(library, telling(3, ("org", "KPU Ranupati")), telling(4, ("org", "KPU Kota Lewar")))
    store(library, telling(5, ("org", "KPU Lewar")))

    assert entity(library, "KPU Ranupati", ORGANIZATION).articles == 1
    assert entity(library, "KPU Lewar", ORGANIZATION).articles == 2


def test_a_person_without_the_middle_name_is_joined_by_company_only(library: Library) -> None:
    full, short = ("person", "Ratna Wiludjeng Sasmita"), ("person", "Ratna Sasmita")
    store(library, telling(1, full, ("org", "Dewan Adat Selendang")))
    store(library, telling(2, short, ("org", "Klub Catur Ombak")))
    assert entity(library, "Ratna Sasmita", PERSON).articles == 1

    store(library, telling(3, short, ("org", "Dewan Adat Selendang")))

    ratna = entity(library, "Ratna Sasmita", PERSON)
    assert (ratna.name, ratna.articles) == ("Ratna Wiludjeng Sasmita", 3)


def test_two_people_named_in_one_article_are_two(library: Library) -> None:
    named = [("person", "Ratna Wiludjeng Sasmita"), ("person", "Ratna Sasmita")]
    store(library, telling(1, *named, ("org", "Dewan Adat Selendang")))

    assert entity(library, "Ratna Sasmita", PERSON).articles == 1


def test_companions_that_are_everywhere_prove_nothing(library: Library) -> None:
    crowd = [telling(number, ("place", "Kota Tirta")) for number in range(40)]
    store(library, *crowd, telling(50, ("person", "Ratna Wiludjeng Sasmita"), ("place", "Kota Tirta")))
    store(library, telling(51, ("person", "Ratna Sasmita"), ("place", "Kota Tirta")))

    assert entity(library, "Ratna Sasmita", PERSON).articles == 1


def test_storing_again_and_removing_keep_every_counter_right(library: Library) -> None:
    first = telling(1, ("place", "Rusia"), ("org", "KPK"))
    store(library, first, telling(2, ("place", "Russia"), ("org", "Komisi Pemberantasan Korupsi")))
    store(library, replace(first, version=2), telling(3, ("place", "Rusia"), ("place", "Russia")))
    assert library.check() == []

    for source in library.sources():
        library.remove_source(source.id)

    assert library.check() == []
    assert entity(library, "Rusia", PLACE).articles == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kabupaten Bandung", "Kota Bandung"), ("Kabupaten Bandung", "Bandung"), ("Niger", "Nigeria")],
)
def test_places_that_only_look_alike_stay_apart(library: Library, one: str, other: str) -> None:
    store(library, telling(1, ("place", one)), telling(2, ("place", other)))

    assert entity(library, one, PLACE).articles == entity(library, other, PLACE).articles == 1
