"""Finding out anew who is who, by newer rules, from what is stored: no text is analysed again.

First come the names, with the forms by which they are compared: those that are no longer the same are
parted, those that are now are joined. Then come the articles, oldest first: which people they name, with
their roles; only those in which that changes are written anew. Each step is one transaction that notes how
far it came. What the user has decided stays.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from reader.library.articles import read_article
from reader.library.bearers import join_bridged
from reader.library.delivery import read_delivered
from reader.library.heads import heads_of, part, show_own_name
from reader.library.identifying import identify_known, told_by
from reader.library.identity import fold
from reader.library.joining import add_forms, join_same, sought
from reader.library.keys import BEARER, letters_of
from reader.library.retracting import retract
from reader.library.roles import delete_roles
from reader.library.sources import SourceName
from reader.library.state import recall, remember
from reader.library.who import add_roles_told, who_is_who
from reader.library.writing import Incoming, Written, write_articles
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.ids import ArticleId, EntityId
from reader.model.mention import EntityType, Mention
from reader.model.source import SourceKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

VERSION = "identity.version"
"""Setting: the rules by which everything is resolved."""

NAMES_AT, ARTICLES_AT = "identity.names", "identity.articles"
"""Settings: the last entity and article that a run that goes on has done."""

BEFORE = -(1 << 62)

AT_ONCE = 20
"""Articles decided together."""


@dataclass(frozen=True, slots=True)
class StoredName:
    """A name as its forms are made from it."""

    id: EntityId
    type: EntityType
    name: str
    others: tuple[str, ...]
    """What articles call it besides."""


def resolved_by(connection: sqlite3.Connection) -> int:
    """Return the version of the rules by which everything is resolved."""
    return int(recall(connection, VERSION) or 0)


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether there is no article."""
    return connection.execute("SELECT 1 FROM article_state LIMIT 1").fetchone() is None


def finish(connection: sqlite3.Connection, version: int) -> None:
    """Note that everything is resolved by ``version``."""
    remember(connection, VERSION, str(version))
    connection.execute("DELETE FROM setting WHERE key IN (?, ?)", (NAMES_AT, ARTICLES_AT))


def count_left(connection: sqlite3.Connection) -> int:
    """Return how many articles a run has still to look at."""
    at = int(recall(connection, ARTICLES_AT) or BEFORE)
    return int(connection.execute("SELECT count(*) FROM article_state WHERE id > ?", (at,)).fetchone()[0])


# -- names -----------------------------------------------------------------------------------------


def next_names(connection: sqlite3.Connection, limit: int) -> list[StoredName]:
    """Return the names that come next; further bearers of a name have no forms and are left out."""
    rows = connection.execute(
        """
        SELECT id, type, key, name FROM entity
         WHERE id > ? AND instr(key, ?) = 0
         ORDER BY id LIMIT ?
        """,
        (int(recall(connection, NAMES_AT) or 0), BEARER, limit),
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


# -- articles --------------------------------------------------------------------------------------


def next_articles(connection: sqlite3.Connection, limit: int) -> list[tuple[ArticleId, AnalysedArticle]]:
    """Return the articles that come next, with their own names whatever was decided about them.

    Forms and roles are missing, and of what their source delivered all but the place and the text.
    """
    ids = connection.execute(
        "SELECT id FROM article_state WHERE id > ? ORDER BY id LIMIT ?",
        (int(recall(connection, ARTICLES_AT) or BEFORE), limit),
    ).fetchall()
    stored = [article for (id_,) in ids if (article := read_article(connection, id_)) is not None]
    return [
        (
            article.id,
            AnalysedArticle(
                RawArticle(article.locator, article.analysis.body),
                replace(
                    article.analysis,
                    mentions=_own_mentions(connection, article.id, article.analysis.body),
                ),
                article.analysis_version,
            ),
        )
        for article in stored
    ]


def _own_mentions(connection: sqlite3.Connection, article: ArticleId, body: str) -> tuple[Mention, ...]:
    rows = connection.execute(
        """
        SELECT mention.start, mention.end, entity.type, entity_name.name
          FROM mention
          JOIN entity_name ON entity_name.id = mention.name_id
          JOIN entity ON entity.id = entity_name.entity_id
         WHERE mention.article_id = ?
         ORDER BY mention.start, mention.end
        """,
        (article,),
    )
    return tuple(
        Mention(start, end, body[start:end], EntityType(type_), name) for start, end, type_, name in rows
    )


def take_articles(
    connection: sqlite3.Connection, told: Sequence[tuple[ArticleId, AnalysedArticle]], now: int
) -> int:
    """Take what newer rules say of articles, given in the order of ``next_articles``.

    Return how many were written anew. One that was changed or removed since it was read is left as it is:
    whoever changed it had the newer rules.
    """
    waiting = _still_so(connection, told)
    rows = {id_: _rows_in(connection, id_) for id_, _ in waiting}
    for id_, _ in waiting:
        delete_roles(connection, id_, rows[id_])
    written = 0
    while waiting:
        done, is_changed = _take_same(connection, waiting[:AT_ONCE], rows)
        if is_changed:
            write_articles(connection, [_written(connection, *waiting[done])], now)
        written += is_changed
        waiting = waiting[done + is_changed :]
    if told:
        remember(connection, ARTICLES_AT, str(told[-1][0]))
    return written


def _still_so(
    connection: sqlite3.Connection, told: Sequence[tuple[ArticleId, AnalysedArticle]]
) -> list[tuple[ArticleId, AnalysedArticle]]:
    """Return the articles that are stored as they were when they were read."""
    rows = connection.execute(
        """
        SELECT id, title, body, analysis_version FROM article
         WHERE id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps([id_ for id_, _ in told]),),
    )
    stored = {id_: facts for id_, *facts in rows}
    return [
        (id_, item)
        for id_, item in told
        if stored.get(id_) == [item.analysis.title, item.analysis.body, item.version]
    ]


def _take_same(
    connection: sqlite3.Connection,
    told: Sequence[tuple[ArticleId, AnalysedArticle]],
    rows: Mapping[ArticleId, set[EntityId]],
) -> tuple[int, bool]:
    """Take articles up to the first in which who is who changes; say how many, and whether that one follows.

    It must be written before those after it are decided, since they are compared with it.
    """
    who, bearers = who_is_who(connection, [(id_, item, rows[id_]) for id_, item in told], only_earlier=True)
    same = list(takewhile(lambda each: set(who[each[0]].values()) == rows[each[0]], told))
    add_roles_told(connection, same, who)
    known = told_by(((item, who[id_]) for id_, item in same), bearers.all_further())
    add_forms(connection, known.forms)
    identify_known(connection, known, sorted(known.forms))
    join_bridged(connection, [pair for id_, _ in same for pair in bearers.bridged.get(id_, ())])
    return len(same), len(same) < len(told)


def _rows_in(connection: sqlite3.Connection, article: ArticleId) -> set[EntityId]:
    """Return the rows that an article names, its speakers included."""
    rows = connection.execute(
        """
        SELECT entity_name.entity_id
          FROM mention JOIN entity_name ON entity_name.id = mention.name_id
         WHERE mention.article_id = :article
         UNION
        SELECT speaker_id FROM quote
         WHERE id BETWEEN :article << 20 AND (:article << 20) + 1048575 AND speaker_id IS NOT NULL
        """,
        {"article": article},
    )
    return {EntityId(id_) for (id_,) in rows}


def _written(connection: sqlite3.Connection, article: ArticleId, item: AnalysedArticle) -> Written:
    """Return a stored article as it is written anew: nothing but who is who changes."""
    kind, key, name, fingerprint, copy_key, problem = connection.execute(
        """
        SELECT source.kind, source.key, source.name, fingerprint, copy_key, problem
          FROM article JOIN source ON source.id = article.source_id
         WHERE article.id = ?
        """,
        (article,),
    ).fetchone()
    raw = read_delivered(connection, article) or item.raw
    source = SourceName(SourceKind(kind), key, name)
    whole = replace(item, raw=raw, problem=problem)
    return Written(article, Incoming(whole, source, fingerprint, copy_key), retract(connection, article))
