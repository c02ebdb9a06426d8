"""What becomes of articles that are stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.model.mention import EntityType
from reader.model.report import Outcome
from reader.model.source import SourceKind
from tests.library.making import FLOOD, NOW, PRICES, TRIAL, an_article, article_at, everything_found

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.article import AnalysedArticle


def store(
    library: Library, *articles: AnalysedArticle, kind: SourceKind = SourceKind.FOLDER
) -> list[Outcome]:
    return [stored.outcome for stored in library.store(articles, kind=kind)]


def test_an_article_comes_back_with_everything_that_was_found_in_it(library: Library) -> None:
    article = everything_found()
    (stored,) = library.store([article], kind=SourceKind.FEED)

    found = library.article(stored.article_id)

    assert found is not None
    assert found.analysis == article.analysis
    assert (found.locator, found.url, found.byline) == (article.raw.locator, article.raw.url, "A. Penulis")
    assert (found.source, found.analysis_version, found.revision) == ("Contoh", 3, 1)
    assert (found.read, found.starred) == (False, False)
    assert article_at(library, article.raw.locator) == found


def test_storing_again_changes_nothing(stocked: Library) -> None:
    before = stocked.describe()

    assert store(stocked, FLOOD, TRIAL, PRICES) == [Outcome.UNCHANGED] * 3
    assert stocked.unchanged([FLOOD.raw, TRIAL.raw], version=1) == [True, True]
    assert stocked.describe() == before


def test_an_article_analysed_by_an_older_version_is_not_unchanged(stocked: Library) -> None:
    assert stocked.unchanged([FLOOD.raw], version=2) == [False]
    assert store(stocked, replace(FLOOD, version=2)) == [Outcome.UPDATED]
    assert set(stocked.analyses.stale(2)) == {_id(stocked, TRIAL), _id(stocked, PRICES)}


def test_a_newer_analysis_is_not_replaced_by_an_older(stocked: Library) -> None:
    store(stocked, replace(FLOOD, version=5))

    assert store(stocked, FLOOD) == [Outcome.UNCHANGED]


def test_new_text_makes_a_revision_and_keeps_the_old_one(stocked: Library) -> None:
    article = _id(stocked, FLOOD)

    assert store(stocked, an_article("Air surut.", title="Ralat", at=FLOOD.raw.locator)) == [Outcome.UPDATED]

    found = stocked.article(article)
    assert found is not None
    assert (found.title, found.revision) == ("Ralat", 2)
    (revision,) = stocked.revisions(article)
    assert (revision.number, revision.title, revision.stored_at) == (1, FLOOD.raw.title, NOW)
    assert revision.body == FLOOD.raw.body


def test_a_new_analysis_of_the_same_text_is_no_revision(stocked: Library) -> None:
    store(stocked, replace(FLOOD, version=2))

    assert stocked.revisions(_id(stocked, FLOOD)) == []


def test_read_and_starred_outlive_new_text(stocked: Library) -> None:
    article = _id(stocked, FLOOD)
    stocked.marks.set_read([article], read=True)
    stocked.marks.set_starred([article], starred=True)

    store(stocked, an_article("Air surut.", at=FLOOD.raw.locator, source="Harian Contoh"))

    found = stocked.article(article)
    assert found is not None
    assert (found.read, found.starred) == (True, True)
    assert stocked.totals().unread == 2


def test_a_corrected_date_is_shown_while_the_article_keeps_its_place(stocked: Library) -> None:
    article = _id(stocked, FLOOD)
    later = replace(FLOOD.raw, published="2026-11-14"), replace(FLOOD.analysis, published="2026-11-14")

    assert store(stocked, replace(FLOOD, raw=later[0], analysis=later[1])) == [Outcome.UPDATED]

    found = stocked.article(article)
    assert found is not None
    assert found.analysis.published == "2026-11-14"
    assert found.published_at == 1_794_657_600  # noon, UTC


def test_a_copy_in_another_folder_is_not_added_again(stocked: Library) -> None:
    copy = replace(
        FLOOD, raw=replace(FLOOD.raw, locator="file:///salinan/banjir.txt", body=f"{FLOOD.raw.body}\n")
    )

    assert stocked.unchanged([copy.raw], version=1) == [True]
    assert store(stocked, copy) == [Outcome.UNCHANGED]
    assert stocked.totals().articles == 3


def test_the_same_agency_text_in_two_outlets_is_two_articles(library: Library) -> None:
    text = "Air naik."

    outcomes = store(
        library, *(an_article(text, source=name, at=f"file:///{name}") for name in ("Satu", "Dua"))
    )

    assert outcomes == [Outcome.ADDED, Outcome.ADDED]


def test_a_document_that_comes_twice_in_one_batch_is_stored_once(library: Library) -> None:
    assert store(library, FLOOD, FLOOD) == [Outcome.ADDED, Outcome.UNCHANGED]
    second = an_article("Versi dua.", at="file:///x")
    assert store(library, an_article("Versi satu.", at="file:///x"), second) == [
        Outcome.ADDED,
        Outcome.UPDATED,
    ]


def test_an_article_and_a_copy_of_its_old_text_may_come_together(stocked: Library) -> None:
    copy = replace(FLOOD, raw=replace(FLOOD.raw, locator="file:///salinan"), version=2)
    edited = an_article("Air surut.", at=FLOOD.raw.locator, source="Harian Contoh", version=2)

    assert store(stocked, copy, edited) == [Outcome.UPDATED, Outcome.UPDATED]

    found = article_at(stocked, FLOOD.raw.locator)
    assert found is not None
    assert (found.analysis.body, found.revision) == ("Air surut.", 2)
    assert stocked.check() == []


def test_an_article_can_be_analysed_again_as_it_was_delivered(library: Library) -> None:
    found_more = everything_found()
    raw = replace(
        found_more.raw, title=None, source=None, language="en", body=f"Judul\n{found_more.raw.body}"
    )
    (stored,) = library.store([replace(found_more, raw=raw)], kind=SourceKind.FOLDER)

    assert library.delivered(stored.article_id) == raw
    assert library.delivered(12345) is None

    store(library, replace(found_more, raw=library.delivered(stored.article_id), version=9))
    assert library.unchanged([raw], version=9) == [True]


def test_ids_sort_by_time_of_publication(stocked: Library) -> None:
    newest_first = [stocked.article(id_) for id_ in stocked.all_ids()]

    assert [article and article.locator for article in newest_first] == [
        each.raw.locator for each in (TRIAL, FLOOD, PRICES)
    ]


def test_thousands_of_undated_articles_share_the_minute_of_indexing(library: Library) -> None:
    outcomes = store(
        library,
        *(an_article(f"Nomor {number}.", at=f"file:///{number}", published=None) for number in range(2500)),
    )

    assert outcomes == [Outcome.ADDED] * 2500
    ids = library.all_ids()
    assert ids[0] - ids[-1] == 2499
    assert {row.published_at for row in library.rows(ids[:50])} == {NOW}


@pytest.mark.parametrize(
    ("published", "seconds"),
    [
        ("2023-09-07", 1_694_088_000),
        ("2023-09", 1_693_569_600),
        ("2023", 1_672_574_400),
        ("2023-09-07T00:30:00+07:00", 1_694_021_400),
        ("2023-09-07T12:00:00", 1_694_088_000),
        ("1945-08-17", -769_176_000),
        ("bukan tanggal", NOW),
        ("2099-01-01", NOW),
        (None, NOW),
    ],
)
def test_an_article_stands_where_its_date_says(library: Library, published: str | None, seconds: int) -> None:
    library.store([an_article("Air.", published=published)], kind=SourceKind.FOLDER)

    assert [row.published_at for row in library.rows(library.all_ids())] == [seconds]
    assert library.check() == []


@pytest.mark.parametrize(
    ("locator", "outlet", "kind", "name", "stored_as"),
    [
        ("file:///berita/a.txt", "Harian Contoh", SourceKind.FOLDER, "Harian Contoh", SourceKind.OUTLET),
        ("file:///arsip%20lama/a.txt", None, SourceKind.FOLDER, "arsip lama", SourceKind.FOLDER),
        ("file:///x/arsip.zip!/dalam/a.txt", None, SourceKind.FOLDER, "arsip.zip", SourceKind.FOLDER),
        ("https://www.contoh.example/a", None, SourceKind.FOLDER, "contoh.example", SourceKind.OUTLET),
        ("https://contoh.example/a", "Contoh", SourceKind.FEED, "Contoh", SourceKind.FEED),
        ("file:///seeds/a.txt", "Harian Contoh", SourceKind.SAMPLES, "Harian Contoh", SourceKind.SAMPLES),
        ("stdin", None, SourceKind.FOLDER, "Files", SourceKind.FOLDER),
    ],
)
def test_an_article_belongs_to_its_outlet_or_else_to_where_it_lay(
    library: Library, locator: str, outlet: str | None, kind: SourceKind, name: str, stored_as: SourceKind
) -> None:
    library.store([an_article("Air.", at=locator, source=outlet)], kind=kind)

    assert [(source.name, source.kind) for source in library.sources()] == [(name, stored_as)]


def test_an_outlet_found_later_takes_its_article_from_the_folder(library: Library) -> None:
    store(library, an_article("Air."))
    store(library, an_article("Air.", source="Harian Contoh"))

    assert [(source.name, source.articles, source.unread) for source in library.sources()] == [
        ("Harian Contoh", 1, 1)
    ]
    assert library.check() == []


def test_a_lone_surrogate_does_not_stop_its_batch(library: Library) -> None:
    bad = an_article("Air \ud800 naik.", title="\udfff", at="file:///buruk")

    assert store(library, bad, FLOOD) == [Outcome.ADDED, Outcome.ADDED]
    found = article_at(library, "file:///buruk")
    assert found is not None
    assert found.analysis.body == "Air \ufffd naik."
    assert library.unchanged([bad.raw], version=1) == [True]


def test_names_that_differ_in_case_and_diacritics_are_one_entity(library: Library) -> None:
    for number, name in enumerate(("Café Rana", "CAFE RANA", "Cafe Rana")):
        store(library, an_article(f"Di {name} ramai.", at=f"file:///{number}", named=[("org", name)]))

    (entity,) = library.entities.top(EntityType.ORGANIZATION, limit=5)
    assert (entity.name, entity.articles, entity.mentions) == ("Café Rana", 3, 3)
    assert library.entities.named("cafe rana", EntityType.ORGANIZATION) == entity


def test_counters_follow_when_an_article_changes(stocked: Library) -> None:
    store(stocked, an_article("Kosong.", at=FLOOD.raw.locator, source="Harian Contoh", language="en"))

    rana = stocked.entities.named("Rana Idris", EntityType.PERSON)
    assert rana is not None
    assert (rana.articles, rana.mentions, rana.quotes) == (1, 1, 0)
    assert stocked.words.complete("lang", "", limit=5) == [("en", 2), ("id", 1)]
    assert stocked.check() == []


def test_a_removed_source_takes_its_articles_along(stocked: Library) -> None:
    source = next(source for source in stocked.sources() if source.name == "Harian Contoh")

    assert stocked.remove_source(source.id) == 2

    assert [row.source for row in stocked.rows(stocked.all_ids())] == ["Weekly Specimen"]
    assert [source.name for source in stocked.sources()] == ["Weekly Specimen"]
    assert stocked.totals().articles == 1
    assert stocked.check() == []
    assert store(stocked, FLOOD) == [Outcome.ADDED]


def _id(library: Library, article: AnalysedArticle) -> int:
    found = article_at(library, article.raw.locator)
    assert found is not None
    return found.id


def test_what_a_source_says_of_reading_counts_only_for_a_new_article(library: Library) -> None:
    kept = an_article("Isi.", at="https://sungaikita.id/1")
    kept = replace(kept, raw=replace(kept.raw, read=True, starred=True))
    (stored,) = library.store([kept], kind=SourceKind.OUTLET)
    library.marks.set_read([stored.article_id], read=False)
    library.store([replace(kept, raw=replace(kept.raw, byline="Bayu"))], kind=SourceKind.OUTLET)

    found = library.article(stored.article_id)

    assert found is not None
    assert (found.read, found.starred, found.byline) == (False, True, "Bayu")
    assert (library.totals().unread, library.totals().starred) == (1, 1)
    assert library.check() == []


def test_a_link_never_replaces_the_text_of_its_page(library: Library) -> None:
    link = an_article("", title="Surut", at="https://sungaikita.id/1", url="https://sungaikita.id/1")
    page = an_article("Air sudah surut.", title="Surut", at="https://sungaikita.id/1", version=2)

    assert store(library, link, kind=SourceKind.OUTLET) == [Outcome.ADDED]
    assert store(library, page, kind=SourceKind.OUTLET) == [Outcome.UPDATED]
    assert store(library, link, kind=SourceKind.OUTLET) == [Outcome.UNCHANGED]
    assert library.unchanged([link.raw], version=3) == [True]
    found = article_at(library, "https://sungaikita.id/1")
    assert found is not None
    assert found.analysis.body == "Air sudah surut."


def test_two_links_of_one_title_are_two_articles(library: Library) -> None:
    links = [an_article("", title="Beranda", at=f"https://sungaikita.id/{number}") for number in (1, 2)]

    assert store(library, *links, kind=SourceKind.OUTLET) == [Outcome.ADDED] * 2
