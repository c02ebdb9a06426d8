"""Answering queries: newest first streams out of the index, ranking is a second, bounded step."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

from reader.library.planning import plan_for
from reader.library.terms import places_of
from reader.model.results import Found, Order
from reader.search.forms import forms_in, without_forms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.library.planning import Plan
    from reader.model.ids import ArticleId, SourceId
    from reader.search.tree import Node, Query

COUNT_CAP = 1000
"""Matches counted exactly when only a page is asked for; more are "1,000+"."""

RANKABLE = 4_000_000
"""Places in lists of words, added up, that ranking may read: bm25 reads every list to its end for how
rare its word is, at 20 million places a second. A query of more is answered newest first."""

RANKED = 10_000
"""Newest matches that are ranked; bm25 over all of a common word takes a second at a million."""

WEIGHTS = "bm25(1.0, 10.0, 1.0, 0.0)"
"""Body, title, said, tags: a word in the title says what the article is about."""


def search(
    connection: sqlite3.Connection,
    query: Query,
    *,
    order: Order,
    limit: int | None,
    before: ArticleId | None,
    sources: Sequence[SourceId] | None,
    unread_only: bool,
    starred_only: bool,
    count: bool = True,
) -> Found:
    """Answer a query; ``before`` is the last id of the page before this one.

    Without ``count`` the total of a page says no more than whether there is another one.
    """
    forms = tuple(forms_in(query.root))

    def planned(root: Node | None) -> Plan:
        return plan_for(connection, root, sources=sources, unread_only=unread_only, starred_only=starred_only)

    plan = planned(query.root)
    if order is Order.BEST and plan.match is not None and places_of(connection, plan.match) < RANKABLE:
        exact = array("q")
        if forms and query.root is not None:
            exact, _ = _best(connection, planned(without_forms(query.root)), limit)
        if len(exact) == limit:
            ids, total = exact, _count(connection, plan)
        else:
            ids, total = _best(connection, plan, limit)
            ids = _exact_first(exact, ids, limit) if exact else ids
    elif limit is None or before is not None:
        ids = in_time_order(connection, plan, order, limit, before)
        total = len(ids) if limit is None else _count(connection, plan)
    else:
        counted = in_time_order(
            connection, plan, order, (max(limit, COUNT_CAP) if count else limit) + 1, None
        )
        ids, total = counted[:limit], len(counted)
    most = max(COUNT_CAP if count else 0, len(ids))
    is_capped = limit is not None and total > most
    return Found(ids, most if is_capped else total, capped=is_capped, forms=forms)


def in_time_order(
    connection: sqlite3.Connection, plan: Plan, order: Order, limit: int | None, before: int | None
) -> array[int]:
    """Return ids of a plan by time; ``before`` is the last id of the page before."""
    since, until = plan.since, plan.until
    if before is not None and order is Order.OLDEST:
        since = max(since, before + 1)
    elif before is not None:
        until = min(until, before)
    direction = "ASC" if order is Order.OLDEST else "DESC"
    sql = f"{_selection(plan)} ORDER BY {_id(plan)} {direction} LIMIT :limit"
    parameters = {**plan.parameters, "match": plan.match, "since": since, "until": until}
    rows = connection.execute(sql, {**parameters, "limit": -1 if limit is None else limit})
    return array("q", chain.from_iterable(rows))


def _best(connection: sqlite3.Connection, plan: Plan, limit: int | None) -> tuple[array[int], int]:
    """Rank the newest matches by bm25; those beyond follow newest first. Also say how many were ranked."""
    newest = _selection(plan, "rowid, rank", f"AND rank MATCH '{WEIGHTS}'")
    sql = f"SELECT rowid FROM ({newest} ORDER BY rowid DESC LIMIT :ranked) ORDER BY rank"
    parameters = {**plan.parameters, "match": plan.match, "since": plan.since, "until": plan.until}
    rows = connection.execute(sql, {**parameters, "ranked": RANKED})
    best = array("q", chain.from_iterable(rows))
    if len(best) == RANKED and (limit is None or limit > RANKED):
        rest = None if limit is None else limit - RANKED
        best.extend(in_time_order(connection, plan, Order.NEWEST, rest, min(best)))
    return (best if limit is None else best[:limit]), len(best)


def _exact_first(exact: array[int], all_ids: array[int], limit: int | None) -> array[int]:
    """Put the articles that have the words as they were written before those that have other forms."""
    first = set(exact)
    merged = exact + array("q", (id_ for id_ in all_ids if id_ not in first))
    return merged if limit is None else merged[:limit]


def _count(connection: sqlite3.Connection, plan: Plan) -> int:
    """Count matches up to one more than the cap."""
    sql = f"SELECT count(*) FROM ({_selection(plan, '1')} LIMIT :cap)"
    parameters = {**plan.parameters, "match": plan.match, "since": plan.since, "until": plan.until}
    return int(connection.execute(sql, {**parameters, "cap": COUNT_CAP + 1}).fetchone()[0])


def _id(plan: Plan) -> str:
    return "article_state.id" if plan.match is None else "article_text.rowid"


def _selection(plan: Plan, columns: str | None = None, extra: str = "") -> str:
    """Return ``SELECT … FROM … WHERE …`` for a plan.

    Everything in it is made of constants and the names of parameters.
    """
    id_ = _id(plan)
    conditions = [f"{id_} >= :since", f"{id_} < :until"]
    conditions += [condition.replace("{id}", id_) for condition in plan.conditions]
    conditions += [f"article_state.{state}" for state in plan.states]
    where = " AND ".join(conditions)
    if plan.match is None:
        return f"SELECT {columns or id_} FROM article_state WHERE {where}"
    return f"SELECT {columns or id_} FROM article_text WHERE article_text MATCH :match {extra} AND {where}"
