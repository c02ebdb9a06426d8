"""Make training sentences out of our own patterns by filling in names at random."""

from __future__ import annotations

import random
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.entities.corpora import Sentence
from reader.analysis.entities.known import aliases, rows
from reader.analysis.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TRAINING = Path(__file__).parent / "training"

SLOT = re.compile(r"\{([A-Z])(!?)\}")
NAME = re.compile(r"\[([^\[\]|]+)\|([a-z]+)\]")

SLOT_TYPES = {
    "P": "person",
    "S": "person",
    "K": "place",
    "V": "place",
    "D": "place",
    "N": "place",
    "T": "place",
    "M": "place",
}
"""Slots that are names by themselves; the others get their type from the brackets around them."""

SLOT_KINDS = {
    "A": "abbreviation",
    "O": "body",
    "G": "outlet",
    "K": "regency",
    "V": "province",
    "N": "country",
    "T": "city",
    "M": "state",
}
"""Slots that are filled from one list."""

INITIALS = "ABDEFHIJKLMNPRSTWYZ"
MIDDLE_INITIALS = "ABCDEFGHJKLMRSTW"


@cache
def _parts() -> Mapping[str, Sequence[str]]:
    """Return the packaged parts of invented names by kind."""
    text = (files("reader.analysis.entities.training") / "parts.tsv").read_text(encoding="utf-8")
    parts: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line[0] != "#":
            kind, words = line.split("\t")
            parts.setdefault(kind, []).append(words)
    return parts


class OwnText:
    """Fills patterns of one language with names from the packaged lists and invented ones."""

    def __init__(self, language: str, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 (no secret depends on it)
        self._language = language
        self._listed = _listed_names(language)

    def sentences(self, path: Path, rounds: int) -> Iterator[Sentence]:
        """Yield every pattern of the file at ``path`` filled ``rounds`` times."""
        patterns = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        for _ in range(rounds):
            for pattern in patterns:
                yield parse(self.fill(pattern))

    def fill(self, pattern: str) -> str:
        """Return a pattern with its slots filled, names marked by brackets."""
        pieces: list[str] = []
        position = 0
        for found in SLOT.finditer(pattern):
            before = pattern[: found.start()]
            text = self._name(found[1])
            if found[2]:
                text = text.upper()
            inside = before.rfind("[") > before.rfind("]")
            kind = SLOT_TYPES.get(found[1])
            filled = text if inside or kind is None else f"[{text}|{kind}]"
            pieces += [pattern[position : found.start()], filled]
            position = found.end()
        return "".join(pieces) + pattern[position:]

    def _name(self, slot: str) -> str:
        match slot:
            case "P":
                return self._person()
            case "S":
                return self._single()
            case "I":
                return "".join(self._random.sample(INITIALS, self._random.choice((2, 2, 2, 1, 3))))
            case "C":
                return self._company()
            case "D":
                return self._from("district") if self._chance(0.7) else self._invented()
            case "E":
                return self._from(f"event_{self._language}")
            case _:
                return self._from(SLOT_KINDS[slot])

    def _from(self, kind: str) -> str:
        return self._random.choice(self._listed[kind])

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _invented(self) -> str:
        """Return a word of two or three syllables that no list holds."""
        count = self._random.choice((2, 2, 2, 3, 3))
        syllables = []
        for number in range(count):
            closes = self._chance(0.67 if number == count - 1 else 0.2)
            syllables.append(
                self._from("onset") + self._from("vowel") + (self._from("coda") if closes else "")
            )
        return "".join(syllables).capitalize()

    def _single(self) -> str:
        if self._chance(0.3):
            return self._invented()
        if self._language == "id":
            return self._from("indonesian" if self._chance(0.85) else "family")
        return self._from("family" if self._chance(0.6) else "given")

    def _person(self) -> str:
        if self._language == "en" or self._chance(0.12):
            first = self._from("given") if self._chance(0.85) else self._invented()
            middle = [f"{self._random.choice(MIDDLE_INITIALS)}."] if self._chance(0.1) else []
            last = self._from("family") if self._chance(0.7) else self._invented()
            return " ".join([first, *middle, last])
        count = self._random.choice((1, 2, 2, 2, 2, 2, 3, 3, 3, 4))
        words = [self._single() for _ in range(count)]
        if self._chance(0.06) and count > 1:
            words[0] = self._random.choice("RMAHST") + "."
        if self._chance(0.04) and count > 1:
            words[-1] = self._random.choice("ABDHKMSW")
        return " ".join(words)

    def _company(self) -> str:
        if self._chance(0.35):
            return self._from("body")
        if self._language == "en":
            first = self._from("company_en") if self._chance(0.7) else self._from("family")
            return f"{first} {self._from('company_end_en')}"
        words = self._random.sample(self._listed["company_id"], self._random.choice((2, 2, 3)))
        if self._chance(0.3):
            words[0] = self._invented()
        name = " ".join(words)
        forms = ("PT {}", "PT {}", "PT {} Tbk", "CV {}", "PT {} (Persero)", "{}", "Bank {}", "Koperasi {}")
        return self._random.choice(forms).format(name)


def _listed_names(language: str) -> Mapping[str, Sequence[str]]:
    """Return the names of the packaged lists by kind, in the form of the language."""
    listed: dict[str, list[str]] = {kind: list(words) for kind, words in _parts().items()}
    for kind, name in (*rows("names"), *rows("regions")):
        listed.setdefault(kind, []).append(name)
    is_indonesian = language == "id"
    listed["country"] = [row[0 if is_indonesian else 1] for row in rows("countries")]
    for kind, names in aliases("places"):
        listed.setdefault(kind, []).append(names[0 if is_indonesian else -1])
    for where, names in aliases("organizations"):
        if is_indonesian or where != "id":
            bodies = names[:1] if is_indonesian else [name for name in names if " " in name]
            listed.setdefault("body", []).extend(bodies)
            listed.setdefault("abbreviation", []).extend(name for name in names if " " not in name)
    listed["outlet"] = [name for _, names in aliases("outlets") for name in names]
    return listed


def own_sentences(language: str) -> Iterator[Sentence]:
    """Yield the sentences of a language that we wrote and annotated, from ``training/sentences.en-*.txt``."""
    for path in sorted(TRAINING.glob(f"sentences.{language}-*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and line[0] != "#":
                yield parse(line)


def parse(marked: str) -> Sentence:
    """Read a sentence whose names are marked ``[words|type]``."""
    words: list[str] = []
    tags: list[str] = []
    position = 0
    for found in [*NAME.finditer(marked), None]:
        outside = marked[position : found.start() if found else None]
        for token in tokenize(outside):
            words.append(token.text)
            tags.append("O")
        if found:
            for number, token in enumerate(tokenize(found[1])):
                words.append(token.text)
                tags.append(f"{'I' if number else 'B'}-{found[2]}")
            position = found.end()
    return Sentence(tuple(words), tuple(tags))
