from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.word_diff import Part, Piece, word_diff


def marked(before: str, after: str) -> str:
    signs = {Part.SAME: "{}", Part.REMOVED: "[-{}-]", Part.ADDED: "[+{}+]"}
    return "".join(signs[piece.part].format(piece.text) for piece in word_diff(before, after))


def test_changed_words_stand_beside_each_other() -> None:
    assert marked("Harga beras naik hari ini.", "Harga beras turun hari ini.") == (
        "Harga beras [-naik-][+turun+] hari ini."
    )


def test_words_next_to_each_other_change_together() -> None:
    assert (
        marked("Ia datang pagi buta.", "Ia pergi sore hari.") == "Ia [-datang pagi buta-][+pergi sore hari+]."
    )


def test_a_new_paragraph_is_added_whole() -> None:
    assert marked("Satu.\n\nTiga.", "Satu.\n\nDua dua.\n\nTiga.") == "Satu.\n\n[+Dua dua.\n\n+]Tiga."


def test_the_same_text_is_one_piece_and_no_text_none() -> None:
    assert word_diff("Satu dua.", "Satu dua.") == [Piece(Part.SAME, "Satu dua.")]
    assert word_diff("", "") == []


WORDS = st.lists(
    st.sampled_from(["harga", "beras", "naik", " ", "\n\n", ".", "turun", "é", "«"]), max_size=30
).map("".join)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_pieces(before: str, after: str) -> None:
    pieces = word_diff(before, after)

    assert "".join(piece.text for piece in pieces if piece.part is not Part.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.part is not Part.REMOVED) == after
    assert all(piece.text for piece in pieces)
