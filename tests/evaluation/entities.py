"""Measure the names found: ``python -m tests.evaluation.entities [--language en] FILE_OR_FOLDER``.

Reads column files (a word, columns, a tag) and annotated articles (``.jsonl`` with ``text`` and
``mentions``), and prints precision, recall and F1 by type, exact and by span alone, with the speed
on one core. Errors go to ``tests/evaluation/errors/``, one file for each file measured.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.entities import find_mentions
from reader.analysis.entities.corpora import read_sentences, tag_ranges
from reader.analysis.tokens import tokenize
from reader.model.analysis import Dateline
from reader.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ERRORS = Path(__file__).parent / "errors"
COLUMN_FILES = {".txt", ".tsv", ".iob2", ".conll", ".bio"}
TYPES = ("person", "organization", "place")

Name = tuple[int, int, str]
"""Where a name begins and ends in the text, and its type."""


@dataclass(frozen=True)
class Case:
    """A text with the names that are right and those that were found."""

    label: str
    text: str
    right: frozenset[Name]
    found: frozenset[Name]
    canonical_right: int = 0
    """Of the names found exactly, how many have the right fullest name."""


def measure(path: Path, language: str) -> None:
    """Print the figures for one file and write down its errors."""
    find_mentions("Halo.", language)  # loads the models, which the speed leaves out
    began = time.process_time()
    cases = list(
        _article_cases(path, language) if path.suffix == ".jsonl" else _sentence_cases(path, language)
    )
    took = time.process_time() - began
    tokens = sum(len(tokenize(case.text)) for case in cases)
    print(f"{path}: {len(cases)} texts, {tokens} tokens, {tokens / max(took, 1e-9):,.0f} tokens/s")
    for kind in (*TYPES, None):
        print("  " + _line(kind or "all", cases, lambda name, kind=kind: kind in (None, name[2])))
    print("  " + _line("span only", _untyped(cases), lambda _: True))
    if path.suffix == ".jsonl":
        exact = sum(len(case.right & case.found) for case in cases)
        named = sum(case.canonical_right for case in cases)
        print(f"  fullest name right for {named} of {exact} names found exactly")
    ERRORS.mkdir(exist_ok=True)
    report = ERRORS / f"entities-{path.parent.name}-{path.stem}.txt"
    report.write_text("\n".join(_errors(cases)) + "\n", encoding="utf-8")
    print(f"  errors in {report}")


def _sentence_cases(path: Path, language: str) -> Iterator[Case]:
    """Judge each sentence alone; a name counts by the words of the corpus that it touches."""
    for number, sentence in enumerate(read_sentences(path), 1):
        text = " ".join(sentence.words)
        starts: list[int] = []
        position = 0
        for word in sentence.words:
            starts.append(position)
            position += len(word) + 1
        ends = [start + len(word) for start, word in zip(starts, sentence.words, strict=True)]
        right = {(starts[b], ends[e - 1], sentence.tags[b][2:]) for b, e in tag_ranges(sentence.tags)}
        found = set()
        for mention in find_mentions(text, language):
            touched = [i for i, start in enumerate(starts) if start < mention.end and ends[i] > mention.start]
            found.add((starts[touched[0]], ends[touched[-1]], mention.type.value))
        yield Case(f"sentence {number}", text, frozenset(right), frozenset(found))


def _article_cases(path: Path, language: str) -> Iterator[Case]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = article["text"]
            skip = [Span.of(text, part["start"], part["end"]) for part in article.get("furniture", ())]
            mark = article.get("dateline")
            dateline = mark and Dateline(
                mark["start"], mark["end"], text[mark["start"] : mark["end"]], mark["outlet"], mark["place"]
            )
            mentions = find_mentions(text, article.get("language", language), skip=skip, dateline=dateline)
            names = {(m["start"], m["end"], m["type"]): m["name"] for m in article["mentions"]}
            found = {(m.start, m.end, m.type.value): m.name for m in mentions}
            named = sum(found[name] == names[name] for name in names.keys() & found.keys())
            yield Case(str(article["id"]), text, frozenset(names), frozenset(found), named)


def _untyped(cases: Iterable[Case]) -> list[Case]:
    return [
        Case(
            case.label,
            case.text,
            frozenset((start, end, "") for start, end, _ in case.right),
            frozenset((start, end, "") for start, end, _ in case.found),
        )
        for case in cases
    ]


def _line(label: str, cases: Iterable[Case], wanted) -> str:
    hits = found = right = 0
    for case in cases:
        hits += sum(1 for name in case.right & case.found if wanted(name))
        found += sum(1 for name in case.found if wanted(name))
        right += sum(1 for name in case.right if wanted(name))
    precision = hits / found if found else 0.0
    recall = hits / right if right else 0.0
    score = 2 * hits / (found + right) if found + right else 0.0
    return f"{label:13}  P {precision:6.1%}  R {recall:6.1%}  F1 {score:6.1%}  of {right}"


def _errors(cases: Iterable[Case]) -> Iterator[str]:
    """Yield the errors by class, most frequent class first, each with its surroundings."""
    classes: dict[str, list[str]] = {}
    for case in cases:
        for kind, name in _classified(case):
            start, end, label = name
            before, after = case.text[max(0, start - 50) : start], case.text[end : end + 50]
            shown = f"{case.label}: …{before}[{case.text[start:end]}|{label}]{after}…".replace("\n", " ")
            classes.setdefault(kind, []).append(shown)
    counts = Counter({kind: len(lines) for kind, lines in classes.items()})
    for kind, count in counts.most_common():
        yield f"== {kind}: {count}"
        yield from classes[kind]


def _classified(case: Case) -> Iterator[tuple[str, Name]]:
    missed = case.right - case.found
    wrong = case.found - case.right
    for name in sorted(missed):
        rivals = [other for other in wrong if other[0] < name[1] and name[0] < other[1]]
        if not rivals:
            yield f"missed {name[2]}", name
        elif any(other[:2] == name[:2] for other in rivals):
            yield f"{name[2]} taken for {rivals[0][2]}", name
        else:
            yield f"{name[2]} with other edges", name
    for name in sorted(wrong):
        if not any(other[0] < name[1] and name[0] < other[1] for other in case.right):
            yield f"spurious {name[2]}", name
        elif name[:2] not in {other[:2] for other in missed}:
            yield f"found with other edges ({name[2]})", name


def main() -> int:
    """Measure every file named, and those in every folder named."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.entities", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--language", default="id", help="language of texts that do not say it")
    options = parser.parse_args()
    for path in options.paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in COLUMN_FILES | {".jsonl"} and not file.name.startswith(("LICENSE", "README")):
                measure(file, options.language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
