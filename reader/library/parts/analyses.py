"""Which articles are to be analysed, for the first time or anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.connection import Connections
    from reader.model.ids import ArticleId

PAGE = 500
"""Ids read at once."""


class Analyses:
    """Which articles are to be analysed, for the first time or anew."""

    def __init__(self, connections: Connections) -> None:
        """Use ``Library.analyses``."""
        self._connections = connections

    def stale(self, version: int, *, with_failed: bool = True) -> Iterator[ArticleId]:
        """Yield articles analysed by an older version; they may be rewritten meanwhile.

        Those whose analysis failed are among them unless ``with_failed`` is false.
        """
        after = (-1, 0)
        while True:
            with self._connections.reading() as connection:
                found = articles.stale_ids(connection, version, after, PAGE, with_failed=with_failed)
            yield from (id_ for _, id_ in found)
            if len(found) < PAGE:
                return
            after = found[-1]

    def count_stale(self, version: int, *, with_failed: bool = True) -> int:
        """Return how many articles an older version analysed."""
        with self._connections.reading() as connection:
            return articles.count_stale(connection, version, with_failed=with_failed)

    def waiting(self) -> Iterator[ArticleId]:
        """Yield articles that are stored as text and wait for their analysis, newest first."""
        before = None
        while True:
            with self._connections.reading() as connection:
                found = articles.waiting_ids(connection, before, PAGE)
            yield from found
            if len(found) < PAGE:
                return
            before = found[-1]

    def count_waiting(self) -> int:
        """Return how many articles wait for their analysis."""
        with self._connections.reading() as connection:
            return articles.count_waiting(connection)
