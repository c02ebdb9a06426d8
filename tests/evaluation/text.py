"""How well furniture and datelines are found: ``python -m tests.evaluation.text DATA.jsonl …``."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.analysis.language import detect_language
from reader.text.dateline import find_dateline
from reader.text.furniture import find_furniture
from reader.text.published import published_in


@dataclass(slots=True)
class Score:
    """Right, wrong and missed answers to one question."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[Any], wanted: set[Any]) -> None:
        """Compare what was found in one article with what is there."""
        self.right += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    def __str__(self) -> str:
        """Return precision, recall and F in per cent, and the counts."""
        found, wanted = self.right + self.wrong, self.right + self.missed
        precision, recall = self.right / max(found, 1), self.right / max(wanted, 1)
        f = 2 * precision * recall / max(precision + recall, 1e-9)
        counts = f"right {self.right}, wrong {self.wrong}, missed {self.missed}"
        return f"P {precision:6.1%}  R {recall:6.1%}  F {f:6.1%}  ({counts})"


def evaluate(path: Path) -> dict[str, Score]:
    """Score every article of a file of annotated articles."""
    scores = {name: Score() for name in ("furniture", "dateline", "outlet", "place", "published")}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        body = article["text"]
        language = detect_language(body)
        furniture = {(span["start"], span["end"]) for span in article["furniture"]}
        scores["furniture"].add(
            {(span.start, span.end) for span in find_furniture(body, language)}, furniture
        )
        _score_dateline(scores, body, language, article["dateline"])
        if "date" in article:
            published = published_in(body, language)
            scores["published"].add({published} - {None}, {article["date"]})
    return scores


def _score_dateline(scores: dict[str, Score], body: str, language: str, gold: dict[str, Any] | None) -> None:
    found = find_dateline(body, language)
    wanted = gold or {}
    ends = {(found.start, found.end)} if found else set()
    scores["dateline"].add(ends, {(wanted["start"], wanted["end"])} if wanted else set())
    for part in ("outlet", "place"):
        answer = getattr(found, part) if found else None
        scores[part].add({answer} - {None}, {wanted.get(part)} - {None})


def main(paths: list[str]) -> None:
    """Print the scores of each file."""
    for path in paths:
        print(path)
        for name, score in evaluate(Path(path)).items():
            print(f"  {name:<10} {score}")


if __name__ == "__main__":
    main(sys.argv[1:])
