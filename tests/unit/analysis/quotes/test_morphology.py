from __future__ import annotations

import pytest

from reader.analysis.quotes.grammar import grammar_of
from reader.analysis.quotes.morphology import english_forms, indonesian_forms, nasal_form


@pytest.mark.parametrize(
    ("stem", "form"),
    [
        ("kata", "mengata"),
        ("tutur", "menutur"),
        ("sebut", "menyebut"),
        ("papar", "memapar"),
        ("beber", "membeber"),
        ("jelas", "menjelas"),
        ("ungkap", "mengungkap"),
        ("harap", "mengharap"),
        ("lapor", "melapor"),
        ("klaim", "mengklaim"),
        ("proyeksi", "memproyeksi"),
        ("cat", "mengecat"),
    ],
)
def test_the_nasal_prefix_follows_the_first_letter(stem, form):
    assert nasal_form(stem) == form


def test_a_recipe_names_the_forms_of_an_indonesian_stem():
    forms = {form.word: form.use for form in indonesian_forms("tegas", "0 meN-kan di-kan =bertegas")}
    assert forms == {"tegas": "bare", "menegaskan": "active", "ditegaskan": "passive", "bertegas": "active"}


def test_regular_and_irregular_english_verbs():
    assert [form.word for form in english_forms("deny", "")] == ["deny", "denies", "denied", "denying"]
    assert [form.word for form in english_forms("say", "says said saying")][2] == "said"


def test_nya_is_a_speaker_only_on_a_listed_stem():
    cues = grammar_of("id").cues
    assert cues["katanya"].clitic == 3
    assert cues["tanya"].clitic == 0
    assert "hanya" not in cues
    assert "misalnya" not in cues
