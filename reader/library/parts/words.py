"""The words of the library: their other forms, how they are spelt, what begins like them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library import families, naming, sources, spelling, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.connection import Connections
    from reader.model.cancel import Cancellation
    from reader.model.ids import ArticleId
    from reader.model.results import Spelling
    from reader.search.tree import Query

MOST_UNCOUNTED = 20_000
"""New articles whose words are learnt one by one; more wait until the dictionary is made anew."""


class Words:
    """The words of the library: their other forms, how they are spelt, what begins like them."""

    def __init__(self, connections: Connections) -> None:
        """Use ``Library.words``."""
        self._connections = connections
        self._uncounted: list[ArticleId] = []

    def widen(self, query: Query) -> Query:
        """Return the query with the other forms of its words, as ``reader.search.forms`` lists them.

        Without this a word means itself alone. With it, BEST shows articles with the words as they
        were written first.
        """
        if query.root is None:
            return query
        with self._connections.reading() as connection:
            return replace(query, root=families.widen(connection, query.root))

    def spellings(self, query: Query) -> list[Spelling]:
        """Return what was probably meant by words of a query that hardly an article has."""
        with self._connections.reading() as connection:
            return spelling.spellings(connection, query.root, query.text)

    def complete(self, field: str, prefix: str, *, limit: int) -> list[tuple[str, int]]:
        """Return values of a field that start so, with article counts (for the search box)."""
        with self._connections.reading() as connection:
            return naming.complete(connection, field, prefix, limit)

    def wait_for(self, added: Iterable[ArticleId]) -> None:
        """Let new articles wait for the next refresh of the dictionary."""
        if len(self._uncounted) < MOST_UNCOUNTED:
            self._uncounted += added

    def refresh(self, cancellation: Cancellation | None = None) -> bool:
        """Bring the dictionary of words up to date: for words being typed, and for other forms of words.

        Meant for the end of an indexing run, or the background: where the library has outgrown it,
        it is made anew, which takes 23 s at a million articles; else the words of articles stored
        since are added. Return whether it was made anew. Searches are right without it, only slower.
        """
        with self._connections.reading(cancellation) as connection:
            is_outdated = terms.is_outdated(connection)
            new, self._uncounted = self._uncounted, []
            if not is_outdated and new:
                found = terms.count_new_terms(connection, new)
        if not is_outdated:
            if new:
                with self._connections.writing() as connection:
                    terms.add_terms(connection, found)
            return False
        with self._connections.reading(cancellation) as connection:
            counted = sources.read_totals(connection).articles
            found = terms.count_terms(connection)
        with self._connections.writing() as connection:
            terms.write_terms(connection, found, counted)
        return True
