"""Short texts and the quotes found in them, without a tagger: names are given."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.analysis.quotes import find_quotes
from reader.model.mention import EntityType, Mention
from reader.model.quote import Quote


class Said(NamedTuple):
    """What a test looks at first."""

    kind: str
    text: str
    name: str | None


def mentions_of(
    body: str,
    people: tuple[str, ...] = (),
    bodies: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
) -> tuple[Mention, ...]:
    """Mark every place where a name stands; short names carry the long one that holds them."""
    names = [
        *((name, EntityType.PERSON) for name in people),
        *((name, EntityType.ORGANIZATION) for name in bodies),
        *((name, EntityType.PLACE) for name in places),
    ]
    found: list[Mention] = []
    for name, kind in sorted(names, key=lambda entry: -len(entry[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", body):
            if not any(other.start < match.end() and match.start() < other.end for other in found):
                full = max((other for other, _ in names if set(name.split()) <= set(other.split())), key=len)
                found.append(Mention(match.start(), match.end(), name, kind, full))
    return tuple(sorted(found))


def quotes_in(
    body: str,
    *people: str,
    bodies: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    language: str = "id",
) -> tuple[Quote, ...]:
    return find_quotes(body, language, mentions_of(body, people, bodies, places))


def said_in(
    body: str,
    *people: str,
    bodies: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    language: str = "id",
) -> list[Said]:
    quotes = quotes_in(body, *people, bodies=bodies, places=places, language=language)
    return [Said(quote.kind.value, quote.text, quote.name) for quote in quotes]
