"""Web addresses as people write them, and as requests need them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from reader.errors import SourceError
from reader.text.sanitize import visible

LONGEST = 2_000
"""Code points of an address; longer ones are made to hurt."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
_SAFE = "!$&'()*+,;=:@/%~-._"
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password that stood in an address."""

    user: str
    password: str


def is_web_address(path: str) -> bool:
    """Say whether what was given to index is an address, of whatever scheme, and no path."""
    return re.match(r"[a-z][a-z0-9+.-]+://", path, re.IGNORECASE) is not None


def normalised(written: str) -> tuple[str, Login | None]:
    """Return an address as a request needs it, and the login that stood in it.

    Takes ``contoh.example``, ``feed:https://…`` and ``feed://…``, names in any script, spaces. A scheme that
    was left out is https. Raise SourceError for what is no address of the web, nor a ``file:`` one.
    """
    address = visible(written)
    if address.casefold().startswith("feed:"):
        address = address[5:] if not address[5:].startswith("//") else f"https:{address[5:]}"
    if not _SCHEME.match(address):
        address = f"https://{address.removeprefix('//')}"
    if len(address) > LONGEST:
        raise SourceError(f"{address[:60]}…: the address is too long")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise SourceError(f"{address}: this is no web address") from error
    scheme = parts.scheme.casefold()
    if scheme == "file":
        return urlunsplit(("file", "", quote(unquote(parts.path)), "", "")), None
    if scheme not in _DEFAULT_PORTS:
        raise SourceError(f"{address}: only http and https are followed, not {scheme}")
    host = _host(parts.hostname or "", address)
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    path = quote(parts.path, safe=_SAFE) or "/"
    query = quote(parts.query, safe=_SAFE + "?[]|")
    login = Login(unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return urlunsplit((scheme, host, path, query, "")), login


def _host(host: str, address: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if not host or not re.search(r"[^\W_]", host):
        raise SourceError(f"{address}: this is no web address")
    if host.isascii():
        return host.casefold()
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise SourceError(f"{address}: there can be no site of this name") from error


def redirected(address: str, location: str) -> str:
    """Return where a redirect leads; raise SourceError for a lead away from the web or from safety.

    From http to https is a step to safety and taken; from https to http, and to anything else, is not.
    """
    try:
        target, _ = normalised(urljoin(address, visible(location)))
    except (ValueError, SourceError) as error:
        raise SourceError(f"it leads to {visible(location)[:100]!r}, which is no web address") from error
    before, after = urlsplit(address).scheme, urlsplit(target).scheme
    if after not in _DEFAULT_PORTS:
        raise SourceError(f"it leads to an address of another kind ({after}:), which is not followed")
    if (before, after) == ("https", "http"):
        raise SourceError("it leads from https to http, which anybody on the way could change")
    return target


def origin_of(address: str) -> tuple[str, str]:
    """Return scheme and host with port: who must be the same for a password to be sent."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def host_of(address: str) -> str:
    """Return the host, for a person."""
    parts = urlsplit(address)
    return parts.hostname or parts.path
