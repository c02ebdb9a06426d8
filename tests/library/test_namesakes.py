"""Two people of one name are two entities where the articles tell; one person's names are one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.library import Library
from reader.model.mention import EntityType
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.evaluation.told_names import article_of
from tests.library.making import article_at

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from reader.model.article import AnalysedArticle
    from reader.model.entity import Entity

GOVERNOR = "Gubernur [[Rizal Fahmi]] meresmikan jembatan bersama [p Dodi Lesmana]."
FOOTBALLER = "Pemain sayap [[Rizal Fahmi]] mencetak dua gol, kata pelatih [p Yanto Sebayang]."


def telling(number: int, text: str, *, year: int = 2026) -> AnalysedArticle:
    made = article_of(f"file:///{number}.txt", text)
    analysis = replace(made.analysis, published=f"{year}-03-0{number % 9 + 1}")
    return replace(made, analysis=analysis)


def store(library: Library, *articles: AnalysedArticle) -> None:
    library.store(articles, kind=SourceKind.FOLDER)


def named_in(library: Library, number: int) -> Entity:
    """Return the entity that an article names first."""
    article = article_at(library, f"file:///{number}.txt")
    first = article.analysis.mentions[0]
    found = library.entities.mentioned_at(article.id, first.start, first.end)
    assert found is not None
    return found


def test_a_governor_and_a_footballer_of_one_name_are_two(library: Library) -> None:
    store(library, telling(1, GOVERNOR))
    store(library, telling(2, FOOTBALLER))
    store(
        library, telling(3, "Gubernur [[Rizal Fahmi]] tiba."), telling(4, "Striker [[Rizal Fahmi]] cedera.")
    )

    governor, footballer = named_in(library, 1), named_in(library, 2)

    assert (governor.name, footballer.name) == ("Rizal Fahmi", "Rizal Fahmi (pemain sayap)")
    assert named_in(library, 3) == governor
    assert named_in(library, 4) == footballer
    assert (governor.articles, footballer.articles) == (2, 2)
    assert library.check() == []


def test_a_namesake_is_shown_by_the_full_name_though_articles_also_use_a_short_one(library: Library) -> None:
    store(library, telling(1, f"{GOVERNOR} [[Rizal|Rizal Fahmi]] pulang."))
    store(library, telling(2, f"{FOOTBALLER} [[Rizal|Rizal Fahmi]] pulang."))

    assert named_in(library, 2).name == "Rizal Fahmi (pemain sayap)"


def test_each_of_them_is_searched_listed_and_called_by_a_name_of_its_own(library: Library) -> None:
    store(library, telling(1, GOVERNOR), telling(2, FOOTBALLER))

    both = library.search(parse('person:"rizal fahmi"', finished=True)).ids
    one = library.search(parse('person:"Rizal Fahmi (pemain sayap)"', finished=True)).ids

    assert (len(both), len(one)) == (2, 1)
    listed = {each.name for each in library.entities.top(EntityType.PERSON, limit=9)}
    assert {"Rizal Fahmi", "Rizal Fahmi (pemain sayap)"} <= listed
    (footballer,) = library.entities.called("Rizal Fahmi (pemain sayap)", EntityType.PERSON)
    card = library.entities.card(footballer.id)
    assert card is not None
    assert card.other_names == ("Rizal Fahmi",)
    assert [each.name for each in card.companions] == ["Yanto Sebayang"]


def test_without_a_role_the_company_tells_and_else_whoever_is_named_most(library: Library) -> None:
    store(library, telling(1, GOVERNOR), telling(2, FOOTBALLER), telling(3, GOVERNOR))

    store(library, telling(4, "[[Rizal Fahmi]] makan dengan [p Yanto Sebayang]."))
    store(library, telling(5, "[[Rizal Fahmi]] berulang tahun."))

    assert named_in(library, 4) == named_in(library, 2)
    assert named_in(library, 5) == named_in(library, 1)


def test_the_same_company_outweighs_roles_that_contradict(library: Library) -> None:
    store(library, telling(1, GOVERNOR))
    store(library, telling(2, "Pemain sayap [[Rizal Fahmi]] muda berfoto dengan [p Dodi Lesmana]."))

    assert named_in(library, 1) == named_in(library, 2)


def test_a_trade_of_many_years_ago_contradicts_nothing(library: Library) -> None:
    store(library, telling(1, FOOTBALLER, year=2009))
    store(library, telling(2, GOVERNOR, year=2026))

    assert named_in(library, 1) == named_in(library, 2)


def test_an_article_that_tells_both_trades_makes_them_one(library: Library) -> None:
    store(library, telling(1, GOVERNOR), telling(2, FOOTBALLER))
    assert named_in(library, 1) != named_in(library, 2)

    store(library, telling(3, "Gubernur [[Rizal Fahmi]], mantan pemain sayap, memotong pita."))

    assert named_in(library, 1) == named_in(library, 2) == named_in(library, 3)
    assert named_in(library, 1).articles == 3
    assert library.check() == []


def test_who_is_who_stays_over_a_new_analysis(library: Library) -> None:
    articles = [telling(1, GOVERNOR), telling(2, FOOTBALLER), telling(3, "[[Rizal Fahmi]] sakit.")]
    store(library, *articles)
    before = [named_in(library, number).id for number in (1, 2, 3)]

    for article in reversed(articles):
        store(library, replace(article, version=2))

    assert [named_in(library, number).id for number in (1, 2, 3)] == before
    assert library.check() == []


def test_what_the_user_says_outweighs_every_role(library: Library) -> None:
    store(library, telling(1, GOVERNOR), telling(2, FOOTBALLER))
    governor, footballer = named_in(library, 1), named_in(library, 2)

    library.decisions.merge(footballer.id, governor.id)
    store(library, telling(3, "Kiper [[Rizal Fahmi]] menepis bola dari [p Anton Suteja]."))
    store(library, replace(telling(2, FOOTBALLER), version=2))

    assert named_in(library, 1) == named_in(library, 2) == named_in(library, 3)
    library.decisions.undo()
    assert named_in(library, 2).id == footballer.id
    assert library.check() == []


def test_namesakes_that_were_merged_can_be_split_again(library: Library) -> None:
    store(library, telling(1, GOVERNOR), telling(2, FOOTBALLER))
    store(library, telling(3, "Gubernur [[Rizal Fahmi]], mantan pemain sayap, memotong pita."))
    whole = named_in(library, 1)
    assert whole == named_in(library, 2)

    library.decisions.split(whole.id, "Rizal Fahmi (pemain sayap)")
    store(library, telling(4, "Gubernur [[Rizal Fahmi]], mantan pemain sayap, tiba."))

    assert named_in(library, 1) != named_in(library, 2)
    assert named_in(library, 2).name == "Rizal Fahmi (pemain sayap)"
    assert library.check() == []
    library.decisions.undo()
    assert named_in(library, 1) == named_in(library, 2)
    assert library.check() == []


def test_namesakes_go_with_their_articles(library: Library) -> None:
    store(library, telling(1, GOVERNOR), telling(2, FOOTBALLER))

    for source in library.sources():
        library.remove_source(source.id)
    store(library, telling(3, FOOTBALLER))

    assert named_in(library, 3).articles == 1
    assert library.check() == []


def test_a_short_name_is_that_of_the_office_holder_and_of_nobody_else(library: Library) -> None:
    full = "Bupati [[Sukarti Andayani]] marah; [[Sukarti|Sukarti Andayani]] meminta laporan."
    store(library, telling(1, full), telling(2, "Bupati [[Sukarti]] berjanji."))
    store(library, telling(3, "Perenang [[Sukarti]] menang di depan [p Lena Tobing]."))

    assert named_in(library, 2).name == "Sukarti Andayani"
    assert named_in(library, 3).name != "Sukarti Andayani"


def test_a_given_name_alone_is_nobodys_without_evidence(library: Library) -> None:
    store(library, telling(1, "Direktur [[Budi Santoso]] datang; [[Budi|Budi Santoso]] lelah."))
    store(library, telling(2, "[[Budi]] (34) selamat."))

    assert named_in(library, 1) != named_in(library, 2)


def test_a_rare_short_name_is_nobodys_once_two_are_called_so_whoever_comes_first(library: Library) -> None:
    store(library, telling(1, "[[Hendra Palguna]] tiba; [[Palguna|Hendra Palguna]] lelah."))
    store(library, telling(2, "[[Palguna]] pergi."))
    assert named_in(library, 1) == named_in(library, 2)

    store(library, telling(3, "[[Wira Palguna]] tiba; [[Palguna|Wira Palguna]] segar."))

    assert len({named_in(library, number).id for number in (1, 2, 3)}) == 3
    assert named_in(library, 2).name == "Palguna"
    assert named_in(library, 1).name == "Hendra Palguna"
    assert library.check() == []


TEXTS = st.sampled_from(
    [
        GOVERNOR,
        FOOTBALLER,
        "[[Rizal Fahmi]] makan dengan [p Yanto Sebayang].",
        "Hakim [[Rizal Fahmi]] menunda sidang [p Rina].",
        "[[Rizal Fahmi]] tidur.",
        "Wali kota [[Rizal Fahmi]], seorang kiper, melambai ke [p Edo].",
        "[[H. Rizal Fahmi]] dan [[Rizal|Rizal Fahmi]].",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 6), TEXTS), max_size=12), st.integers(1, 12))
def test_whatever_comes_in_whatever_order_the_counters_stay_right(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, str]], size: int
) -> None:
    path: Path = tmp_path_factory.mktemp("namesakes") / "library.db"
    with Library.open(path) as library:
        for start in range(0, len(told), size):
            store(library, *(telling(number, text) for number, text in told[start : start + size]))
        assert library.check() == []
