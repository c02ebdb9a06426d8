"""Where the body in a role ends and a name begins, and who a short name is; everything is invented."""

from __future__ import annotations

import pytest

from reader.analysis.quotes.registry import is_short_form
from tests.unit.analysis.quotes.said import quotes_in, said_in


def names_in(body: str, *people: str, **more: object) -> list[str | None]:
    return [said.name for said in said_in(body, *people, **more)]  # type: ignore[arg-type]


def test_a_word_that_stands_with_the_word_before_it_elsewhere_is_no_first_name():
    body = (
        'Program Kartu Semaja dibuka lagi. "Ada hambatan," kata Direktur Kartu Semaja Panjitra Wiroko.\n'
        '"Segera kami atasi," kata dia.'
    )
    assert names_in(body, "Semaja Panjitra Wiroko") == ["Panjitra Wiroko", "Panjitra Wiroko"]


def test_a_body_named_elsewhere_is_no_first_name():
    body = (
        'Lentara menutup tiga cabang. "Kami menyesal," kata Manajer Lentara Wiroko Panjitra.\n'
        '"Semua dibayar," ujar Wiroko.'
    )
    assert names_in(body, "Lentara Wiroko Panjitra") == ["Wiroko Panjitra", "Wiroko Panjitra"]


def test_after_a_chief_executive_comes_a_body():
    body = '"Pasar tumbuh," kata CEO Lentara Wiroko Panjitra.'
    quote = quotes_in(body, "Lentara Wiroko Panjitra")[0]
    assert quote.name == "Wiroko Panjitra"
    assert quote.role is not None
    assert quote.role.text == "CEO Lentara"


def test_a_first_name_by_which_somebody_is_called_stays():
    body = '"Pasar tumbuh," kata CEO Lentara Wiroko Panjitra.\n"Besok lagi," kata Lentara.'
    assert names_in(body, "Lentara Wiroko Panjitra", "Lentara") == ["Lentara Wiroko Panjitra"] * 2


def test_an_everyday_word_of_a_role_is_no_first_name():
    body = '"Angkanya turun," kata Direktur Penanggulangan Kemiskinan Wiroko Panjitra.'
    assert names_in(body, "Kemiskinan Wiroko Panjitra") == ["Wiroko Panjitra"]


@pytest.mark.parametrize(
    ("short", "name", "is_short"),
    [
        ("risna", "tri risnaharini", True),
        ("jokawi", "joko widada", False),
        ("jokowi", "joko widada", True),
        ("zulhas", "zulkarnain hasbullah", True),
        ("budi", "siti budiarti", True),
        ("rina", "tri risnaharini", False),
    ],
)
def test_a_short_form_begins_a_word_or_joins_the_beginnings_of_two(short: str, name: str, is_short: bool):
    assert is_short_form(short, name.split()) is is_short


def test_a_nickname_is_the_one_person_whose_name_it_shortens():
    body = '"Pakai masker," kata Wali Kota Tri Risnaharini.\n"Jangan lupa," ujar Risna.'
    assert names_in(body, "Tri Risnaharini", "Risna") == ["Tri Risnaharini", "Tri Risnaharini"]


def test_a_short_form_of_two_people_is_nobody_but_itself():
    body = 'Tri Risnaharini bertemu Risnawati Putri. "Jangan lupa," ujar Risna.'
    assert names_in(body, "Tri Risnaharini", "Risnawati Putri", "Risna") == ["Risna"]
