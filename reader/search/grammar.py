"""From what was typed to a tree. Any string is legal; none raises.

    query  = any
    any    = all { "OR" all }
    all    = unary { ["AND"] unary }
    unary  = { "-" | "NOT" } ( field ":" primary | primary )
    primary = "(" any ")" | "near(" words [ "," number ] ")" | ["="] word ["*"] | '"' words '"'

What is unfinished is closed, an operator without its operand waits, and what cannot be meant
becomes a problem with its place while the rest is still searched for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reader.search.conditions import Condition, condition_for
from reader.search.fields import FIELDS, Field, FieldKind
from reader.search.hits import fold
from reader.search.scanner import Scanner, has_letters
from reader.search.spelling import unknown_field
from reader.search.tree import And, Having, Named, Near, Not, Or, Phrase, Problem, Published, Query, Word

if TYPE_CHECKING:
    from reader.search.tree import Node

MOST_CONDITIONS = 256
"""Words and values in one query; more are ignored with a problem."""

MOST_BEGINNINGS = 8
"""Words ending in ``*`` in one query: each stands for the twenty commonest words that begin so."""

DEEPEST = 32
"""Brackets within brackets; deeper ones are read as if they were not there."""

NEAR_DISTANCE = 10
"""Words between the parts of ``near()`` when none is given."""

FARTHEST = 1000
"""Greatest distance for ``near()``; larger numbers mean this one."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""No database and no terminal takes them."""


def parse(text: str, *, finished: bool = False, today: date | None = None) -> Query:
    """Read a query.

    Unless ``finished``, a last word without a space after it counts as still being typed and
    will match words that begin so. ``today`` is the day from which relative dates count.
    """
    parser = _Parser(_LONE_SURROGATE.sub("\ufffd", text), finished=finished, today=today or date.today())  # noqa: DTZ011 - the reader's own day
    root = parser.read_query()
    return Query(text, root, tuple(parser.problems), parser.typing)


class _Parser:
    """One reading of one query."""

    def __init__(self, text: str, *, finished: bool, today: date) -> None:
        self.scan = Scanner(text)
        self.finished = finished
        self.today = today
        self.problems: list[Problem] = []
        self.typing: Word | Phrase | Named | None = None
        self.conditions = 0
        self.beginnings = 0
        self.depth = 0
        self.ignored_brackets = 0
        self.negated = False

    def read_query(self) -> Node | None:
        """Read everything, stepping over brackets that nothing opens."""
        parts: list[Node | None] = []
        while True:
            parts.append(self.read_any())
            if self.scan.at_end:
                break
            self.complain(self.scan.position, self.scan.position + 1, "nothing opens this bracket")
            self.scan.position += 1
        return _joined(And, parts)

    def read_any(self) -> Node | None:
        parts = [self.read_all()]
        while self.scan.take_operator("OR"):
            parts.append(self.read_all())
        return _joined(Or, parts)

    def read_all(self) -> Node | None:
        parts: list[Node | None] = []
        while not self.at_stop():
            if not self.scan.take_operator("AND"):
                parts.append(self.read_unary())
        return _joined(And, parts)

    def at_stop(self) -> bool:
        """Tell whether the conditions of this group end here."""
        scan = self.scan
        scan.skip_spaces()
        while self.ignored_brackets and scan.peek == ")":
            self.ignored_brackets -= 1
            scan.position += 1
            scan.skip_spaces()
        return scan.at_end or scan.peek == ")" or scan.sees_operator("OR")

    def read_unary(self) -> Node | None:
        start = self.scan.position
        is_negated = False
        while self.scan.take_minus() or self.scan.take_operator("NOT"):
            is_negated = not is_negated
        if self.at_stop():
            return None
        outer, self.negated = self.negated, self.negated or is_negated
        node = self.read_condition()
        self.negated = outer
        return Not(node, start, node.end) if node is not None and is_negated else node

    def read_condition(self) -> Node | None:
        """Read a primary with the field before it, if any."""
        start = self.scan.position
        name = self.scan.take_field()
        if name is None:
            return self.read_primary()
        field = FIELDS.get(name.lower())
        if field is None:
            self.read_primary()
            self.typing = None
            self.complain(start, start + len(name) + 1, unknown_field(name))
            return None
        self.scan.skip_spaces()
        if self.at_stop():
            return None
        if field.kind is FieldKind.DATE and self.scan.peek not in '("':
            value = self.read_date_words()
        else:
            value = self.read_primary()
        if value is None:
            return None
        made = condition_for(field, value, start=start, today=self.today)
        return self.settle(field, made)

    def settle(self, field: Field, made: Condition) -> Node | None:
        """Take over what a field made of its value."""
        self.problems.extend(made.problems)
        if made.node is None or field.kind is not FieldKind.TEXT:
            self.typing = made.typing
        return made.node

    def read_date_words(self) -> Node | None:
        """Read a date, which may be several words long: ``on:7 september 2023``."""
        word = self.scan.take_date(today=self.today)
        return self.counted(replace(word, unfinished=self.is_open(word.end)))

    def read_primary(self) -> Node | None:
        scan = self.scan
        if scan.peek == "(":
            return self.read_group()
        if scan.take_near():
            return self.read_near(scan.position)
        is_exact = scan.take_equals()
        if scan.sees_quote():
            phrase, is_closed = scan.take_phrase()
            is_open = not is_closed and not self.finished and not self.negated
            return self.counted(replace(phrase, unfinished=is_open))
        word = scan.take_word()
        is_open = self.is_open(word.end) and not word.prefix
        return self.counted(replace(word, exact=is_exact, unfinished=is_open))

    def read_group(self) -> Node | None:
        start = self.scan.position
        self.scan.position += 1
        if self.depth >= DEEPEST:
            self.ignored_brackets += 1
            self.complain(start, start + 1, f"brackets may stand {DEEPEST} deep; deeper ones are ignored")
            return None
        self.depth += 1
        node = self.read_any()
        self.depth -= 1
        if self.scan.peek == ")":
            self.scan.position += 1
        return node

    def read_near(self, start: int) -> Node | None:
        """Read ``a "b c", 5)``; the bracket is open already."""
        scan = self.scan
        parts: list[Word | Phrase] = []
        distance = NEAR_DISTANCE
        scan.skip_spaces()
        while not scan.at_end and scan.peek not in "),":
            part = scan.take_phrase()[0] if scan.sees_quote() else scan.take_word(stops=",")
            counted = self.counted(part)
            if counted is not None and all(fold(counted.text) != fold(other.text) for other in parts):
                parts.append(counted)
            scan.skip_spaces()
        if scan.peek == ",":
            distance = self.read_distance()
        if scan.peek == ")":
            scan.position += 1
        if len(parts) < 2:
            return parts[0] if parts else None
        return Near(tuple(parts), distance, start, scan.position)

    def read_distance(self) -> int:
        start = self.scan.position
        typed = self.scan.take_until(")").strip(", \t")
        if typed.isdecimal():
            return min(int(typed[:6]), FARTHEST)
        if typed:
            self.complain(start, self.scan.position, "the distance in near(…, 5) must be a whole number")
        return NEAR_DISTANCE

    def is_open(self, end: int) -> bool:
        """Tell whether a word that ends at ``end`` may still be growing."""
        return not self.finished and not self.negated and end == len(self.scan.text)

    def counted(self, leaf: Word | Phrase) -> Word | Phrase | None:
        """Let a leaf in, unless it says nothing or there are too many."""
        if not has_letters(leaf.text):
            return None
        self.conditions += 1
        if self.conditions > MOST_CONDITIONS:
            if self.conditions == MOST_CONDITIONS + 1:
                where = (leaf.start, len(self.scan.text))
                self.complain(*where, f"only the first {MOST_CONDITIONS} words of a query count")
            return None
        if isinstance(leaf, Word) and leaf.prefix:
            self.beginnings += 1
            if self.beginnings > MOST_BEGINNINGS:
                message = f"only the first {MOST_BEGINNINGS} beginnings of words (air*) in a query count"
                self.complain(leaf.start, leaf.end, message)
                return None
        if leaf.unfinished:
            self.typing = leaf
        return leaf

    def complain(self, start: int, end: int, message: str) -> None:
        if all(problem.message != message for problem in self.problems):
            self.problems.append(Problem(start, end, message))


def _joined(kind: type[And | Or], parts: list[Node | None]) -> Node | None:
    nodes = [part for part in parts if part is not None]
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    flat = [child for node in nodes for child in (node.children if isinstance(node, kind) else (node,))]
    distinct = _distinct(flat)
    return kind(tuple(distinct), nodes[0].start, nodes[-1].end) if len(distinct) > 1 else distinct[0]


def _distinct(nodes: list[Node]) -> list[Node]:
    """Leave out leaves that say what an earlier one says; what is still being typed stays."""
    seen: set[Node] = set()
    kept: list[Node] = []
    for node in nodes:
        is_leaf = isinstance(node, Word | Phrase | Named | Published | Having)
        if not is_leaf or getattr(node, "unfinished", False):
            kept.append(node)
        elif (bare := replace(node, start=0, end=0)) not in seen:
            seen.add(bare)
            kept.append(node)
    return kept
