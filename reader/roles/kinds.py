"""Kinds of role, and which of them contradict each other."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.roles.words import role_table, role_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


def kinds_of(roles: Iterable[str]) -> frozenset[str]:
    """Return the kinds of some roles, in whatever language; words that are listed no more have none."""
    return frozenset(kind for role in roles for kind in _kinds().get(role, ()))


def contradict(kinds: Collection[str], others: Collection[str]) -> bool:
    """Tell whether no person has the first kinds of role and the others: each pair contradicts."""
    pairs = _contradictions()
    return bool(kinds) and bool(others) and all((kind, other) in pairs for kind in kinds for other in others)


def offices(roles: Iterable[str]) -> frozenset[str]:
    """Return those of some roles that only few have at a time."""
    of_few = frozenset(role_table()["kinds"]["offices"])
    return frozenset(role for role in roles if of_few.intersection(_kinds().get(role, ())))


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for words in role_words().values():
        for role, kind in words.kinds.items():
            found.setdefault(role, set()).add(kind)
    return {role: frozenset(kinds) for role, kinds in found.items()}


@cache
def _contradictions() -> frozenset[tuple[str, str]]:
    pairs = {(kind, other) for kind, others in role_table()["contradicts"].items() for other in others}
    return frozenset(pairs | {(other, kind) for kind, other in pairs})
