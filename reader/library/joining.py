"""Finding out that a name is one of an entity which the library knows, as articles come in.

The forms of a name, made by ``reader.analysis.identity``, say what to look for; what is found is
bounded whatever the size of the library. What the reader has decided is never touched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.library.heads import heads_of, join, members_of
from reader.library.matching import any_of, quoted
from reader.library.tags import entity_tag, speaker_tag
from reader.model.ids import EntityId

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

MOST_CANDIDATES = 50
"""Entities of one form that are looked at; a form that more of them have tells nothing."""

SETTLED_AT = 50
"""Articles from which an entity is no longer held against others: what it is called is known by then."""

MOST_COMPANIONS = 24
FEWEST, MOST, SHARE = 5, 200, 50
"""An entity in more than one article of ``SHARE`` is a companion of too many to tell one from another; the
bounds are for small and for large libraries."""


@dataclass(slots=True)
class Company:
    """Beside what and in which roles a name stands in the articles of a batch."""

    companions: set[EntityId] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


def add_forms(connection: sqlite3.Connection, forms: Mapping[EntityId, Iterable[str]]) -> None:
    """Keep the forms of entities."""
    connection.executemany(
        "INSERT OR IGNORE INTO entity_form(entity_id, form) VALUES (?, ?)",
        [(entity, form) for entity in sorted(forms) for form in sorted(forms[entity])],
    )


def join_same(
    connection: sqlite3.Connection,
    forms: Mapping[EntityId, Iterable[str]],
    company: Mapping[EntityId, Company],
) -> None:
    """Join each entity to the one that it is another name of, where there is just one such.

    Comes after the articles of a batch are written, counted and indexed.
    """
    waiting = sorted(_undecided(connection, forms))
    wanted = {form for entity in waiting for form in (*forms[entity], *_sought(forms[entity]))}
    shared = _sharing(connection, wanted)
    for entity in waiting:
        found = _same_form(connection, entity, forms[entity], shared)
        if found is not None:
            _join(connection, entity, found)
    for entity in waiting:
        found = _answering(connection, entity, forms[entity], shared, company.get(entity, Company()))
        if found is not None:
            _join(connection, entity, found)


def _undecided(connection: sqlite3.Connection, entities: Iterable[EntityId]) -> list[EntityId]:
    rows = connection.execute(
        """
        SELECT entity.id
          FROM json_each(?) AS wanted
         CROSS JOIN entity ON entity.id = wanted.value
         WHERE entity.same_as IS NULL AND entity.decided = 0 AND entity.articles < ?
        """,
        (json.dumps(sorted(entities)), SETTLED_AT),
    )
    return [EntityId(id_) for (id_,) in rows]


def _sought(forms: Iterable[str]) -> set[str]:
    """Return the forms that the same entity has: the same one, or the one that answers."""
    return {form.translate(_ANSWERS) for form in forms}


_ANSWERS = str.maketrans("<>", "><")


def _sharing(connection: sqlite3.Connection, sought: Iterable[str]) -> dict[str, list[EntityId]]:
    """Return the entities that have each form; forms that too many have are left out."""
    rows = connection.execute(
        """
        SELECT found.form, found.entity_id
          FROM json_each(?) AS wanted
         CROSS JOIN entity_form AS found ON found.form = wanted.value
        """,
        (json.dumps(sorted(sought)),),
    )
    shared: dict[str, list[EntityId]] = {}
    for form, entity in rows:
        shared.setdefault(form, []).append(EntityId(entity))
    return {form: found for form, found in shared.items() if len(found) <= MOST_CANDIDATES}


def _same_form(
    connection: sqlite3.Connection,
    entity: EntityId,
    forms: Iterable[str],
    shared: Mapping[str, list[EntityId]],
) -> EntityId | None:
    """Return the head of the entity that has the same name in another writing or language."""
    same = {other for form in forms if "=" in form for other in shared.get(form, ())} - {entity}
    return _most_named(connection, heads_of(connection, same).values()) if same else None


def _answering(
    connection: sqlite3.Connection,
    entity: EntityId,
    forms: Iterable[str],
    shared: Mapping[str, list[EntityId]],
    company: Company,
) -> EntityId | None:
    """Return the head of the one entity whose name is longer or shorter by what may be left out."""
    own = heads_of(connection, [entity])[entity]
    answers = {form: set(shared.get(form.translate(_ANSWERS), ())) for form in forms if "=" not in form}
    others = {other for found in answers.values() for other in found}
    heads = set(heads_of(connection, others).values()) - {own}
    if len(heads) != 1:
        return None
    (head,) = heads
    offered = [form for form, found in answers.items() if ">" in form and found]
    also = {other for form in offered for other in shared.get(form, ())}
    if set(heads_of(connection, also).values()) - {own, head}:
        return None  # the short name is that of several
    is_person = any(form.startswith("person") for form, found in answers.items() if found)
    return head if not is_person or _keeps_company(connection, head, company) else None


def _keeps_company(connection: sqlite3.Connection, head: EntityId, company: Company) -> bool:
    """Tell whether a person was named before beside the same others, or in the same role."""
    members = members_of(connection, [head])
    if company.companions.intersection(members):
        return False  # one article names both, as two people
    if company.roles & _roles_of(connection, members):
        return True
    beside = _telling(connection, company.companions)
    if not beside:
        return False
    names = any_of([quoted(tag(member)) for member in members for tag in (entity_tag, speaker_tag)])
    others = any_of([quoted(entity_tag(other)) for other in beside])
    find = "SELECT 1 FROM article_text WHERE article_text MATCH ? LIMIT 1"
    return connection.execute(find, (f"{{tags}} : ({names} AND {others})",)).fetchone() is not None


def _roles_of(connection: sqlite3.Connection, members: Iterable[int]) -> set[str]:
    rows = connection.execute(
        """
        SELECT DISTINCT role
          FROM (SELECT role FROM quote
                 WHERE speaker_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 200)
         WHERE role IS NOT NULL
        """,
        (json.dumps(list(members)),),
    )
    return {role.casefold() for (role,) in rows}


def _telling(connection: sqlite3.Connection, companions: Iterable[EntityId]) -> list[EntityId]:
    """Return the companions that are not everywhere, with their other names."""
    total = connection.execute("SELECT coalesce(sum(articles), 0) FROM source").fetchone()[0]
    rows = connection.execute(
        """
        SELECT DISTINCT head.id
          FROM json_each(?) AS wanted
         CROSS JOIN entity ON entity.id = wanted.value
         CROSS JOIN entity AS head ON head.id = coalesce(entity.same_as, entity.id)
         WHERE head.articles <= ?
         ORDER BY head.articles, head.id
         LIMIT ?
        """,
        (json.dumps(sorted(companions)), min(max(total // SHARE, FEWEST), MOST), MOST_COMPANIONS),
    )
    return members_of(connection, [id_ for (id_,) in rows])


def _most_named(connection: sqlite3.Connection, heads: Iterable[EntityId]) -> EntityId:
    (found,) = connection.execute(
        """
        SELECT id FROM entity WHERE id IN (SELECT value FROM json_each(?))
         ORDER BY articles DESC, id LIMIT 1
        """,
        (json.dumps(sorted(set(heads))),),
    ).fetchone()
    return EntityId(found)


def _join(connection: sqlite3.Connection, entity: EntityId, found: EntityId) -> None:
    """Join two entities, the one named less to the other, and let the fuller name be shown."""
    own, found = (heads_of(connection, [each])[each] for each in (entity, found))
    if own == found:
        return
    head = _most_named(connection, [own, found])
    joined = own if head == found else found
    facts = "SELECT name, decided FROM entity WHERE id = ?"
    new, new_decided = connection.execute(facts, (joined,)).fetchone()
    shown, decided = connection.execute(facts, (head,)).fetchone()
    if new_decided and decided:
        return  # the reader holds both apart, or has named both
    join(connection, joined, head)
    if new_decided or (not decided and is_fuller(new, shown)):
        connection.execute("UPDATE entity SET name = ? WHERE id = ?", (new, head))


def is_fuller(name: str, other: str) -> bool:
    """Tell whether a name says more than another: it spells out an abbreviation, or has more of the words."""
    words, fewer = name.casefold().split(), other.casefold().split()
    if len(fewer) == 1 and other.isupper():
        return len(words) > 1
    return len(words) > len(fewer) and set(fewer) <= set(words)
