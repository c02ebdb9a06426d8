"""Servers on this machine that keep feeds for people: one speaks the Google Reader API, one Miniflux's.

Both follow what their makers document: continuations, two forms of ids, tokens that run out, only the last
of several ``a=`` fields honoured; pages after an entry, changes after a moment, stars that are turned round.
"""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

NOW = 1_795_000_000


@dataclass
class Item:
    """An entry as a server keeps it."""

    id: int
    feed: str
    title: str
    url: str
    html: str
    at: int = NOW
    read: bool = False
    starred: bool = False
    changed: int = NOW

    def __setattr__(self, name: str, value: Any) -> None:
        """Note when a mark is changed."""
        if name in {"read", "starred"} and name in self.__dict__:
            self.__dict__["changed"] = int(time.time())
        self.__dict__[name] = value


@dataclass
class Subscription:
    """A feed that somebody follows."""

    id: str
    url: str
    title: str
    folder: str = ""


@dataclass
class Kept:
    """What an account holds, whichever protocol asks."""

    feeds: dict[str, Subscription] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)


class SyncServer:
    """One server; ``calls`` keeps method, path and fields of every request."""

    prefix = ""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.calls: list[tuple[str, str, list[tuple[str, str]]]] = []
        self.broken: int | None = None
        """Status of every answer, while something is wrong."""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, answer = outer.handle(self.command, self.path, dict(self.headers), body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - named by the library

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def handle(self, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """Answer one request."""
        parts = urlsplit(target)
        fields = parse_qsl(parts.query, keep_blank_values=True)
        content = headers.get("Content-Type", "")
        if content.startswith("application/x-www-form"):
            fields += parse_qsl(body.decode(), keep_blank_values=True)
        elif body:
            fields.append(("json", body.decode()))
        self.calls.append((method, parts.path, fields))
        if self.broken is not None:
            return self.broken, b"<h1>broken</h1>"
        if not parts.path.startswith(self.prefix):
            return 404, b"not found"
        status, answer = self.answer(method, parts.path.removeprefix(self.prefix), fields, headers)
        return status, answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    def answer(
        self, method: str, path: str, fields: list[tuple[str, str]], headers: dict[str, str]
    ) -> tuple[int, Any]:
        """Return status and content."""
        raise NotImplementedError


class GoogleReaderServer(SyncServer):
    """As FreshRSS does it."""

    prefix = "/api/greader.php"
    page = 3
    """Ids in one answer, whatever was asked for."""

    def __init__(self, kept: Kept) -> None:
        super().__init__(kept)
        self.token = "first"

    def answer(
        self, method: str, path: str, fields: list[tuple[str, str]], headers: dict[str, str]
    ) -> tuple[int, Any]:
        given = dict(fields)
        if path == "/accounts/ClientLogin":
            if (given.get("Email"), given.get("Passwd")) != ("wulan", "rahasia"):
                return 401, b"Error=BadAuthentication"
            return 200, b"SID=wulan/abc\nLSID=null\nAuth=wulan/abc\n"
        if headers.get("Authorization") != "GoogleLogin auth=wulan/abc":
            return 401, b"Unauthorized"
        if method == "POST" and given.get("T") != self.token:
            return 401, b"bad token"
        name = path.removeprefix("/reader/api/0/")
        return getattr(self, "_" + re.sub(r"\W", "_", name))(fields, given)

    def _token(self, fields: Any, given: Any) -> tuple[int, bytes]:
        return 200, self.token.encode() + b"\n"

    def _subscription_list(self, fields: Any, given: Any) -> tuple[int, Any]:
        listed = [
            {
                "id": feed.id,
                "title": feed.title,
                "url": feed.url,
                "htmlUrl": "https://contoh.example/",
                "categories": [{"id": f"user/-/label/{feed.folder}", "label": feed.folder}]
                if feed.folder
                else [],
            }
            for feed in self.kept.feeds.values()
        ]
        return 200, {"subscriptions": listed}

    def _stream_items_ids(self, fields: Any, given: dict[str, str]) -> tuple[int, Any]:
        items = sorted(self.kept.items.values(), key=lambda item: -item.id)
        if given["s"].endswith("/starred"):
            items = [item for item in items if item.starred]
        if given.get("xt", "").endswith("/read"):
            items = [item for item in items if not item.read]
        items = [item for item in items if item.at >= int(given.get("ot", 0))]
        start = int(given.get("c", 0))
        found = {"itemRefs": [{"id": str(_signed(item.id))} for item in items[start : start + self.page]]}
        more = {"continuation": str(start + self.page)} if len(items) > start + self.page else {}
        return 200, {**found, **more}

    def _stream_items_contents(self, fields: list[tuple[str, str]], given: Any) -> tuple[int, Any]:
        wanted = [int(value.rpartition("/")[2], 16) for key, value in fields if key == "i"]
        return 200, {"items": [self._item(self.kept.items[id_]) for id_ in wanted if id_ in self.kept.items]}

    def _item(self, item: Item) -> dict[str, Any]:
        states = ["user/-/state/com.google/reading-list"]
        states += ["user/7/state/com.google/read"] if item.read else []
        states += ["user/7/state/com.google/starred"] if item.starred else []
        return {
            "id": f"tag:google.com,2005:reader/item/{item.id:016x}",
            "title": item.title,
            "published": item.at,
            "canonical": [{"href": item.url}],
            "summary": {"content": item.html},
            "author": "A. Penulis",
            "categories": states,
            "origin": {"streamId": item.feed, "title": self.kept.feeds[item.feed].title},
        }

    def _edit_tag(self, fields: list[tuple[str, str]], given: dict[str, str]) -> tuple[int, bytes]:
        for key, value in fields:
            if key == "i":
                item = self.kept.items[int(value.rpartition("/")[2], 16)]
                for verb in ("a", "r"):  # of several only the last counts: ``given`` holds that one
                    tag = given.get(verb, "").rpartition("/")[2]
                    if tag in {"read", "starred"}:
                        setattr(item, tag, verb == "a")
        return 200, b"OK"

    def _subscription_edit(self, fields: Any, given: dict[str, str]) -> tuple[int, bytes]:
        id_ = given["s"]
        if given["ac"] == "unsubscribe":
            self.kept.feeds.pop(id_, None)
        elif given["ac"] == "subscribe":
            address = id_.removeprefix("feed/")
            new = f"feed/{len(self.kept.feeds) + 1}"
            self.kept.feeds[new] = Subscription(new, address, address)
            id_ = new
        if "a" in given and id_ in self.kept.feeds:
            self.kept.feeds[id_].folder = given["a"].removeprefix("user/-/label/")
        elif "r" in given and id_ in self.kept.feeds:
            self.kept.feeds[id_].folder = ""
        return 200, b"OK"


class MinifluxServer(SyncServer):
    """Miniflux's own API."""

    def answer(
        self, method: str, path: str, fields: list[tuple[str, str]], headers: dict[str, str]
    ) -> tuple[int, Any]:
        if headers.get("X-Auth-Token") != "kunci":
            return 401, {"error_message": "Access Unauthorized"}
        given = dict(fields)
        sent = json.loads(given.get("json", "null"))
        path = path.removeprefix("/v1")
        if (method, path) == ("GET", "/me"):
            return 200, {"id": 1, "username": "wulan"}
        if path.startswith("/entries"):
            return self._entries(method, path, given, sent)
        if path == "/categories":
            return self._categories(method, sent)
        if (method, path) == ("GET", "/feeds"):
            return 200, [self._feed(feed) for feed in self.kept.feeds.values()]
        return self._change_feed(method, path, sent)

    def _feed(self, feed: Subscription) -> dict[str, Any]:
        return {
            "id": int(feed.id),
            "title": feed.title,
            "feed_url": feed.url,
            "site_url": "https://contoh.example/",
            "category": {"id": self._folders().index(feed.folder) + 1, "title": feed.folder},
        }

    def _folders(self) -> list[str]:
        made = self.__dict__.setdefault("made", [])
        return list(dict.fromkeys(["All", *(feed.folder for feed in self.kept.feeds.values()), *made]))

    def _categories(self, method: str, sent: Any) -> tuple[int, Any]:
        if method == "POST":
            self.__dict__.setdefault("made", []).append(sent["title"])
            return 201, {"id": self._folders().index(sent["title"]) + 1, "title": sent["title"]}
        return 200, [{"id": number, "title": title} for number, title in enumerate(self._folders(), 1)]

    def _change_feed(self, method: str, path: str, sent: Any) -> tuple[int, Any]:
        if method == "POST":
            new = str(len(self.kept.feeds) + 1)
            folder = self._folders()[sent["category_id"] - 1]
            self.kept.feeds[new] = Subscription(new, sent["feed_url"], sent["feed_url"], folder)
            return 201, {"feed_id": int(new)}
        id_ = path.rpartition("/")[2]
        if id_ not in self.kept.feeds:
            return 404, {"error_message": "Not found"}
        if method == "DELETE":
            del self.kept.feeds[id_]
            return 204, b""
        self.kept.feeds[id_].folder = self._folders()[sent["category_id"] - 1]
        return 201, self._feed(self.kept.feeds[id_])

    def _entries(self, method: str, path: str, given: dict[str, str], sent: Any) -> tuple[int, Any]:
        if method == "PUT" and path == "/entries":
            for id_ in sent["entry_ids"]:
                self.kept.items[id_].read = sent["status"] == "read"
            return 204, b""
        if path != "/entries":
            item = self.kept.items.get(int(path.split("/")[2]))
            if item is None:
                return 404, {"error_message": "Not found"}
            if path.endswith("/bookmark"):
                item.starred = not item.starred
                return 204, b""
            return 200, self._entry(item)
        items = sorted(self.kept.items.values(), key=lambda item: item.id)
        items = [item for item in items if item.id > int(given.get("after_entry_id", 0))]
        items = [item for item in items if item.changed > int(given.get("changed_after", 0))]
        start = int(given.get("offset", 0))
        page = items[start : start + int(given["limit"])]
        return 200, {"total": len(items), "entries": [self._entry(item) for item in page]}

    def _entry(self, item: Item) -> dict[str, Any]:
        return {
            "id": item.id,
            "feed_id": int(item.feed),
            "title": item.title,
            "url": item.url,
            "content": item.html,
            "author": "A. Penulis",
            "published_at": "2026-11-18T08:00:00Z",
            "status": "read" if item.read else "unread",
            "starred": item.starred,
            "tags": ["banjir"],
        }


def _signed(id_: int) -> int:
    return id_ - 2**64 if id_ >= 2**63 else id_
