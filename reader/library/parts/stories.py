"""Groups of articles about one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import stories

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Sequence

    from reader.library.connection import Connections
    from reader.model.cancel import Cancellation
    from reader.model.ids import ArticleId, StoryId
    from reader.model.story import Story, StorySummary

AT_ONCE = 500
"""Articles grouped in one transaction."""


class Stories:
    """Groups of articles about one event."""

    def __init__(self, connections: Connections) -> None:
        """Use ``Library.stories``."""
        self._connections = connections

    def group(
        self,
        ids: Sequence[ArticleId] | None = None,
        *,
        limit: int = AT_ONCE,
        cancellation: Cancellation | None = None,
    ) -> int:
        """Put articles that wait for it into stories: those among ``ids``, or the newest that are analysed.

        Return how many were done, 0 when none waits. A millisecond or so each, in one transaction.
        """
        from reader.library.grouping import group_waiting

        with self._connections.writing() as connection:
            return group_waiting(connection, ids, limit=limit, cancellation=cancellation)

    def of(self, article: ArticleId) -> Story | None:
        """Return the story of an article with its other articles, None when it stands alone."""
        with self._connections.reading() as connection:
            return stories.read_story(connection, article)

    def summaries(self, ids: Iterable[StoryId]) -> dict[StoryId, StorySummary]:
        """Return how many articles, and which sources, some stories have."""
        with self._connections.reading() as connection:
            return stories.read_summaries(connection, ids)

    def fold(self, ids: Sequence[int], cancellation: Cancellation | None = None) -> array[int]:
        """Return ids with only the first article of each story, in the same order."""
        with self._connections.reading(cancellation) as connection:
            return stories.fold(connection, ids)
