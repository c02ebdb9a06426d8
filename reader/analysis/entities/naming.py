"""Give each name in an article the fullest form it has there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.drafts import key_of
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.drafts import Draft
    from reader.analysis.tokens import Token


def canonical_names(drafts: Sequence[Draft], tokens: Sequence[Token], body: str) -> list[str]:
    """Return the fullest name in this article for each of ``drafts``."""
    texts: dict[tuple[str, ...], str] = {}
    types: dict[tuple[str, ...], EntityType] = {}
    for draft in drafts:
        key = key_of(draft, tokens)
        text = body[tokens[draft.begin].start : tokens[draft.end - 1].end]
        if key not in texts or (texts[key].isupper() and not text.isupper()):
            texts[key] = text
            types[key] = draft.type
    fullest = {key: _fullest(key, types) for key in texts}
    return [texts[fullest[key_of(draft, tokens)]] for draft in drafts]


def _fullest(key: tuple[str, ...], types: dict[tuple[str, ...], EntityType]) -> tuple[str, ...]:
    if types[key] is not EntityType.PERSON:
        return key
    longer = [
        other
        for other, kind in types.items()
        if kind is EntityType.PERSON and len(other) > len(key) and set(key) <= set(other)
    ]
    return max(longer, key=len, default=key)
