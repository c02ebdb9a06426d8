"""Searches that are kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import state

if TYPE_CHECKING:
    from reader.library.connection import Connections
    from reader.model.ids import SavedSearchId
    from reader.model.source import SavedSearch


class Searches:
    """Searches that are kept under a name."""

    def __init__(self, connections: Connections) -> None:
        """Use ``Library.searches``."""
        self._connections = connections

    def save(self, name: str, query: str) -> SavedSearchId:
        """Keep a search under a name, in place of the one that had it."""
        with self._connections.writing() as connection:
            return state.save_search(connection, name, query)

    def rename(self, saved: SavedSearchId, name: str) -> None:
        """Give a search another name; raise LibraryError where another search has it."""
        with self._connections.writing() as connection:
            state.rename_saved_search(connection, saved, name)

    def delete(self, saved: SavedSearchId) -> None:
        """Forget a search."""
        with self._connections.writing() as connection:
            state.delete_saved_search(connection, saved)

    def all(self) -> list[SavedSearch]:
        """Return the searches that were kept, oldest first."""
        with self._connections.reading() as connection:
            return state.saved_searches(connection)
