"""Asking the web for one document, within limits, and saying in one line why it did not come.

urllib3 and not httpx: it takes two thirds of the processor time for each request (0.24 ms), and it is there
anyway, because trafilatura needs it.
"""

from __future__ import annotations

import re
import ssl
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from reader import __version__
from reader.errors import SourceError
from reader.sources.addresses import origin_of, redirected
from reader.sources.http_bodies import unpacked
from reader.sources.http_faults import FetchError, meaning_of, why
from reader.sources.limits import LARGEST_DOCUMENT, too_large

if TYPE_CHECKING:
    from reader.sources.addresses import Login

USER_AGENT = f"newsreader/{__version__} (terminal newsreader)"
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
MOST_REDIRECTS = 10
LONGEST_WAIT = 7 * 86_400
"""Seconds that a server may ask for; more is a mistake."""

_PIECE = 65_536
_MOVED, _UNCHANGED = frozenset({301, 302, 303, 307, 308}), 304
_PERMANENT = frozenset({301, 308})


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


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how large an answer may be."""

    connect: float = 15.0
    """Seconds until a connection stands."""
    silence: float = 30.0
    """Seconds without a byte."""
    whole: float = 120.0
    """Seconds until everything is there."""
    size: int = LARGEST_DOCUMENT
    """Bytes, packed and unpacked."""


@dataclass(slots=True)
class Web:
    """Connections to servers, to be used from any thread and closed at the end."""

    limits: Limits = field(default_factory=Limits)
    _pools: dict[str, Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, request: Request) -> Answer:
        """Return what lies at an address, following redirects; raise FetchError when nothing comes."""
        if request.address.startswith("file:"):
            return _read_file(request.address, self.limits.size)
        started = time.monotonic()
        address, seen, is_permanent = request.address, [request.address], True
        while True:
            response = self._ask(request, address)
            try:
                location = response.headers.get("location") if response.status in _MOVED else None
                if location is None:
                    moved_to = address if is_permanent and address != request.address else None
                    return self._answer(response, address, moved_to, started + self.limits.whole)
                is_permanent = is_permanent and response.status in _PERMANENT
            finally:
                _finish(response)
            try:
                address = redirected(address, location)
            except SourceError as error:
                raise FetchError(str(error), status=response.status) from error
            if address in seen:
                raise FetchError("it leads round in a circle", status=response.status)
            seen.append(address)
            if len(seen) > MOST_REDIRECTS:
                raise FetchError(f"it leads on and on, over {MOST_REDIRECTS} times", status=response.status)

    def call(
        self, method: str, address: str, *, headers: dict[str, str], body: bytes | None = None
    ) -> tuple[int, bytes]:
        """Ask a service for something and return status and body; raise FetchError when nothing comes.

        A redirect is an answer like any other: what ``headers`` hold is for this address alone.
        """
        import urllib3

        try:
            response = self._pool(address).request(
                method,
                address,
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", **headers},
                body=body,
                timeout=urllib3.Timeout(connect=self.limits.connect, read=self.limits.silence),
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
            )
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise FetchError(why(error, address)) from error
        try:
            return response.status, self._body(response, time.monotonic() + self.limits.whole)
        finally:
            _finish(response)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for pool in self._pools.values():
                pool.clear()
            self._pools.clear()

    def _ask(self, request: Request, address: str) -> Any:
        import urllib3

        timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.silence)
        try:
            return self._pool(address).request(
                "GET",
                address,
                headers=_headers(request, address),
                timeout=timeout,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
            )
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise FetchError(why(error, address)) from error

    def _pool(self, address: str) -> Any:
        """Return connections through the proxy that the environment names for an address, or direct ones."""
        import urllib3

        proxy = _proxy_for(address)
        with self._lock:
            if proxy not in self._pools:
                context = ssl.create_default_context()
                if not context.cert_store_stats()["x509_ca"]:
                    import certifi

                    context.load_verify_locations(certifi.where())
                settings: Any = {"num_pools": 64, "maxsize": 8, "ssl_context": context}
                try:
                    self._pools[proxy] = (
                        urllib3.ProxyManager(proxy, **settings) if proxy else urllib3.PoolManager(**settings)
                    )
                except (urllib3.exceptions.HTTPError, ValueError) as error:
                    raise FetchError(f"the proxy {proxy!r} of the environment cannot be used") from error
            return self._pools[proxy]

    def _answer(self, response: Any, address: str, moved_to: str | None, deadline: float) -> Answer:
        headers = response.headers
        if response.status == _UNCHANGED:
            return Answer(address, is_unchanged=True, moved_to=moved_to, fresh_for=_fresh_for(headers))
        if not 200 <= response.status < 300:
            reason = meaning_of(response.status)
            raise FetchError(reason, status=response.status, wait=_wait(headers))
        body = self._body(response, deadline)
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

    def _body(self, response: Any, deadline: float) -> bytes:
        import urllib3

        pieces: list[bytes] = []
        size = 0
        try:
            for piece in response.stream(_PIECE, decode_content=False):
                pieces.append(piece)
                size += len(piece)
                if size > self.limits.size:
                    raise FetchError(too_large())
                if time.monotonic() > deadline:
                    raise FetchError(f"it is too slow: not all there after {self.limits.whole:.0f} seconds")
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise FetchError(why(error, "")) from error
        try:
            return unpacked(b"".join(pieces), response.headers.get("content-encoding", ""))
        except SourceError as error:
            raise FetchError(str(error)) from error


def _finish(response: Any) -> None:
    """Give a connection back where its answer was read to the end; close it where more would come."""
    try:
        left = response.length_remaining
        if not response.chunked and left is not None and left < _PIECE:
            response.drain_conn()
            response.release_conn()
        else:
            response.close()
    except Exception:  # noqa: BLE001 - a connection that cannot be given back is only lost
        response.close()


def _headers(request: Request, address: str) -> dict[str, str]:
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


def _proxy_for(address: str) -> str:
    """Return the proxy for an address by ``http_proxy``, ``https_proxy``, ``all_proxy`` and ``no_proxy``."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    parts = urlsplit(address)
    proxy = proxies.get(parts.scheme) or proxies.get("all") or ""
    if not proxy or proxy_bypass(parts.netloc):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _fresh_for(headers: Any) -> int:
    found = re.search(r"max-age\s*=\s*\"?(\d{1,9})", headers.get("cache-control") or "", re.IGNORECASE)
    return int(found[1]) if found else 0


def _wait(headers: Any) -> int | None:
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


def _read_file(address: str, largest: int) -> Answer:
    path = Path(unquote(urlsplit(address).path))
    try:
        if not path.is_file():
            raise FetchError("there is no such file")
        with path.open("rb") as stream:
            body = stream.read(largest + 1)
    except OSError as error:
        raise FetchError((error.strerror or str(error)).casefold()) from error
    if len(body) > largest:
        raise FetchError(too_large())
    return Answer(address, is_unchanged=False, body=body)
