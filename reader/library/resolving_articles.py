"""Which people stored articles name, found out anew with their roles.

Only articles in which that changes are written anew.
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from reader.library.articles import read_article
from reader.library.bearers import join_bridged
from reader.library.delivery import read_delivered
from reader.library.identifying import identify_known, told_by
from reader.library.joining import add_forms
from reader.library.resolving import ARTICLES_AT, place
from reader.library.retracting import retract
from reader.library.roles import delete_roles
from reader.library.sources import SourceName
from reader.library.state import remember
from reader.library.who import add_roles_told, who_is_who
from reader.library.writing import Incoming, Written, write_articles
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.ids import ArticleId, EntityId
from reader.model.mention import EntityType, Mention
from reader.model.source import SourceKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

AT_ONCE = 20
"""Articles decided together."""


def next_articles(connection: sqlite3.Connection, limit: int) -> list[tuple[ArticleId, AnalysedArticle]]:
    """Return the articles that come next, with their own names whatever was decided about them.

    Forms and roles are missing, and of what their source delivered all but the place and the text.
    """
    ids = connection.execute(
        "SELECT id FROM article_state WHERE id > ? ORDER BY id LIMIT ?",
        (place(connection, ARTICLES_AT), limit),
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
