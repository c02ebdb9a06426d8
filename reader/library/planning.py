"""From a query's tree to what SQLite is asked: one FTS5 expression as far as it goes, SQL beyond."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from reader.library.expressions import (
    article_expression,
    is_about_quotes,
    match_expression,
    quote_expression,
    sources_expression,
)
from reader.library.identity import first_id
from reader.library.schema import HIGHEST, LOWEST
from reader.library.stories import IN_STORY, ids_within, stories_called
from reader.library.terms import common_words_beginning
from reader.search.tree import (
    And,
    Having,
    Named,
    Not,
    Or,
    Phrase,
    Published,
    Within,
    Word,
    walk,
    without_exclusions,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date

    from reader.model.ids import SourceId, StoryId
    from reader.search.tree import Node

FEW = 1000
"""Articles of a state (starred, unread) up to which each is looked up in the index: 0.1 ms apiece."""

IN_STATE = "EXISTS (SELECT 1 FROM article_state AS own WHERE own.id = {id} AND own.%s)"
IN_RARE_STATE = "{id} IN (SELECT own.id FROM article_state AS own WHERE own.%s)"

IN_ARTICLES = "+{id} IN (SELECT rowid FROM article_text WHERE article_text MATCH %s)"
"""The plus keeps SQLite from asking the outer index once for each id."""

IN_ONE_QUOTE = """
EXISTS (SELECT 1 FROM quote_text
         WHERE quote_text MATCH %s AND rowid BETWEEN {id} << 20 AND ({id} << 20) + 1048575)
"""

IN_QUOTED = "+{id} IN (SELECT rowid >> 20 FROM quote_text WHERE quote_text MATCH %s)"

MOST_QUOTED = 100_000
"""Quotes up to which all that match are listed once, at 0.3 µs apiece; beyond, each article is asked
for its own, at 0.25 ms, and most have one."""

MOST_SOURCES = 20
"""Sources whose lists the full-text index merges; beyond, each match is asked for its source."""

STATES = {"unread": "read = 0", "read": "read = 1", "starred": "starred = 1"}


@dataclass(slots=True)
class Plan:
    """What a query asks of SQLite."""

    match: str | None = None
    """FTS5 expression over ``article_text``."""
    since: int = LOWEST
    until: int = HIGHEST
    """Ids from ``since`` (included) to ``until`` (excluded)."""
    conditions: list[str] = field(default_factory=list)
    """SQL that speaks of the article as ``{id}``."""
    states: list[str] = field(default_factory=list)
    """Conditions on columns of ``article_state``, as ``read = 0``."""
    parameters: dict[str, str | int] = field(default_factory=dict)

    def bind(self, value: str | int) -> str:
        """Take a value in and return its name in SQL."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """What a query asks of quotes themselves, and of the articles they stand in."""

    match: str | None
    """FTS5 expression over ``quote_text`` that each quote must match."""
    exclusion: str | None
    """Expression that none may match."""
    articles: tuple[Node, ...]


def plan_for(
    connection: sqlite3.Connection,
    root: Node | None,
    *,
    sources: Sequence[SourceId] | None = None,
    unread_only: bool = False,
    starred_only: bool = False,
) -> Plan:
    """Work out how to answer a query; None as ``root`` asks for every article."""
    plan = Plan()
    plan.states = [STATES["unread"]] * unread_only + [STATES["starred"]] * starred_only
    top: list[Node] = [] if root is None else list(root.children) if isinstance(root, And) else [root]
    wanted: list[str] = []
    excluded: list[str] = []
    rest = _take_simple(connection, plan, _without_first_letter(connection, top))
    for node in _take_quotes(connection, plan, rest, wanted):
        is_excluded = isinstance(node, Not)
        expression = article_expression(connection, node.child if isinstance(node, Not) else node)
        if expression is None:
            plan.conditions.append(_condition(connection, plan, node))
            wanted += _loosely(connection, [] if is_excluded else [node])
        else:
            (excluded if is_excluded else wanted).append(expression)
    if sources is not None and (wanted or excluded) and len(sources) <= MOST_SOURCES:
        wanted.append(sources_expression(sources))
    elif sources is not None:
        plan.states.append(_among(plan, sources))
    plan.match = match_expression(wanted, excluded)
    if plan.match is not None:
        plan.conditions += _state_conditions(connection, plan.states)
        plan.states = []
    return plan


def _among(plan: Plan, sources: Sequence[SourceId]) -> str:
    """Return the condition of a state to belong to one of ``sources``."""
    if len(sources) == 1:
        return f"source_id = {plan.bind(sources[0])}"
    return f"source_id IN (SELECT value FROM json_each({plan.bind(json.dumps(list(sources)))}))"


def _without_first_letter(connection: sqlite3.Connection, nodes: list[Node]) -> list[Node]:
    """Leave out the first letter of a word being typed behind other words, where it is a common one.

    Hardly an article of those that have the other words lacks a word that begins so, and to be sure
    of it would cost more than all the rest.
    """
    if len(nodes) < 2 or not isinstance(last := nodes[-1], Word) or not last.unfinished:
        return nodes
    asks_for_words = any(isinstance(node, Word | Phrase | Within | Named) for node in nodes[:-1])
    is_common = len(last.text) == 1 and common_words_beginning(connection, last.text) != ()
    return nodes[:-1] if asks_for_words and is_common else nodes


def quote_filter_for(connection: sqlite3.Connection, nodes: Sequence[Node]) -> QuoteFilter:
    """Divide conditions between a list of quotes and the articles in which they stand."""
    about_quotes = [node for node in nodes if is_about_quotes(node)]
    wanted = [node for node in about_quotes if not isinstance(node, Not)]
    excluded = [node.child for node in about_quotes if isinstance(node, Not)]
    return QuoteFilter(
        match=quote_expression(connection, And(tuple(wanted), 0, 0)) if wanted else None,
        exclusion=quote_expression(connection, Or(tuple(excluded), 0, 0)) if excluded else None,
        articles=tuple(node for node in nodes if not (isinstance(node, Not) and is_about_quotes(node))),
    )


def _take_simple(connection: sqlite3.Connection, plan: Plan, nodes: Sequence[Node]) -> list[Node]:
    """Turn dates, states and stories into bounds; return the other nodes."""
    rest: list[Node] = []
    for node in nodes:
        if isinstance(node, Published):
            since, until = _bounds(node)
            plan.since, plan.until = max(plan.since, since), min(plan.until, until)
        elif isinstance(node, Having) and node.what in STATES:
            plan.states.append(STATES[node.what])
        elif isinstance(node, Named) and node.field == "story":
            _take_story(connection, plan, node)
        else:
            rest.append(node)
    return rest


def _take_story(connection: sqlite3.Connection, plan: Plan, node: Named) -> None:
    """Ask for the articles of a story: they lie near each other in time, which bounds what is read.

    No token says of what story an article is, as it does of sources: each article that joins would
    have the text of others indexed anew.
    """
    stories = stories_called(connection, node)
    first, last = ids_within(connection, stories) or (HIGHEST, LOWEST)
    plan.since, plan.until = max(plan.since, first), min(plan.until, last + 1)
    plan.conditions.append(_in_story(plan, stories))


def _in_story(plan: Plan, stories: Sequence[StoryId]) -> str:
    return f"+{{id}} IN {IN_STORY.format(plan.bind(json.dumps(list(stories))))}"


def _take_quotes(
    connection: sqlite3.Connection, plan: Plan, nodes: Sequence[Node], expressions: list[str]
) -> list[Node]:
    """Let ``said:`` and ``speaker:`` side by side hold for one quote; return the other nodes.

    The index finds articles that have all of it in some quote, and the quotes themselves decide.
    """
    about_quotes = [node for node in nodes if is_about_quotes(node)]
    if len(about_quotes) < 2 or not any(_asks_for_words(node) for node in about_quotes):
        return list(nodes)
    expression = quote_expression(connection, And(tuple(about_quotes), 0, 0))
    if expression is None:
        return list(nodes)
    plan.conditions.append(_in_one_quote(connection, plan, expression))
    expressions += _loosely(connection, [node for node in about_quotes if not isinstance(node, Not)])
    return [node for node in nodes if not is_about_quotes(node)]


def _loosely(connection: sqlite3.Connection, nodes: Sequence[Node]) -> list[str]:
    """Return what all articles have that fulfil conditions on quotes, for the index to choose from.

    Exclusions stay out: a word that one quote must lack may stand in another.
    """
    kept = (without_exclusions(node) for node in nodes if is_about_quotes(node))
    found = (article_expression(connection, node, loosely=True) for node in kept if node is not None)
    return [expression for expression in found if expression is not None]


def _asks_for_words(node: Node) -> bool:
    """Tell whether some quote must have (or lack) certain words."""
    return any(isinstance(inner, Within) for inner in walk(node))


def _state_conditions(connection: sqlite3.Connection, states: Sequence[str]) -> list[str]:
    """Return SQL for states of articles that the full-text index delivers."""
    if not states:
        return []
    unread, starred = connection.execute("SELECT sum(unread), sum(starred) FROM source").fetchone()
    counts = {STATES["unread"]: unread or 0, STATES["starred"]: starred or 0}
    return [(IN_RARE_STATE if counts.get(state, FEW) < FEW else IN_STATE) % state for state in states]


def _condition(connection: sqlite3.Connection, plan: Plan, node: Node) -> str:
    """Return SQL for a tree that the index alone cannot answer."""
    if isinstance(node, Named) and node.field == "story":
        return _in_story(plan, stories_called(connection, node))
    expression = article_expression(connection, node)
    if expression is not None:
        return IN_ARTICLES % plan.bind(expression)
    if is_about_quotes(node) and (expression := quote_expression(connection, node)) is not None:
        return _in_one_quote(connection, plan, expression)
    if isinstance(node, And | Or):
        word = " AND " if isinstance(node, And) else " OR "
        return f"({word.join(_condition(connection, plan, child) for child in node.children)})"
    if isinstance(node, Not):
        return f"NOT {_condition(connection, plan, node.child)}"
    if isinstance(node, Within):
        return _condition(connection, plan, _spread(node, node.child))
    if isinstance(node, Published):
        since, until = _bounds(node)
        return f"({{id}} >= {plan.bind(since)} AND {{id}} < {plan.bind(until)})"
    return IN_STATE % STATES[node.what] if isinstance(node, Having) else "FALSE"


def _in_one_quote(connection: sqlite3.Connection, plan: Plan, expression: str) -> str:
    """Return SQL for articles with a quote that matches."""
    (matching,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM quote_text WHERE quote_text MATCH ? LIMIT ?)",
        (expression, MOST_QUOTED + 1),
    ).fetchone()
    return (IN_QUOTED if matching <= MOST_QUOTED else IN_ONE_QUOTE) % plan.bind(expression)


def _spread(within: Within, node: Node) -> Node:
    """Move a field inwards, to where it holds for single words: ``said:(-a)`` is ``-said:a``."""
    if isinstance(node, And | Or):
        return type(node)(tuple(_spread(within, child) for child in node.children), node.start, node.end)
    if isinstance(node, Not):
        return Not(_spread(within, node.child), node.start, node.end)
    return Within(within.field, node, node.start, node.end)


def _bounds(node: Published) -> tuple[int, int]:
    """Return ids from the first (included) to the last (excluded) of some days, in local time."""
    since = LOWEST if node.since is None else first_id(_midnight(node.since))
    until = HIGHEST if node.until is None else first_id(_midnight(node.until))
    return since, until


def _midnight(day: date) -> int:
    """Return UTC seconds at which a day begins where the reader is."""
    start = datetime.combine(day, time())
    try:
        return int(start.timestamp())
    except (OverflowError, ValueError, OSError):  # beyond the tables of time zones
        return int((start - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001
