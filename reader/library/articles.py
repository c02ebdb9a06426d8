"""Articles as stored, read back as the rest of the program knows them."""

from __future__ import annotations

import json
from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any

from reader.library.mentions import read_mentions
from reader.library.quotes import read_quotes
from reader.library.schema import HIGHEST
from reader.library.state import chunks
from reader.library.tagging import read_tags
from reader.model.analysis import Analysis, Dateline
from reader.model.article import Article, ArticleRow, Revision, headline_of
from reader.model.ids import ArticleId, SourceId, StoryId
from reader.model.results import Order
from reader.model.span import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

ARTICLE = """
SELECT a.id, a.source_id, source.name, a.locator, a.url, a.byline, a.published_at, a.analysis_version,
       a.revision, state.read, state.starred,
       a.title, a.outlet, a.published, a.language, a.dateline, a.furniture, a.body
  FROM article AS a
  JOIN source ON source.id = a.source_id
  JOIN article_state AS state ON state.id = a.id
"""

ROWS = """
SELECT a.id, a.title, CASE WHEN a.title IS NULL THEN substr(a.body, 1, 400) END,
       a.source_id, source.name, a.language, a.published_at, a.words, a.quotes, state.read, state.starred,
       member.story_id
  FROM json_each(:ids) AS wanted
 CROSS JOIN article AS a ON a.id = wanted.value
 CROSS JOIN source ON source.id = a.source_id
 CROSS JOIN article_state AS state ON state.id = a.id
  LEFT JOIN story_article AS member ON member.article_id = a.id
"""
"""The order of the joins is ours: SQLite knows nothing of how many ids there are."""


def read_article(connection: sqlite3.Connection, article: ArticleId) -> Article | None:
    """Return an article with what was found in it."""
    return _article(connection, connection.execute(f"{ARTICLE} WHERE a.id = ?", (article,)).fetchone())


def id_at(connection: sqlite3.Connection, locator: str) -> ArticleId | None:
    """Return the id of the article that was stored from a place."""
    row = connection.execute("SELECT id FROM article WHERE locator = ?", (locator,)).fetchone()
    return ArticleId(row[0]) if row else None


def _article(connection: sqlite3.Connection, row: Sequence[Any] | None) -> Article | None:
    if row is None:
        return None
    id_, source_id, source, locator, url, byline, published_at, version, revision, read, starred, *found = row
    title, outlet, published, language, dateline, furniture, body = found
    return Article(
        id=ArticleId(id_),
        source_id=SourceId(source_id),
        source=source,
        locator=locator,
        url=url,
        byline=byline,
        published_at=published_at,
        analysis=Analysis(
            body=body,
            title=title,
            source=outlet,
            published=published,
            language=language,
            dateline=Dateline(**json.loads(dateline)) if dateline else None,
            furniture=tuple(Span.of(body, *ends) for ends in json.loads(furniture or "[]")),
            mentions=read_mentions(connection, id_, body),
            quotes=read_quotes(connection, id_, body),
        ),
        analysis_version=version,
        revision=revision,
        read=bool(read),
        starred=bool(starred),
        tags=read_tags(connection, id_, own=False),
        own_tags=read_tags(connection, id_, own=True),
    )


def read_rows(connection: sqlite3.Connection, ids: Sequence[ArticleId]) -> list[ArticleRow]:
    """Return what lists show, in the order of ``ids``; those that are gone are left out."""
    found: dict[ArticleId, ArticleRow] = {}
    for chunk in chunks(ids):
        rows = connection.execute(ROWS, {"ids": json.dumps(chunk)})
        found.update((row[0], _row(row)) for row in rows)
    return [found[id_] for id_ in ids if id_ in found]


def _row(row: Sequence[Any]) -> ArticleRow:
    id_, title, opening, source_id, source, language, published_at, words, quotes, read, starred, story = row
    return ArticleRow(
        id=ArticleId(id_),
        title=title or headline_of(opening or ""),
        source_id=SourceId(source_id),
        source=source,
        language=language,
        published_at=published_at,
        words=words,
        quotes=quotes,
        read=bool(read),
        starred=bool(starred),
        story=None if story is None else StoryId(story),
    )


def read_revisions(connection: sqlite3.Connection, article: ArticleId) -> list[Revision]:
    """Return the earlier texts of an article, oldest first."""
    rows = connection.execute(
        """
        SELECT article_id, number, stored_at, title, body
          FROM revision
         WHERE article_id = ?
         ORDER BY number
        """,
        (article,),
    )
    return [Revision(ArticleId(row[0]), *row[1:]) for row in rows]


def list_ids(
    connection: sqlite3.Connection,
    *,
    sources: Sequence[SourceId] | None,
    unread_only: bool,
    starred_only: bool,
    order: Order,
    limit: int | None = None,
) -> array[int]:
    """Return the ids of a list, or the first of them, as ``array('q')``, reading narrow indexes only."""
    conditions = ["read = 0"] * unread_only + ["starred = 1"] * starred_only
    if sources is not None:
        # An index lists one source in order of time; several must be merged.
        is_one = len(sources) == 1
        conditions.append(
            "source_id = :one" if is_one else "source_id IN (SELECT value FROM json_each(:all))"
        )
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    direction = "ASC" if order is Order.OLDEST else "DESC"
    rows = connection.execute(
        f"SELECT id FROM article_state {where} ORDER BY id {direction} LIMIT :limit",
        {
            "one": sources[0] if sources else None,
            "all": json.dumps(list(sources or [])),
            "limit": -1 if limit is None else limit,
        },
    )
    return array("q", chain.from_iterable(rows))


STALE = {True: "analysis_version < :version"}
STALE[False] = f"{STALE[True]} AND (analysis_version > 0 OR problem IS NULL)"
"""Analysed by an older version; by whether those whose analysis failed are among them."""


def stale_ids(
    connection: sqlite3.Connection,
    version: int,
    after: tuple[int, int],
    limit: int,
    *,
    with_failed: bool = True,
) -> list[tuple[int, ArticleId]]:
    """Return some articles analysed by a version older than ``version``, each with that version.

    They come by version and id, from past ``after``, so that those rewritten meanwhile are not met
    again.
    """
    rows = connection.execute(
        f"""
        SELECT analysis_version, id
          FROM article
         WHERE {STALE[with_failed]}
           AND (analysis_version, id) > (:after_version, :after_id)
         ORDER BY analysis_version, id
         LIMIT :limit
        """,
        {
            "version": version,
            "after_version": after[0],
            "after_id": after[1],
            "limit": limit,
        },
    )
    return [(older, ArticleId(id_)) for older, id_ in rows]


def count_stale(connection: sqlite3.Connection, version: int, *, with_failed: bool) -> int:
    """Return how many articles an older version analysed."""
    count = f"SELECT count(*) FROM article WHERE {STALE[with_failed]}"
    return int(connection.execute(count, {"version": version}).fetchone()[0])


WAITING = "analysis_version = 0 AND problem IS NULL"
"""Stored as text; where an analysis failed, its problem says so."""


def waiting_ids(connection: sqlite3.Connection, before: int | None, limit: int) -> list[ArticleId]:
    """Return some of the articles that wait for their analysis, the newest that are older than ``before``."""
    rows = connection.execute(
        f"""
        SELECT id
          FROM article
         WHERE {WAITING} AND id < :before
         ORDER BY id DESC
         LIMIT :limit
        """,
        {"before": HIGHEST if before is None else before, "limit": limit},
    )
    return [ArticleId(id_) for (id_,) in rows]


def count_waiting(connection: sqlite3.Connection) -> int:
    """Return how many articles wait for their analysis."""
    return int(connection.execute(f"SELECT count(*) FROM article WHERE {WAITING}").fetchone()[0])
