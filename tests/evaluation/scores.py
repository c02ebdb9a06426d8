"""Counts of right, wrong and missing, and what follows from them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.evaluation.matching import match_quotes, same_name, touch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.evaluation.matching import Match
    from tests.evaluation.records import ArticleRecord, QuoteRecord, Range

KINDS = ("all", "direct", "indirect", "mixed")
LENIENT, STRICT = 0.5, 0.8
LONG_STRING = 4
"""Words from which a marked string counts as quoted speech."""
BUCKETS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
_STRING = re.compile(r'["“”„«]([^"“”„«»\n]+)["“”»]')


@dataclass(slots=True)
class Tally:
    """Right answers against those given and those wanted."""

    right: float = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0


@dataclass(slots=True)
class Scores:
    """Everything counted over a data set."""

    lenient: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    strict: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    end_to_end: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    strings: Tally = field(default_factory=Tally)
    fields: dict[str, Counter[bool]] = field(default_factory=dict)
    names_by_mention: dict[str, Counter[bool]] = field(default_factory=dict)
    buckets: dict[float, Counter[bool]] = field(default_factory=dict)
    articles: int = 0
    seconds: float = 0.0
    words: int = 0

    def add(self, article: ArticleRecord, found: Sequence[QuoteRecord]) -> list[Match]:
        """Count one article; return its matches."""
        gold = article.quotes
        matches = match_quotes(article.text, gold, found)
        for kind in KINDS:
            wanted = sum(kind in ("all", quote.kind) for quote in gold)
            given = sum(kind in ("all", quote.kind) for quote in found)
            for tallies in (self.lenient, self.strict, self.end_to_end):
                tallies[kind].wanted += wanted
                tallies[kind].given += given
        right_quotes = set()
        for match in matches:
            self._add_match(gold[match.gold], found[match.found], match.overlap)
            if match.overlap >= LENIENT and same_name(gold[match.gold].name, found[match.found].name):
                right_quotes.add(match.found)
        for number, quote in enumerate(found):
            low = max(edge for edge in BUCKETS if edge <= quote.confidence)
            self.buckets.setdefault(low, Counter())[number in right_quotes] += 1
        self._add_strings(article, found)
        self.articles += 1
        self.words += len(article.text.split())
        return matches

    def _add_match(self, gold: QuoteRecord, found: QuoteRecord, overlap: float) -> None:
        for tallies, threshold in ((self.lenient, LENIENT), (self.strict, STRICT)):
            if overlap >= threshold:
                self._count(tallies, gold, found)
        if overlap < LENIENT:
            return
        is_named = same_name(gold.name, found.name)
        if is_named:
            self._count(self.end_to_end, gold, found)
        self._field("kind", gold.kind == found.kind)
        self._field("cue", gold.cue == found.cue)
        self._field("speaker", touch(gold.speaker, found.speaker))
        self._field("name", is_named)
        if gold.role is not None:
            self._field("role (where one is written)", touch(gold.role, found.role))
        self._field("attribution", gold.attribution == found.attribution)
        self._field("mention", gold.mention == found.mention)
        self.names_by_mention.setdefault(gold.mention, Counter())[is_named] += 1

    def _field(self, name: str, is_right: bool) -> None:
        self.fields.setdefault(name, Counter())[is_right] += 1

    @staticmethod
    def _count(tallies: dict[str, Tally], gold: QuoteRecord, found: QuoteRecord) -> None:
        tallies["all"].right += 1
        # A match between kinds counts half for each, so that neither P nor R exceeds one.
        tallies[gold.kind].right += 0.5
        tallies[found.kind].right += 0.5

    def _add_strings(self, article: ArticleRecord, found: Sequence[QuoteRecord]) -> None:
        wanted = dict(_strings(article.text, article.quotes))
        given = dict(_strings(article.text, found))
        self.strings.wanted += len(wanted)
        self.strings.given += len(given)
        self.strings.right += sum(
            place in wanted and same_name(wanted[place], name) for place, name in given.items()
        )


def _strings(text: str, quotes: Sequence[QuoteRecord]) -> Iterator[tuple[Range, str | None]]:
    """Yield the long marked strings that a content holds or is, with the speaker's name."""
    for match in _STRING.finditer(text):
        if len(match.group(1).split()) < LONG_STRING:
            continue
        start, end = match.span(1)
        middle = (start + end) // 2
        for quote in quotes:
            if any(left <= middle < right for left, right in quote.content):
                yield (start, end), quote.name
                break
