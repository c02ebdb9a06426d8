"""Stories: articles that come, change and go, and what they are found by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.library import Library
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.library.making import NOW, an_article

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.model.article import AnalysedArticle
    from reader.model.ids import ArticleId

NAMED = [("person", "Rana Idris"), ("place", "Kota Tirta"), ("place", "Sungai Wara"), ("person", "Bram Oei")]
PARAGRAPHS = (
    "Sungai Wara meluap dan merendam 1.840 rumah di Kota Tirta pada Selasa dini hari.",
    '"Kami butuh perahu karet dan air bersih," kata Rana Idris, yang memimpin penyelamatan sejak subuh tadi.',
    "Warga mengungsi ke gedung olahraga. Bram Oei membuka dapur umum bagi 620 keluarga di halaman rumahnya.",
    "Hujan diperkirakan turun lagi sampai Jumat, sementara tanggul di hulu belum selesai ditambal.",
)


def flood(
    at: str, *, source: str, hour: int = 8, day: int = 10, keep: int = 4, title: str = ""
) -> AnalysedArticle:
    """Make one outlet's version of an agency's report."""
    body = "\n\n".join(PARAGRAPHS[:keep])
    said = [("Kami butuh perahu karet dan air bersih", "Rana Idris")] if keep > 1 else []
    return an_article(
        body,
        title=title or f"Sungai Wara rendam Kota Tirta ({source})",
        at=f"https://{at}.example/banjir",
        source=source,
        published=f"2026-11-{day:02}T{hour:02}:00:00+07:00",
        named=NAMED,
        said=said,
    )


AGENCY = flood("lintas", source="Lintas")
COPY = flood("pagi", source="Harian Pagi", hour=9)
CUT = flood("sore", source="Kabar Sore", hour=10, keep=2)
REWRITTEN = an_article(
    "Air Sungai Wara masuk ke 1.840 rumah. Rana Idris meminta perahu untuk Kota Tirta yang terendam.\n\n"
    '"Jangan pulang dulu," pesan Bram Oei kepada keluarga yang mengungsi di dapur umum dan gedung olahraga.',
    title="Kota Tirta terendam, Rana Idris minta perahu",
    at="https://malam.example/tirta",
    source="Kabar Malam",
    published="2026-11-10T20:00:00+07:00",
    named=NAMED,
    said=[("Jangan pulang dulu", "Bram Oei")],
)
OTHER = an_article(
    "Panen kopi di lereng timur dimulai lebih awal. Petani berharap harga bertahan sampai musim hujan.",
    title="Panen kopi lebih awal",
    at="https://pagi.example/kopi",
    source="Harian Pagi",
    published="2026-11-10T09:30:00+07:00",
)
ALL = (AGENCY, COPY, CUT, REWRITTEN, OTHER)


def store(library: Library, *articles: AnalysedArticle, group: bool = True) -> list[ArticleId]:
    stored = library.store(articles, kind=SourceKind.FEED)
    if group:
        library.stories.group()
    return [each.article_id for each in stored]


def groups(library: Library) -> set[frozenset[str]]:
    """Return the stories as sets of locators."""
    found = set()
    for id_ in library.all_ids():
        story = library.stories.of(id_)  # type: ignore[arg-type]
        if story is not None:
            found.add(frozenset({id_, *(other.row.id for other in story.others)}))
    return {frozenset(library.article(id_).locator for id_ in group) for group in found}  # type: ignore[union-attr]


def locators(articles: Iterable[AnalysedArticle]) -> frozenset[str]:
    return frozenset(article.raw.locator for article in articles)


def test_copies_and_reports_of_one_event_become_a_story(library: Library) -> None:
    agency, copy, cut, rewritten, _ = store(library, *ALL)

    assert groups(library) == {locators(ALL[:4])}
    story = library.stories.of(agency)
    assert story is not None
    assert [other.row.id for other in story.others] == [copy, cut, rewritten]
    assert [other.is_copy for other in story.others] == [True, True, False]
    assert library.check() == []


def test_an_article_waits_for_its_story_until_it_is_grouped(library: Library) -> None:
    agency, _ = store(library, AGENCY, COPY, group=False)

    assert library.stories.of(agency) is None
    assert library.check() == []
    assert library.stories.group() == 2
    assert library.stories.group() == 0
    assert library.stories.of(agency) is not None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(ALL), batch=st.integers(1, 5))
def test_stories_are_the_same_whatever_the_order_and_the_batches(
    tmp_path_factory: pytest.TempPathFactory, order: list[AnalysedArticle], batch: int
) -> None:
    path = tmp_path_factory.mktemp("order") / "library.db"
    with Library.open(path, clock=lambda: NOW) as library:
        for start in range(0, len(order), batch):
            store(library, *order[start : start + batch])

        assert groups(library) == {locators(ALL[:4])}
        assert library.check() == []


def test_a_story_keeps_its_number_while_articles_change_and_go(library: Library) -> None:
    agency, copy, cut, *_ = store(library, *ALL)
    before = library.stories.of(cut)
    assert before is not None

    changed = an_article("Berita ini ditarik.", title="Ralat", at=AGENCY.raw.locator, source="Lintas")
    store(library, changed)
    source = next(source.id for source in library.sources() if source.name == "Kabar Malam")
    library.remove_source(source)

    after = library.stories.of(cut)
    assert after is not None
    assert after.id == before.id
    assert [other.row.id for other in after.others] == [copy]
    assert library.stories.of(agency) is None
    assert library.check() == []


def test_analysing_again_changes_no_story(library: Library) -> None:
    ids = store(library, *ALL)
    before = {id_: library.stories.of(id_) for id_ in ids}

    store(library, *(replace(article, version=2) for article in ALL))

    assert {id_: library.stories.of(id_) for id_ in ids} == before


def unnamed(at: str, source: str, *texts: str) -> AnalysedArticle:
    """Make an article that names nobody, of made-up words that are other words for each text."""
    paragraphs = (" ".join(f"{text}{number * 7 % 83}ko" for number in range(80)) for text in texts)
    return an_article(
        "\n\n".join(paragraphs), title=f"Kabar {at}", at=f"https://{at}.example/", source=source
    )


def test_what_an_article_held_together_falls_apart_when_it_goes(library: Library) -> None:
    one, two, three = store(
        library,
        unnamed("satu", "Lintas", "ba"),
        unnamed("dua", "Harian Pagi", "ba", "du"),
        unnamed("tiga", "Kabar Sore", "du"),
    )
    assert len(library.stories.of(one).others) == 2  # type: ignore[union-attr]

    library.remove_source(library.rows([two])[0].source_id)

    assert library.stories.of(one) is None
    assert library.stories.of(three) is None
    assert library.check() == []


def test_two_stories_join_when_an_article_links_them_and_both_numbers_find_the_one(library: Library) -> None:
    left = store(library, unnamed("a", "Satu", "ba"), unnamed("b", "Dua", "ba", "ga"))
    right = store(library, unnamed("c", "Tiga", "du"), unnamed("d", "Empat", "du", "mi"))
    numbers = [library.stories.of(group[0]).id for group in (left, right)]  # type: ignore[union-attr]
    assert len(set(numbers)) == 2

    (link,) = store(library, unnamed("e", "Lima", "ba", "du"))

    assert library.stories.of(link).id == min(numbers)  # type: ignore[union-attr]
    for number in numbers:
        found = library.search(parse(f"story:{number}", finished=True)).ids
        assert sorted(found) == sorted([*left, *right, link])
    assert library.check() == []


def test_the_forecast_of_the_next_day_is_no_copy(library: Library) -> None:
    words = (
        "Cuaca di Kota Tirta {day}: pagi cerah, siang hujan, suhu {low} sampai {high} derajat, "
        "angin {wind} kilometer per jam."
    )
    for day, figures in enumerate(((23, 31, 12), (24, 33, 18), (22, 30, 9)), 10):
        low, high, wind = figures
        body = (
            words.format(day=f"({day}/11)", low=low, high=high, wind=wind)
            + " Warga diminta membawa payung." * 3
        )
        store(
            library,
            an_article(
                body,
                title=f"Prakiraan cuaca Kota Tirta ({day}/11)",
                at=f"https://cuaca.example/{day}",
                source="Harian Pagi",
                published=f"2026-11-{day}T05:00:00+07:00",
                named=[("place", "Kota Tirta")],
            ),
        )

    assert groups(library) == set()


def test_a_story_is_searched_by_number_and_by_words_of_its_titles(library: Library) -> None:
    agency, copy, cut, rewritten, _ = store(library, *ALL)
    number = library.stories.of(agency).id  # type: ignore[union-attr]
    members = [rewritten, cut, copy, agency]

    def found(query: str) -> list[int]:
        return list(library.search(parse(query, finished=True)).ids)

    assert found(f"story:{number}") == members
    assert found('story:"rana idris minta perahu"') == members
    assert found(f"story:{number} source:pagi") == [copy]
    assert found(f"story:{number} dapur") == [rewritten, copy, agency]
    assert found(f"kopi OR story:{number} source:sore") == found("kopi OR source:sore")
    assert found(f"-story:{number}") == found("kopi")
    assert found("story:kopi") == found("story:999999999") == found("story:99999999999999999999") == []


def test_stories_complete_with_their_first_title_and_size(library: Library) -> None:
    store(library, *ALL)

    assert library.words.complete("story", "", limit=5) == [(AGENCY.analysis.title, 4)]
    assert library.words.complete("story", "perah", limit=5) == [(AGENCY.analysis.title, 4)]
    assert library.words.complete("story", "kopi", limit=5) == []


def test_folding_keeps_the_first_article_of_each_story(library: Library) -> None:
    agency, copy, cut, rewritten, other = store(library, *ALL)

    assert list(library.stories.fold([rewritten, cut, other, copy, agency])) == [rewritten, other]
    assert list(library.stories.fold([agency, other])) == [agency, other]


def test_a_summary_names_each_source_once(library: Library) -> None:
    agency, *_ = store(library, *ALL, flood("pagi2", source="Harian Pagi", hour=11, keep=3))
    number = library.stories.of(agency).id  # type: ignore[union-attr]

    (summary,) = library.stories.summaries([number]).values()

    assert summary.articles == 5
    assert summary.sources == ("Lintas", "Harian Pagi", "Kabar Sore", "Kabar Malam")
    assert library.rows([agency])[0].story == number


def test_quotes_that_one_source_alone_carries_are_known(library: Library) -> None:
    agency, _, _, rewritten, other = store(library, *ALL)

    assert library.stories.of(agency).only_here == frozenset()  # type: ignore[union-attr]
    assert library.stories.of(rewritten).only_here == {1}  # type: ignore[union-attr]
    assert library.stories.of(other) is None


def test_grouping_that_breaks_off_loses_nothing_and_goes_on_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import grouping

    agency, *_ = store(library, *ALL, group=False)
    compare, compared = grouping.kinship_of, []

    def break_off(*arguments: object) -> object:
        compared.append(arguments)
        if len(compared) == 3:
            raise KeyboardInterrupt
        return compare(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(grouping, "kinship_of", break_off)
    with pytest.raises(KeyboardInterrupt):
        library.stories.group()

    assert library.check() == []
    assert library.stories.of(agency) is None
    monkeypatch.setattr(grouping, "kinship_of", compare)
    assert library.stories.group() == 5
    assert groups(library) == {locators(ALL[:4])}


def test_a_library_from_before_gets_its_stories(tmp_path: Path) -> None:
    import gzip

    from tests.library.test_opening import OLD

    path = tmp_path / "library.db"
    path.write_bytes(gzip.decompress((OLD / "layout-6.db.gz").read_bytes()))

    with Library.open(path) as library:
        assert library.stories.group() == 1
        assert library.check() == []
