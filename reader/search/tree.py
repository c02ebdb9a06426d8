"""What a query means: a tree of frozen nodes, each with its place in the text.

``start`` and ``end`` are half-open ranges of code points in the text of the query.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """One word; matched in all its forms unless ``exact``, as a beginning when ``prefix``."""

    text: str
    start: int
    end: int
    exact: bool = False
    prefix: bool = False
    """The reader wrote ``word*``."""
    unfinished: bool = False
    """The reader may still be typing it."""
    forms: tuple[str, ...] = ()
    """Other forms of the word that count as well."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other."""

    text: str
    start: int
    end: int
    unfinished: bool = False
    """Its closing mark has not been typed yet."""


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases with at most ``distance`` words between them, in any order."""

    parts: tuple[Word | Phrase, ...]
    distance: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Within:
    """A condition that must hold inside one text field: ``title`` or ``said``."""

    field: str
    child: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A value of a field: person, org, place, speaker, source, tag, lang or story."""

    field: str
    text: str
    start: int
    end: int
    exact: bool = False
    """The reader quoted it or wrote ``=``: the whole name, not a part."""
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """Articles published on a day from ``since`` (included) to ``until`` (excluded); None is no bound."""

    since: date | None
    until: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Having:
    """A yes-or-no property of an article: ``unread``, ``read``, ``starred`` or ``quote``."""

    what: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    """Articles for which the child does not hold."""

    child: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more conditions."""

    children: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more conditions."""

    children: tuple[Node, ...]
    start: int
    end: int


Node: TypeAlias = Word | Phrase | Near | Within | Named | Published | Having | Not | And | Or


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the query that cannot be meant, at its place, in a sentence for a person."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: always usable, with what was wrong told apart."""

    text: str
    root: Node | None = None
    """None when there is nothing to ask: an empty box, or only problems."""
    problems: tuple[Problem, ...] = ()
    typing: Word | Phrase | Named | None = field(default=None)
    """The unfinished last word, phrase or field value; the same node stands in the tree."""


def children_of(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below ``node``."""
    if isinstance(node, And | Or):
        return node.children
    if isinstance(node, Not | Within):
        return (node.child,)
    if isinstance(node, Near):
        return node.parts
    return ()


def walk(node: Node | None) -> Iterator[Node]:
    """Yield ``node`` and everything below it, parents first, left to right."""
    waiting = [] if node is None else [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(children_of(here)))


def without_exclusions(node: Node) -> Node | None:
    """Return the tree without what must not be there; None when nothing else is left."""
    if isinstance(node, Not):
        return None
    if isinstance(node, Within):
        child = without_exclusions(node.child)
        return None if child is None else replace(node, child=child)
    if isinstance(node, And | Or):
        children = [kept for child in node.children if (kept := without_exclusions(child)) is not None]
        # An alternative that excludes could be fulfilled by anything.
        if not children or (isinstance(node, Or) and len(children) < len(node.children)):
            return None
        return replace(node, children=tuple(children)) if len(children) > 1 else children[0]
    return node
