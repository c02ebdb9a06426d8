"""Settle where a name begins and ends: no marks, clitics, possessives or titles at its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.drafts import Draft, without_overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.tokens import Token

CLITICS = frozenset({"nya", "lah", "kah", "pun", "ku", "mu"})
POSSESSIVES = frozenset({"'s", "’s", "'S", "’S"})


def settle_boundaries(drafts: Iterable[Draft], tokens: Sequence[Token]) -> list[Draft]:
    """Return the names with their edges settled; names of which nothing is left are dropped."""
    settled = (_settled(draft, tokens) for draft in drafts)
    return without_overlaps(draft for draft in settled if draft is not None)


def _settled(draft: Draft, tokens: Sequence[Token]) -> Draft | None:
    begin, end = draft.begin, draft.end
    while begin < end and not _opens_name(tokens[begin].text):
        begin += 1
    while end > begin and not _closes_name(tokens, begin, end):
        end -= 1
    if end - begin > 2 and tokens[end - 1].text.lower() in CLITICS and tokens[end - 2].text == "-":
        end -= 2
    return Draft(begin, end, draft.type) if begin < end else None


def _opens_name(word: str) -> bool:
    return word[0].isalnum() and word not in POSSESSIVES


def _closes_name(tokens: Sequence[Token], begin: int, end: int) -> bool:
    word = tokens[end - 1].text
    if word == ")":
        return any(token.text == "(" for token in tokens[begin : end - 1])
    if word == ".":
        return end - begin > 1 and len(tokens[end - 2].text) == 1
    return word[0].isalnum() and word not in POSSESSIVES
