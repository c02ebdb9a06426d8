"""Names that are marked in a corpus without repeating its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.analysis.entities.annotated import check_of, read_marked
from reader.analysis.entities.learning_text import TRAINING
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("Bupati", "Sari", "Dewi", "tiba", "di", "Muara", "Pelita", ".")


def _file(folder: Path, names: str) -> Path:
    path = folder / "marked.tsv"
    path.write_text(f"# a remark\nnews.tsv\t7\t{check_of(WORDS)}\t{names}\n", encoding="utf-8")
    return path


def test_ranges_of_words_become_tags(tmp_path: Path) -> None:
    (marked,) = read_marked(_file(tmp_path, "1-3 person;5-7 place"))
    assert (marked.corpus, marked.number) == ("news.tsv", 7)
    assert marked.tags(WORDS) == ("O", "B-person", "I-person", "O", "O", "B-place", "I-place", "O")


def test_a_sentence_without_names_is_annotated_too(tmp_path: Path) -> None:
    (marked,) = read_marked(_file(tmp_path, ""))
    assert marked.tags(WORDS) == ("O",) * len(WORDS)


def test_capitals_do_not_matter_to_the_check(tmp_path: Path) -> None:
    (marked,) = read_marked(_file(tmp_path, "1-3 person"))
    assert marked.tags([word.lower() for word in WORDS])[1] == "B-person"


def test_names_are_refused_for_another_sentence(tmp_path: Path) -> None:
    (marked,) = read_marked(_file(tmp_path, "1-3 person"))
    with pytest.raises(ValueError, match=r"sentence 7 of news\.tsv"):
        marked.tags(("Camat", *WORDS[1:]))


def test_the_packaged_annotation_is_sound() -> None:
    """Every sentence once, ranges in order and apart, types that the program knows."""
    all_marked = list(read_marked(TRAINING / "annotated.id.tsv"))
    assert len({(marked.corpus, marked.number) for marked in all_marked}) == len(all_marked) > 5000
    for marked in all_marked:
        ends = [0]
        for begin, end, kind in marked.names:
            assert ends[-1] <= begin < end
            assert EntityType(kind) in {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE}
            ends.append(end)
