"""In which roles articles name people, and which roles one person hardly has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.identity import roles_in
from reader.model.analysis import Analysis
from reader.model.mention import EntityType, Mention
from reader.roles import contradict, kinds_of, offices, role_words
from tests.evaluation.told_names import article_of

PERSON = EntityType.PERSON


def roles(text: str, language: str) -> dict[str, set[str]]:
    analysis = replace(article_of("file:///1", text).analysis, language=language)
    return {name: set(found) for (_, name), found in roles_in(analysis).items()}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "Gubernur [[Rizal Fahmi]] tiba.", {"gubernur"}),
        ("id", "Menteri Perdagangan [[Rizal Fahmi]] tiba.", {"menteri"}),
        ("id", "Duta Besar Indonesia untuk [l Austria] [[Rizal Fahmi]] tiba.", {"duta besar"}),
        ("id", "kata pemain sayap muda [[Rizal Fahmi]] pelan.", {"pemain sayap"}),
        ("id", "Pelatih [o Camar Laut] [[Rizal Fahmi]] tiba.", {"pelatih"}),
        ("id", "Kepala [o Kejaksaan Negeri Selendang] [[Markus Lewaru]] marah.", {"kepala kejaksaan"}),
        ("id", "Seorang nelayan, [[Rizal Fahmi]] (54), hilang.", {"nelayan"}),
        ("id", "[[Rizal Fahmi]] (31), mantan kiper tim itu, pulang.", {"kiper"}),
        ("id", "Kapolres AKBP [[Rizal Fahmi]] tiba.", {"akbp"}),
        ("en", "Mayor [[Ada Hale]] spoke.", {"mayor"}),
        ("en", "[[Ada Hale]], 44, a retired heart surgeon, spoke.", {"surgeon"}),
        ("en", "Heart surgeon Dr. [[Ada Hale]] spoke.", {"surgeon"}),
        ("en", "[[Ada Hale]], the striker who scored, spoke.", {"striker"}),
    ],
)
def test_a_role_stands_before_or_after_the_name(language: str, text: str, expected: set[str]) -> None:
    assert next(iter(roles(text, language).values())) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Gubernur memuji [[Rizal Fahmi]]."),
        ("id", "Hadiah dari menteri untuk [[Rizal Fahmi]] tiba."),
        ("id", "Gubernur dan [[Rizal Fahmi]] tiba."),
        ("en", "A letter from the governor to [[Ada Hale]]."),
        ("id", "Pelatih itu marah. [[Rizal Fahmi]] pulang."),
        ("id", "[[Rizal Fahmi]], kata pelatih itu, pulang."),
        ("en", "The governor met [[Ada Hale]]."),
        ("en", "[[Ada Hale]], said the judge, was late."),
        ("id", "Ketua [o Serikat Nelayan Muara Pelita] [[Markus Lewaru]] marah."),
        ("fr", "Gubernur [[Ada Hale]]."),
    ],
)
def test_a_role_of_somebody_else_is_not_the_names(language: str, text: str) -> None:
    assert roles(text, language) == {}


def test_the_role_between_two_names_is_that_of_the_second() -> None:
    assert roles("[[Rizal Fahmi]], pelatih [p Yanto Sebayang] pulang.", "id") == {
        "Yanto Sebayang": {"pelatih"}
    }


def test_a_word_means_in_each_language_what_it_means_there() -> None:
    assert roles("Mayor [[Rizal Fahmi]] tiba.", "id") == {"Rizal Fahmi": {"mayor"}}
    assert role_words()["id"].kinds["mayor"] == "military"
    assert role_words()["en"].kinds["mayor"] == "politics"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("kiper", "gubernur", True),
        ("goalkeeper", "gubernur", True),
        ("petani", "menteri", True),
        ("siswi", "hakim", True),
        ("gubernur", "menteri", False),
        ("jenderal", "menteri", False),
        ("striker", "pelatih", False),
        ("aktor", "anggota dpr", False),
        ("pengacara", "anggota dpr", False),
        ("tersangka", "bupati", False),
    ],
)
def test_only_trades_that_nobody_has_together_contradict(one: str, other: str, expected: bool) -> None:
    assert contradict(kinds_of([one]), kinds_of([other])) is expected
    assert contradict(kinds_of([other]), kinds_of([one])) is expected


def test_whoever_has_both_trades_contradicts_neither() -> None:
    assert not contradict(kinds_of(["kiper", "gubernur"]), kinds_of(["gubernur"]))
    assert not contradict(kinds_of(["kiper"]), kinds_of(["kiper", "gubernur"]))


def test_one_office_is_held_by_few_and_one_trade_by_many() -> None:
    assert offices(["bupati", "petani", "kiper"]) == {"bupati"}


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20)), max_size=6))
def test_any_text_is_read_without_complaint(body: str, places: list[tuple[int, int]]) -> None:
    mentions = [
        Mention(start, start + length, body[start : start + length], PERSON, body[start : start + length])
        for start, length in places
        if start + length <= len(body)
    ]
    for language in ("id", "en", "und"):
        roles_in(Analysis(body, None, None, None, language, mentions=tuple(sorted(mentions))))
