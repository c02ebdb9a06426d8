"""In which roles an article names its people, as words of ``reader/roles/roles.toml``.

A role stands before the name ("Gubernur X", "pemain sayap X", "seorang nelayan, X"), after it ("X, a
retired heart surgeon"), or is what a quote says of its speaker. Nothing is parsed: where more than words of
a title stand between a role and a name, the role is somebody else's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.identity.words import titles
from reader.model.mention import EntityType
from reader.roles import role_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.model.analysis import Analysis
    from reader.model.mention import Mention
    from reader.roles import RoleWords

LONGEST = 4
"""Words of the longest expression for a role."""

BESIDE = 90
"""Code points looked at on either side of a name."""

BETWEEN = 6
"""Words that may stand between a role and its name."""

FREE = 3
"""Words that may stand between the head of an apposition and the role in it."""

_PARTS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]|\n")
_AGE = re.compile(r"\s*(?:\(\s*\d{1,3}[^()\n]{0,12}\)|,\s*\d{1,3}(?=,))?\s*,\s+")


class Part(NamedTuple):
    """A word or mark near a name."""

    text: str
    start: int
    """First code point in the body."""
    of_body: bool = False
    """Whether it is part of the name of a body: the chairman of the fishers' union is no fisher."""


def roles_in(analysis: Analysis) -> Mapping[tuple[EntityType, str], frozenset[str]]:
    """Return the roles of each person by type and name; those without any are left out."""
    words = role_words().get(analysis.language)
    if words is None:
        return {}
    people = [mention for mention in analysis.mentions if mention.type is EntityType.PERSON]
    bodies = [mention for mention in analysis.mentions if mention.type is EntityType.ORGANIZATION]
    starts = [body.start for body in bodies]
    found: dict[str, set[str]] = {}
    for place, mention in enumerate(people):
        before = max(people[place - 1].end if place else 0, mention.start - BESIDE)
        near = bodies[bisect_left(starts, before - BESIDE) : bisect_left(starts, mention.start)]
        after = people[place + 1].start if place + 1 < len(people) else len(analysis.body)
        roles = [
            role
            for role in (
                _before(analysis.body, mention, before, near, words),
                _after(analysis.body, mention, after, words),
            )
            if role is not None
        ]
        found.setdefault(mention.name, set()).update(roles)
    for quote in analysis.quotes:
        if quote.name in found and quote.role is not None:
            found[quote.name].update(_inside(quote.role.text, words))
    return {(EntityType.PERSON, name): frozenset(roles) for name, roles in found.items() if roles}


def _before(
    body: str, mention: Mention, first: int, bodies: Sequence[Mention], words: RoleWords
) -> str | None:
    parts = [
        Part(each[0], each.start(), any(one.start <= each.start() < one.end for one in bodies))
        for each in _PARTS.finditer(body, first, mention.start)
    ]
    if parts and parts[-1].text == ",":
        parts.pop()
    title = titles()
    passed = 0
    if parts and parts[-1].text in words.joints:
        return None
    while parts and passed <= BETWEEN:
        role = _ending(parts, words.kinds)
        if role is not None:
            return role
        text = parts.pop().text
        if text == "." and parts and parts[-1].text.lower() in title:
            continue
        if not (text[0].isalnum() or text == "-"):
            return None
        if text.lower() not in title and text.islower() and text not in words.between:
            return None
        passed += 1
    return None


def _ending(parts: Sequence[Part], kinds: Mapping[str, str]) -> str | None:
    """Return the longest role that the last parts are."""
    for length in range(min(LONGEST, len(parts)), 0, -1):
        text = " ".join(part.text.lower() for part in parts[-length:])
        if text in kinds and not all(part.of_body for part in parts[-length:]):
            return text
    return None


def _after(body: str, mention: Mention, next_person: int, words: RoleWords) -> str | None:
    opening = _AGE.match(body, mention.end)
    if opening is None:
        return None
    last = min(opening.end() + BESIDE, next_person)
    parts = [Part(each[0], each.start()) for each in _PARTS.finditer(body, opening.end(), last)]
    free = 0
    for place, part in enumerate(parts[: BETWEEN + FREE]):
        role = _beginning(parts[place:], words.kinds)
        if role is not None:
            rest = body[part.start : next_person]
            is_of_next = next_person - part.start < BESIDE and not re.search(r"[,.;:()\n]", rest)
            return None if is_of_next and next_person < len(body) else role
        text = part.text.lower()
        if text in words.apposition:
            free = FREE if text in words.openers else free
        elif free and part.text[0].isalnum():
            free -= 1
        else:
            return None
    return None


def _beginning(parts: Sequence[Part], kinds: Mapping[str, str]) -> str | None:
    """Return the longest role that the first parts are."""
    for length in range(min(LONGEST, len(parts)), 0, -1):
        text = " ".join(part.text.lower() for part in parts[:length])
        if text in kinds:
            return text
    return None


def _inside(text: str, words: RoleWords) -> Iterator[str]:
    """Yield the roles in what a quote says of its speaker."""
    parts = [Part(each[0], each.start()) for each in _PARTS.finditer(text[: 2 * BESIDE])]
    place = 0
    while place < len(parts):
        role = _beginning(parts[place:], words.kinds)
        if role is not None:
            yield role
        place += role.count(" ") + 1 if role else 1
