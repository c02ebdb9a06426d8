"""Did you mean: words that the library lacks, and the nearest ones that it has often."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING

from reader.library.identity import fold
from reader.model.results import Spelling
from reader.search.tree import Named, Not, Word, children_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from reader.search.tree import Node

SHORTEST = 4
"""Letters of a word below which nearly every word has a neighbour."""

FAR_MORE = 50
"""How many times as many articles the word that was meant must have: misspellings stand in real text."""

MOST_WORDS = 4
"""Words of a query that are looked at."""

_NAMES = {"person", "org", "place", "speaker"}


def spellings(connection: sqlite3.Connection, root: Node | None, text: str) -> list[Spelling]:
    """Return for the words of a query that hardly an article has the commonest word one slip away.

    A slip is a letter too many, too few, another one, or two in the wrong order. Words of names are
    looked at as well, where they stand in the query as they are.
    """
    found: list[Spelling] = []
    for start, word in list(_words(root, text))[:MOST_WORDS]:
        folded = fold(word)
        if len(folded) < SHORTEST or not folded.isalpha():
            continue
        candidates = [folded, *_one_slip_away(folded)]
        rows = connection.execute(
            "SELECT term, articles FROM term WHERE term IN (SELECT value FROM json_each(?))",
            (json.dumps(candidates),),
        )
        counts = dict(rows.fetchall())
        own = counts.pop(folded, 0)
        best = max(counts.items(), key=lambda item: (item[1], item[0]), default=None)
        if best is not None and best[1] >= max(FAR_MORE * own, 2):
            found.append(Spelling(start, start + len(word), best[0], best[1]))
    return found


def _words(node: Node | None, text: str) -> Iterator[tuple[int, str]]:
    """Yield the words that must be there, each with its place in the text of the query."""
    if node is None or isinstance(node, Not):
        return
    if (isinstance(node, Word) and not node.exact) or (isinstance(node, Named) and node.field in _NAMES):
        start = text.find(node.text, node.start, node.end)
        for word in node.text.split() if start >= 0 else ():
            start = text.index(word, start)
            yield start, word
            start += len(word)
    for child in children_of(node):
        yield from _words(child, text)


def _one_slip_away(word: str) -> Iterator[str]:
    """Yield every string one slip away, as Damerau counted slips."""
    cuts = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    for before, after in cuts:
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in string.ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
