"""Whether two names of persons are one person's: what must be told besides names that fit.

A short name that an article uses beside a full one ("Sukarti" for "Sukarti Andayani") is that of the full
name in other articles too where it stands in the same company or office there; or where it says enough by
itself, being no given name of many and part of no other person's name in the library.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.library.company import are_met, telling
from reader.library.heads import heads_of, members_of
from reader.library.keys import letters_of
from reader.library.matching import quoted
from reader.library.quotes import newest_quotes_by
from reader.library.roles import roles_of
from reader.model.mention import EntityType
from reader.roles import contradict, kinds_of, offices

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from reader.library.company import Company
    from reader.model.ids import EntityId

PERSON = EntityType.PERSON.value

MOST_NAMES = 50
"""Names with a word that are looked at; a word in more of them tells nothing."""

QUOTES = 200
"""Newest quotes of a person whose roles are compared."""


class Pair(NamedTuple):
    """Two entities that may be one; of these the articles of the batch tell about ``entity``."""

    entity: EntityId
    other: EntityId
    called: Called | None = None


class Called(NamedTuple):
    """What articles call a person beside the full name, and is another's whole name."""

    by_itself: EntityId
    """Whose whole name it is."""
    text: str
    tells: bool
    """Whether it may be enough by itself: it is no given name of many."""


def called_so(
    forms: Iterable[str],
    own: EntityId,
    shared: Mapping[str, Sequence[EntityId]],
    heads: Mapping[int, EntityId],
) -> list[Pair]:
    """Return who an entity may be because articles call the one by the other's whole name.

    Where articles call several so, the name tells nothing.
    """
    pairs = []
    for form in forms:
        sign, text = form[len(PERSON) : len(PERSON) + 1], form[len(PERSON) + 1 :]
        if not form.startswith(PERSON) or sign not in "=+*-":
            continue
        if sign in "=-":
            pairs += _without_initials(text, own, shared, heads)
        if sign == "-":
            continue
        called = {heads[each] for told in "+*" for each in shared.get(f"{PERSON}{told}{text}", ())}
        called |= set() if sign == "=" else {own}
        if len(called) != 1:
            continue
        tells = sign == "*" or f"{PERSON}*{text}" in shared
        if sign == "=":
            pairs += [Pair(own, full, Called(own, text, tells)) for full in called - {own}]
        else:
            alone = {heads[each] for each in shared.get(f"{PERSON}={text}", ())} - {own}
            pairs += [Pair(own, short, Called(short, text, tells)) for short in sorted(alone)]
    return pairs


def _without_initials(
    text: str, own: EntityId, shared: Mapping[str, Sequence[EntityId]], heads: Mapping[int, EntityId]
) -> list[Pair]:
    """Return who may be a name with and without middle initials, where there is just one of each."""
    with_initials = {heads[each] for each in shared.get(f"{PERSON}-{text}", ())}
    without = {heads[each] for each in shared.get(f"{PERSON}={text}", ())}
    if len(with_initials) != 1 or len(without) != 1 or own not in with_initials | without:
        return []
    return [Pair(own, other) for other in (with_initials | without) - {own}]


def are_one(connection: sqlite3.Connection, pair: Pair, company: Company) -> bool:
    """Tell whether the articles give enough evidence that two names are one person's."""
    members = members_of(connection, [pair.other])
    own = members_of(connection, [pair.entity])
    if company.companions.intersection(members):
        return False  # one article names both, as two people
    roles, others = roles_of(connection, pair.entity), roles_of(connection, pair.other)
    if contradict(kinds_of(roles), kinds_of(others)):
        return False
    if pair.called is not None and _is_called_so(connection, pair.called, roles, others, {*members, *own}):
        return True
    if company.roles & _quoted_roles_of(connection, members):
        return True
    return are_met(connection, members, telling(connection, company.companions, [pair.entity, pair.other]))


def _is_called_so(
    connection: sqlite3.Connection,
    called: Called,
    roles: set[str],
    others: set[str],
    entities: set[EntityId],
) -> bool:
    """Tell whether it is enough that articles call somebody by a name that another one has alone."""
    if " " in called.text:
        return True
    one, other = offices(roles), offices(others)
    if one and other:
        return bool(one & other)
    return called.tells and _is_only_theirs(connection, called, entities)


def _is_only_theirs(connection: sqlite3.Connection, called: Called, entities: set[EntityId]) -> bool:
    """Tell whether a single word is part of no person's name in the library but those of ``entities``."""
    (key,) = connection.execute("SELECT key FROM entity WHERE id = ?", (called.by_itself,)).fetchone()
    word = letters_of(key).split()[-1]
    rows = connection.execute(
        """
        SELECT entity.id
          FROM entity_text
          JOIN entity_name ON entity_name.id = entity_text.rowid
          JOIN entity ON entity.id = entity_name.entity_id
         WHERE entity_text MATCH ? AND entity.type = ?
         LIMIT ?
        """,
        (quoted(word), PERSON, MOST_NAMES),
    ).fetchall()
    found = {entity for (entity,) in rows}
    own = set(heads_of(connection, entities).values())
    return len(rows) < MOST_NAMES and set(heads_of(connection, found).values()) <= own


def _quoted_roles_of(connection: sqlite3.Connection, members: Iterable[int]) -> set[str]:
    newest = newest_quotes_by(connection, members, QUOTES)
    rows = connection.execute(
        """
        SELECT DISTINCT quote.role
          FROM json_each(?) AS wanted
         CROSS JOIN quote ON quote.id = wanted.value
         WHERE quote.role IS NOT NULL
        """,
        (json.dumps(newest),),
    )
    return {role.casefold() for (role,) in rows}
