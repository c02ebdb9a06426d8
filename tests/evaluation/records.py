"""Annotated articles and analysed ones in one shape, so that they can be compared."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.analysis import Analysis

Range = tuple[int, int]
CLITIC = len("nya")


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """A quote, annotated or found."""

    kind: str
    content: tuple[Range, ...]
    cue: Range | None = None
    speaker: Range | None = None
    name: str | None = None
    role: Range | None = None
    mention: str = "none"
    attribution: str = "none"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An annotated article; ``is_complete`` when every quote in it is annotated, with its name."""

    id: str
    text: str
    quotes: tuple[QuoteRecord, ...]
    is_complete: bool
    furniture: tuple[Range, ...] = field(default=())


def read_articles(path: Path) -> Iterator[ArticleRecord]:
    """Read a data set, one article a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            is_complete = "spans" not in row
            read = _annotated if is_complete else _statement
            quotes = tuple(read(quote) for quote in row["quotes"])
            furniture = tuple((span["start"], span["end"]) for span in row.get("furniture", ()))
            yield ArticleRecord(str(row["id"]), row["text"], quotes, is_complete, furniture)


def _range(span: dict[str, int] | None) -> Range | None:
    return None if span is None else (span["start"], span["end"])


def _annotated(quote: dict[str, Any]) -> QuoteRecord:
    return QuoteRecord(
        kind=quote["kind"],
        content=tuple((part["start"], part["end"]) for part in quote["content"]),
        cue=_range(quote["cue"]),
        speaker=_range(quote["speaker"]),
        name=quote["name"],
        role=_range(quote["role"]),
        mention=quote["mention"].replace("organisation", "organization"),
        attribution=quote["attribution"],
    )


def _statement(quote: dict[str, Any]) -> QuoteRecord:
    """Read a statement of a set that links marked strings to their neighbours, without names."""
    clitic = quote["clitic"]
    cue_start, cue_end = quote["cue"][0]
    source_start, source_end = quote["source"][0] if quote["source"] else (cue_end, cue_end)
    if clitic:
        # The set gives the cue with its clitic for both.
        source_start, cue_end = source_end - CLITIC, cue_end - CLITIC
    return QuoteRecord(
        kind="direct",
        content=tuple((start, end) for start, end in quote["content"]),
        cue=(cue_start, cue_end),
        speaker=(source_start, source_end),
        mention="clitic" if clitic else "name",
        attribution="explicit",
    )


def records_of(analysis: Analysis) -> tuple[QuoteRecord, ...]:
    """Return what an analysis found."""
    return tuple(
        QuoteRecord(
            kind=quote.kind.value,
            content=tuple((part.start, part.end) for part in quote.content),
            cue=None if quote.cue is None else (quote.cue.start, quote.cue.end),
            speaker=None if quote.speaker is None else (quote.speaker.start, quote.speaker.end),
            name=quote.name,
            role=None if quote.role is None else (quote.role.start, quote.role.end),
            mention=quote.mention.value,
            attribution=quote.attribution.value,
            confidence=quote.confidence,
        )
        for quote in analysis.quotes
    )
