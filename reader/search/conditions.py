"""What a field makes of the value written after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.search.dates import may_become_period, parse_period
from reader.search.fields import Field, FieldKind
from reader.search.tree import (
    And,
    Having,
    Named,
    Near,
    Not,
    Or,
    Phrase,
    Problem,
    Published,
    Within,
    Word,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from reader.search.tree import Node


@dataclass(frozen=True, slots=True)
class Condition:
    """The node that a field and its value mean, or why there is none."""

    node: Node | None
    problems: tuple[Problem, ...] = ()
    typing: Named | None = None
    """The value in the node that is still being typed."""


def condition_for(field: Field, value: Node, *, start: int, today: date) -> Condition:
    """Return what ``field:value`` means; ``start`` is where the field's name begins."""
    if field.kind is FieldKind.TEXT:
        return _within(field, value, start)
    makers: dict[FieldKind, Callable[[Field, Word | Phrase, date], Condition]] = {
        FieldKind.NAME: _named,
        FieldKind.DATE: _published,
        FieldKind.CHOICE: _having,
    }
    return _distribute(value, lambda leaf: makers[field.kind](field, leaf, today))


def _within(field: Field, value: Node, start: int) -> Condition:
    foreign = [node for node in _leaves(value) if not isinstance(node, Word | Phrase | Near)]
    if foreign:
        message = f"a field cannot stand inside `{field.name}:(…)`"
        return Condition(None, (Problem(foreign[0].start, foreign[0].end, message),))
    return Condition(Within(field.name, value, start, value.end))


def _named(field: Field, leaf: Word | Phrase, _today: date) -> Condition:
    is_exact = (isinstance(leaf, Phrase) and not leaf.unfinished) or (isinstance(leaf, Word) and leaf.exact)
    named = Named(field.name, leaf.text, leaf.start, leaf.end, exact=is_exact, unfinished=leaf.unfinished)
    if isinstance(leaf, Word) and leaf.prefix:
        named = replace(named, unfinished=True)
    return Condition(named, typing=named if leaf.unfinished else None)


def _published(field: Field, leaf: Word | Phrase, today: date) -> Condition:
    period = parse_period(leaf.text, today=today)
    if period is None:
        if leaf.unfinished and may_become_period(leaf.text):
            return Condition(None)
        message = f"`{field.name}:` takes a day, month, year or time back: 2023-09-07, 2023-09, 2023, 7d"
        return Condition(None, (Problem(leaf.start, leaf.end, message),))
    since = period.start if field.name in {"after", "on"} else None
    until = {"before": period.start, "on": period.end}.get(field.name)
    return Condition(Published(since, until, leaf.start, leaf.end))


def _having(field: Field, leaf: Word | Phrase, _today: date) -> Condition:
    typed = leaf.text.lower()
    if typed in field.choices:
        return Condition(Having(typed, leaf.start, leaf.end))
    if leaf.unfinished and any(choice.startswith(typed) for choice in field.choices):
        return Condition(None)
    known = ", ".join(f"`{field.name}:{choice}`" for choice in field.choices)
    return Condition(None, (Problem(leaf.start, leaf.end, f"there is only {known}"),))


def _distribute(value: Node, make: Callable[[Word | Phrase], Condition]) -> Condition:
    """Let a field hold for each value of a group: ``source:(a OR b)``."""
    if isinstance(value, Word | Phrase):
        return make(value)
    if isinstance(value, Not):
        inner = _distribute(value.child, make)
        node = None if inner.node is None else replace(value, child=inner.node)
        return Condition(node, inner.problems, inner.typing)
    if isinstance(value, And | Or | Near):
        parts = value.parts if isinstance(value, Near) else value.children
        made = [_distribute(part, make) for part in parts]
        problems = tuple(problem for condition in made for problem in condition.problems)
        typing = next((condition.typing for condition in made if condition.typing), None)
        nodes = tuple(condition.node for condition in made if condition.node is not None)
        if len(nodes) < 2:
            return Condition(nodes[0] if nodes else None, problems, typing)
        kind = Or if isinstance(value, Or) else And
        return Condition(kind(nodes, value.start, value.end), problems, typing)
    message = "a field cannot stand inside another field"
    return Condition(None, (Problem(value.start, value.end, message),))


def _leaves(node: Node) -> list[Node]:
    """Return the nodes that are no And, Or or Not, left to right."""
    if isinstance(node, Not):
        return _leaves(node.child)
    if isinstance(node, And | Or):
        return [leaf for child in node.children for leaf in _leaves(child)]
    return [node]
