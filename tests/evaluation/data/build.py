"""Turn the annotated sources into `own-id.jsonl` and `own-en.jsonl`.

Run ``python -m tests.evaluation.data.build`` after a change; a test compares the result.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.evaluation.data.markup import MarkedSpan, read_markup
from tests.evaluation.data.naming import NamedSpan, find_names
from tests.evaluation.data.notes import Note, read_note

DATA = Path(__file__).parent
SOURCES = DATA / "source"
LANGUAGES = ("id", "en")

_TABLES = {"people": "person", "organizations": "organization", "places": "place"}
_MARKS = '"“”„«‘'
_OPENING_MARKS = _MARKS + "'"

Record = dict[str, Any]
"""One annotated text, in the shape that README.md describes."""


class AnnotationError(ValueError):
    """An annotated source contradicts itself; says which one and how."""


def build_records(language: str) -> list[Record]:
    """Return the records of one language by name, the samples first.

    Raises AnnotationError for the first source that contradicts itself.
    """
    folders = (SOURCES / "seeds", SOURCES / language)
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    sources = [(path, tomllib.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return [_record(path, source) for path, source in sources if source["language"] == language]


def as_jsonl(records: Iterable[Record]) -> str:
    """Return one JSON object a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _record(path: Path, source: Mapping[str, Any]) -> Record:
    identifier = f"{path.parent.name}/{source.get('file', path.stem)}"
    try:
        text, marks = read_markup(source["text"].strip("\n"))
        furniture = [mark for mark in marks if mark.label == "f"]
        mentions = _mentions(source, text, furniture)
        quotes = _quotes(source.get("quotes", {}), text, marks)
    except ValueError as problem:
        raise AnnotationError(f"{identifier}: {problem}") from problem
    return {
        "id": identifier,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "licence": "MIT",
        "language": source["language"],
        "title": source.get("title"),
        "text": text,
        "dateline": _dateline(text, marks, mentions),
        "furniture": [_span(mark) for mark in furniture],
        "quotes": quotes,
        "mentions": [
            {"start": mention.start, "end": mention.end, "type": mention.type, "name": mention.name}
            for mention in mentions
        ],
    }


def _mentions(source: Mapping[str, Any], text: str, furniture: list[MarkedSpan]) -> list[NamedSpan]:
    tables = {type_: source.get(table, {}) for table, type_ in _TABLES.items()}
    return [
        mention
        for mention in find_names(text, tables)
        if not any(line.start <= mention.start < line.end for line in furniture)
    ]


def _dateline(text: str, marks: list[MarkedSpan], mentions: list[NamedSpan]) -> Record | None:
    dateline = next((mark for mark in marks if mark.label == "d"), None)
    if dateline is None:
        return None
    inside = [mention for mention in mentions if mention.end <= dateline.end]
    named = {mention.type: text[mention.start : mention.end] for mention in reversed(inside)}
    place = named.get("place")
    if place is not None and place.isupper():
        place = place.title()
    return {**_span(dateline), "outlet": named.get("organization"), "place": place}


def _quotes(notes: Mapping[str, str], text: str, marks: list[MarkedSpan]) -> list[Record]:
    marks_of: dict[str, list[MarkedSpan]] = {}
    for mark in marks:
        if mark.label[0] in "qcsr":
            marks_of.setdefault(mark.label[1:], []).append(mark)
    if lone := set(marks_of) ^ set(notes):
        raise AnnotationError(f"quotes marked or noted, but not both: {sorted(lone)}")
    quotes = []
    for number, written in notes.items():
        try:
            quotes.append(_quote(read_note(written), text, marks_of[number]))
        except ValueError as problem:
            raise AnnotationError(f"quote {number}: {problem}") from problem
    return sorted(quotes, key=lambda quote: int(quote["content"][0]["start"]))


def _quote(note: Note, text: str, marks: list[MarkedSpan]) -> Record:
    parts = [mark for mark in marks if mark.label[0] == "q"]
    cue, speaker, role = (_only(marks, letter) for letter in "csr")
    if note.mention == "role" and role is None:
        role = speaker  # the role is all that is said of who speaks
    _check_content(note.kind, text, parts)
    _check_attribution(note, cue, speaker)
    return {
        "kind": note.kind,
        "content": [_span(part) for part in parts],
        "cue": _optional(cue),
        "speaker": _optional(speaker),
        "name": note.name,
        "role": _optional(role),
        "mention": note.mention,
        "attribution": note.attribution,
        "source_type": note.source_type,
    }


def _check_content(kind: str, text: str, parts: list[MarkedSpan]) -> None:
    """Hold the kind against the marks in the text, which decide it."""
    contents = [text[part.start : part.end] for part in parts]
    if not all(contents) or not contents:
        raise AnnotationError("no content")
    if any("\n" in content or content != content.strip() or content.endswith(",") for content in contents):
        raise AnnotationError(f"content crosses a line, or ends in a space or a comma: {contents}")
    opened = [part.start > 0 and text[part.start - 1] in _OPENING_MARKS for part in parts]
    marked = any(opened) or any(mark in content for content in contents for mark in _MARKS)
    fitting = "direct" if all(opened) else "mixed" if marked else "indirect"
    if kind != fitting:
        raise AnnotationError(f"noted as {kind}, but its marks make it {fitting}")


def _check_attribution(note: Note, cue: MarkedSpan | None, speaker: MarkedSpan | None) -> None:
    """Hold the note against what is marked; an interview names its speaker without a cue."""
    if (speaker is None) != (note.mention == "none"):
        raise AnnotationError(f"the mention is {note.mention}, but the speaker is not marked so")
    uncued = note.attribution in {"carried", "none"} or (note.mention == "name" and note.kind == "direct")
    if (cue is not None and note.attribution in {"carried", "none"}) or (cue is None and not uncued):
        raise AnnotationError(f"the attribution is {note.attribution}, but the cue is not marked so")


def _only(marks: list[MarkedSpan], letter: str) -> MarkedSpan | None:
    found = [mark for mark in marks if mark.label[0] == letter]
    if len(found) > 1:
        raise AnnotationError(f"{letter} is marked twice")
    return found[0] if found else None


def _span(mark: MarkedSpan) -> Record:
    return {"start": mark.start, "end": mark.end}


def _optional(mark: MarkedSpan | None) -> Record | None:
    return None if mark is None else _span(mark)


def main() -> int:
    """Write both files; where a source is wrong, say so and write neither."""
    try:
        texts = {language: as_jsonl(build_records(language)) for language in LANGUAGES}
    except AnnotationError as problem:
        print(problem, file=sys.stderr)
        return 1
    for language, text in texts.items():
        (DATA / f"own-{language}.jsonl").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
