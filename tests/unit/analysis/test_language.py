from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.language import detect_language


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("id", "Warga yang mengungsi sudah kembali ke rumah karena air telah surut, kata Sari Dewi."),
        ("en", "The council said that it would read every page of the report before it voted on it."),
        (
            "ms",
            "Penduduk yang dipindahkan telah pulang ke rumah kerana air sudah surut, kata polis Isnin.",
        ),
        ("jv", "Warga sing ngungsi wis bali menyang omah amarga banyu wis asat, lan ora ana sing lara."),
        (
            "fr",
            "La mairie a dit que les habitants sont dans la rue et que le pont est fermé pour une semaine.",
        ),
        ("ru", "Жители вернулись домой после наводнения"),
        ("ja", "住民は洪水の後に家に戻りました"),
        ("ar", "عاد السكان إلى منازلهم بعد الفيضان"),
        ("und", "1234 5678 xyzzy"),
        ("und", ""),
    ],
)
def test_a_language_is_told_by_its_common_words_or_its_script(language, body):
    assert detect_language(body) == language


def test_a_mixture_goes_to_the_language_that_holds_most_of_it():
    indonesian = "Warga yang mengungsi sudah kembali ke rumah karena air telah surut. " * 3
    assert detect_language(indonesian + "He said it was the best day of the year.") == "id"


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        ("id", None, "Bupati Sari Dewi mengatakan pelabuhan dibuka pekan depan."),
        ("en", None, "Mayor opens harbour bridge ahead of schedule"),
        ("id", "Polisi tangkap pencuri sapi", "Foto: Sari Dewi"),
        ("und", None, "Der Bürgermeister eröffnet heute neue Brücke"),
    ],
)
def test_a_text_of_a_few_words_is_told_by_dictionaries_together_with_its_title(language, title, body):
    assert detect_language(body, title=title) == language


@pytest.mark.parametrize(
    ("declared", "language"),
    [("en", "id"), ("id", "id"), ("min", "min"), ("ja", "id")],
)
def test_what_a_site_declares_is_believed_unless_the_text_speaks_against_it(declared, language):
    body = "Warga yang mengungsi sudah kembali ke rumah karena air telah surut, kata Sari Dewi."
    assert detect_language(body, declared=declared) == language


def test_what_a_site_declares_stands_where_the_text_says_too_little():
    assert detect_language("Sari Dewi", declared="id") == "id"


@given(st.text(max_size=300))
def test_any_text_has_a_code(body):
    assert detect_language(body)
