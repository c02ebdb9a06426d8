"""Laws, events, works and products are found by the words that such names are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis import analyze
from reader.analysis.entities.other_names import add_other_names
from reader.model.mention import EntityType, Mention


def _found(text: str, language: str = "id") -> list[tuple[str, str]]:
    return [(mention.text, mention.type.value) for mention in add_other_names(text, language, ())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ia melanggar Undang-Undang Nomor 12 Tahun 2011.", "Undang-Undang Nomor 12 Tahun 2011"),
        ("Buruh menolak UU Cipta Kerja, Senin.", "UU Cipta Kerja"),
        ("DPR membahas RUU Perampasan Aset lagi.", "RUU Perampasan Aset"),
        ("Aturan itu ada di PP No 21/2020.", "PP No 21/2020"),
        (
            "Peraturan Menteri Perhubungan Nomor 18 Tahun 2020 berlaku.",
            "Peraturan Menteri Perhubungan Nomor 18 Tahun 2020",
        ),
        ("Pelaku dijerat Pasal 363 KUHP.", "KUHP"),
        ("Itu hak warga menurut UUD 1945.", "UUD 1945"),
    ],
)
def test_an_indonesian_law_is_named_with_its_number_or_subject(text: str, name: str) -> None:
    assert _found(text) == [(name, "law")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ia maju dalam Pilkada 2024.", "Pilkada 2024"),
        ("Pemilu Serentak 2029 disiapkan.", "Pemilu Serentak 2029"),
        ("Piala Dunia U-20 2023 batal digelar.", "Piala Dunia U-20 2023"),
        ("Medali emas SEA Games diraihnya.", "SEA Games"),
        ("PON XXI berakhir kemarin.", "PON XXI"),
        ("Muktamar ke-34 memilih ketua.", "Muktamar ke-34"),
        ("Kakeknya ikut Perang Dunia II.", "Perang Dunia II"),
    ],
)
def test_an_indonesian_event_is_named_with_its_year_or_number(text: str, name: str) -> None:
    assert _found(text) == [(name, "event")]


def test_a_work_is_what_stands_in_marks_after_its_noun() -> None:
    assert _found('Ia menulis novel "Senja di Dermaga," lalu pindah.') == [("Senja di Dermaga", "work")]
    assert _found("She wrote the song “Harbour Lights” at home.", "en") == [("Harbour Lights", "work")]
    assert _found('"Kami siap," katanya.') == []


def test_a_product_needs_its_maker_and_its_model() -> None:
    assert _found("Sebuah Toyota Avanza terbakar.") == [("Toyota Avanza", "product")]
    assert _found("Pabrik Toyota tutup.") == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Congress amended the Clean Air Act of 1970.", "Clean Air Act of 1970", "law"),
        ("They cited the Fifth Amendment.", "Fifth Amendment", "law"),
        ("He fought in World War II.", "World War II", "event"),
        ("Typhoon Haima closed the port.", "Typhoon Haima", "event"),
        ("A Boeing 737 MAX landed.", "Boeing 737 MAX", "product"),
    ],
)
def test_english_names_are_found_too(text: str, name: str, kind: str) -> None:
    assert _found(text, "en") == [(name, kind)]


def test_a_verb_is_no_law_and_an_ordinary_election_no_event() -> None:
    assert _found("The town council must Act now.", "en") == []
    assert _found("Pemilu berlangsung aman.") == []


def test_persons_bodies_and_places_keep_what_is_theirs() -> None:
    text = "KTT Bandar Sakti 2026 dibuka."
    place = Mention(4, 16, "Bandar Sakti", EntityType.PLACE, "Bandar Sakti")
    assert add_other_names(text, "id", (place,)) == (place,)


def test_the_maker_of_a_product_is_no_body_where_its_model_is_named() -> None:
    text = "Toyota Avanza terbakar di depan pabrik Toyota."
    makers = [Mention(start, start + 6, "Toyota", EntityType.ORGANIZATION, "Toyota") for start in (0, 39)]
    assert [(mention.start, mention.type.value) for mention in add_other_names(text, "id", makers)] == [
        (0, "product"),
        (39, "organization"),
    ]


def test_two_laws_side_by_side_are_two() -> None:
    text = "Ia membaca UU Cipta Kerja dan Peraturan Menteri Perhubungan Nomor 18 Tahun 2020."
    assert [name for name, _ in _found(text)] == [
        "UU Cipta Kerja",
        "Peraturan Menteri Perhubungan Nomor 18 Tahun 2020",
    ]


def test_an_analysis_holds_them_in_text_order() -> None:
    analysis = analyze("Menurut Sari Dewi, UU Cipta Kerja dibahas sebelum Pilkada 2024.", language="id")
    kinds = [mention.type.value for mention in analysis.mentions]
    assert kinds[-2:] == ["law", "event"]
    assert list(analysis.mentions) == sorted(analysis.mentions)


@given(
    st.text(
        alphabet=st.sampled_from('UU RUU Cipta Kerja "Nomor12/ \n.,Film film“”Act of Pilkada 2024'),
        max_size=200,
    )
)
def test_every_name_slices_to_its_text_and_none_overlaps(text: str) -> None:
    for language in ("id", "en"):
        end = 0
        for mention in add_other_names(text, language, ()):
            assert text[mention.start : mention.end] == mention.text != ""
            assert mention.start >= end
            end = mention.end
