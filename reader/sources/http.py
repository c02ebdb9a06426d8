"""Asking the web for one document, within limits, and saying in one line why it did not come.

urllib3 and not httpx: it takes two thirds of the processor time for each request (0.24 ms), and it is there
anyway, because trafilatura needs it.
"""

from __future__ import annotations

import ssl
import threading
import time
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from reader.errors import SourceError
from reader.model.cancel import Cancelled
from reader.sources.addresses import redirected
from reader.sources.http_bodies import unpacked
from reader.sources.http_faults import FetchError, meaning_of, why
from reader.sources.http_messages import UNCHANGED, USER_AGENT, Answer, answer_of, headers_for, wait_stated
from reader.sources.limits import LARGEST_DOCUMENT, too_large

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model.cancel import Cancellation
    from reader.sources.http_messages import Request

T = TypeVar("T")

MOST_REDIRECTS = 10
_PIECE = 65_536
_MOVED = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


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
    cancellation: Cancellation | None = None
    """Stops the wait for an answer at once, with Cancelled; the server is left to time out by itself."""
    _pools: dict[str, Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, request: Request) -> Answer:
        """Return what lies at an address, following redirects; raise FetchError when nothing comes."""
        return self._unless_cancelled(partial(self._get, request))

    def _get(self, request: Request) -> Answer:
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
        return self._unless_cancelled(partial(self._call, method, address, headers, body))

    def _call(
        self, method: str, address: str, headers: dict[str, str], body: bytes | None
    ) -> tuple[int, bytes]:
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

    def _unless_cancelled(self, ask: Callable[[], T]) -> T:
        """Return what ``ask`` does, on a thread that can be left where somebody may want to stop."""
        if self.cancellation is None:
            return ask()
        answer: Future[T] = Future()

        def work() -> None:
            with suppress(InvalidStateError):  # nobody waits any more
                try:
                    answer.set_result(ask())
                except InvalidStateError:
                    raise
                except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
                    answer.set_exception(error)

        with self.cancellation.calling(answer.cancel):
            threading.Thread(target=work, name="asking", daemon=True).start()
            try:
                return answer.result()
            except CancelledError as error:
                raise Cancelled from error

    def _ask(self, request: Request, address: str) -> Any:
        import urllib3

        timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.silence)
        try:
            return self._pool(address).request(
                "GET",
                address,
                headers=headers_for(request, address),
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
        if response.status == UNCHANGED:
            return answer_of(response, b"", address, moved_to)
        if not 200 <= response.status < 300:
            reason = meaning_of(response.status)
            raise FetchError(reason, status=response.status, wait=wait_stated(response.headers))
        return answer_of(response, self._body(response, deadline), address, moved_to)

    def _body(self, response: Any, deadline: float) -> bytes:
        import urllib3

        pieces: list[bytes] = []
        size = 0
        try:
            # What has come by now: while one waits for a whole piece, no server that drips is too slow.
            while piece := response.read1(_PIECE, decode_content=False):
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


def _proxy_for(address: str) -> str:
    """Return the proxy for an address by ``http_proxy``, ``https_proxy``, ``all_proxy`` and ``no_proxy``."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    parts = urlsplit(address)
    proxy = proxies.get(parts.scheme) or proxies.get("all") or ""
    if not proxy or proxy_bypass(parts.netloc):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


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
