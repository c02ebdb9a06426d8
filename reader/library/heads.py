"""Names that are one entity: which name stands for the others, and what is counted there.

Every name of a type has a row. The rows of one entity are its members, and one of them is the head,
at which the counters of the whole stand. Mentions, quotes and the tokens of the full text keep the id
of the name, so that to join or part entities of a million articles rewrites none of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.identity import fold
from reader.library.keys import letters_of
from reader.library.matching import any_of, quoted
from reader.library.tags import entity_tag
from reader.model.ids import EntityId

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

COUNT = "SELECT count(*) FROM article_text WHERE article_text MATCH ?"


ADD = """
UPDATE entity
   SET articles = articles + ?, mentions = mentions + ?, quotes = quotes + ?
 WHERE id = ?
"""


def heads_of(connection: sqlite3.Connection, entities: Iterable[int]) -> dict[int, EntityId]:
    """Return the head of each entity; an entity that stands alone is its own."""
    rows = connection.execute(
        """
        SELECT entity.id, coalesce(entity.same_as, entity.id)
          FROM json_each(?) AS wanted
         CROSS JOIN entity ON entity.id = wanted.value
        """,
        (json.dumps(sorted(set(entities))),),
    )
    return {id_: EntityId(head) for id_, head in rows}


def members_of(connection: sqlite3.Connection, heads: Iterable[int]) -> list[EntityId]:
    """Return all members of some heads, the heads included."""
    rows = connection.execute(
        """
        SELECT wanted.value FROM json_each(:heads) AS wanted
         UNION
        SELECT member.id
          FROM json_each(:heads) AS wanted
         CROSS JOIN entity AS member ON member.same_as = wanted.value
        """,
        {"heads": json.dumps(list(heads))},
    )
    return [EntityId(id_) for (id_,) in rows]


def join(connection: sqlite3.Connection, entity: EntityId, head: EntityId) -> None:
    """Make a head, with its members, a member of another head."""
    group, others = members_of(connection, [entity]), members_of(connection, [head])
    mentions, quotes = connection.execute(
        "SELECT mentions, quotes FROM entity WHERE id = ?", (entity,)
    ).fetchone()
    more = _articles_naming(connection, group, without=others) if mentions else 0
    connection.execute(ADD, (more, mentions, quotes, head))
    connection.execute(
        """
        UPDATE entity
           SET same_as = :head, articles = 0, mentions = 0, quotes = 0
         WHERE id IN (SELECT value FROM json_each(:group))
        """,
        {"head": head, "group": json.dumps(group)},
    )


def part(connection: sqlite3.Connection, entity: EntityId) -> None:
    """Make a member an entity of its own; where it is the head, the member named most takes its place."""
    head = heads_of(connection, [entity])[entity]
    others = [member for member in members_of(connection, [head]) if member != entity]
    if not others:
        return
    if entity == head:
        head = _hand_over(connection, entity, others)
    own = connection.execute("SELECT own_mentions FROM entity WHERE id = ?", (entity,)).fetchone()[0]
    quotes = connection.execute("SELECT count(*) FROM quote WHERE speaker_id = ?", (entity,)).fetchone()[0]
    fewer = _articles_naming(connection, [entity], without=others)
    connection.execute(ADD, (-fewer, -own, -quotes, head))
    articles = _articles_naming(connection, [entity])
    connection.execute(
        "UPDATE entity SET same_as = NULL, articles = ?, mentions = ?, quotes = ? WHERE id = ?",
        (articles, own, quotes, entity),
    )


def _hand_over(connection: sqlite3.Connection, head: EntityId, others: list[EntityId]) -> EntityId:
    """Make another member the head, with all that stands at the head, and return it."""
    (heir,) = connection.execute(
        """
        SELECT id FROM entity WHERE id IN (SELECT value FROM json_each(?))
         ORDER BY own_mentions DESC, id LIMIT 1
        """,
        (json.dumps(others),),
    ).fetchone()
    connection.execute(
        """
        UPDATE entity
           SET same_as = NULL, articles = old.articles, mentions = old.mentions, quotes = old.quotes
          FROM (SELECT articles, mentions, quotes FROM entity WHERE id = :head) AS old
         WHERE entity.id = :heir
        """,
        {"head": head, "heir": heir},
    )
    connection.execute(
        """
        UPDATE entity SET same_as = :heir, articles = 0, mentions = 0, quotes = 0
         WHERE (same_as = :head OR id = :head) AND id <> :heir
        """,
        {"head": head, "heir": heir},
    )
    return EntityId(heir)


def show_own_name(connection: sqlite3.Connection, entity: EntityId) -> None:
    """Show a row by its own name, as it was first written, where it was shown by that of another row."""
    key, shown = connection.execute("SELECT key, name FROM entity WHERE id = ?", (entity,)).fetchone()
    if fold(shown) == key or letters_of(key) != key:
        return
    names = connection.execute("SELECT name FROM entity_name WHERE entity_id = ? ORDER BY id", (entity,))
    own = next((name for (name,) in names if fold(name) == key), shown)
    connection.execute("UPDATE entity SET name = ? WHERE id = ?", (own, entity))


def _articles_naming(
    connection: sqlite3.Connection, entities: Iterable[int], *, without: Iterable[int] = ()
) -> int:
    """Count the articles that name one of ``entities`` and none of ``without``, from the full-text index."""
    wanted = any_of([quoted(entity_tag(entity)) for entity in entities])
    unwanted = [quoted(entity_tag(entity)) for entity in without]
    match = f"({wanted} NOT {any_of(unwanted)})" if unwanted else wanted
    return int(connection.execute(COUNT, (f"{{tags}} : {match}",)).fetchone()[0])
