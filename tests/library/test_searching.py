"""What a query finds, in which order, and what is shown of it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.library import Library
from reader.model.cancel import Cancellation, Cancelled
from reader.model.ids import SourceId
from reader.model.results import Order
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.library.making import FLOOD, NOW, PRICES, TRIAL, an_article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.results import Snippet

NAMES = {FLOOD.raw.locator: "flood", TRIAL.raw.locator: "trial", PRICES.raw.locator: "prices"}


def found(library: Library, text: str, order: Order = Order.NEWEST) -> list[str]:
    """Search as the command line does, and name what is found."""
    ids = library.search(parse(text, finished=True), order=order).ids
    articles = [library.article(id_) for id_ in ids]
    return [NAMES.get(article.locator, article.locator) for article in articles if article]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["trial", "flood", "prices"]),
        ("sungai", ["flood"]),
        ("SUNGAI wara", ["flood"]),
        ("sungai beras", []),
        ("sungai OR beras", ["flood", "prices"]),
        ("-sungai", ["trial", "prices"]),
        ("kota -sungai", ["trial"]),
        ('"kota tirta"', ["trial", "flood"]),
        ('"tirta kota"', []),
        ("resume", ["prices"]),
        ("covid-19", ["prices"]),
        ("jum'at", ["prices"]),
        ("bera*", ["prices"]),
        ("bera", []),
        ("near(sungai perahu, 5)", ["flood"]),
        ("near(sungai perahu, 2)", []),
        ("title:banjir", ["flood"]),
        ("title:sungai", []),
        ("title:(banjir OR boat)", ["trial", "flood"]),
        ("title:[terbesar]", ["flood"]),
        ("person:idris", ["trial", "flood"]),
        ("person:tirta", []),
        ("place:tirta", ["trial", "flood"]),
        ('org:"dinas air"', ["flood"]),
        ("speaker:idris", ["flood"]),
        ("person:idris -speaker:idris", ["trial"]),
        ("speaker:(idris OR velt)", ["trial", "flood"]),
        ("said:perahu", ["flood"]),
        ("said:sungai", []),
        ("said:boat", ["trial"]),
        ("said:(perahu karet)", ["flood"]),
        ("said:(perahu hujan)", []),
        ("said:perahu said:hujan", []),
        ('said:"karet hujan"', []),
        ("said:perahu speaker:idris", ["flood"]),
        ("said:hujan speaker:idris", []),
        ("said:hujan -speaker:idris", ["flood"]),
        ("said:perahu -speaker:idris", []),
        ("-said:perahu", ["trial", "prices"]),
        ("-said:(perahu hujan)", ["trial", "flood", "prices"]),
        ("said:(perahu hujan) OR beras", ["prices"]),
        ("source:harian", ["flood", "prices"]),
        ("source:harian -sungai", ["prices"]),
        ('source:"Weekly Specimen"', ["trial"]),
        ("source:nobody", []),
        ("lang:en", ["trial"]),
        ("lang:id sungai", ["flood"]),
        ("has:quote", ["trial", "flood"]),
        ("-has:quote", ["prices"]),
        ("is:unread", ["trial", "flood", "prices"]),
        ("is:starred", []),
        ("on:2026-11", ["trial", "flood"]),
        ("before:2026-11", ["prices"]),
        ("after:2026-11-11 idris", ["trial"]),
        ("on:2026-10-01", ["prices"]),
        ("on:2026-10 OR lang:en", ["trial", "prices"]),
        ("-on:2026-10 -lang:en", ["flood"]),
        ("0all", []),
        ("tags:0all", ["trial", "flood", "prices"]),
    ],
)
def test_a_query_finds_what_it_means(stocked: Library, text: str, names: list[str]) -> None:
    assert found(stocked, text) == names


def test_the_word_being_typed_finds_what_begins_so(stocked: Library) -> None:
    assert len(stocked.search(parse("sung"), order=Order.NEWEST).ids) == 1
    assert len(stocked.search(parse('"kota tir'), order=Order.NEWEST).ids) == 2
    assert len(stocked.search(parse("person:idr"), order=Order.NEWEST).ids) == 2


def test_states_are_searched_for(stocked: Library) -> None:
    (newest, *others) = stocked.all_ids()
    stocked.marks.set_read([newest], read=True)
    stocked.marks.set_starred(others[:1], starred=True)

    assert found(stocked, "is:read") == ["trial"]
    assert found(stocked, "is:unread kota") == ["flood"]
    assert found(stocked, "is:starred kota") == ["flood"]
    assert found(stocked, "is:starred OR lang:en") == ["trial", "flood"]
    assert found(stocked, "-is:starred") == ["trial", "prices"]


def test_a_list_can_be_bound_to_many_sources_or_to_none(stocked: Library) -> None:
    ids = [source.id for source in stocked.sources()]
    strangers = [SourceId(number) for number in range(1000, 1100)]
    query = parse("idris OR beras", finished=True)
    everywhere = list(stocked.search(query, order=Order.NEWEST).ids)

    for among in (ids, ids + strangers):
        assert list(stocked.search(query, order=Order.NEWEST, sources=among).ids) == everywhere
        assert stocked.all_ids(sources=among) == stocked.all_ids()
    for among in (strangers, []):
        assert not stocked.search(query, order=Order.NEWEST, sources=among).ids
        assert not stocked.search(parse(""), order=Order.NEWEST, sources=among).ids
        assert not stocked.all_ids(sources=among)


def test_a_list_can_be_narrowed_beside_the_query(stocked: Library) -> None:
    harian = next(source.id for source in stocked.sources() if source.name == "Harian Contoh")
    query = parse("idris OR beras", finished=True)

    assert len(stocked.search(query, order=Order.NEWEST, sources=[harian]).ids) == 2
    assert len(stocked.search(parse(""), order=Order.NEWEST, sources=[harian]).ids) == 2
    assert stocked.search(query, order=Order.NEWEST, starred_only=True).total == 0
    stocked.marks.set_read(stocked.all_ids(sources=[harian]), read=True)
    assert stocked.search(query, order=Order.NEWEST, unread_only=True).total == 1


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of 1,200 articles, each a minute older than the one before."""
    with Library.open(tmp_path_factory.mktemp("crowd") / "library.db", clock=lambda: NOW) as library:
        batch = [
            an_article(
                f"Kabar nomor {number} tentang air. {'banjir ' * (number % 7)}",
                at=f"https://contoh.example/{number}",
                published=f"2026-10-{1 + number // 60:02}T10:{number % 60:02}:00Z",
                title="Banjir besar" if number == 700 else None,
            )
            for number in range(1200)
        ]
        library.store(batch, kind=SourceKind.FEED)
        yield library


def test_pages_join_without_gaps_or_repeats(crowd: Library) -> None:
    query = parse("air", finished=True)
    for order in (Order.NEWEST, Order.OLDEST):
        every = crowd.search(query, order=order).ids
        pages = crowd.search(query, order=order, limit=500).ids
        while len(page := crowd.search(query, order=order, limit=500, before=pages[-1]).ids):
            pages += page
        assert pages == every
        assert len(every) == 1200


def test_a_page_says_how_many_there_are_up_to_a_thousand(crowd: Library) -> None:
    many = crowd.search(parse("air", finished=True), order=Order.NEWEST, limit=10)
    few = crowd.search(parse('"nomor 7"', finished=True), order=Order.NEWEST, limit=10)

    assert (len(many.ids), many.total, many.capped) == (10, 1000, True)
    assert (len(few.ids), few.total, few.capped) == (1, 1, False)


def test_the_best_match_is_the_one_with_the_word_in_its_title(crowd: Library) -> None:
    best = crowd.search(parse("banjir", finished=True), order=Order.BEST, limit=3)

    (row, *_) = crowd.rows(best.ids)
    assert row.title == "Banjir besar"
    assert best.total == 1000


def test_best_first_holds_the_same_articles_as_newest_first(crowd: Library) -> None:
    query = parse("banjir", finished=True)

    best = crowd.search(query, order=Order.BEST).ids

    assert sorted(best) == sorted(crowd.search(query, order=Order.NEWEST).ids)


def test_a_cancelled_search_says_so(crowd: Library) -> None:
    cancellation = Cancellation()
    cancellation.cancel()

    with pytest.raises(Cancelled):
        crowd.search(parse("air"), order=Order.NEWEST, cancellation=cancellation)
    assert crowd.search(parse("air "), order=Order.NEWEST).total == 1200


def test_a_query_that_never_ends_is_stopped_whenever_the_cancel_comes(stocked: Library) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    for _ in range(5):
        cancellation = Cancellation()
        outcomes: list[type[BaseException]] = []

        def ask(
            cancellation: Cancellation = cancellation, outcomes: list[type[BaseException]] = outcomes
        ) -> None:
            try:
                with stocked._connections.reading(cancellation) as connection:
                    connection.execute(endless).fetchone()
            except BaseException as error:  # noqa: BLE001 - told to the test
                outcomes.append(type(error))

        thread = threading.Thread(target=ask)
        thread.start()
        cancellation.cancel()
        thread.join()
        assert outcomes == [Cancelled]
    assert stocked.totals().articles == 3


def test_terms_of_a_dictionary_stand_for_what_is_typed(
    crowd: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.terms.CHEAP", 100)

    assert crowd.words.refresh()
    assert not crowd.words.refresh()

    for typed in ("b", "ba", "ban", "banj", "k*"):
        query = parse(typed)
        assert crowd.search(query, order=Order.NEWEST).total >= 1028
    assert crowd.check() == []


def only_snippet(library: Library, text: str) -> Snippet:
    query = parse(text, finished=True)
    (snippet,) = library.snippets(query, library.search(query, order=Order.NEWEST).ids).values()
    return snippet


def hits(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.hits]


def test_a_snippet_shows_the_hits_in_the_body(stocked: Library) -> None:
    snippet = only_snippet(stocked, "sungai karet")

    assert snippet.field == "body"
    assert hits(snippet) == ["Sungai", "karet"]


def test_a_snippet_of_a_title_says_so(stocked: Library) -> None:
    snippet = only_snippet(stocked, "title:banjir")

    assert (snippet.field, snippet.text, hits(snippet)) == (
        "title",
        "Banjir [terbesar] tahun ini",
        ["Banjir"],
    )


def test_a_snippet_of_a_quote_names_its_speaker(stocked: Library) -> None:
    snippet = only_snippet(stocked, "said:boat")

    assert (snippet.field, snippet.text) == ("said", "Mara Velt: “No boat was ever bought”")
    assert hits(snippet) == ["boat"]


def test_a_very_long_article_full_of_hits_has_its_snippet_too(library: Library) -> None:
    body = "pembuka " * 30_000 + "bendungan retak. " + "banjir " * 200_000
    library.store([an_article(body, title="Waduk")], kind=SourceKind.FOLDER)

    assert hits(only_snippet(library, "waduk")) == ["Waduk"]
    assert hits(only_snippet(library, "bendungan")) == ["bendungan"]
    assert set(hits(only_snippet(library, "banjir"))) == {"banjir"}


def test_a_snippet_is_cut_round_the_hit_and_has_no_line_breaks(library: Library) -> None:
    body = "pembuka\n\n" * 200 + "bendungan retak\n\n" + "penutup " * 200
    library.store([an_article(body)], kind=SourceKind.FOLDER)

    snippet = only_snippet(library, "bendungan")

    assert hits(snippet) == ["bendungan"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert "\n" not in snippet.text


def test_an_article_found_by_a_field_alone_has_no_snippet(stocked: Library) -> None:
    assert stocked.snippets(parse("person:idris "), stocked.all_ids()) == {}


PIECES = st.sampled_from(
    [
        *("(", ")", '"', "'", "-", "=", "*", ":", ",", " ", "^", "+", "{", "}", "\\", "%", ";", "--"),
        *(
            " OR ",
            " AND ",
            " NOT ",
            "NEAR",
            "near(",
            "a",
            "air",
            "banjir*",
            "person:",
            "said:",
            "speaker:(",
            "title:",
        ),
        *(
            "source:",
            "lang:id",
            "after:2026",
            "on:",
            "is:unread",
            "has:quote",
            "tags:",
            "rowid",
            "\x00",
            "\ud83d",
        ),
        *("é", "\u0301", "\ue000", "日本", "1=1", "near(a b, 99999999999)"),
    ]
)


@settings(max_examples=300)
@given(text=st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join), finished=st.booleans())
def test_no_string_makes_sqlite_complain(crowd: Library, text: str, finished: bool) -> None:
    query = parse(text, finished=finished)

    for order in Order:
        answer = crowd.search(query, order=order, limit=5)
    crowd.snippets(query, answer.ids)
    list(crowd.quotes.said(query, limit=3))


ABSURD = {
    "alternatives": " OR ".join(f"kata{number}" for number in range(10_000)),
    "brackets": "(" * 10_000,
    "beginnings": "a* " * 3_000,
    "nears": "near(" * 2_000,
}


@pytest.mark.parametrize("text", ABSURD.values(), ids=ABSURD.keys())
def test_an_absurd_query_is_answered(crowd: Library, text: str) -> None:
    assert crowd.search(parse(text), order=Order.BEST, limit=5).total >= 0


def test_every_answer_agrees_with_reading_each_article(stocked: Library) -> None:
    words = ["sungai", "kota", "boat", "beras", "idris"]
    bodies = {id_: _text(stocked, id_) for id_ in stocked.all_ids()}
    for first in words:
        for second in words:
            query = parse(f"{first} -{second} OR ({second} {first})", finished=True)
            expected = [id_ for id_, body in bodies.items() if first in body]
            assert list(stocked.search(query, order=Order.NEWEST).ids) == expected


def _text(library: Library, id_: int) -> str:
    article = library.article(id_)
    assert article is not None
    return f"{article.title} {article.analysis.body}".lower()


def test_a_library_that_is_only_read_can_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.store([FLOOD], kind=SourceKind.FOLDER)
    with Library.open(path, create=False) as library:
        assert found(library, "sungai") == ["flood"]
