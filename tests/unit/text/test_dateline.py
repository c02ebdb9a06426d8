from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.dateline import find_dateline
from reader.text.outlets import outlet_named, outlet_of_url
from reader.text.places import place_as_written


@pytest.mark.parametrize(
    ("dateline", "outlet", "place"),
    [
        ("Bisnis.com, JAKARTA –", "Bisnis.com", "Jakarta"),
        ("JAKARTA, KOMPAS.com -", "KOMPAS.com", "Jakarta"),
        ("JAKARTA, KOMPAS —", "KOMPAS", "Jakarta"),
        ("KOMPAS.com –", "KOMPAS.com", None),
        ("TEMPO.CO, Jakarta -", "TEMPO.CO", "Jakarta"),
        ("REPUBLIKA.CO.ID, JAKARTA --", "REPUBLIKA.CO.ID", "Jakarta"),
        ("Jakarta, CNN Indonesia --", "CNN Indonesia", "Jakarta"),
        ("Bandarlampung (ANTARA) -", "ANTARA", "Bandarlampung"),
        ("VIVA –", "VIVA", None),
        ("Okezone: JAKARTA -", "Okezone", "Jakarta"),
        ("Jakarta -", None, "Jakarta"),
        ("Sungaikita.id, TELAGA BIRU –", "Sungaikita.id", "Telaga Biru"),
        ("TELAGA BIRU, HARIAN SUNGAI —", "HARIAN SUNGAI", "Telaga Biru"),
        ("Jakarta, Kamis, 7 September 2023 –", None, "Jakarta"),
        ("LONDON, Sept 7 (Reuters) -", "Reuters", "London"),
        ("VARN, Oct. 4 (Meridian) --", "Meridian", "Varn"),
        ("WASHINGTON (AP) —", "AP", "Washington"),
        ("WASHINGTON, D.C. —", None, "Washington"),
        ("(CNN) —", "CNN", None),
        ("GENEVA, Switzerland -", None, "Geneva"),
        ("RIO DE JANEIRO —", None, "Rio de Janeiro"),
        ("DKI JAKARTA -", None, "DKI Jakarta"),
        ("BAU-BAU, ANTARA -", "ANTARA", "Bau-Bau"),
    ],
)
def test_datelines_are_read_with_their_dash(dateline: str, outlet: str | None, place: str | None) -> None:
    found = find_dateline(f"{dateline} Warga pulang sore itu.")
    assert found is not None
    assert (found.start, found.text) == (0, dateline)
    assert (found.outlet, found.place) == (outlet, place)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("JAKARTA, KOMPAS-Warga pulang.", "JAKARTA, KOMPAS-"),
        ("Liputan6.com, Jakarta Warga pulang.", "Liputan6.com, Jakarta"),
        ("(CNN)The bridge opened.", "(CNN)"),
        ("Bogor (4/02), dalam rangka itu warga pulang.", "Bogor (4/02),"),
        ("Telaga Biru, 17 Agustus 2012.\n\nWarga pulang.", "Telaga Biru, 17 Agustus 2012."),
    ],
)
def test_datelines_without_a_proper_dash_are_read_too(body: str, text: str) -> None:
    found = find_dateline(body)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "body",
    [
        "Kamis (7/9/2023), warga pulang.",
        "Presiden itu - yang datang kemarin - pulang.",
        "Kota Tua - kawasan wisata - ramai.",
        "Wulan - seorang guru - pulang.",
        "VIDEO: Warga pulang - sore itu.",
        "BREAKING - Bridge opens.",
        "JAKARTA – KOTA SERIBU MIMPI",
        "I - Radio itu mengudara lagi.",
        "He is a post-modern writer.",
        "“Kami siap,” kata Wulan - kemarin.",
        "By Mara Lindqvist, London - a man left.",
        "",
    ],
)
def test_a_dash_alone_makes_no_dateline(body: str) -> None:
    assert find_dateline(body) is None


def test_furniture_and_a_headline_may_stand_before_it() -> None:
    body = "Air Surut di Telaga Biru\nOleh: Bayu Rimba\nSenin, 3 Juni 2024\nJAKARTA, KOMPAS - Warga pulang."
    found = find_dateline(body, "id")
    assert found is not None
    assert body[found.start : found.end] == found.text == "JAKARTA, KOMPAS -"


def test_a_dateline_behind_a_paragraph_of_story_is_none() -> None:
    assert find_dateline("Warga pulang.\nJAKARTA, KOMPAS - Warga pulang.") is None


def test_outlets_are_known_by_name_address_and_site() -> None:
    assert outlet_named("ANTARA") == "Antara"
    assert outlet_named("Sungaikita.id") == "Sungaikita.id"
    assert outlet_named("Wulan") is None
    assert outlet_of_url("https://regional.kompas.com/read/1") == "Kompas.com"
    assert outlet_of_url("https://www.sungaikita.id/1") == "sungaikita.id"
    assert outlet_of_url("file:///a.txt") is None
    assert outlet_of_url("http://[broken") is None


def test_places_in_capitals_are_lowered_but_for_abbreviations() -> None:
    assert place_as_written("DI YOGYAKARTA") == "DI Yogyakarta"
    assert place_as_written("KUALA LUMPUR") == "Kuala Lumpur"
    assert place_as_written("Telaga Biru") == "Telaga Biru"


@given(st.text(st.sampled_from("JAKRT, (7/9-—–:.)com\n a")), st.sampled_from(["id", "en", "und"]))
def test_a_dateline_is_cut_from_the_body(body: str, language: str) -> None:
    found = find_dateline(body, language)
    assert found is None or body[found.start : found.end] == found.text
