"""Forms of names: what is compared, what may be left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.identity import forms_of
from reader.model.mention import EntityType

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE


def same(type_: EntityType, one: str, other: str) -> bool:
    return any("=" in form for form in set(forms_of(type_, one)) & set(forms_of(type_, other)))


def asks(type_: EntityType, short: str, long: str) -> bool:
    wanted = {form.replace("<", ">") for form in forms_of(type_, short) if "<" in form}
    return bool(wanted & set(forms_of(type_, long)))


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        (PERSON, "Hj. Ratna Wiludjeng Sasmita, S.Sos.", "Ratna Wilujeng Sasmita"),
        (PERSON, "Achmad Soerjadi", "Ahmad Suryadi"),
        (PERSON, "Umar bin Tahir al-Habsyi", "Umar Alhabsyi"),
        (PERSON, "Yosef Manuhutu", "Yoseph Manuhutu"),
        (PERSON, "Goran Vukelić", "Goran Vukelic"),
        (PERSON, "Moh. Ikhsan Daud", "Mohammed Ikhsan Daud"),
        (PERSON, "Abdurrahman Sayuti", "Abdul Rahman Sayuti"),
        (PERSON, "Abdoel Gani Latief", "Abdul Gani Latif"),
        (PERSON, "Oemar Joesoef", "Umar Yusuf"),
        (ORGANIZATION, "BPBD Tanjung Seruni", "Badan Penanggulangan Bencana Daerah Tanjung Seruni"),
        (ORGANIZATION, "Universitas Arunika", "University of Arunika"),
        (ORGANIZATION, "PT Sagara Niaga Tbk", "Sagara Niaga"),
        (PLACE, "Gelora Ombak stadium", "Stadion Gelora Ombak"),
        (PLACE, "Amerika Serikat", "AS"),
    ],
)
def test_two_writings_of_one_name_share_a_form(type_: EntityType, one: str, other: str) -> None:
    assert same(type_, one, other)


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        (PERSON, "Abdul Gafar Lamusu", "Abdul Hakim"),
        (PERSON, "Yosef Manuhutu", "Yosefina Manuhutu"),
        (PERSON, "Bonar Marpaung Hutasuhut", "Bonar Mangara Hutasuhut"),
        (ORGANIZATION, "Dinas Perhubungan Selendang", "Dinas Perikanan Selendang"),
        (PLACE, "Kota Ranupati", "Kabupaten Ranupati"),
        (PLACE, "Austria", "Australia"),
    ],
)
def test_names_that_look_alike_share_none(type_: EntityType, one: str, other: str) -> None:
    assert not same(type_, one, other)
    assert not asks(type_, one, other)
    assert not asks(type_, other, one)


def test_a_short_name_asks_for_what_a_longer_one_offers() -> None:
    assert asks(PERSON, "Ratna Sasmita", "Ratna Wiludjeng Sasmita")
    assert asks(PERSON, "Ratna W. Sasmita", "Ratna Wiludjeng Sasmita")
    assert asks(PERSON, "R. Wiludjeng Sasmita", "Ratna Wiludjeng Sasmita")
    assert asks(PERSON, "A.A. Putu Wiraga", "Anak Agung Putu Wiraga")
    assert asks(PERSON, "Murasaki Kenji", "Kenji Murasaki")
    assert asks(ORGANIZATION, "KPU Ranupati", "KPU Kota Ranupati")
    assert asks(PLACE, "Tanjung Seruni", "Kabupaten Tanjung Seruni")
    assert not asks(PLACE, "Bandung", "Kabupaten Bandung")


def test_an_article_gives_a_name_what_it_is_also_called() -> None:
    forms = forms_of(ORGANIZATION, "Forum Warga Kali Biru", ["FWKB", "Forum"])
    assert "organization>fwkb" in forms
    assert "organization>forum" not in forms


def test_a_short_name_that_many_have_tells_less_than_a_rare_one() -> None:
    assert "person+budi" in forms_of(PERSON, "Budi Santoso", ["Budi"])
    assert "person*palguna" in forms_of(PERSON, "Hendra Palguna", ["Palguna"])
    assert not [form for form in forms_of(PERSON, "Hendra Palguna", ["P", "2"]) if form[6] in "+*"]


@given(st.sampled_from(EntityType), st.text(max_size=300), st.lists(st.text(max_size=30), max_size=3))
def test_any_name_has_forms_and_few(type_: EntityType, name: str, others: list[str]) -> None:
    forms = forms_of(type_, name, others)
    assert 1 <= len(forms) <= 12 + len(others)
    assert all(sum(map(form.count, "=<>+*-")) >= 1 for form in forms)
