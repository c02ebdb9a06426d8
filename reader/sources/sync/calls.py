"""Calls to the interface of a server: forms and JSON out, text and JSON in, faults in one line."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from reader.sources.http_faults import FetchError, meaning_of
from reader.sources.sync.service import MissingError, RefusedError, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.sources.http import Web

Read = TypeVar("Read")


class Calls:
    """One server, asked with the same headers each time. What it answers is data and never shown whole."""

    def __init__(self, web: Web, base: str) -> None:
        self.base = base.rstrip("/")
        self.headers: dict[str, str] = {}
        self._web = web

    def get(self, path: str, query: Sequence[tuple[str, str]] = ()) -> bytes:
        """Return what lies at a path."""
        return self._call("GET", f"{path}?{urlencode(query)}" if query else path)

    def get_json(self, path: str, query: Sequence[tuple[str, str]] = ()) -> Any:
        """Return the JSON at a path."""
        return self._parsed(self.get(path, query), path)

    def post_form(self, path: str, pairs: Sequence[tuple[str, str]]) -> bytes:
        """Send a form, its fields in this order."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._call("POST", path, urlencode(pairs).encode(), kind)

    def post_form_json(self, path: str, pairs: Sequence[tuple[str, str]]) -> Any:
        """Send a form and return the JSON that comes back."""
        return self._parsed(self.post_form(path, pairs), path)

    def send_json(self, method: str, path: str, content: object = None) -> Any:
        """Send JSON, or nothing, and return the JSON that comes back; None where nothing does."""
        body = None if content is None else json.dumps(content).encode()
        answer = self._call(method, path, body, {"Content-Type": "application/json"})
        return self._parsed(answer, path) if answer.strip() else None

    def _call(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> bytes:
        try:
            status, answer = self._web.call(
                method, self.base + path, headers={**self.headers, **(headers or {})}, body=body
            )
        except FetchError as error:
            raise SyncError(f"{self.base}: {error}") from error
        if 200 <= status < 300:
            return answer
        if status in {401, 403}:
            raise RefusedError(f"{self.base}: the server refuses this name, password or token")
        if status in {404, 410}:
            raise MissingError(f"{self.base}: there is no such interface or entry here ({_bare(path)})")
        if 300 <= status < 400:
            raise SyncError(f"{self.base}: it has moved; add the account with its new address")
        raise SyncError(f"{self.base}: {meaning_of(status)}")

    def _parsed(self, answer: bytes, path: str) -> Any:
        try:
            return json.loads(answer)
        except (ValueError, RecursionError) as error:
            raise SyncError(f"{self.base}: the answer to {_bare(path)} is no JSON") from error


def readable(items: object, read: Callable[[Any], Read]) -> list[Read]:
    """Return what ``read`` makes of the items of a list, leaving out those that are something else."""
    found: list[Read] = []
    for item in items if isinstance(items, list) else ():
        with suppress(AttributeError, KeyError, TypeError, ValueError, OverflowError):
            found.append(read(item))
    return found


def _bare(path: str) -> str:
    return path.partition("?")[0]
