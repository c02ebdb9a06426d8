"""Why a document did not come, in words for a person."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.sources.addresses import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

GONE = 410
_MEANINGS = {
    400: "it does not understand the request (400)",
    401: "it wants a name and a password (401); 'newsreader feeds set' takes them",
    403: "it refuses to answer (403)",
    404: "there is nothing at this address (404)",
    407: "the proxy wants a name and a password (407)",
    410: "it is gone for good (410)",
    429: "it was asked too often (429)",
    500: "the server has an error (500)",
    502: "the server behind it does not answer (502)",
    503: "it is out of service for now (503)",
    504: "the server behind it is too slow (504)",
}


class FetchError(SourceError):
    """A document did not come; the message says why, without naming it."""

    def __init__(self, reason: str, *, status: int | None = None, wait: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        """The HTTP status, None where there was no answer."""
        self.wait = wait
        """Seconds that the server asks to wait."""

    @property
    def is_gone(self) -> bool:
        """Whether the document will never come back."""
        return self.status == GONE


def meaning_of(status: int) -> str:
    """Return what a status other than success says."""
    return _MEANINGS.get(status, f"it answers with status {status}")


def why(error: BaseException, address: str) -> str:
    """Return what went wrong with a connection, as a sentence's part."""
    import urllib3

    chain = list(_chain(error))
    for one in chain:
        if isinstance(one, ssl.SSLCertVerificationError):
            return f"its certificate is not to be trusted ({one.verify_message})"
        if isinstance(one, ssl.SSLError):
            return f"no safe connection can be made ({one.reason or 'TLS error'})"
        is_late = isinstance(one, urllib3.exceptions.ConnectTimeoutError)
        if is_late and not isinstance(one, urllib3.exceptions.NewConnectionError):
            return "the server does not answer in time"
        if isinstance(one, urllib3.exceptions.ReadTimeoutError | TimeoutError):
            return "the server stopped sending"
        if isinstance(one, urllib3.exceptions.NameResolutionError | socket.gaierror):
            return f"there is no server of the name {host_of(address)}, or no connection to the network"
        if isinstance(one, ConnectionRefusedError):
            return "nothing answers at this address (connection refused)"
        if isinstance(one, ConnectionError):
            return "the server broke the connection off"
    if any(isinstance(one, urllib3.exceptions.ProxyError) for one in chain):
        return "the proxy of the environment does not answer"
    if any(isinstance(one, urllib3.exceptions.ProtocolError) for one in chain):
        return "the server broke off in the middle of its answer"
    return f"it cannot be fetched ({type(error).__name__})"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that led to it."""
    inner: object = error
    for _ in range(8):
        if not isinstance(inner, BaseException):
            return
        yield inner
        inner = inner.__cause__ or inner.__context__ or getattr(inner, "reason", None)
