"""A list of errors by class that one can read through."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tests.evaluation.matching import same_name, touch
from tests.evaluation.scores import LENIENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.evaluation.matching import Match
    from tests.evaluation.records import ArticleRecord, QuoteRecord, Range

_AROUND = 90
"""Code points of context on either side."""


class ErrorList:
    """Collects errors over articles and writes them as one text file, class by class."""

    def __init__(self) -> None:
        self._entries: dict[str, list[str]] = defaultdict(list)

    def add(self, article: ArticleRecord, found: Sequence[QuoteRecord], matches: Sequence[Match]) -> None:
        """Sort the differences of one article into classes."""
        good = [match for match in matches if match.overlap >= LENIENT]
        seen_gold = {match.gold for match in good}
        seen_found = {match.found for match in good}
        for number, quote in enumerate(article.quotes):
            if number not in seen_gold:
                self._add(f"missed {quote.kind}", article, quote)
        for number, quote in enumerate(found):
            if number not in seen_found:
                self._add(f"invented {quote.kind}", article, quote)
        for match in good:
            gold, given = article.quotes[match.gold], found[match.found]
            for name in _differences(gold, given, match.overlap):
                self._add(name, article, gold, given)

    def _add(
        self, name: str, article: ArticleRecord, quote: QuoteRecord, given: QuoteRecord | None = None
    ) -> None:
        lines = [f"[{article.id}]", f"  {_show(article.text, quote)}"]
        if given is not None:
            lines.append(f"  {_show(article.text, given)}")
        start, end = quote.content[0][0], quote.content[-1][1]
        context = article.text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ⏎ ")
        lines.append(f"  … {context} …")
        self._entries[name].append("\n".join(lines))

    def write(self, path: Path) -> None:
        """Write the list; the largest class first."""
        path.parent.mkdir(parents=True, exist_ok=True)
        ordered = sorted(self._entries.items(), key=lambda item: (-len(item[1]), item[0]))
        summary = "\n".join(f"{len(entries):4} {name}" for name, entries in ordered)
        bodies = "\n\n".join(
            f"== {name} ({len(entries)})\n\n" + "\n\n".join(entries) for name, entries in ordered
        )
        path.write_text(f"{summary}\n\n{bodies}\n", encoding="utf-8")


def _differences(gold: QuoteRecord, given: QuoteRecord, overlap: float) -> Iterator[str]:
    if overlap < 0.95:
        yield "content cut otherwise"
    if not same_name(gold.name, given.name):
        yield f"wrong name ({gold.mention})"
    if gold.cue != given.cue:
        yield "other cue"
    if not touch(gold.speaker, given.speaker):
        yield "other speaker words"
    if gold.role is not None and not touch(gold.role, given.role):
        yield "role"
    if gold.kind != given.kind:
        yield "other kind"


def _show(text: str, quote: QuoteRecord) -> str:
    def cut(span: Range | None) -> str:
        return "-" if span is None else text[span[0] : span[1]].replace("\n", " ⏎ ")

    content = " /// ".join(cut(part) for part in quote.content)
    return (
        f"{quote.kind} {quote.confidence:.2f} | {content} | cue {cut(quote.cue)}"
        f" | speaker {cut(quote.speaker)} | name {quote.name} | role {cut(quote.role)}"
        f" | {quote.mention} {quote.attribution}"
    )
