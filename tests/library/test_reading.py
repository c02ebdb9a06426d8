"""Lists, states, quotes, entities, facets, completion: what the screens and commands ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.article import headline_of
from reader.model.ids import ArticleId, QuoteId, quote_id
from reader.model.mention import EntityType
from reader.model.results import FacetValue, Order
from reader.model.source import SourceKind, Totals
from reader.search.grammar import parse
from tests.library.making import FLOOD, PRICES, an_article

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.entity import Entity, StoredQuote

WEEK = 7 * 86_400


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(stocked: Library) -> None:
    newest, middle, oldest = stocked.all_ids()

    rows = stocked.rows([oldest, 12345, newest, oldest])

    assert [row.id for row in rows] == [oldest, newest, oldest]
    assert stocked.rows([]) == []
    flood = stocked.rows([middle])[0]
    assert (flood.title, flood.source, flood.language, flood.quotes) == (
        "Banjir [terbesar] tahun ini",
        "Harian Contoh",
        "id",
        2,
    )
    assert flood.words == len(FLOOD.raw.body.split())


def test_an_article_without_a_title_shows_its_first_words(stocked: Library) -> None:
    assert stocked.rows(stocked.all_ids())[-1].title == headline_of(PRICES.raw.body)


def test_lists_narrow_to_a_source_to_unread_and_to_starred(stocked: Library) -> None:
    newest, middle, oldest = stocked.all_ids()
    harian = next(source for source in stocked.sources() if source.name == "Harian Contoh")
    stocked.marks.set_read([middle], read=True)
    stocked.marks.set_starred([middle, newest], starred=True)

    assert list(stocked.all_ids(order=Order.OLDEST)) == [oldest, middle, newest]
    assert list(stocked.all_ids(limit=2)) == [newest, middle]
    assert list(stocked.all_ids(sources=[harian.id])) == [middle, oldest]
    assert list(stocked.all_ids(unread_only=True)) == [newest, oldest]
    assert list(stocked.all_ids(starred_only=True)) == [newest, middle]
    assert list(stocked.all_ids(sources=[harian.id], unread_only=True)) == [oldest]
    assert list(stocked.all_ids(sources=[harian.id], unread_only=True, starred_only=True)) == []


def test_marking_returns_what_an_undo_must_revert(stocked: Library) -> None:
    newest, middle, oldest = stocked.all_ids()
    stocked.marks.set_read([middle], read=True)

    changed = stocked.marks.set_read([oldest, middle, newest, 999], read=True)

    assert changed == [oldest, newest]
    assert stocked.totals() == Totals(articles=3, unread=0, starred=0, sources=2)
    assert stocked.marks.set_read(changed, read=False) == changed
    assert [(source.name, source.unread) for source in stocked.sources()] == [
        ("Harian Contoh", 1),
        ("Weekly Specimen", 1),
    ]
    assert stocked.marks.set_starred([newest], starred=True) == [newest]
    assert stocked.totals().starred == 1
    assert stocked.check() == []


def test_a_saved_search_keeps_its_name_and_takes_a_new_query(library: Library) -> None:
    first = library.searches.save("Banjir", "banjir")
    again = library.searches.save("Banjir", "banjir OR longsor")
    other = library.searches.save("Harga", "harga")

    assert first == again
    assert [(saved.name, saved.query) for saved in library.searches.all()] == [
        ("Banjir", "banjir OR longsor"),
        ("Harga", "harga"),
    ]
    library.searches.delete(other)
    assert [saved.id for saved in library.searches.all()] == [first]


def said(quotes: list[StoredQuote]) -> list[tuple[str | None, str]]:
    return [(quote.name, quote.text) for quote in quotes]


PERAHU = ("Rana Idris", "Kami butuh perahu karet")
HUJAN = ("Dinas Air", "hujan belum akan reda")
BOAT = ("Mara Velt", "No boat was ever bought")


@pytest.mark.parametrize(
    ("query", "speaker", "expected"),
    [
        (None, None, [BOAT, PERAHU, HUJAN]),
        ("", None, [BOAT, PERAHU, HUJAN]),
        ("sungai", None, [PERAHU, HUJAN]),
        ("person:idris", None, [BOAT, PERAHU, HUJAN]),
        ("said:perahu", None, [PERAHU]),
        ("speaker:idris", None, [PERAHU]),
        ("-speaker:idris", None, [BOAT, HUJAN]),
        ("sungai -said:perahu", None, [HUJAN]),
        (None, "idris", [PERAHU]),
        (None, "Rana Idris", [PERAHU]),
        ("said:hujan", "idris", []),
        ("lang:en", "velt", [BOAT]),
        ("speaker:(velt OR air)", None, [BOAT, HUJAN]),
        ("beras", None, []),
        (None, "nobody", []),
    ],
)
def test_quotes_are_those_of_matching_articles_that_fulfil_the_query_themselves(
    stocked: Library, query: str | None, speaker: str | None, expected: list[tuple[str, str]]
) -> None:
    asked = None if query is None else parse(query, finished=True)

    assert said(list(stocked.quotes.said(asked, speaker=speaker))) == expected


def test_a_quote_says_where_it_stands(stocked: Library) -> None:
    quote = next(stocked.quotes.said(speaker="idris"))

    article = stocked.article(quote.article_id)
    assert article is not None
    assert (quote.number, quote.title, quote.source) == (1, "Banjir [terbesar] tahun ini", "Harian Contoh")
    assert article.analysis.body[quote.start :].startswith(quote.text)


def test_quotes_come_a_page_at_a_time_without_gaps(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.parts.quotes.PAGE", 3)
    for number in range(10):
        body = f'"Satu {number}," kata Rana. "Dua {number}," katanya.'
        words = [(f"Satu {number}", "Rana"), (f"Dua {number}", "Rana")]
        article = an_article(body, at=f"file:///{number}", published=f"2026-10-{10 + number}", said=words)
        library.store([article], kind=SourceKind.FOLDER)

    texts = [quote.text for quote in library.quotes.said()]

    assert texts == [f"{word} {number}" for number in range(9, -1, -1) for word in ("Satu", "Dua")]
    assert [quote.text for quote in library.quotes.said(limit=5)] == texts[:5]
    assert [quote.text for quote in library.quotes.said(parse("said:dua "))] == texts[1::2]


def entity(library: Library, name: str, type_: EntityType = EntityType.PERSON) -> Entity:
    found = library.entities.named(name, type_)
    assert found is not None
    return found


def test_an_entity_has_its_counters(stocked: Library) -> None:
    rana = entity(stocked, "RANA IDRIS")

    assert (rana.articles, rana.mentions, rana.quotes) == (2, 2, 1)
    assert stocked.entities.named("Rana Idris", EntityType.PLACE) is None
    assert [each.name for each in stocked.entities.top(EntityType.PERSON, limit=5)] == [
        "Rana Idris",
        "Mara Velt",
    ]
    assert len(stocked.entities.top(EntityType.PERSON, limit=1)) == 1


def test_a_speaker_named_nowhere_else_is_an_entity_without_mentions(library: Library) -> None:
    library.store([an_article("“Ya,” katanya.", said=[("Ya", "Rana Idris")])], kind=SourceKind.FOLDER)

    rana = entity(library, "Rana Idris")

    assert (rana.articles, rana.mentions, rana.quotes) == (0, 0, 1)
    assert said(list(library.quotes.said(speaker="idris"))) == [("Rana Idris", "Ya")]
    assert library.search(parse("speaker:idris "), order=Order.NEWEST).total == 1


def test_the_card_of_an_entity_shows_what_is_known_of_it(stocked: Library) -> None:
    card = stocked.entities.card(entity(stocked, "Rana Idris").id)

    assert card is not None
    assert [(each.name, each.articles) for each in card.companions][:1] == [("Kota Tirta", 2)]
    assert card.weeks == (0, 0, 0, 0, 0, 2)
    assert [row.title for row in card.latest] == ["Boat trial opens", "Banjir [terbesar] tahun ini"]
    assert said(list(card.latest_quotes)) == [PERAHU]
    newest, middle, _ = stocked.rows(stocked.all_ids())
    assert (card.first_seen, card.last_seen) == (middle.published_at, newest.published_at)
    assert stocked.entities.card(999_999) is None


def test_a_card_lists_other_names_and_roles(library: Library) -> None:
    from dataclasses import replace

    from reader.model.mention import Mention
    from reader.model.span import Span

    body = "“Ya,” kata Rana Idris, kepala dinas. Rana pulang."
    article = an_article(body, named=[("person", "Rana Idris")], said=[("Ya", "Rana Idris")])
    place = body.index("kepala")
    (quote,) = article.analysis.quotes
    analysis = replace(
        article.analysis,
        mentions=(*article.analysis.mentions, Mention(37, 41, "Rana", EntityType.PERSON, "Rana Idris")),
        quotes=(replace(quote, role=Span.of(body, place, place + 12)),),
    )
    library.store([replace(article, analysis=analysis)], kind=SourceKind.FOLDER)

    card = library.entities.card(entity(library, "Rana Idris").id)

    assert card is not None
    assert (card.other_names, card.roles) == (("Rana",), ("kepala dinas",))
    assert library.search(parse("person:rana "), order=Order.NEWEST).total == 1


def test_facets_count_what_narrows_a_result(stocked: Library) -> None:
    values = stocked.facets(parse("idris "))

    assert FacetValue("source", "Harian Contoh", 1) in values
    assert FacetValue("person", "Rana Idris", 2) in values
    assert FacetValue("place", "Kota Tirta", 2) in values
    assert FacetValue("org", "Dinas Air", 1) in values
    assert FacetValue("on", "2026-11", 2) in values
    assert stocked.facets(None, ids=[]) == []
    assert {value.value for value in stocked.facets(None) if value.field == "on"} == {"2026-10", "2026-11"}


def test_each_facet_narrows_to_as_many_articles_as_it_says(stocked: Library) -> None:
    for value in stocked.facets(None):
        query = parse(f'{value.field}:"{value.value}"', finished=True)
        assert stocked.search(query, order=Order.NEWEST).total == value.articles


def test_entities_of_a_query_count_within_it(stocked: Library) -> None:
    found = {each.name: each for each in stocked.entities.named_in(parse("sungai "), limit=10)}

    assert set(found) == {"Rana Idris", "Kota Tirta", "Sungai Wara", "Dinas Air"}
    assert (found["Rana Idris"].articles, found["Rana Idris"].quotes) == (1, 1)
    assert [each.name for each in stocked.entities.named_in(None, type=EntityType.ORGANIZATION, limit=5)] == [
        "Dinas Air"
    ]
    assert stocked.entities.named_in(None, limit=1)[0].articles == 2


@pytest.mark.parametrize(
    ("field", "prefix", "values"),
    [
        ("source", "", [("Harian Contoh", 2), ("Weekly Specimen", 1)]),
        ("source", "spec", [("Weekly Specimen", 1)]),
        ("person", "", [("Rana Idris", 2), ("Mara Velt", 1)]),
        ("person", "i", [("Rana Idris", 2)]),
        ("person", "rana id", [("Rana Idris", 2)]),
        ("person", "zzz", []),
        ("speaker", "", [("Rana Idris", 1), ("Dinas Air", 1), ("Mara Velt", 1)]),
        ("org", "dinas", [("Dinas Air", 1)]),
        ("place", "tir", [("Kota Tirta", 2)]),
        ("lang", "", [("id", 2), ("en", 1)]),
        ("lang", "e", [("en", 1)]),
        ("tag", "", []),
        ("person", '"*', []),
    ],
)
def test_values_are_offered_with_their_numbers(
    stocked: Library, field: str, prefix: str, values: list[tuple[str, int]]
) -> None:
    found = stocked.words.complete(field, prefix, limit=5)

    assert sorted(found) == sorted(values)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)


def test_facts_for_the_doctor_are_numbers_and_names(stocked: Library) -> None:
    facts = stocked.describe()

    assert facts["articles"] == 3
    assert facts["path"] == str(stocked.path)
    assert facts["journal"] == "wal"


def test_articles_of_an_older_analysis_may_be_rewritten_while_they_are_listed(library: Library) -> None:
    from dataclasses import replace

    articles = [an_article(f"Nomor {number}.", at=f"file:///{number}") for number in range(7)]
    stored = library.store(articles, kind=SourceKind.FOLDER)
    by_id: dict[ArticleId, int] = {each.article_id: number for number, each in enumerate(stored)}

    seen = []
    for article in library.analyses.stale(2):
        library.store([replace(articles[by_id[article]], version=2)], kind=SourceKind.FOLDER)
        seen.append(article)

    assert sorted(seen) == sorted(by_id)
    assert list(library.analyses.stale(2)) == []


def test_everything_one_speaker_said_comes_by_ids_newest_first(library: Library) -> None:
    body = 'Air naik. "Satu," kata Rana Idris. "Dua," ujarnya. "Tiga," kata Mara Velt.'
    named = [("person", "Rana Idris"), ("person", "Mara Velt")]
    said = [("Satu", "Rana Idris"), ("Dua", "Rana Idris"), ("Tiga", "Mara Velt")]
    first = an_article(body, title="Air", at="file:///1.txt", named=named, said=said, published="2026-11-01")
    second = an_article(body + " Lagi.", title="Lagi", at="file:///2.txt", named=named, said=said)
    library.store([first, second], kind=SourceKind.FOLDER)
    newest, oldest = (ArticleId(id_) for id_ in library.all_ids())

    rana = library.entities.speaking(newest, 2)
    assert rana is not None
    ids = library.quotes.ids_by(rana.id)

    assert list(ids) == [quote_id(newest, 2), quote_id(newest, 1), quote_id(oldest, 2), quote_id(oldest, 1)]
    rows = library.quotes.rows([ids[0], QuoteId(5), ids[3]])
    assert [(row.article_id, row.title, row.text, row.speaker) for row in rows.values()] == [
        (newest, "Lagi", "Dua", "Rana Idris"),
        (oldest, "Air", "Satu", "Rana Idris"),
    ]
    assert [body[start:end] for start, end in rows[ids[0]].content] == ["Dua"]


def test_a_place_in_an_article_leads_to_its_entity(stocked: Library) -> None:
    flood = stocked.article(ArticleId(stocked.all_ids()[1]))
    assert flood is not None
    for mention in flood.analysis.mentions:
        entity = stocked.entities.mentioned_at(flood.id, mention.start, mention.end)
        assert entity is not None
        assert (entity.name, entity.type) == (mention.name, mention.type)
    assert stocked.entities.mentioned_at(flood.id, 0, 1) is None
    assert stocked.entities.speaking(flood.id, 9) is None
