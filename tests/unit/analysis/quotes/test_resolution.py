"""Whom roles, descriptions, bodies, documents and silence stand for; everything is invented."""

from __future__ import annotations

import pytest

from tests.unit.analysis.quotes.said import quotes_in, said_in

SARI = "Sari Dewi"
BUDI = "Budi Santoso"
VANE = "Harriet Vane"
ORR = "Martin Orr"


def names_in(body: str, *people: str, **more: object) -> list[str | None]:
    return [said.name for said in said_in(body, *people, **more)]  # type: ignore[arg-type]


def test_a_role_that_nobody_bears_is_its_own_name():
    assert names_in('"Sudah kami cek," kata Camat.') == ["Camat"]
    assert names_in("A company spokeswoman said the dam was safe.", language="en") == ["company spokeswoman"]


def test_a_role_finds_whoever_was_introduced_with_it_before_or_behind_the_name():
    body = 'The club\'s coach, Martin Orr, arrived late. "We played well," the coach said.'
    assert names_in(body, ORR, language="en") == [ORR]
    body = 'Harriet Vane, the judge, read the papers. "It is late," the judge said.'
    assert names_in(body, VANE, language="en") == [VANE]


def test_somebody_new_is_not_whoever_had_the_role_before():
    body = '"We won," said coach Martin Orr.\n\nA coach said the rain had helped.'
    assert names_in(body, ORR, language="en")[-1] == "coach"


def test_a_role_that_goes_on_is_the_last_speaker():
    body = '"It was dark," said Harriet Vane.\n\n"I heard the water," the witness continued.'
    assert names_in(body, VANE, language="en") == [VANE, VANE]


def test_an_age_tells_whom_a_description_means():
    body = (
        "Sari Dewi (52) datang bersama Budi Santoso (34).\n"
        '"Air surut," kata Budi.\n'
        '"Jangan nekat," tegas perempuan berusia 52 tahun itu.'
    )
    assert names_in(body, SARI, BUDI, "Budi") == [BUDI, SARI]
    body = 'Martin Orr, 34, met Harriet Vane. "I am tired," the 34-year-old said.'
    assert names_in(body, ORR, VANE, language="en") == [ORR]


def test_an_occupation_tells_whom_a_description_means():
    body = (
        '"Menang," kata pelatih Sari Dewi.\n"Kami kalah," kata Budi Santoso.\n'
        "Pelatih itu menyebut timnya sudah lelah."
    )
    assert names_in(body, SARI, BUDI)[-1] == SARI


def test_a_stranger_stays_without_a_name():
    body = (
        '"Air surut," kata Sari Dewi.\nSeorang pedagang menggeleng. "Nanti saja ke sini," kata perempuan itu.'
    )
    assert names_in(body, SARI) == [SARI, None]


@pytest.mark.parametrize("noun", ["Dinas itu", "Dinas tersebut"])
def test_a_noun_for_a_body_finds_the_one_whose_name_says_so(noun):
    body = (
        'Dinas Air Batu dan Bank Sungai rapat.\n"Pompa rusak," kata Sari Dewi.\n'
        f"{noun} menyebut pompa sudah tua."
    )
    assert names_in(body, SARI, bodies=("Dinas Air Batu", "Bank Sungai"))[-1] == "Dinas Air Batu"


def test_a_body_without_a_name_is_its_phrase():
    body = "The regional weather office warned that the tide would rise."
    assert names_in(body, language="en") == ["regional weather office"]


def test_a_body_is_found_where_its_noun_follows_its_name():
    body = (
        "The gates will be closed, the water board announced.\n\n"
        "Harriet Vane runs the Lower Marsh water board and its pumps."
    )
    assert names_in(body, VANE, language="en") == ["Lower Marsh water board"]


def test_a_document_is_whose_it_is():
    body = (
        "Half of the pumps are broken, according to a report published on Monday by the Marsh Board.\n\n"
        "The report says the rest are old."
    )
    assert names_in(body, bodies=("Marsh Board",), language="en") == ["Marsh Board", "Marsh Board"]


def test_a_law_speaks_and_not_its_article():
    body = 'Pasal 12 Peraturan Daerah Nomor 3 Tahun 2025 berbunyi, "Setiap pompa diperiksa setahun sekali."'
    assert names_in(body) == ["Peraturan Daerah Nomor 3 Tahun 2025"]


def test_he_is_not_who_was_she_before():
    body = (
        '"It rained," said Martin Orr.\n\n"He never listens," said Harriet Vane. "I told him," she added.\n\n'
        '"I do listen," he replied.'
    )
    assert names_in(body, ORR, VANE, language="en")[-1] == ORR


def test_it_is_the_body_of_the_sentence_before():
    body = 'The ministry did not answer questions. In a statement it said the lake was "quite full of fish."'
    assert names_in(body, language="en") == ["ministry"]


def test_a_quote_without_a_cue_belongs_to_who_was_brought_in_before_it():
    body = 'Sari Dewi menceritakan awal kebiasaannya.\n"Dulu belum ada perahu yang mau menyeberang."'
    assert names_in(body, SARI) == [SARI]


def test_paragraphs_that_only_open_a_mark_belong_to_the_one_that_closes_it():
    body = (
        '"Dulu belum ada guru di sini.\n\n"Sekarang ada tiga orang guru.\n\n'
        '"Besok mungkin empat," kata Sari Dewi.'
    )
    assert names_in(body, SARI) == [SARI] * 3


def test_who_denies_what_was_said_did_not_say_it():
    body = '"Air surut," kata Sari Dewi.\n\n"Pompa itu masih baru sekali."\n\nHal itu dibantah Budi Santoso.'
    assert names_in(body, SARI, BUDI) == [SARI, SARI]


@pytest.mark.parametrize(
    "body",
    [
        "Kata Sari Dewi, air sudah surut.",
        "Air sudah surut, diakui Sari Dewi.",
        "Air sudah surut, demikian dikemukakan Sari Dewi.",
    ],
)
def test_cues_stand_before_and_behind_a_clause(body):
    ((kind, text, name),) = said_in(body, SARI)
    assert (kind, text.lower(), name) == ("indirect", "air sudah surut", SARI)


def test_whom_one_asks_belongs_to_what_is_asked_without_agar():
    (quote,) = quotes_in("Sari Dewi mengimbau warga memasang lampu.", SARI)
    assert [part.text for part in quote.content] == ["warga memasang lampu"]


def test_a_subject_with_an_apposition_is_not_what_was_said():
    body = 'Harriet Vane, an engineer at the plant, told Northline by telephone: "The dam holds for now."'
    ((kind, _, name),) = said_in(body, VANE, language="en")
    assert (kind, name) == ("direct", VANE)


def test_an_address_in_a_tagged_name_is_left_out():
    (quote,) = quotes_in("Mbah Kromo Sutikno mengatakan air sudah surut.", "Mbah Kromo Sutikno")
    assert quote.name == "Kromo Sutikno"


def test_asking_to_do_something_is_an_act():
    assert names_in("Two jurors asked to see a weld.", language="en") == []
    (quote,) = quotes_in("Harriet Vane asked the council to close the dam.", VANE, language="en")
    assert [part.text for part in quote.content] == ["the council to close the dam"]


def test_a_report_ends_where_its_speaker_says_no_more():
    body = "A spokesman for the regent said the gates had been checked in June and declined to give details."
    (quote,) = quotes_in(body, language="en")
    assert [part.text for part in quote.content] == ["the gates had been checked in June"]


def test_behind_a_body_he_is_the_person_who_spoke_before_it():
    body = (
        '"Harga naik," kata Ketua Asosiasi Sari Dewi.\nAsosiasi Petani Batu mengatakan stok menipis.\n'
        '"Kami cemas," katanya.'
    )
    assert names_in(body, SARI, bodies=("Asosiasi Petani Batu",))[-1] == SARI


def test_whoever_is_named_behind_a_preposition_is_not_the_subject():
    body = '"Air surut," kata Sari Dewi.\nSurat itu dikirim kepada Camat Budi Santoso. "Sudah lama," katanya.'
    assert names_in(body, SARI, BUDI) == [SARI, SARI]


def test_a_place_behind_a_role_does_not_speak():
    body = "Sari Dewi (37), pedagang di Pasar Lama, Batu Timur, menyampaikan, harga sudah turun."
    assert names_in(body, SARI, places=("Pasar Lama", "Batu Timur")) == [SARI]


def test_whoever_denied_the_words_of_another_is_meant_by_what_follows():
    body = "Ucapan Sari Dewi dibantah Camat Budi Santoso. Menurutnya, air sudah surut."
    assert names_in(body, SARI, BUDI) == [BUDI]


def test_a_band_taken_for_a_person_does_not_speak_for_its_singer():
    body = "Menurut vokalis Lentara, Sari Dewi, lagu itu sedang direkam."
    assert names_in(body, SARI, "Lentara") == [SARI]


def test_an_example_speaks_for_itself_with_the_role_of_those_it_stands_for():
    quote = quotes_in("Warga lain seperti Sari Dewi (24) berharap bus tetap jalan.", SARI)[0]
    assert (quote.name, quote.role and quote.role.text) == (SARI, "Warga lain")


def test_an_office_without_a_capital_finds_its_bearer():
    body = '"Ada bukti," kata Jaksa Sari Dewi.\nBudi Santoso diam. "Uangnya dipindah malam hari," ujar jaksa.'
    assert names_in(body, SARI, BUDI)[-1] == SARI


def test_whose_lawyer_somebody_is_does_not_make_him_the_accused():
    body = (
        "Terdakwa Sari Dewi duduk. Kuasa hukum terdakwa, Budi Santoso, datang.\n"
        '"Panen gagal," kata Budi.\nTerdakwa berdalih uang itu akan kembali.'
    )
    assert names_in(body, SARI, BUDI, "Budi")[-1] == SARI
