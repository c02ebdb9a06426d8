"""Names on their way to being mentions: ranges of tokens with a type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.tokens import Token
    from reader.model.mention import EntityType


@dataclass(frozen=True, slots=True, order=True)
class Draft:
    """A name in a body; ``begin`` and ``end`` count tokens, half-open."""

    begin: int
    end: int
    type: EntityType


def words_of(draft: Draft, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words of a name as they stand."""
    return tuple(token.text for token in tokens[draft.begin : draft.end])


def key_of(draft: Draft, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words of a name without case, the form in which names are compared."""
    return tuple(token.text.lower() for token in tokens[draft.begin : draft.end])


def without_overlaps(drafts: Iterable[Draft]) -> list[Draft]:
    """Sort names; of two that overlap keep the longer, of two equally long the earlier."""
    kept: list[Draft] = []
    for draft in sorted(set(drafts), key=lambda draft: (draft.begin, -draft.end)):
        if kept and draft.begin < kept[-1].end:
            if draft.end - draft.begin > kept[-1].end - kept[-1].begin:
                kept[-1] = draft
            continue
        kept.append(draft)
    return kept
