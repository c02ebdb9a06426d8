"""Accounts on servers that keep feeds, read marks and stars for people with several machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.feed import Entry
    from reader.model.ids import AccountId, SourceId


class AccountKind(StrEnum):
    """What an account's server speaks."""

    GOOGLE_READER = "google-reader"
    """The Google Reader API: FreshRSS, Miniflux, Inoreader and others."""
    MINIFLUX = "miniflux"
    """Miniflux's own API."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the library knows it; its password or token is kept elsewhere."""

    id: AccountId
    kind: AccountKind
    address: str
    user: str
    """Empty where a token is enough."""
    cursor: str = ""
    """How far the last round came, in the words of the service."""
    synced_at: int | None = None
    """UTC seconds of the last round that reached its end."""
    problem: str | None = None
    """Why the last round did not."""
    feeds: int = 0
    waiting: int = 0
    """Local changes that the server does not know yet."""


@dataclass(frozen=True, slots=True)
class RemoteFeed:
    """A subscription on a server."""

    id: str
    address: str
    title: str | None = None
    site: str | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that an account follows, with the counters of its articles here."""

    account: AccountId
    feed: RemoteFeed
    source: SourceId | None
    """None before its first article."""
    unread: int

    @property
    def name(self) -> str:
        """What a person knows it by."""
        return self.feed.title or self.feed.address


@dataclass(frozen=True, slots=True)
class RemoteEntry:
    """An entry on a server, with its state."""

    id: str
    feed: str
    """Id of its subscription there."""
    entry: Entry
    read: bool
    starred: bool


@dataclass(frozen=True, slots=True)
class States:
    """What a server says of entries that are known already."""

    unread: frozenset[str] | None = None
    """Every unread entry; None where the service only tells what changed."""
    starred: frozenset[str] | None = None
    """Every starred entry, likewise."""
    changed: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    """Read and starred of single entries by id."""


class ChangeKind(StrEnum):
    """What was changed here and must be told to the server."""

    READ = "read"
    STARRED = "starred"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Change:
    """A local change that waits to be sent."""

    id: int
    kind: ChangeKind
    target: str
    """Id of the entry or subscription on the server; the address of a feed to follow."""
    value: str
    """``1`` or ``0`` for read and starred; the folder for subscriptions."""


@dataclass(slots=True)
class SyncReport:
    """What a round did."""

    feeds: int = 0
    sent: int = 0
    added: int = 0
    marked: int = 0
    """Articles that the server marked read, unread, starred or not."""
    problem: str | None = None
    """Why it did not reach its end."""
