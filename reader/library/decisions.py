"""What the user decides about entities: the same, not the same, called so, hidden.

A decision changes rows of entities, which stay whatever comes in or goes, known by type and letters;
so it holds for every article analysed later. The table keeps what undoing needs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.errors import LibraryError
from reader.library.entities import entity_by_id, name_ids
from reader.library.heads import heads_of, join, members_of, part, show_own_name
from reader.library.identity import fold
from reader.library.keys import letters_of
from reader.library.parting import drop_name, mark_stale
from reader.model.decision import Decision, DecisionKind
from reader.model.ids import EntityId
from reader.model.mention import EntityType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from reader.model.entity import Entity

COLUMNS = "id, kind, type, name, other_name, made_at"


def merge(connection: sqlite3.Connection, entity: EntityId, into: EntityId, now: int) -> Decision:
    """Make one entity another name of a second one."""
    one, other = _known(connection, entity), _known(connection, into)
    if one.id == other.id:
        raise LibraryError(f"{one.name} and {other.name} are one entity already")
    before = {
        "members": members_of(connection, [one.id]),
        "decided": _decided(connection, [one.id, other.id]),
    }
    join(connection, one.id, other.id)
    _set_decided(connection, dict.fromkeys([one.id, other.id], 1))
    return _keep(connection, DecisionKind.MERGE, one, other, before, now)


def split(
    connection: sqlite3.Connection, entity: EntityId, name: str, into: EntityId | None, now: int
) -> Decision:
    """Take a name out of an entity, into its own or into another one.

    A name that articles use by itself goes at once. One that they use only beside a fuller name goes as
    those articles are analysed again; they are marked for that.
    """
    whole = _known(connection, entity)
    other = None if into is None else _known(connection, into)
    members = members_of(connection, [whole.id])
    rows = _rows_of(connection, members)
    own = [id_ for id_, _, key in rows if key == fold(name)]
    if len(own) == len(rows):
        raise LibraryError(f"{name} is the only name of {whole.name}, and cannot be taken out")
    rest = [id_ for id_, _, _ in rows if id_ not in own]
    before: dict[str, Any] = {"own": own, "rest": rest, "name": whole.name}
    before["decided"] = _decided(connection, members)
    if own:
        _take_out(connection, own, other)
        left = heads_of(connection, rest)[rest[0]]
        for head in (left, *own):
            show_own_name(connection, head)
        _set_decided(connection, dict.fromkeys([left, *own], 1))
        return _keep(connection, DecisionKind.SPLIT, whole, whole, before, now, name=name)
    before["names"] = drop_name(connection, members, name)
    if not before["names"]:
        raise LibraryError(f"{name} is not among the names of {whole.name}")
    before["out_of"] = [[type_, letters] for type_, letters in _letters_of(connection, members)]
    before["into"] = [other.type.value, other.name] if other else None
    stale = mark_stale(connection, members, name)
    return _keep(connection, DecisionKind.SPLIT, whole, whole, before, now, name=name, stale=stale)


def _take_out(connection: sqlite3.Connection, own: Iterable[EntityId], other: Entity | None) -> None:
    first: EntityId | None = None if other is None else other.id
    for row in own:
        part(connection, row)
        if first is None:
            first = row
        else:
            join(connection, row, heads_of(connection, [first])[first])


def rename(connection: sqlite3.Connection, entity: EntityId, name: str, now: int) -> Decision:
    """Choose the name by which an entity is shown, one of its own or a new one."""
    one = _known(connection, entity)
    name = " ".join(name.split())
    if not name:
        raise LibraryError(f"{one.name} needs a name")
    before = {"name": one.name, "decided": _decided(connection, [one.id])}
    connection.execute("UPDATE entity SET name = ? WHERE id = ?", (name, one.id))
    name_ids(connection, [(one.id, name)])
    _set_decided(connection, {one.id: 1})
    return _keep(connection, DecisionKind.RENAME, one, _known(connection, one.id), before, now)


def hide(connection: sqlite3.Connection, entity: EntityId, now: int) -> Decision:
    """Show an entity no more in lists, facets and highlights."""
    one = _known(connection, entity)
    connection.execute("UPDATE entity SET hidden = 1 WHERE id = ?", (one.id,))
    return _keep(connection, DecisionKind.HIDE, one, None, {}, now)


def decisions(connection: sqlite3.Connection) -> list[Decision]:
    """Return what was decided, newest first."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM decision ORDER BY id DESC")
    return [_decision(row) for row in rows]


def undo(connection: sqlite3.Connection, decision: int | None = None) -> Decision | None:
    """Take a decision back, the last one where none is named; None when there is none."""
    row = connection.execute(
        f"""
        SELECT {COLUMNS}, before FROM decision
         WHERE id = coalesce(?, (SELECT max(id) FROM decision))
        """,
        (decision,),
    ).fetchone()
    if row is None:
        return None
    *facts, packed = row
    undone, before = _decision(facts), json.loads(packed)
    connection.execute("DELETE FROM decision WHERE id = ?", (undone.id,))
    _UNDOING[undone.kind](connection, EntityId(before["entity"]), before, undone)
    return undone


def _unmerge(
    connection: sqlite3.Connection, entity: EntityId, before: Mapping[str, Any], _: Decision
) -> None:
    for member in before["members"]:
        part(connection, member)
    for member in before["members"]:
        if member != entity:
            join(connection, member, entity)
    _restore_decided(connection, before)


def _unsplit(
    connection: sqlite3.Connection, _: EntityId, before: Mapping[str, Any], undone: Decision
) -> None:
    first = EntityId(before["rest"][0])
    head = heads_of(connection, [first])[first]
    for row in before["own"]:
        part(connection, row)
        join(connection, row, head)
    connection.execute("UPDATE entity SET name = ? WHERE id = ?", (before["name"], head))
    if "names" in before:
        name_ids(connection, [(EntityId(owner), name) for owner, name in before["names"]])
        mark_stale(connection, [*members_of(connection, [head]), *_called(connection, undone)], undone.name)
    _restore_decided(connection, before)


def _called(connection: sqlite3.Connection, undone: Decision) -> list[EntityId]:
    """Return the row of the name that was taken out, which articles have by now."""
    found = connection.execute("SELECT id FROM entity WHERE key = ?", (fold(undone.name),))
    return [EntityId(id_) for (id_,) in found]


def _rename_back(
    connection: sqlite3.Connection, entity: EntityId, before: Mapping[str, Any], _: Decision
) -> None:
    head = heads_of(connection, [entity])[entity]
    connection.execute("UPDATE entity SET name = ? WHERE id = ?", (before["name"], head))
    _restore_decided(connection, before)


def _show(connection: sqlite3.Connection, entity: EntityId, _: Mapping[str, Any], __: Decision) -> None:
    connection.execute("UPDATE entity SET hidden = 0 WHERE id = ?", (entity,))


_UNDOING = {
    DecisionKind.MERGE: _unmerge,
    DecisionKind.SPLIT: _unsplit,
    DecisionKind.RENAME: _rename_back,
    DecisionKind.HIDE: _show,
}


def _known(connection: sqlite3.Connection, entity: EntityId) -> Entity:
    found = entity_by_id(connection, entity)
    if found is None:
        raise LibraryError("the entity is no longer in the library")
    return found


def _rows_of(connection: sqlite3.Connection, members: Iterable[int]) -> list[tuple[EntityId, str, str]]:
    rows = connection.execute(
        "SELECT id, type, key, name FROM entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(members)),),
    )
    return [
        (EntityId(id_), type_, key if key == letters_of(key) else fold(name))
        for id_, type_, key, name in rows
    ]


def _letters_of(connection: sqlite3.Connection, members: Iterable[int]) -> list[tuple[str, str]]:
    """Return type and folded name of each member as articles have it."""
    rows = connection.execute(
        "SELECT type, key FROM entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(members)),),
    )
    return [(type_, letters_of(key)) for type_, key in rows]


def _decided(connection: sqlite3.Connection, entities: Iterable[int]) -> dict[int, int]:
    rows = connection.execute(
        "SELECT id, decided FROM entity WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entities)),),
    )
    return dict(rows.fetchall())


def _set_decided(connection: sqlite3.Connection, decided: Mapping[EntityId, int]) -> None:
    connection.executemany(
        "UPDATE entity SET decided = ? WHERE id = ?", [(flag, id_) for id_, flag in decided.items()]
    )


def _restore_decided(connection: sqlite3.Connection, before: Mapping[str, Any]) -> None:
    _set_decided(connection, {EntityId(int(id_)): flag for id_, flag in before["decided"].items()})


def _keep(
    connection: sqlite3.Connection,
    kind: DecisionKind,
    entity: Entity,
    other: Entity | None,
    before: Mapping[str, Any],
    now: int,
    *,
    name: str | None = None,
    stale: int = 0,
) -> Decision:
    """Write a decision down; ``name`` is what a split took out of the entity."""
    shown = name or entity.name
    cursor = connection.execute(
        """
        INSERT INTO decision(kind, type, key, name, other_type, other_key, other_name, before, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(kind.value, entity.type.value, fold(shown), shown),
            *((other.type.value, fold(other.name), other.name) if other else (None, None, None)),
            *(json.dumps({"entity": entity.id, **before}), now),
        ),
    )
    other_name = other.name if other else None
    return Decision(cursor.lastrowid or 0, kind, entity.type, shown, other_name, now, stale)


def _decision(row: Iterable[Any]) -> Decision:
    id_, kind, type_, name, other, made_at = row
    return Decision(id_, DecisionKind(kind), EntityType(type_), name, other, made_at)
