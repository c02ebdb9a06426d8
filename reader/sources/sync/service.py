"""What every protocol can do for a round of synchronising."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from reader.model.sync import RemoteEntry, RemoteFeed, States


class SyncError(SourceError):
    """A server did not do what it was asked; the message says why in one line."""


class RefusedError(SyncError):
    """The server refuses name, password or token."""


class MissingError(SyncError):
    """What was asked for is not there."""


class Service(Protocol):
    """An account on a server. Every method raises SyncError with one line for a person."""

    @property
    def address(self) -> str:
        """Where the interface is, known for sure after ``check``."""

    def check(self) -> None:
        """Log in; raise RefusedError when name, password or token are wrong."""

    def feeds(self) -> list[RemoteFeed]:
        """Return the subscriptions."""

    def entries(
        self, cursor: str, unknown: Callable[[Sequence[str]], Collection[str]]
    ) -> Iterator[list[RemoteEntry]]:
        """Yield entries that are new since ``cursor`` (empty: since ever), some at a time.

        ``unknown`` says which of some ids the library does not have.
        """

    def states(self) -> States:
        """Return how entries are marked; to be asked after ``entries``, and tells what that found."""

    def cursor(self) -> str:
        """Return how far ``entries`` and ``states`` came, for the next round."""

    def mark_read(self, ids: Sequence[str], *, read: bool) -> None:
        """Mark entries read or unread."""

    def mark_starred(self, ids: Sequence[str], *, starred: bool) -> None:
        """Star entries or take the star away."""

    def follow(self, address: str, folder: str) -> None:
        """Subscribe to a feed; one that is followed already stays as it is."""

    def unfollow(self, feed: str) -> None:
        """End a subscription; one that is gone already is no error."""

    def move(self, feed: str, folder: str) -> None:
        """Put a subscription into a folder, or into none."""
