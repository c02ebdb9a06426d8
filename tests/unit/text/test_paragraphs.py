from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.paragraphs import paragraphs


def test_single_newlines_and_blank_lines_both_separate_paragraphs() -> None:
    body = "Satu.\nDua.\n\n  Tiga. \n \n\nEmpat."
    assert [paragraph.text for paragraph in paragraphs(body)] == ["Satu.", "Dua.", "Tiga.", "Empat."]


def test_an_empty_body_has_no_paragraphs() -> None:
    assert paragraphs("") == paragraphs(" \n\n ") == ()


@given(st.text(st.sampled_from("ab \n\t\u00a0")))
def test_paragraphs_slice_the_body_and_lose_only_white_space(body: str) -> None:
    found = paragraphs(body)
    assert all(body[span.start : span.end] == span.text for span in found)
    assert "".join(span.text for span in found).split() == body.split() or "".join(
        "".join(span.text.split()) for span in found
    ) == "".join(body.split())
