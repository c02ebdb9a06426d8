"""Measure word families: which pairs of words of our own lists the program joins.

python -m tests.evaluation.families
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path
from typing import NamedTuple

from reader.search.families import LANGUAGES, root_of

LISTS = Path(__file__).parent / "data" / "families"


class Judged(NamedTuple):
    """Pairs of words, counted, with those that were judged wrongly."""

    right: int
    wrong: list[tuple[str, str]]
    missed: list[tuple[str, str]]
    seconds: float
    words: int

    @property
    def precision(self) -> float:
        """Share of the joined pairs that belong together."""
        joined = self.right + len(self.wrong)
        return self.right / joined if joined else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that belong together that are joined."""
        together = self.right + len(self.missed)
        return self.right / together if together else 1.0


def families(language: str) -> list[list[str]]:
    """Read the list of a language: one family a line."""
    lines = (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def judge(language: str) -> Judged:
    """Compare the families of a language's list with those that the program makes of its words."""
    family = {word: number for number, words in enumerate(families(language)) for word in words}
    root_of("apa", language)  # loads the dictionary
    started = time.perf_counter()
    roots = {word: root_of(word, language) or word for word in family}
    seconds = time.perf_counter() - started
    right = 0
    wrong, missed = [], []
    for one, other in itertools.combinations(family, 2):
        together, joined = family[one] == family[other], roots[one] == roots[other]
        right += together and joined
        if joined and not together:
            wrong.append((one, other))
        if together and not joined:
            missed.append((one, other))
    return Judged(right, wrong, missed, seconds, len(family))


def main() -> None:
    """Print a line for each language, and what was judged wrongly when asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.families", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list the pairs judged wrongly")
    options = parser.parse_args()
    for language in LANGUAGES:
        judged = judge(language)
        print(
            f"{language}: {judged.words} words, "
            f"precision {judged.precision:.3f}, recall {judged.recall:.3f}, "
            f"{judged.words / judged.seconds:,.0f} words/s"
        )
        if options.errors:
            print("  joined wrongly:", judged.wrong)
            print("  not joined:", judged.missed)


if __name__ == "__main__":
    main()
