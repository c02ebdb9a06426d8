"""The whole analysis on an invented article in the forms of web news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.analysis import ANALYSIS_VERSION, analyze
from reader.model.as_json import analysis_as_json

ARTICLE = (Path(__file__).parent / "harbour.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def analysis():
    return analyze(ARTICLE)


def test_every_form_finds_the_one_speaker(analysis):
    assert [quote.name for quote in analysis.quotes] == ["Rendra Wijaya"] * 9
    assert [quote.kind for quote in analysis.quotes].count("direct") == 3
    assert [quote.mention for quote in analysis.quotes].count("clitic") == 3
    assert [quote.mention for quote in analysis.quotes].count("pronoun") == 2
    assert [quote.attribution for quote in analysis.quotes].count("carried") == 1
    assert [quote.attribution for quote in analysis.quotes].count("elliptical") == 1


def test_role_relay_dateline_and_date_are_found(analysis):
    first = analysis.quotes[0]
    assert first.role is not None
    assert first.role.text == "Kepala Kantor Pelabuhan Telaga Biru"
    assert first.relay == "Kabar Laut"
    assert analysis.language == "id"
    assert analysis.published == "2024-06-06"
    assert analysis.dateline is not None
    assert [span.text for span in analysis.furniture] == ["Baca Juga"]


def test_the_body_comes_back_unchanged_and_what_the_caller_knows_is_kept():
    result = analyze(ARTICLE, title="Judul", source="Warta", published="2020-01-01", language="id")
    assert result.body == ARTICLE
    assert (result.title, result.source, result.published) == ("Judul", "Warta", "2020-01-01")


def test_every_span_of_the_json_is_the_text_that_stands_there(analysis):
    document = json.loads(json.dumps(analysis_as_json(analysis)))

    def check(value):
        if isinstance(value, dict):
            if {"start", "end", "text"} <= value.keys():
                assert ARTICLE[value["start"] : value["end"]] == value["text"]
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    check(document)


@pytest.mark.parametrize(
    "body", ["", '"', "   \n\n ", "kata", "ABC DEF GHI.", "\x00", '"' * 2000, "a" * 5000]
)
def test_any_body_gives_an_answer(body):
    assert analyze(body).body == body


def test_the_version_is_a_number():
    assert ANALYSIS_VERSION >= 1
