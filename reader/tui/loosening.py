"""When a search finds nothing: which of its conditions stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.model.results import Order
from reader.search.grammar import parse
from reader.search.tree import And
from reader.tui.listing import ask

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.cancel import Cancellation
    from reader.tui.listing import Listing

MOST_TRIED = 6
"""Conditions that are left out one at a time."""

COUNTED = 1000
"""Hits counted for each; more are shown as that many and a plus."""


@dataclass(frozen=True, slots=True)
class Looser:
    """A search with one condition left out, and what it would find."""

    without: str
    hits: int
    capped: bool


def conditions_of(text: str) -> list[tuple[str, str]]:
    """Return every condition of a query with the query that is left without it; empty for a single one."""
    root = parse(text, finished=True).root
    if not isinstance(root, And):
        return []
    found = []
    for child in root.children[:MOST_TRIED]:
        start, end = _with_field(text, child.start, child.end)
        found.append((text[start:end].strip(), " ".join((text[:start] + text[end:]).split())))
    return found


def _with_field(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen the place of a value to the field before it and the marks round it."""
    while start > 0 and not (text[start - 1].isspace() or text[start - 1] == "("):
        start -= 1
    while end < len(text) and text[end] == '"':
        end += 1
    return start, end


def looser_searches(
    library: Library, listing: Listing, cancellation: Cancellation | None = None
) -> list[Looser]:
    """Return the conditions without which something is found, the fewest hits first."""
    found = []
    for without, rest in conditions_of(listing.query):
        looser = replace(listing, query=rest, order=Order.NEWEST)
        answer = ask(library, looser, limit=COUNTED, cancellation=cancellation)
        if answer.total:
            found.append(Looser(without, answer.total, answer.capped))
    return sorted(found, key=lambda looser: (looser.hits, looser.without))
