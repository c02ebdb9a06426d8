"""Real servers on this machine, each path of which does what a test says."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    Page = Callable[["Asked"], "Reply | None"]


@dataclass(frozen=True)
class Asked:
    """One request, and the connection for pages that misbehave."""

    path: str
    headers: dict[str, str]
    """By names in lower case."""
    handler: Any


@dataclass(frozen=True)
class Reply:
    """What to send back."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class WebServer:
    """A server on 127.0.0.1; ``pages`` maps paths to replies or functions, ``asked`` keeps the requests."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Reply | Page] = {}
        self.asked: list[Asked] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "http" if context is None else "https"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def host(self) -> str:
        """Address and port."""
        return f"127.0.0.1:{self._server.server_port}"

    def url(self, path: str = "/") -> str:
        """Return the address of a page."""
        return f"{self._scheme}://{self.host}{path}"

    def answer(self, handler: Any) -> None:
        """Answer one request."""
        asked = Asked(handler.path, {name.lower(): value for name, value in handler.headers.items()}, handler)
        self.asked.append(asked)
        page = self.pages.get(handler.path, Reply(b"nothing here", 404))
        reply = page(asked) if callable(page) else page
        if reply is None:
            handler.close_connection = True
            return
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if reply.status != 304 and "Transfer-Encoding" not in reply.headers:
            handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        handler.wfile.write(reply.body)

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def web_server(context: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """Run a server while the block runs."""
    server = WebServer(context)
    try:
        yield server
    finally:
        server.close()


def versioned(body: bytes, etag: str = '"1"') -> Page:
    """Return a page that answers 304 to whoever knows its version."""

    def page(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(body, headers={"ETag": etag, "Content-Type": "application/rss+xml; charset=utf-8"})

    return page
