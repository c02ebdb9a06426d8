"""Quotes in a language without lexicons: marked strings, unattributed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.marks import pair_marks
from reader.model.quote import Quote, QuoteKind
from reader.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_MIN_WORDS = 5
"""Shorter strings between marks are titles and scare quotes more often than speech."""
_CONFIDENCE = 0.2


def quotes_without_grammar(body: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Quote, ...]:
    """Return the marked strings that are long enough to be speech, without speakers."""
    return tuple(
        Quote(
            kind=QuoteKind.DIRECT,
            content=(Span.of(body, pair.inner_start, pair.inner_end),),
            confidence=_CONFIDENCE,
        )
        for pair in pair_marks(body, paragraphs)
        if len(body[pair.inner_start : pair.inner_end].split()) >= _MIN_WORDS
    )
