"""The pages of articles as they were fetched, and those that are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import originals
from reader.library.schema import LOWEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library.connection import Connections
    from reader.model.article import (
        KeptPage,
        WantedPage,
    )
    from reader.model.ids import (
        ArticleId,
    )

PAGES_AT_ONCE = 20
"""Kept pages read at once; each may have a megabyte."""


class Pages:
    """The pages of articles as they were fetched, and those that are wanted."""

    def __init__(self, connections: Connections, clock: Callable[[], int]) -> None:
        """Use ``Library.pages``."""
        self._connections = connections
        self._clock = clock

    def kept(self) -> Iterator[KeptPage]:
        """Yield the pages that are kept; their articles may be rewritten meanwhile."""
        after = LOWEST
        while True:
            with self._connections.reading() as connection:
                found = originals.read_pages(connection, after, PAGES_AT_ONCE)
            yield from found
            if len(found) < PAGES_AT_ONCE:
                return
            after = found[-1].article_id

    def has(self, article: ArticleId) -> bool:
        """Say whether the page of an article is kept."""
        with self._connections.reading() as connection:
            return originals.has_page(connection, article)

    def wanted(self, limit: int) -> list[WantedPage]:
        """Return pages of feeds' articles that are to be fetched, those of the newest first."""
        with self._connections.reading() as connection:
            return originals.wanted_pages(connection, limit)

    def settle(self, article: ArticleId) -> None:
        """Remember that the page of an article need not be fetched any more."""
        with self._connections.writing() as connection:
            originals.settle_page(connection, article, self._clock())

    def count(self) -> int:
        """Return how many pages are kept."""
        with self._connections.reading() as connection:
            return originals.count_pages(connection)
