"""From a query's tree to what SQLite is asked: one FTS5 expression as far as it goes, SQL beyond."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from reader.library.identity import first_id
from reader.library.matching import any_of, compose, quoted, words_expression
from reader.library.naming import entities_called, languages_called, sources_called
from reader.library.schema import HIGHEST, LOWEST
from reader.library.tags import EVERY, QUOTED, entity_tag, language_tag, source_tag, speaker_tag
from reader.search.tree import And, Having, Named, Not, Or, Published, Within, walk

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import date

    from reader.model.ids import SourceId
    from reader.search.tree import Node

NOTHING = '{tags} : "0none"'
"""An expression that no article matches."""


@dataclass(slots=True)
class Plan:
    """What a query asks of SQLite. ``conditions`` speak of the article as ``{id}``."""

    match: str | None = None
    """FTS5 expression over ``article_text``."""
    since: int = LOWEST
    until: int = HIGHEST
    """Ids from ``since`` (included) to ``until`` (excluded)."""
    conditions: list[str] = field(default_factory=list)
    parameters: dict[str, str | int] = field(default_factory=dict)
    states: list[str] = field(default_factory=list)
    """Conditions on columns of ``article_state``, as ``read = 0``."""

    def parameter(self, value: str | int) -> str:
        """Bind a value and return its name in SQL."""
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


STATES = {"unread": "read = 0", "read": "read = 1", "starred": "starred = 1"}


def plan_for(
    connection: sqlite3.Connection,
    root: Node | None,
    *,
    source: SourceId | None = None,
    unread_only: bool = False,
    starred_only: bool = False,
) -> Plan:
    """Work out how to answer a query; None as ``root`` asks for every article."""
    plan = Plan()
    plan.states = [STATES["unread"]] * unread_only + [STATES["starred"]] * starred_only
    top = list(root.children) if isinstance(root, And) else [root] if root is not None else []
    rest = _take_quote_conditions(connection, plan, _take_simple(plan, top))
    matched: list[Node] = []
    for node in rest:
        if article_expression(connection, node) is None:
            plan.conditions.append(_condition(connection, plan, node))
        else:
            matched.append(node)
    if matched:
        whole = matched[0] if len(matched) == 1 else And(tuple(matched), 0, 0)
        plan.match = article_expression(connection, whole)
    if source is not None:
        if plan.match is None:
            plan.states.append(f"source_id = {plan.parameter(source)}")
        else:
            plan.match = f'({plan.match} AND {{tags}} : "{source_tag(source)}")'
    return plan


def _take_simple(plan: Plan, nodes: Sequence[Node]) -> list[Node]:
    """Turn dates and states into bounds; return the other nodes."""
    rest: list[Node] = []
    for node in nodes:
        if isinstance(node, Published):
            since, until = _bounds(node)
            plan.since, plan.until = max(plan.since, since), min(plan.until, until)
        elif isinstance(node, Having) and node.what in STATES:
            plan.states.append(STATES[node.what])
        else:
            rest.append(node)
    return rest


def _take_quote_conditions(connection: sqlite3.Connection, plan: Plan, nodes: Sequence[Node]) -> list[Node]:
    """Let ``said:`` and ``speaker:`` hold for one and the same quote; return the other nodes."""
    about_quotes = [node for node in nodes if _is_about_quotes(node)]
    if not any(isinstance(inner, Within) for node in about_quotes for inner in walk(node)):
        return list(nodes)
    whole = about_quotes[0] if len(about_quotes) == 1 else And(tuple(about_quotes), 0, 0)
    expression = quote_expression(connection, whole)
    if expression is None:
        return list(nodes)
    plan.conditions.append(_in_quotes(plan, expression))
    return [node for node in nodes if not _is_about_quotes(node)]


def quote_filter_for(connection: sqlite3.Connection, nodes: Sequence[Node]) -> QuoteFilter:
    """Divide conditions between a list of quotes and the articles in which they stand."""
    about_quotes = [node for node in nodes if _is_about_quotes(node)]
    wanted = [node for node in about_quotes if not isinstance(node, Not)]
    excluded = [node.child for node in about_quotes if isinstance(node, Not)]
    return QuoteFilter(
        match=quote_expression(connection, And(tuple(wanted), 0, 0)) if wanted else None,
        exclusion=quote_expression(connection, Or(tuple(excluded), 0, 0)) if excluded else None,
        articles=tuple(node for node in nodes if not (_is_about_quotes(node) and isinstance(node, Not))),
    )


def _is_about_quotes(node: Node) -> bool:
    """Tell whether a node asks about quotes and nothing else."""
    if isinstance(node, And | Or):
        return all(_is_about_quotes(child) for child in node.children)
    if isinstance(node, Not):
        return _is_about_quotes(node.child)
    return isinstance(node, Within | Named) and node.field in {"said", "speaker"}


def quote_expression(connection: sqlite3.Connection, node: Node) -> str | None:
    """Return an expression over ``quote_text`` for a tree that is about quotes."""

    def leaf(node: Node) -> str | None:
        if isinstance(node, Within) and node.field == "said":
            return compose(node.child, lambda inner: words_expression(connection, inner, "text"), None)
        if isinstance(node, Named) and node.field == "speaker":
            return _tagged(speaker_tag(entity) for entity in entities_called(connection, node))
        return None

    return compose(node, leaf, None)


def article_expression(connection: sqlite3.Connection, node: Node) -> str | None:
    """Return an expression over ``article_text``, or None when the index alone cannot answer."""

    def leaf(node: Node) -> str | None:
        if isinstance(node, Within) and node.field == "title":
            return compose(
                node.child, lambda inner: words_expression(connection, inner, "title"), _one(EVERY)
            )
        if isinstance(node, Named):
            return _named(connection, node)
        if isinstance(node, Having) and node.what == "quote":
            return _one(QUOTED)
        return words_expression(connection, node, "title body")

    return compose(node, leaf, _one(EVERY))


def _named(connection: sqlite3.Connection, node: Named) -> str:
    if node.field == "source":
        return _tagged(source_tag(source) for source in sources_called(connection, node))
    if node.field == "lang":
        return _tagged(language_tag(code) for code in languages_called(connection, node))
    make_tag = speaker_tag if node.field == "speaker" else entity_tag
    return _tagged(make_tag(entity) for entity in entities_called(connection, node))


def _tagged(tags: Iterable[str]) -> str:
    found = [quoted(tag) for tag in tags]
    return f"{{tags}} : {any_of(found)}" if found else NOTHING


def _one(tag: str) -> str:
    return f"{{tags}} : {quoted(tag)}"


def _condition(connection: sqlite3.Connection, plan: Plan, node: Node) -> str:
    """Return SQL for a tree that the index alone cannot answer."""
    expression = article_expression(connection, node)
    if expression is not None:
        match = plan.parameter(expression)
        return f"{{id}} IN (SELECT rowid FROM article_text WHERE article_text MATCH {match})"
    if _is_about_quotes(node) and (expression := quote_expression(connection, node)) is not None:
        return _in_quotes(plan, expression)
    if isinstance(node, And | Or):
        word = " AND " if isinstance(node, And) else " OR "
        return f"({word.join(_condition(connection, plan, child) for child in node.children)})"
    if isinstance(node, Not):
        return f"NOT {_condition(connection, plan, node.child)}"
    if isinstance(node, Within):
        return _condition(connection, plan, _spread(node, node.child))
    if isinstance(node, Published):
        since, until = _bounds(node)
        return f"({{id}} >= {plan.parameter(since)} AND {{id}} < {plan.parameter(until)})"
    state = STATES[node.what] if isinstance(node, Having) else "FALSE"
    return f"EXISTS (SELECT 1 FROM article_state WHERE article_state.id = {{id}} AND {state})"


def _spread(within: Within, node: Node) -> Node:
    """Move a field inwards, to where it holds for single words: ``said:(-a)`` is ``-said:a``."""
    if isinstance(node, And | Or):
        return type(node)(tuple(_spread(within, child) for child in node.children), node.start, node.end)
    if isinstance(node, Not):
        return Not(_spread(within, node.child), node.start, node.end)
    return Within(within.field, node, node.start, node.end)


def _in_quotes(plan: Plan, expression: str) -> str:
    match = plan.parameter(expression)
    return f"{{id}} IN (SELECT rowid >> 20 FROM quote_text WHERE quote_text MATCH {match})"


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
    except (OverflowError, ValueError, OSError):
        return int((start - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001 - beyond the zone tables
