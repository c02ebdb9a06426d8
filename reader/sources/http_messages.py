"""What is asked of a server, and what its headers say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from reader import __version__
from reader.sources.addresses import origin_of

if TYPE_CHECKING:
    from reader.sources.addresses import Login

USER_AGENT = f"newsreader/{__version__} (terminal newsreader)"
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
LONGEST_WAIT = 7 * 86_400
"""Seconds that a server may ask for; more is a mistake."""

UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for."""

    address: str
    etag: str | None = None
    modified: str | None = None
    """``Last-Modified`` of the document that is known, as the server wrote it."""
    user_agent: str | None = None
    login: Login | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    address: str
    """Where the document was in the end."""
    is_unchanged: bool
    """Whether it is the one that is known (304); then there is no body."""
    body: bytes = b""
    charset: str | None = None
    media_type: str = ""
    etag: str | None = None
    modified: str | None = None
    moved_to: str | None = None
    """Where it lies from now on, when every redirect on the way was permanent."""
    fresh_for: int = 0
    """Seconds for which the server says that nothing will change."""


def headers_for(request: Request, address: str) -> dict[str, str]:
    """Return the headers of a request; a login goes to the server that was asked, and to no other."""
    headers = {
        "User-Agent": request.user_agent or USER_AGENT,
        "Accept": ACCEPT,
        "Accept-Encoding": "gzip, deflate, br, zstd",
    }
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.modified:
        headers["If-Modified-Since"] = request.modified
    if request.login is not None and origin_of(address) == origin_of(request.address):
        import urllib3

        login = f"{request.login.user}:{request.login.password}"
        headers.update(urllib3.make_headers(basic_auth=login))
    return headers


def _header(headers: Any, name: str) -> str | None:
    """Return a header that may be sent back: without anything that could begin another one."""
    value = headers.get(name) or ""
    return value if value.isprintable() and value.isascii() and 0 < len(value) <= 500 else None


def answer_of(response: Any, body: bytes, address: str, moved_to: str | None) -> Answer:
    """Return what a server sent, as its headers describe it."""
    headers = response.headers
    if response.status == UNCHANGED:
        return Answer(address, is_unchanged=True, moved_to=moved_to, fresh_for=_fresh_for(headers))
    content_type = headers.get("content-type", "")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    return Answer(
        address,
        is_unchanged=False,
        body=body,
        charset=charset[1] if charset else None,
        media_type=content_type.partition(";")[0].strip().casefold(),
        etag=_header(headers, "etag"),
        modified=_header(headers, "last-modified"),
        moved_to=moved_to,
        fresh_for=_fresh_for(headers),
    )


def _fresh_for(headers: Any) -> int:
    found = re.search(r"max-age\s*=\s*\"?(\d{1,9})", headers.get("cache-control") or "", re.IGNORECASE)
    return int(found[1]) if found else 0


def wait_stated(headers: Any) -> int | None:
    """Return the seconds of a ``Retry-After``, which names them or a moment."""
    stated = (headers.get("retry-after") or "").strip()
    if stated.isascii() and stated.isdigit():
        return min(int(stated[:12]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(int((moment - datetime.now(UTC)).total_seconds()), 0), LONGEST_WAIT)
