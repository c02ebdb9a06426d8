"""What makes an article the same article: hashes of its text, and ids that sort by time."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.library.schema import IDS_PER_MINUTE
from reader.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.model.article import RawArticle

NOON = 12
"""Hour (UTC) of an article that gives a day without a time: the same day from Jakarta to New York."""

FARTHEST_FUTURE = 86_400
"""Seconds past now that a date may lie; a later one is a mistake, and would stay on top for years."""

__all__ = ["copy_key_of", "fingerprint_of", "first_id", "fold", "free_id", "published_seconds", "site_of"]

_EARLIEST = datetime(1, 1, 2, tzinfo=UTC)


def fingerprint_of(raw: RawArticle) -> bytes:
    """Return a hash of all that a source delivered: any difference is a change."""
    fields = (raw.title, raw.body, raw.source, raw.url, raw.byline, raw.published, raw.language)
    tags = sorted({fold(tag) for tag in raw.tags})
    entry = [] if raw.entry is None else [repr(raw.entry)]
    return _hash(["" if field is None else f"={field}" for field in fields] + tags + entry)


def copy_key_of(raw: RawArticle) -> bytes:
    """Return a hash that copies of one article share wherever they lie.

    Title and body are compared without regard to white space. An agency's text in two outlets, or
    on two sites, is two articles, and so are two entries of feeds with pages or ids of their own. Links
    without text are copies only of the same address.
    """
    title, body = " ".join((raw.title or "").split()), " ".join(raw.body.split())
    site = (site_of(raw.locator) or "") if body else raw.locator
    entry = [] if raw.entry is None else [raw.entry.link or raw.entry.id or raw.locator]
    return _hash([title, body, fold(raw.source or ""), site, *entry])


def site_of(locator: str) -> str | None:
    """Return the host of a web address, without ``www.``; None for anything else."""
    if locator.startswith("file:"):
        return None  # most that comes in quantities; splitting it takes longer than hashing the text
    try:
        parts = urlsplit(locator)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return parts.hostname.removeprefix("www.")


def _hash(parts: Iterable[str]) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\x00")
    return digest.digest()


def published_seconds(published: str | None, *, now: int, otherwise: int | None = None) -> int:
    """Return UTC seconds for an ISO 8601 date, ``otherwise`` (or ``now``) when there is no telling.

    A day without a time counts as noon UTC, a month or year as its first day; a time without a
    zone is taken as UTC. A date in the future is a mistake and tells nothing.
    """
    moment = _moment(published) if published else None
    if moment is not None:
        seconds = int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
        if seconds <= now + FARTHEST_FUTURE:
            return seconds
    return now if otherwise is None else otherwise


def _moment(published: str) -> datetime | None:
    text = published.strip()
    try:
        if len(text) in {4, 7}:
            text = f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"
        moment = datetime.fromisoformat(text)
        if len(text) <= 10:
            moment = moment.replace(hour=NOON)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(moment.astimezone(UTC), _EARLIEST)
    except (ValueError, OverflowError):
        return None


def first_id(published_at: int) -> int:
    """Return the smallest id for a moment in UTC seconds."""
    return published_at // 60 * IDS_PER_MINUTE


def free_id(first: int, is_taken: Callable[[int], bool]) -> int:
    """Return an id from ``first`` on: free, and right after a run of taken ones.

    The run is searched by doubling steps and then by halves, because thousands of articles may
    share a minute (undated ones are all stored at the time of indexing).
    """
    if not is_taken(first):
        return first
    step = 1
    while is_taken(first + step):
        step *= 2
    taken, free = first + step // 2, first + step
    while free - taken > 1:
        middle = (taken + free) // 2
        if is_taken(middle):
            taken = middle
        else:
            free = middle
    return free
