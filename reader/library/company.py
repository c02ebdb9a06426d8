"""Beside whom and what a name stands: whether two names keep the same company."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from reader.library.heads import members_of
from reader.library.matching import any_of, quoted
from reader.library.schema import HIGHEST
from reader.library.tags import entity_tag, speaker_tag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.model.ids import ArticleId, EntityId

MOST_COMPANIONS = 24
MOST_TAGS = 60
"""Names of companions that are looked for, each of which costs the full text some microseconds."""

FEWEST, MOST, SHARE = 5, 200, 50
"""An entity in more than one article of ``SHARE`` is a companion of too many to tell one from another, and so
is one that somebody meets by chance more often than not; the bounds are for small and large libraries."""

FIND = "SELECT 1 FROM article_text WHERE article_text MATCH ? AND rowid < ? LIMIT 1"


@dataclass(slots=True)
class Company:
    """Beside what and in which roles a name stands in the articles of a batch."""

    companions: set[EntityId] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


def telling(
    connection: sqlite3.Connection, companions: Iterable[EntityId], whose: Iterable[EntityId]
) -> list[EntityId]:
    """Return the companions of ``whose`` that are not everywhere, with their other names.

    Whoever is named often meets many by chance: for those fewer companions tell something.
    """
    total, named = connection.execute(
        """
        SELECT (SELECT coalesce(sum(articles), 0) FROM source),
               (SELECT coalesce(max(head.articles), 0)
                  FROM json_each(?) AS wanted
                 CROSS JOIN entity ON entity.id = wanted.value
                 CROSS JOIN entity AS head ON head.id = coalesce(entity.same_as, entity.id))
        """,
        (json.dumps(list(whose)),),
    ).fetchone()
    most = max(min(total // SHARE, MOST, total // (2 * max(named, 1))), FEWEST)
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
        (json.dumps(sorted(companions)), most, MOST_COMPANIONS),
    )
    return members_of(connection, [id_ for (id_,) in rows])


def are_met(
    connection: sqlite3.Connection,
    members: Iterable[int],
    beside: Iterable[int],
    before: ArticleId | None = None,
) -> bool:
    """Tell whether a stored article, of those before one if given, names one of both sides."""
    names = [quoted(tag(member)) for member in members for tag in (entity_tag, speaker_tag)]
    others = [quoted(entity_tag(other)) for other in islice(beside, MOST_TAGS)]
    if not names or not others:
        return False
    match = f"{{tags}} : ({any_of(names)} AND {any_of(others)})"
    latest = HIGHEST if before is None else before
    return connection.execute(FIND, (match, latest)).fetchone() is not None
