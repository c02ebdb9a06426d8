"""What reaches stdout: always valid, never dangerous."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.output import json_bytes, write_csv

any_text = st.text(st.characters())


@given(
    st.recursive(
        st.none() | any_text | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(any_text, inner)
    )
)
def test_any_document_becomes_valid_utf_8_json_on_one_line(document: object) -> None:
    encoded = json_bytes(document)
    json.loads(encoded.decode("utf-8"))
    assert b"\n" not in encoded


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert json.loads(json_bytes(["a\ud800b"])) == ["a\ufffdb"]


def test_letters_stay_letters() -> None:
    assert json_bytes({"kata": "é漢😀"}) == '{"kata": "é漢😀"}'.encode()


def table(monkeypatch: pytest.MonkeyPatch, *rows: tuple[object, ...]) -> list[list[str]]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    write_csv(("name", "count"), rows)
    return list(csv.reader(io.StringIO(out.buffer.getvalue().decode("utf-8"), newline="")))


def test_csv_keeps_commas_marks_and_line_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert table(monkeypatch, ('Ya, "tidak"\nbaris', 2), (None, -1)) == [
        ["name", "count"],
        ['Ya, "tidak"\nbaris', "2"],
        ["", "-1"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-5 persen", "@nama", "\tx"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert table(monkeypatch, (cell, 1))[1] == [f"'{cell}", "1"]
