"""Finding out that a name is one of an entity which the library knows, as articles come in.

The forms of a name, made by ``reader.analysis.identity``, say what to look for; what is found is
bounded whatever the size of the library. What the reader has decided is never touched.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.company import Company
from reader.library.heads import heads_of, join, members_of, part, show_own_name
from reader.library.persons import Pair, are_one, called_so
from reader.model.ids import EntityId
from reader.model.mention import EntityType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

MOST_CANDIDATES = 50
"""Entities of one form that are looked at; a form that more of them have tells nothing."""

TOLD = ("person+", "person*")
"""How the forms begin of what articles call a person beside the full name."""

SHARING = """
SELECT wanted.value,
       (SELECT json_group_array(entity_id)
          FROM (SELECT entity_id FROM entity_form WHERE form = wanted.value LIMIT :limit))
  FROM json_each(:forms) AS wanted
"""

MOST_MEMBERS = 40
"""Names that rules find to be one entity's; whoever has more is nobody in particular."""

SETTLED_AT = 50
"""Articles from which an entity is no longer held against others: what it is called is known by then."""


def add_forms(connection: sqlite3.Connection, forms: Mapping[EntityId, Iterable[str]]) -> None:
    """Keep the forms of entities."""
    connection.executemany(
        "INSERT OR IGNORE INTO entity_form(entity_id, form) VALUES (?, ?)",
        [(entity, form) for entity in sorted(forms) for form in sorted(forms[entity])],
    )


def uncounted(connection: sqlite3.Connection, entities: Iterable[EntityId]) -> frozenset[EntityId]:
    """Return the entities for which nothing is counted yet: new ones."""
    rows = connection.execute(
        """
        SELECT entity.id
          FROM json_each(?) AS wanted
         CROSS JOIN entity ON entity.id = wanted.value
         WHERE entity.same_as IS NULL AND entity.own_mentions + entity.mentions + entity.quotes = 0
        """,
        (json.dumps(sorted(entities)),),
    )
    return frozenset(EntityId(id_) for (id_,) in rows)


def join_same(
    connection: sqlite3.Connection,
    forms: Mapping[EntityId, Iterable[str]],
    company: Mapping[EntityId, Company],
    entities: Iterable[EntityId],
    *,
    only_new: bool = False,
) -> None:
    """Join each of ``entities`` to the one that it is another name of, where there is just one such.

    With ``only_new`` none but these are joined to others, and nothing has to be counted anew.

    Comes after the articles of the batch are written and indexed.
    """
    waiting = sorted(_undecided(connection, entities))
    movable = frozenset(waiting) if only_new else None
    wanted = {form for entity in waiting for form in (*forms[entity], *sought(forms[entity]))}
    shared = _sharing(connection, wanted)
    known = {*waiting, *(entity for found in shared.values() for entity in found)}
    heads = heads_of(connection, known)
    for entity in waiting:
        same = {heads[other] for form in forms[entity] if "=" in form for other in shared.get(form, ())}
        if 1 < len(same) <= MOST_CANDIDATES:
            _join(connection, heads, same, movable)
    for entity in waiting:
        told = company.get(entity, Company())
        head = _answering(forms[entity], heads[entity], shared, heads)
        if head is not None and (
            not _is_about_people(forms[entity]) or are_one(connection, Pair(heads[entity], head), told)
        ):
            _join(connection, heads, {heads[entity], head}, movable)
        for pair in called_so(forms[entity], heads[entity], shared, heads):
            if are_one(connection, pair, told):
                _join(connection, heads, {pair.entity, pair.other}, movable)
                break


def part_ambiguous(connection: sqlite3.Connection, forms: Mapping[EntityId, Iterable[str]]) -> None:
    """Part short names from people where these articles call somebody else so too.

    What was joined while only one was called so would else depend on the order of the articles.
    """
    called = {form[len("person+") :] for found in forms.values() for form in found if form.startswith(TOLD)}
    shared = _sharing(connection, (f"person{sign}{text}" for text in called for sign in "=+*"))
    heads = heads_of(connection, (entity for found in shared.values() for entity in found))
    for text in sorted(called):
        bearers = {heads[each] for told in TOLD for each in shared.get(f"{told}{text}", ())}
        by_itself = shared.get(f"person={text}", ()) if len(bearers) > 1 else ()
        for row in by_itself:
            if heads[row] in bearers and not _is_decided(connection, row, heads[row]):
                part(connection, row)
                for each in (row, heads[row]):
                    show_own_name(connection, each)


def _is_decided(connection: sqlite3.Connection, *entities: EntityId) -> bool:
    (decided,) = connection.execute(
        "SELECT max(decided) FROM entity WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(entities),),
    ).fetchone()
    return bool(decided)


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


def sought(forms: Iterable[str]) -> set[str]:
    """Return the forms that the same entity has: the same one, or those that answer."""
    called = {form.replace("=", sign, 1) for form in forms if form.startswith("person=") for sign in "+*-"}
    return called | {form.translate(_ANSWERS) for form in forms}


_ANSWERS = str.maketrans("<>+*-", "><===")


def _sharing(connection: sqlite3.Connection, sought: Iterable[str]) -> dict[str, list[EntityId]]:
    """Return the entities that have each form, one more than ``MOST_CANDIDATES`` of them at most."""
    rows = connection.execute(SHARING, {"forms": json.dumps(sorted(sought)), "limit": MOST_CANDIDATES + 1})
    return {form: [EntityId(entity) for entity in json.loads(found)] for form, found in rows if found != "[]"}


def _answering(
    forms: Iterable[str],
    own: EntityId,
    shared: Mapping[str, list[EntityId]],
    heads: Mapping[int, EntityId],
) -> EntityId | None:
    """Return the head of the one entity whose name is longer or shorter by what may be left out."""
    found: set[EntityId] = set()
    also: set[EntityId] = set()
    for form in forms:
        if "<" in form or ">" in form:
            answers = {heads[other] for other in shared.get(form.translate(_ANSWERS), ())}
            found |= answers
            if ">" in form and answers:
                also.update(heads[other] for other in shared.get(form, ()))
    found.discard(own)
    if len(found) != 1 or also - {own}:
        return None  # none, or the short name is that of several
    return next(iter(found))


def _is_about_people(forms: Iterable[str]) -> bool:
    return any(form.startswith("person") for form in forms)


def _join(
    connection: sqlite3.Connection,
    heads: dict[int, EntityId],
    same: set[EntityId],
    movable: frozenset[EntityId] | None,
) -> None:
    """Join those that are ``movable``, or all, to the one named most, and let the fullest name be shown.

    ``heads`` is kept right. Of entities that the reader has decided on, each stays by itself.
    """
    rows = connection.execute(
        """
        SELECT id, name, decided, type FROM entity WHERE id IN (SELECT value FROM json_each(?))
         ORDER BY decided DESC, articles DESC, id
        """,
        (json.dumps(sorted(same)),),
    ).fetchall()
    (head, shown, decided, type_), *others = rows
    for other, name, is_decided, _ in others:
        if is_decided or (movable is not None and other not in movable):
            continue
        if len(members_of(connection, [head])) >= MOST_MEMBERS:
            break
        join(connection, other, head)
        heads.update({entity: head for entity, old in heads.items() if old == other})
        if not decided and is_fuller(name, shown, EntityType(type_)):
            connection.execute("UPDATE entity SET name = ? WHERE id = ?", (name, head))
            shown = name


def is_fuller(name: str, other: str, type_: EntityType) -> bool:
    """Tell whether a name says more than another: it spells out an abbreviation, or has more of the words.

    Bodies and places are called by what they are called most, whatever could be added to it.
    """
    words, fewer = name.casefold().split(), other.casefold().split()
    if len(fewer) == 1 and other.isupper():
        return len(words) > 1 and type_ is EntityType.ORGANIZATION
    return type_ is EntityType.PERSON and len(words) > len(fewer) and set(fewer) <= set(words)
