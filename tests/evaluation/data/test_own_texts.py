"""The annotated texts of our own are what they say, and their sources are read as written."""

from __future__ import annotations

import html
import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.data.build import DATA, LANGUAGES, SOURCES, Record, as_jsonl, build_records
from tests.evaluation.data.counts import as_table
from tests.evaluation.data.markup import MarkupError, read_markup
from tests.evaluation.data.naming import Forms, find_names
from tests.evaluation.data.notes import NoteError, read_note

SEEDS = DATA.parents[2] / "seeds"
RECORDS = [record for language in LANGUAGES for record in build_records(language)]
every_record = pytest.mark.parametrize("record", RECORDS, ids=[record["id"] for record in RECORDS])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stored_lines_are_what_the_sources_give(language: str) -> None:
    assert (DATA / f"own-{language}.jsonl").read_text(encoding="utf-8") == as_jsonl(build_records(language))


def test_each_line_is_an_object_of_its_own() -> None:
    for language in LANGUAGES:
        lines = (DATA / f"own-{language}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["language"] for line in lines] == [language] * len(lines)


@every_record
def test_every_span_slices_to_the_words_that_the_source_marks(record: Record) -> None:
    marked, spans = read_markup(_source_of(record)["text"].strip("\n"))
    words = {(span.label, marked[span.start : span.end]) for span in spans}
    for quote in record["quotes"]:
        for part in quote["content"]:
            assert any(label[0] == "q" and _slice(record, part) == text for label, text in words)
        for field, letter in (("cue", "c"), ("speaker", "s")):
            if quote[field]:
                assert any(
                    label[0] == letter and _slice(record, quote[field]) == text for label, text in words
                )


@every_record
def test_nothing_is_annotated_inside_furniture(record: Record) -> None:
    annotated = [*record["mentions"], *(part for quote in record["quotes"] for part in quote["content"])]
    for line in record["furniture"]:
        assert all(span["end"] <= line["start"] or line["end"] <= span["start"] for span in annotated)


@every_record
def test_furniture_is_whole_lines(record: Record) -> None:
    lines = record["text"].splitlines()
    assert all(_slice(record, line) in lines for line in record["furniture"])


@every_record
def test_mentions_stand_in_order_without_overlap(record: Record) -> None:
    mentions = record["mentions"]
    assert all(one["end"] <= next_["start"] for one, next_ in pairwise(mentions))


@every_record
def test_a_named_speaker_is_one_whom_the_text_names(record: Record) -> None:
    named = {mention["name"] for mention in record["mentions"]}
    for quote in record["quotes"]:
        if quote["mention"] in {"name", "organization"}:
            name = quote["name"]
            assert name in named or set(re.split(" dan | and ", name)) <= named


@every_record
def test_a_clitic_is_the_three_letters_that_end_its_cue(record: Record) -> None:
    for quote in record["quotes"]:
        if quote["mention"] == "clitic":
            assert _slice(record, quote["speaker"]) == "nya"
            assert quote["cue"]["end"] == quote["speaker"]["start"]


def test_samples_and_their_annotation_hold_the_same_text() -> None:
    annotated = {
        record["id"].removeprefix("seeds/"): record for record in RECORDS if record["id"].startswith("seeds/")
    }
    files = [path for path in SEEDS.iterdir() if path.suffix in {".txt", ".html"}]
    assert {path.name for path in files} == set(annotated)
    for path in files:
        stored = path.read_text(encoding="utf-8")
        text = annotated[path.name]["text"]
        if path.suffix == ".txt":
            assert stored.startswith(f"{annotated[path.name]['title']}\n\n")
            assert stored.endswith(f"\n\n{text}\n")
        else:
            plain = html.unescape(re.sub(r"<[^>]+>", "", stored))
            assert all(paragraph in plain for paragraph in text.split("\n\n"))


def test_the_readme_shows_the_counts_of_today() -> None:
    assert as_table() in (DATA / "README.md").read_text(encoding="utf-8")


def test_aliases_are_pairs_with_a_verdict_and_a_reason() -> None:
    header, *rows = (DATA / "aliases.tsv").read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == ["type", "one", "other", "verdict", "told", "reason"]
    for row in rows:
        type_, one, other, verdict, told, reason = row.split("\t")
        assert type_ in {"person", "organization", "place"}
        assert told in {"", "article", "company", "namesake"}
        assert verdict in {"same", "different"}
        assert one
        assert other
        assert reason


def test_marks_may_nest_and_leave_the_plain_text_behind() -> None:
    text, spans = read_markup('"{q1:Ayo,}" {c1:kata}{s1:nya} {f:{q2:a}b}')
    assert text == '"Ayo," katanya ab'
    assert [(span.label, text[span.start : span.end]) for span in spans] == [
        ("q1", "Ayo,"),
        ("c1", "kata"),
        ("s1", "nya"),
        ("q2", "a"),
        ("f", "ab"),
    ]


@pytest.mark.parametrize("marked", ["{q1:open", "closed}", "{x:unknown}", "{ }"])
def test_braces_that_mean_nothing_are_refused(marked: str) -> None:
    with pytest.raises(MarkupError):
        read_markup(marked)


@given(st.text(st.characters(exclude_characters="{}")), st.text(st.characters(exclude_characters="{}")))
def test_marks_never_change_the_words(before: str, inside: str) -> None:
    text, (span,) = read_markup(f"{before}{{s7:{inside}}}")
    assert text == before + inside
    assert text[span.start : span.end] == inside


def test_the_longest_name_wins_and_places_are_known_in_capitals() -> None:
    tables: dict[str, Forms] = {"organization": {"Universitas Arunika": []}, "place": {"Arunika": []}}
    found = find_names("ARUNIKA - Universitas Arunika di Arunika", tables)
    assert [(name.type, name.name) for name in found] == [
        ("place", "Arunika"),
        ("organization", "Universitas Arunika"),
        ("place", "Arunika"),
    ]


def test_a_listed_name_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="Ratna"):
        find_names("Rat naik", {"person": {"Ratna": []}})


@pytest.mark.parametrize(
    "written",
    [
        "",
        "name | Sari",
        "direct | Sari",
        "direct name carried | Sari",
        "direct nmae | Sari",
        "direct mixed name",
    ],
)
def test_a_note_that_says_too_little_or_too_much_is_refused(written: str) -> None:
    with pytest.raises(NoteError):
        read_note(written)


def _slice(record: Record, span: Record) -> str:
    return str(record["text"][span["start"] : span["end"]])


def _source_of(record: Record) -> Record:
    folder, name = record["id"].split("/")
    path = SOURCES / folder / f"{Path(name).stem if folder == 'seeds' else name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
