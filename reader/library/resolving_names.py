"""Comparing stored names anew by their forms: what is no longer the same is parted, what is now is joined."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library.heads import heads_of, part, show_own_name
from reader.library.identity import fold
from reader.library.joining import add_forms, join_same, sought
from reader.library.keys import BEARER, letters_of
from reader.library.resolving import NAMES_AT, place
from reader.library.state import remember
from reader.model.ids import EntityId
from reader.model.mention import EntityType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class StoredName:
    """A name as its forms are made from it."""

    id: EntityId
    type: EntityType
    name: str
    others: tuple[str, ...]
    """What articles call it besides."""


def next_names(connection: sqlite3.Connection, limit: int) -> list[StoredName]:
    """Return the names that come next; further bearers of a name have no forms and are left out."""
    rows = connection.execute(
        """
        SELECT id, type, key, name FROM entity
         WHERE id > ? AND instr(key, ?) = 0
         ORDER BY id LIMIT ?
        """,
        (place(connection, NAMES_AT), BEARER, limit),
    ).fetchall()
    called: dict[int, list[str]] = {}
    for entity, name in connection.execute(
        """
        SELECT entity_id, name FROM entity_name
         WHERE entity_id IN (SELECT value FROM json_each(?)) ORDER BY id
        """,
        (json.dumps([row[0] for row in rows]),),
    ):
        called.setdefault(entity, []).append(name)
    return [
        StoredName(EntityId(id_), EntityType(type_), *_own_and_others(key, called.get(id_, [])))
        for id_, type_, key, _ in rows
    ]


def _own_and_others(key: str, called: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    own = next((name for name in called if fold(name) == letters_of(key)), key)
    return own, tuple(name for name in called if name != own)


def take_forms(connection: sqlite3.Connection, forms: Mapping[EntityId, Sequence[str]]) -> None:
    """Put new forms in the place of old ones; part and join what they tell."""
    if not forms:
        return
    packed = json.dumps(sorted(forms))
    old: dict[EntityId, set[str]] = {}
    for entity, form in connection.execute(
        "SELECT entity_id, form FROM entity_form WHERE entity_id IN (SELECT value FROM json_each(?))",
        (packed,),
    ):
        old.setdefault(EntityId(entity), set()).add(form)
    changed = {entity: set(found) for entity, found in forms.items() if set(found) != old.get(entity, set())}
    connection.execute(
        "DELETE FROM entity_form WHERE entity_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(changed)),),
    )
    add_forms(connection, changed)
    for entity in sorted(changed):
        if _is_member(connection, entity) and not _is_related(connection, entity):
            (head,) = heads_of(connection, [entity]).values()
            part(connection, entity)
            for row in (entity, head):
                show_own_name(connection, row)
    join_same(connection, changed, {}, changed)
    remember(connection, NAMES_AT, str(max(forms)))


def _is_member(connection: sqlite3.Connection, entity: EntityId) -> bool:
    """Tell whether an entity was joined to another one by rules."""
    row = connection.execute(
        """
        SELECT max(entity.decided, head.decided)
          FROM entity JOIN entity AS head ON head.id = entity.same_as
         WHERE entity.id = ?
        """,
        (entity,),
    ).fetchone()
    return row is not None and not row[0]


def _is_related(connection: sqlite3.Connection, entity: EntityId) -> bool:
    """Tell whether a form of a member answers one of the other names of its entity."""
    forms: dict[bool, set[str]] = {True: set(), False: set()}
    for owner, form in connection.execute(
        """
        SELECT other.id, form
          FROM entity AS own
          JOIN entity AS other ON other.id = own.same_as OR other.same_as = own.same_as
          JOIN entity_form ON entity_id = other.id
         WHERE own.id = ?
        """,
        (entity,),
    ):
        forms[owner == entity].add(form)
    return not sought(forms[True]).union(forms[True]).isdisjoint(forms[False])
