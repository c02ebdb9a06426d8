"""The packaged lists of places and bodies: whole, of stated sources, and safe to look up."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files

import pytest

from reader.analysis.entities.known import LISTS_OF_ONE_LANGUAGE, aliases, phrase, rows
from reader.analysis.identity import forms_of
from reader.analysis.identity.words import SAME, same_names
from reader.model.mention import EntityType

LISTED = ("countries", "organizations", "outlets", "places")
STATES = 195
"""Members of the United Nations, the Vatican and Palestine."""


def known(name: str) -> str | None:
    """Return the entity that a name names wherever it stands."""
    found = [form for form in forms_of(EntityType.PLACE, name) if form.startswith("known=")]
    return found[0].removeprefix("known=") if found else None


def listed(name: str) -> list[list[str]]:
    text = (files("reader.analysis.identity") / "same" / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize("name", SAME)
def test_each_list_states_its_sources(name: str) -> None:
    text = (files("reader.analysis.identity") / "same" / f"{name}.tsv").read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert "Own compilation" in " ".join(head)
    assert all(part.strip() == part and part for line in listed(name) for part in line[-1].split(";"))


@pytest.mark.parametrize("name", [*LISTED, "regions", "names", "nouns", *LISTS_OF_ONE_LANGUAGE["en"]])
def test_each_list_of_the_tagger_states_its_sources_too(name: str) -> None:
    text = (files("reader.analysis.entities.gazetteer") / f"{name}.tsv").read_text(encoding="utf-8")
    assert "Own compilation" in text.splitlines()[0] or "License" in text.splitlines()[0]


def test_no_name_is_that_of_two_entities_unless_it_is_marked_so() -> None:
    owners = defaultdict(set)
    for same in same_names():
        for name in same.names if len(same.names) > 1 else ():
            owners[phrase(name)].add(same.first)
    assert {" ".join(name): found for name, found in owners.items() if len(found) > 1} == {}


def test_a_name_that_the_lists_give_to_two_names_neither() -> None:
    owners = defaultdict(set)
    for part in LISTED:
        for _, names in aliases(part):
            for name in names:
                owners[phrase(name)].add(names[0])
    decided = {phrase(name) for same in same_names() for name in same.names}
    shared = [" ".join(name) for name, found in owners.items() if len(found) > 1 and name not in decided]
    assert shared
    assert [name for name in shared if known(name) is not None] == []


def test_all_names_of_a_row_name_one_entity() -> None:
    decided = {phrase(name) for same in same_names() for name in same.names}
    wrong = []
    for part in LISTED:
        for _, names in aliases(part):
            found = {known(name) for name in names if phrase(name) not in decided} - {None}
            wrong += [names] if len(found) > 1 else []
    assert wrong == []


def test_every_state_has_an_indonesian_and_an_english_name_that_are_one() -> None:
    countries = [row[:2] for row in rows("countries")] + [
        line[0].split(";")[:2] for line in listed("countries")
    ]
    assert len({known(one) or one for one, _ in countries}) >= STATES
    apart = [names for names in countries if len({known(name) for name in names}) > 1]
    assert apart == [("Inggris", "England")]  # in news "Inggris" is the kingdom


def test_every_capital_is_that_of_a_listed_country() -> None:
    known_countries = {row[0] for row in rows("countries")} | {
        line[0].split(";")[0] for line in listed("countries")
    }
    capitals = listed("capitals")
    assert [country for country, _ in capitals if country not in known_countries] == []
    assert len({country for country, _ in capitals}) == len(capitals) >= STATES


def test_every_province_has_its_other_names() -> None:
    provinces = [name for level, name in rows("regions") if level == "province"]
    others = {name.removesuffix("?") for line in listed("places") for name in line[0].split(";")}
    assert len(provinces) == 38
    assert [name for name in provinces if name not in others] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kemendikdasmen", "Kementerian Pendidikan Dasar dan Menengah"),
        ("Komdigi", "Ministry of Communication and Digital Affairs"),
        ("Kemenko Polkam", "Kementerian Koordinator Bidang Politik dan Keamanan"),
        ("Warsawa", "Warsaw"),
        ("Tanjung Verde", "Cape Verde"),
        ("Papua Pegunungan", "Highland Papua"),
        ("DK PBB", "UN Security Council"),
        ("PDIP", "Indonesian Democratic Party of Struggle"),
        ("OKI", "Organisation of Islamic Cooperation"),
        ("LKBN Antara", "Kantor Berita Antara"),
        ("The Washington Post", "Washington Post"),
    ],
)
def test_names_of_one_entity_are_known_as_one(one: str, other: str) -> None:
    assert known(one) == known(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kementerian Lingkungan Hidup", "Kementerian Lingkungan Hidup dan Kehutanan"),
        ("Kominfo", "Komdigi"),
        ("Republik Kongo", "Republik Demokratik Kongo"),
        ("Dominika", "Republik Dominika"),
        ("Guinea", "Guinea Khatulistiwa"),
        ("IDN Times", "Tirto"),
        ("BBC", "BBC Indonesia"),
        ("The Guardian", "Financial Times"),
        ("Royal Navy", "Royal Air Force"),
        ("DI Yogyakarta", "Kota Yogyakarta"),
    ],
)
def test_names_of_two_entities_are_not(one: str, other: str) -> None:
    assert None is not known(one) != known(other) is not None


def test_a_person_with_the_name_of_a_country_is_a_person() -> None:
    assert not any(form.startswith("known=") for form in forms_of(EntityType.PERSON, "Jordan"))
    assert known("Jordan") == "yordania"


@pytest.mark.parametrize(
    "name", ["Demokrat", "Garuda", "Santiago", "Georgetown", "Papua", "Maluku", "Constitutional Court"]
)
def test_what_several_are_called_names_none(name: str) -> None:
    assert known(name) is None
