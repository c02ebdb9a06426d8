"""The forms of everything that one article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.identity.forms import forms_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model.analysis import Analysis
    from reader.model.mention import EntityType


def forms_in(analysis: Analysis) -> Mapping[tuple[EntityType, str], tuple[str, ...]]:
    """Return the forms of each name by type and name, speakers that are nowhere mentioned included."""
    others: dict[tuple[EntityType, str], set[str]] = {}
    for mention in analysis.mentions:
        others.setdefault((mention.type, mention.name), set()).add(mention.text)
    types = {mention.name: mention.type for mention in reversed(analysis.mentions)}
    for quote in analysis.quotes:
        if quote.name:
            others.setdefault((types.get(quote.name, quote.speaker_type), quote.name), set())
    return {
        (type_, name): forms_of(type_, name, sorted(texts - {name}))
        for (type_, name), texts in others.items()
    }
