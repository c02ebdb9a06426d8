"""The parts that find_mentions is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis.entities import packaged
from reader.analysis.entities.abbreviations import abbreviates, initials_of
from reader.analysis.entities.corpora import read_sentences, retokenize, tag_ranges
from reader.analysis.entities.decoding import best_tags
from reader.analysis.entities.encoding import LABELS
from reader.analysis.entities.known import (
    LISTS_OF_ONE_LANGUAGE,
    aliases,
    load_lexicon,
    phrase,
    phrases,
    phrases_for,
    rows,
)
from reader.analysis.entities.lexicon import Lexicon
from reader.analysis.entities.own_text import OwnText, own_sentences, parse
from reader.errors import ModelError


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("KTN", "Kelompok Tani Nusantara"),
        ("Kemenlayar", "Kementerian Kelayaran"),
        ("LKD", "Lembaga Kajian dan Data"),
    ],
)
def test_an_abbreviation_has_its_letters_in_the_words(short: str, words: str) -> None:
    assert abbreviates(short, words.split())


@pytest.mark.parametrize(
    ("short", "words"), [("34", "Budi Santoso"), ("KTN", "Badan Air"), ("K", "Kelompok Tani")]
)
def test_other_words_in_brackets_are_no_abbreviation(short: str, words: str) -> None:
    assert not abbreviates(short, words.split())


def test_small_words_may_be_left_out_of_initials() -> None:
    words = ["Dinas", "Kelautan", "dan", "Perikanan"]
    assert initials_of(words) == "dkdp"
    assert initials_of(words, without_small=True) == "dkp"


def test_column_files_are_read_in_all_their_forms(tmp_path: Path) -> None:
    by_space = tmp_path / "a.txt"
    by_space.write_text(
        "Sari NNP B-PER\nDewi NNP I-PER\npergi VB O\n\nke IN O\nBatu NNP B-LOC\n", encoding="utf-8"
    )
    numbered = tmp_path / "b.iob2"
    numbered.write_text("# text = Sari pergi\n1\tSari\tB-PER\t-\tx\n2\tpergi\tO\t-\t-\n\n", encoding="utf-8")
    inside_only = tmp_path / "c.txt"
    inside_only.write_text("Sari I-PER\n, O\nBatu I-LOC\nAsia I-MISC\n", encoding="utf-8")
    first, second = read_sentences(by_space)
    assert first.tags == ("B-person", "I-person", "O")
    assert second.words == ("ke", "Batu")
    assert [s.tags for s in read_sentences(numbered)] == [("B-person", "O")]
    assert [s.tags for s in read_sentences(inside_only)] == [("B-person", "O", "B-place", "O")]


def test_words_of_a_corpus_are_cut_as_at_run_time(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("(Sari-Bayu), B-PER\n", encoding="utf-8")
    (sentence,) = map(retokenize, read_sentences(file))
    assert sentence.words == ("(", "Sari", "-", "Bayu", ")", ",")
    assert sentence.tags == ("O", "B-person", "I-person", "I-person", "O", "O")


def test_a_new_name_begins_where_the_type_changes() -> None:
    assert list(tag_ranges(["B-person", "I-person", "I-place", "O", "B-place", "B-place"])) == [
        (0, 2), (2, 3), (4, 5), (5, 6),
    ]  # fmt: skip


def test_the_best_tags_never_continue_a_name_that_did_not_begin() -> None:
    inside = LABELS.index("I-person")
    outside = LABELS.index("O")
    row = [-9.0] * len(LABELS)
    first, second = row.copy(), row.copy()
    first[outside], first[LABELS.index("B-person")] = -0.5, -1.0
    second[inside] = -0.1
    assert best_tags([first, second]) == ["B-person", "I-person"]


def test_the_longest_listed_name_wins() -> None:
    lexicon = Lexicon([("city", ("kota",)), ("city", ("kota", "lama"))])
    assert lexicon.match(["di", "Kota", "Lama", "lama"]) == [[], ["gBcity"], ["gIcity"], []]


def test_every_packaged_list_can_be_read() -> None:
    for name in (
        "countries",
        "places",
        "regions",
        "organizations",
        "outlets",
        "names",
        "nouns",
        "not_names",
        "designations",
        *LISTS_OF_ONE_LANGUAGE["en"],
    ):
        assert rows(name), name
    assert all(kind and words for kind, words in phrases())
    assert dict(aliases("countries"))
    assert phrase("U.S. Navy") == ("u.s.", "navy")


def test_lists_of_english_names_are_for_the_english_models_alone() -> None:
    assert "family" in load_lexicon("en").kinds_of(["Abernathy"])
    assert load_lexicon("id").kinds_of(["Abernathy"]) == ()


def test_lists_of_one_language_add_no_kind_and_repeat_nothing() -> None:
    shared = list(phrases())
    added = list(phrases_for("en"))[len(shared) :]
    assert {kind for kind, _ in added} <= {kind for kind, _ in shared}
    assert len(set(added)) == len(added)
    assert not set(added) & set(shared)


def test_our_own_sentences_have_names_of_the_three_types_and_no_marks_left() -> None:
    sentences = list(own_sentences("en"))
    assert not {"[", "]", "|"} & {word for sentence in sentences for word in sentence.words}
    kinds = {tag.partition("-")[2] for sentence in sentences for tag in sentence.tags} - {""}
    assert kinds == {"person", "organization", "place"}
    assert any(set(sentence.tags) == {"O"} for sentence in sentences)


@pytest.mark.parametrize("language", ["id", "en"])
def test_our_own_patterns_fill_without_leftovers(language: str) -> None:
    folder = Path(packaged.__file__).parent / "training"
    for sentence in OwnText(language, seed=5).sentences(folder / f"{language}.txt", rounds=1):
        assert sentence.words
        assert not set(sentence.words) & {"{", "}", "|"}


def test_names_in_a_pattern_are_marked_by_brackets() -> None:
    assert parse("Kata [Sari Dewi|person] di [Batu|place].").tags == (
        "O",
        "B-person",
        "I-person",
        "O",
        "B-place",
        "O",
    )


def test_a_damaged_model_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "id.crf").write_bytes(b"whole")
    packaged.record_digests(tmp_path)
    monkeypatch.setattr(packaged, "files", lambda _: tmp_path)
    assert packaged.read_model("id.crf") == b"whole"
    (tmp_path / "id.crf").write_bytes(b"cut")
    with pytest.raises(ModelError, match=r"^The model file id\.crf is damaged; install the program again\.$"):
        packaged.read_model("id.crf")


def test_a_missing_model_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"^[^\n]*id\.net[^\n]*$"):
        packaged.read_model("id.net")
