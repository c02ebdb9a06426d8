"""Names that we marked in sentences of other corpora, kept apart from their text; for training only.

``training/annotated.id.tsv`` says which words of which sentence are names; the words themselves stay
in the corpus. A line holds the corpus, the number of the sentence (from 0), a check of its words and
the names: ``3-5 person`` for the words from the third up to the fifth, counted from 0.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CHECK_LENGTH = 8
"""Hexadecimal digits of the check."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The names of one sentence: half-open ranges of its words, each with a type."""

    corpus: str
    number: int
    check: str
    names: tuple[tuple[int, int, str], ...]

    def tags(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the tags of ``words``; raise ValueError when they are not those that were annotated."""
        if check_of(words) != self.check:
            raise ValueError(f"sentence {self.number} of {self.corpus} is not the one that was annotated")
        tags = ["O"] * len(words)
        for begin, end, kind in self.names:
            tags[begin:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - begin - 1)]
        return tuple(tags)


def check_of(words: Sequence[str]) -> str:
    """Return a short check of the words of a sentence, whatever their letters' case."""
    return hashlib.sha256(" ".join(words).lower().encode()).hexdigest()[:CHECK_LENGTH]


def read_marked(path: Path) -> Iterator[Marked]:
    """Yield the annotated sentences of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        corpus, number, check, names = line.split("\t")
        yield Marked(corpus, int(number), check, tuple(_names(names)))


def _names(cell: str) -> Iterator[tuple[int, int, str]]:
    for name in filter(None, cell.split(";")):
        words, _, kind = name.partition(" ")
        begin, _, end = words.partition("-")
        yield int(begin), int(end), kind
