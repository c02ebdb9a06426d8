"""Which quotes one source alone carries."""

from __future__ import annotations

from reader.stories.quotes import Said, lone_quotes

BOATS = Said("Rana Idris", "Kami butuh perahu karet dan air bersih malam ini")
WALL = Said("Bram Oei", "Tanggul itu sudah lama retak")


def test_a_statement_that_nobody_else_has_is_alone() -> None:
    assert lone_quotes([BOATS, WALL], [Said("Rana Idris", BOATS.text)]) == {2}


def test_a_longer_version_and_a_reported_one_are_the_same_statement() -> None:
    assert lone_quotes([BOATS], [Said("Idris", "butuh perahu karet dan air bersih")]) == frozenset()
    assert (
        lone_quotes([WALL], [Said(None, "tanggul itu dikatakannya sudah lama retak sejak tahun lalu")])
        == frozenset()
    )


def test_the_same_words_of_another_person_are_another_statement() -> None:
    assert lone_quotes([BOATS], [Said("Mara Velt", BOATS.text)]) == {1}


def test_a_quote_of_one_word_is_compared_by_that_word() -> None:
    assert lone_quotes([Said("Rana", "Tidak")], [Said("Rana", "tidak!")]) == frozenset()
    assert lone_quotes([Said("Rana", "Tidak")], [Said("Rana", "ya")]) == {1}
