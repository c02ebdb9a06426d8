"""Who bears a name in each article: two people of one name are two entities where the articles tell.

The first bearer of a name has the row that ``entities.resolve`` gives; each further one has a row of its own,
whose key is that of the name, a separator and a number. An article names a further bearer only on clear
evidence: it gives a role that contradicts all roles known of the others, and keeps none of their company.
Without evidence everybody of a name is one person. What is looked at is bounded, whatever the size of the
library, and what the user has decided is never touched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.library.company import are_met, telling
from reader.library.entities import EntityName, name_ids
from reader.library.heads import heads_of, join, members_of
from reader.library.identity import fold
from reader.library.keys import BEARER
from reader.library.roles import AROUND, roles_of
from reader.model.ids import EntityId
from reader.model.mention import EntityType
from reader.roles import contradict, kinds_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from reader.model.ids import ArticleId

SOME_TIME = AROUND // 10
"""Articles that lie no further apart are compared with the same stored roles."""

MOST_BEARERS = 9
"""People of one name that are told apart; whoever comes after them is one of them."""


class Naming(NamedTuple):
    """What one article of a batch names."""

    article: ArticleId
    names: Mapping[EntityName, EntityId]
    """With the row of the first bearer of each."""
    roles: Mapping[tuple[EntityType, str], Collection[str]]
    before: Collection[EntityId]
    """Which rows it named when it was stored last."""
    only_earlier: bool = False
    """Whether later articles, and itself, still stand as older rules resolved them, and prove nothing."""


@dataclass(slots=True)
class Bearers:
    """Who bears the names of a batch, decided article after article."""

    connection: sqlite3.Connection
    further: dict[EntityId, list[EntityId]] = field(default_factory=dict)
    """Rows of further bearers, by that of the first one."""
    bridged: dict[ArticleId, set[tuple[EntityId, EntityId]]] = field(default_factory=dict)
    """Bearers that an article tells to be one: it gives roles of both."""
    _stored: dict[tuple[EntityId, int], set[str]] = field(default_factory=dict)
    """Roles in the library, about when they are asked for."""
    _roles: dict[EntityId, set[str]] = field(default_factory=dict)
    """Roles in this batch."""
    _met: dict[EntityId, set[EntityId]] = field(default_factory=dict)
    """Beside whom each bearer stands in this batch."""

    def all_further(self) -> frozenset[EntityId]:
        """Return the rows of all further bearers."""
        return frozenset(row for rows in self.further.values() for row in rows)

    def of(self, naming: Naming) -> dict[EntityName, EntityId]:
        """Return the row of each name of an article."""
        chosen = dict(naming.names)
        for name, first in naming.names.items():
            if name.type is EntityType.PERSON:
                chosen[name] = self._bearer(first, naming, frozenset(naming.roles.get(name, ())))
        rows = set(chosen.values())
        for row in rows:
            if row in self._met:
                self._met[row] |= rows - {row}
        return chosen

    def _bearer(self, first: EntityId, naming: Naming, roles: frozenset[str]) -> EntityId:
        bearers = [first, *self.further.get(first, ())]
        kinds = kinds_of(roles)
        if len(bearers) == 1 and not kinds:
            return first
        known = {bearer: kinds_of(self._known(bearer, naming)) for bearer in bearers}
        fitting = [bearer for bearer in bearers if not contradict(kinds, known[bearer])]
        chosen = fitting[0] if len(fitting) == 1 else self._by_company(bearers, fitting, naming, known, roles)
        if kinds:
            self._roles.setdefault(chosen, set()).update(roles)
            self._met.setdefault(chosen, set())
            same = {bearer for bearer in bearers if bearer != chosen and kinds & known[bearer]}
            self.bridged.setdefault(naming.article, set()).update((chosen, bearer) for bearer in same)
        return chosen

    def _known(self, bearer: EntityId, naming: Naming) -> set[str]:
        when = naming.article // SOME_TIME
        if (bearer, when) not in self._stored:
            self._stored[bearer, when] = roles_of(
                self.connection, bearer, naming.article, only_earlier=naming.only_earlier
            )
        return self._stored[bearer, when] | self._roles.get(bearer, set())

    def _by_company(
        self,
        bearers: Sequence[EntityId],
        fitting: Sequence[EntityId],
        naming: Naming,
        known: Mapping[EntityId, frozenset[str]],
        roles: frozenset[str],
    ) -> EntityId:
        """Choose among several that fit; where none does, find out whether this is somebody else."""
        companions = set(naming.names.values()) - {bearers[0]}
        beside = telling(self.connection, companions, bearers)
        kept = {bearer for bearer in fitting or bearers if self._is_met(bearer, beside, naming)}
        if not fitting and not kept and companions and self._may_part(bearers):
            return self._add(bearers, roles)
        counts = dict(
            self.connection.execute(
                "SELECT id, articles FROM entity WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(bearers),),
            ).fetchall()
        )
        return max(
            fitting or bearers,
            key=lambda bearer: (
                bool(kinds_of(roles) & known[bearer]),
                bearer in kept,
                bearer in naming.before,
                counts[bearer],
                -bearer,
            ),
        )

    def _is_met(self, bearer: EntityId, beside: Collection[EntityId], naming: Naming) -> bool:
        if not self._met.get(bearer, set()).isdisjoint(beside):
            return True
        members = members_of(self.connection, heads_of(self.connection, [bearer]).values())
        return are_met(self.connection, members, beside, naming.article if naming.only_earlier else None)

    def _may_part(self, bearers: Sequence[EntityId]) -> bool:
        """Tell whether the user has decided nothing about them."""
        if len(bearers) >= MOST_BEARERS:
            return False
        heads = heads_of(self.connection, bearers).values()
        (decided,) = self.connection.execute(
            "SELECT coalesce(max(decided), 0) FROM entity WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([*bearers, *heads]),),
        ).fetchone()
        return not decided

    def _add(self, bearers: Sequence[EntityId], roles: Collection[str]) -> EntityId:
        """Add a bearer of the name that ``bearers`` have, shown with one of the roles."""
        type_, key, shown = self.connection.execute(
            "SELECT type, key, name FROM entity WHERE id = ?", (bearers[0],)
        ).fetchone()
        called = self.connection.execute(
            "SELECT name FROM entity_name WHERE entity_id = ? ORDER BY id", (bearers[0],)
        )
        name = next((name for name in (*(name for (name,) in called), shown) if fold(name) == key), key)
        shown = f"{name} ({max(roles, key=_by_length)})"
        cursor = self.connection.execute(
            "INSERT INTO entity(type, key, name) VALUES (?, ?, ?)",
            (type_, f"{key}{BEARER}{len(bearers) + 1}", shown),
        )
        added = EntityId(cursor.lastrowid or 0)
        name_ids(self.connection, [(added, shown)])
        self.further.setdefault(bearers[0], []).append(added)
        return added


def _by_length(role: str) -> tuple[int, str]:
    return len(role), role


def bearers_of(connection: sqlite3.Connection, names: Mapping[EntityName, EntityId]) -> Bearers:
    """Return the bearers that are known of the persons among some names."""
    persons = {row: name for name, row in names.items() if name.type is EntityType.PERSON}
    rows = connection.execute(
        """
        SELECT first.id, entity.id
          FROM json_each(?) AS wanted
         CROSS JOIN entity AS first ON first.id = wanted.value
         CROSS JOIN entity ON entity.type = first.type
                          AND entity.key > first.key || char(31) AND entity.key < first.key || char(32)
         ORDER BY first.id, entity.id
        """,
        (json.dumps(sorted(persons)),),
    )
    found = Bearers(connection)
    for first, further in rows:
        found.further.setdefault(EntityId(first), []).append(EntityId(further))
    return found


def join_bridged(connection: sqlite3.Connection, pairs: Iterable[tuple[EntityId, EntityId]]) -> None:
    """Join bearers of a name that turned out to be one, but for those that the user has decided on."""
    for one, other in sorted(pairs):
        heads = heads_of(connection, [one, other])
        rows = connection.execute(
            """
            SELECT id, decided FROM entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id
            """,
            (json.dumps([*heads.values(), one, other]),),
        ).fetchall()
        if heads[one] == heads[other] or any(decided for _, decided in rows):
            continue
        kept, gone = (EntityId(id_) for id_, _ in rows if id_ in heads.values())
        join(connection, gone, kept)
