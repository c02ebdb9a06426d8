"""The noun on which a phrase is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


def head_at(reading: Reading, first: int, last: int) -> int:
    """Return the token of the noun that a phrase is built on: its first, or the last before what trails."""
    words = reading.grammar.words
    if not reading.grammar.is_head_last:
        at = first
        while at < last - 1 and (
            reading.lower(at) in words["description_strangers"]
            or reading.lower(at) in words["definite"]
            or reading.lower(at) in words["role_former"]
        ):
            at += 1
        return at
    at = first
    while at + 1 < last and _goes_on(reading, at + 1):
        at += 1
    return at


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether a token still belongs to the core of a noun phrase whose noun comes last."""
    words = reading.grammar.words
    word = reading.lower(at)
    if (
        word in words["prepositions"]
        or word in words["relatives"]
        or not reading.tokens[at].text[0].isalnum()
    ):
        return word in {"'s", "’s", "'", "’"}
    return not word.endswith("ed") or word in words["role_heads"]
