"""How well articles are found in pages: ``python -m tests.evaluation.pages FOLDER``.

A folder holds pages and what their articles say: ``name.html`` and ``name.txt``. An empty text means that
the page is no article and must be refused. Words are compared as a bag, so that order and paragraphs do not
count; trafilatura with its defaults stands beside. Missing and surplus words go to
``tests/evaluation/errors/pages.txt``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from trafilatura import extract

from reader.errors import SourceError
from reader.text.decode import declared_charset, decode
from reader.text.extract import extract_page

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT = Path(__file__).parent / "data/pages"
ERRORS = Path(__file__).parent / "errors/pages.txt"


@dataclass(slots=True)
class Words:
    """How the words that were found agree with those that are wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def f(self) -> float:
        """F1 in per cent."""
        return 200 * self.right / max(self.found + self.wanted, 1)


@dataclass(slots=True)
class Score:
    """One extractor over all pages."""

    all: Words = field(default_factory=Words)
    by_page: dict[str, float] = field(default_factory=dict)
    refused: int = 0
    """Pages that are no articles and were said to be none."""


def ours(markup: str) -> str:
    """Return the body of a page; empty where it is refused."""
    try:
        article = extract_page(markup)
    except SourceError:
        return ""
    return "" if article.obstacle else article.body


def plain(markup: str) -> str:
    """Return what trafilatura extracts by its defaults."""
    return extract(markup) or ""


def words_of(text: str) -> Counter[str]:
    """Return the words of a text without regard to case."""
    return Counter(re.findall(r"\w+", text.casefold()))


def compare(found: Counter[str], wanted: Counter[str]) -> Words:
    """Count the words that both have."""
    return Words((found & wanted).total(), found.total(), wanted.total())


def evaluate(folder: Path, extractor: Callable[[str], str], errors: list[str]) -> Score:
    """Score an extractor on each page of a folder that has an expected text."""
    score = Score()
    for page in sorted(folder.rglob("*.htm*")):
        text = page.with_suffix(".txt")
        if not text.is_file():
            continue
        data = page.read_bytes()
        found = words_of(extractor(decode(data, declared=declared_charset(data)).text))
        wanted = words_of(text.read_text(encoding="utf-8"))
        if not wanted:
            score.refused += not found
            score.by_page[page.stem] = 0.0 if found else 100.0
            continue
        words = compare(found, wanted)
        score.by_page[page.stem] = words.f
        score.all.right += words.right
        score.all.found += words.found
        score.all.wanted += words.wanted
        errors.append(
            f"{page.name}\n  surplus: {' '.join((found - wanted).elements())}"
            f"\n  missing: {' '.join((wanted - found).elements())}\n"
        )
    return score


def main() -> None:
    """Score the folders that are named, or our own pages."""
    for folder in map(Path, sys.argv[1:] or [DEFAULT]):
        errors: list[str] = []
        mine, theirs = evaluate(folder, ours, errors), evaluate(folder, plain, [])
        empty = [name for name in mine.by_page if not (folder / f"{name}.txt").stat().st_size]
        print(f"{'page':<24} {'newsreader':>11} {'trafilatura':>12}")
        for name, f in sorted(mine.by_page.items()):
            print(f"{name:<24} {f:>11.1f} {theirs.by_page[name]:>12.1f}")
        for label, score in (("newsreader", mine), ("trafilatura", theirs)):
            articles = [f for name, f in score.by_page.items() if name not in empty]
            mean = sum(articles) / max(len(articles), 1)
            print(
                f"{label}: F {score.all.f:.1f} of all words, {mean:.1f} a page;"
                f" {score.refused} of {len(empty)} pages that are no articles refused"
            )
        ERRORS.parent.mkdir(exist_ok=True)
        ERRORS.write_text("\n".join(errors), encoding="utf-8")


if __name__ == "__main__":
    main()
