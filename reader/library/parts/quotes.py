"""Quotes over the whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import listing, speakers

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

    from reader.library.connection import Connections
    from reader.model.entity import StoredQuote
    from reader.model.ids import EntityId, QuoteId
    from reader.search.tree import Query

PAGE = 500
"""Articles whose quotes are read at once."""


class Quotes:
    """Quotes over the whole library."""

    def __init__(self, connections: Connections) -> None:
        """Use ``Library.quotes``."""
        self._connections = connections

    def said(
        self, query: Query | None = None, *, speaker: str | None = None, limit: int | None = None
    ) -> Iterator[StoredQuote]:
        """Yield quotes, those of the newest articles first.

        With a query those of the articles that match; what it asks of quotes (``said:``,
        ``speaker:``) each quote must fulfil itself. ``speaker`` is a name, or words of one.
        """
        return listing.read_quotes(self._connections, query, speaker=speaker, limit=limit, page=PAGE)

    def ids_by(self, entity: EntityId) -> array[int]:
        """Return the ids of everything a speaker said, those of the newest articles first."""
        with self._connections.reading() as connection:
            return speakers.quote_ids_by(connection, entity)

    def rows(self, ids: Sequence[QuoteId]) -> dict[QuoteId, StoredQuote]:
        """Return quotes by id; those that are gone are left out."""
        with self._connections.reading() as connection:
            return speakers.read_stored_quotes(connection, ids)
