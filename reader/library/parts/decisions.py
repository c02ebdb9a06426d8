"""What the user decided of entities: one or two, their name, noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import decisions

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.connection import Connections
    from reader.model.decision import Decision
    from reader.model.ids import (
        EntityId,
    )


class Decisions:
    """What the user decided of entities: one or two, their name, noise."""

    def __init__(self, connections: Connections, clock: Callable[[], int]) -> None:
        """Use ``Library.decisions``."""
        self._connections = connections
        self._clock = clock

    def merge(self, entity: EntityId, into: EntityId) -> Decision:
        """Decide that an entity is the same as another one. Raise LibraryError where it is already."""
        with self._connections.writing() as connection:
            return decisions.merge(connection, entity, into, self._clock())

    def split(self, entity: EntityId, name: str, into: EntityId | None = None) -> Decision:
        """Decide that a name is not one of an entity, but of its own or of ``into``.

        ``stale`` of the decision says how many articles follow once they are analysed again. Raise
        LibraryError where the entity has no such name, or no other.
        """
        with self._connections.writing() as connection:
            return decisions.split(connection, entity, name, into, self._clock())

    def rename(self, entity: EntityId, name: str) -> Decision:
        """Decide by which name an entity is shown."""
        with self._connections.writing() as connection:
            return decisions.rename(connection, entity, name, self._clock())

    def hide(self, entity: EntityId) -> Decision:
        """Decide that an entity is shown no more in lists, facets and highlights."""
        with self._connections.writing() as connection:
            return decisions.hide(connection, entity, self._clock())

    def all(self) -> list[Decision]:
        """Return what the user decided about entities, newest first."""
        with self._connections.reading() as connection:
            return decisions.decisions(connection)

    def undo(self, decision: int | None = None) -> Decision | None:
        """Take a decision back, the last one where none is named; None when there is none."""
        with self._connections.writing() as connection:
            return decisions.undo(connection, decision)
