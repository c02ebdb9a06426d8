"""Feeds that are followed: what the user set, what the last visits found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.ids import AccountId, FeedId, SourceId


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What the user chose for one feed; None leaves it to the program."""

    minutes: int | None = None
    """How long to wait between two visits; None goes by how often the feed changes."""
    full_text: bool | None = None
    """Whether each article's page is read; None reads it where the feed gives only summaries."""
    user_agent: str | None = None
    """What the program calls itself to the server."""
    user: str | None = None
    """Name for HTTP basic authentication; its password is kept outside the library."""
    selector: str | None = None
    """CSS selector of the article in its page."""


@dataclass(frozen=True, slots=True)
class FeedFolder:
    """A folder with the folders inside it: of the feeds followed here, or of an account's."""

    path: str
    """Folders inside folders are parted by ``/``; empty for every feed."""
    account: AccountId | None = None


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """A feed with its settings and state."""

    id: FeedId
    key: str
    """The address at which it was met first; it never changes."""
    address: str
    """Where it is asked for now: permanent redirects change it."""
    given_name: str | None
    title: str | None
    """What the feed called itself when it was fetched first."""
    site: str | None
    folder: str
    """Folders inside folders are parted by ``/``; empty for none."""
    settings: FeedSettings
    etag: str | None
    modified: str | None
    digest: bytes | None
    """Hash of the document that was read last."""
    stated_minutes: int | None
    """What the feed asks for between two visits."""
    checked_at: int | None
    """UTC seconds of the last visit, None before the first."""
    changed_at: int | None
    """UTC seconds when new articles came last."""
    due_at: int
    wait_until: int
    """UTC seconds until which the server wants no visit."""
    failures: int
    """Visits in a row that failed."""
    is_gone: bool
    """Whether the server said that it will never come back."""
    problem: str | None
    """Why the last visit failed, in a sentence's part for a person; None where it went well."""
    source: SourceId | None
    """Its articles' source; None before the first article."""
    articles: int
    unread: int

    @property
    def name(self) -> str:
        """What a person knows it by."""
        return self.given_name or self.title or self.address


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to a feed found, to be kept."""

    feed: FeedId
    at: int
    """UTC seconds."""
    due_at: int
    wait_until: int = 0
    problem: str | None = None
    is_gone: bool = False
    is_changed: bool = False
    """Whether new articles came."""
    is_read: bool = False
    """Whether a document came and was read; then the facts below replace what is known."""
    etag: str | None = None
    modified: str | None = None
    digest: bytes | None = None
    title: str | None = None
    site: str | None = None
    stated_minutes: int | None = None
    moved_to: str | None = None
