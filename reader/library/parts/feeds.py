"""The feeds that are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import feeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.library.connection import Connections
    from reader.model.following import FeedFolder, FollowedFeed, Visit
    from reader.model.ids import FeedId, SourceId


class Feeds:
    """The feeds that are followed."""

    def __init__(self, connections: Connections, clock: Callable[[], int]) -> None:
        """Use ``Library.feeds``."""
        self._connections = connections
        self._clock = clock

    def all(self) -> list[FollowedFeed]:
        """Return the feeds that are followed, by folder and name, with their counters."""
        with self._connections.reading() as connection:
            return feeds.read_feeds(connection)

    def sources_in(self, folder: FeedFolder) -> list[SourceId]:
        """Return the sources of the feeds in a folder and in the folders inside it."""
        with self._connections.reading() as connection:
            return feeds.sources_in(connection, folder)

    def follow(
        self, address: str, *, name: str | None = None, folder: str | None = None
    ) -> tuple[FeedId, bool]:
        """Follow the feed at an address and say whether that is new; what is known of it stays."""
        with self._connections.writing() as connection:
            return feeds.follow(connection, address, name=name, folder=folder, now=self._clock())

    def unfollow(self, feed: FeedId) -> None:
        """Visit a feed no more; its articles stay."""
        with self._connections.writing() as connection:
            feeds.unfollow(connection, feed)

    def change(self, feed: FeedId, **changes: object) -> None:
        """Write settings of a feed by their names, such as ``name``, ``folder`` or ``minutes``."""
        with self._connections.writing() as connection:
            feeds.change(connection, feed, changes)

    def keep_visits(self, visits: Iterable[Visit]) -> None:
        """Write what visits to feeds found, in one transaction."""
        with self._connections.writing() as connection:
            feeds.keep_visits(connection, visits)
