"""What the reader did with articles: read, starred, tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import marking, state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.connection import Connections
    from reader.model.ids import ArticleId
    from reader.model.mark import Mark


class Marks:
    """What the reader did with articles: read, starred, tagged."""

    def __init__(self, connections: Connections) -> None:
        """Use ``Library.marks``."""
        self._connections = connections

    def set_read(self, ids: Iterable[ArticleId], *, read: bool) -> list[ArticleId]:
        """Mark articles read or unread; return those that changed (what an undo must revert)."""
        with self._connections.writing() as connection:
            return state.set_read(connection, ids, read=read)

    def set_starred(self, ids: Iterable[ArticleId], *, starred: bool) -> list[ArticleId]:
        """Star articles or take the star away; return those that changed."""
        with self._connections.writing() as connection:
            return state.set_starred(connection, ids, starred=starred)

    def give(self, mark: Mark, ids: Iterable[ArticleId], *, keep: bool = False) -> list[ArticleId]:
        """Mark articles; return those that changed. ``mark.opposite`` on these takes it back.

        Tags are written in steps of 500 articles, half a millisecond each. With ``keep``,
        ``take_back`` can undo it in another run.
        """
        changed = marking.mark_articles(self._connections, mark, ids)
        if keep:
            with self._connections.writing() as connection:
                marking.keep_last(connection, mark, changed)
        return changed

    def take_back(self) -> tuple[Mark, list[ArticleId]] | None:
        """Take back the marks that were kept last; return them with the articles that changed."""
        with self._connections.reading() as connection:
            last = marking.read_last(connection)
        if last is None:
            return None
        mark, ids = last
        changed = self.give(mark.opposite, ids)
        with self._connections.writing() as connection:
            marking.keep_last(connection, mark, [])
        return mark, changed
