# ruff: noqa: E501 - tables of cases
"""Every way in which a server can answer, or not, on real connections."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
import trustme
import zstandard

from reader.model.cancel import Cancellation, Cancelled
from reader.sources.addresses import Login
from reader.sources.http import Limits, Web
from reader.sources.http_faults import FetchError
from reader.sources.http_messages import Answer, Request
from tests.sources.web_server import Asked, Reply, WebServer, versioned, web_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BODY = b"<rss><channel><title>Kabar</title></channel></rss>" * 20


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as running:
        yield running


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def get(address: str, *, limits: Limits | None = None, **facts: object) -> Answer:
    web = Web(limits or Limits(connect=5, silence=5, whole=20))
    try:
        return web.get(Request(address, **facts))  # type: ignore[arg-type]
    finally:
        web.close()


def refused(address: str, **facts: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        get(address, **facts)  # type: ignore[arg-type]
    return caught.value


def test_a_document_comes_with_what_is_needed_to_ask_for_it_again(server: WebServer) -> None:
    headers = {
        "ETag": '"7"',
        "Last-Modified": "Sat, 04 Dec 2004 10:00:00 GMT",
        "Cache-Control": "max-age=600",
    }
    headers["Content-Type"] = "application/rss+xml; charset=ISO-8859-1"
    server.pages["/f"] = Reply(BODY, headers=headers)

    answer = get(server.url("/f"))

    assert (answer.body, answer.is_unchanged, answer.moved_to) == (BODY, False, None)
    assert (answer.etag, answer.modified) == ('"7"', "Sat, 04 Dec 2004 10:00:00 GMT")
    assert (answer.charset, answer.media_type) == ("ISO-8859-1", "application/rss+xml")
    assert answer.fresh_for == 600


def test_what_is_known_is_not_sent_again(server: WebServer) -> None:
    server.pages["/f"] = versioned(BODY)

    answer = get(server.url("/f"), etag='"1"', modified="Sat, 04 Dec 2004 10:00:00 GMT", user_agent="own/1")

    assert (answer.is_unchanged, answer.body) == (True, b"")
    asked = server.asked[0].headers
    assert asked["if-modified-since"] == "Sat, 04 Dec 2004 10:00:00 GMT"
    assert asked["user-agent"] == "own/1"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("br", brotli.compress(BODY)),
        ("zstd", zstandard.compress(BODY)),
        ("gzip, br", brotli.compress(gzip.compress(BODY))),
    ],
    ids=["gzip", "deflate", "br", "zstd", "two at once"],
)
def test_packed_answers_are_unpacked(server: WebServer, encoding: str, packed: bytes) -> None:
    server.pages["/f"] = Reply(packed, headers={"Content-Encoding": encoding})

    assert get(server.url("/f")).body == BODY
    assert {"gzip", "br", "zstd"} <= set(server.asked[0].headers["accept-encoding"].split(", "))


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(bytes(40_000_000))),
        ("br", brotli.compress(bytes(40_000_000), quality=1)),
        ("zstd", zstandard.compress(bytes(40_000_000))),
    ],
    ids=["gzip", "br", "zstd"],
)
def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused(
    server: WebServer, encoding: str, packed: bytes
) -> None:
    server.pages["/f"] = Reply(packed, headers={"Content-Encoding": encoding})

    assert "at most 32 MB" in str(refused(server.url("/f")))


def test_a_broken_packing_is_one_line(server: WebServer) -> None:
    server.pages["/f"] = Reply(b"no zstd at all", headers={"Content-Encoding": "zstd"})
    assert "broken" in str(refused(server.url("/f")))


def endless(asked: Asked) -> None:
    handler = asked.handler
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(bytes(65_536))
    except OSError:
        return


def stopping_after_a_byte(promised: int, release: threading.Event) -> Callable[[Asked], None]:
    """Return an answer of ``promised`` bytes that says nothing more after the first until it is released."""

    def answer(asked: Asked) -> None:
        asked.handler.send_response(200)
        asked.handler.send_header("Content-Length", str(promised))
        asked.handler.end_headers()
        asked.handler.wfile.write(b"x")
        release.wait(10)

    return answer


def test_an_answer_without_an_end_is_cut_off(server: WebServer) -> None:
    server.pages["/f"] = endless

    assert "too large" in str(refused(server.url("/f"), limits=Limits(size=500_000)))


def test_a_server_that_goes_silent_is_given_up(server: WebServer) -> None:
    release = threading.Event()
    server.pages["/f"] = stopping_after_a_byte(100, release)
    try:
        assert str(refused(server.url("/f"), limits=Limits(silence=0.05))) == "the server stopped sending"
    finally:
        release.set()


def test_a_server_that_drips_is_given_up(server: WebServer) -> None:
    server.pages["/f"] = endless

    assert "too slow" in str(refused(server.url("/f"), limits=Limits(whole=0.0)))


def test_a_server_that_drips_is_given_up_before_a_whole_piece_is_there(server: WebServer) -> None:
    release = threading.Event()
    server.pages["/f"] = stopping_after_a_byte(100_000, release)
    try:
        assert "too slow" in str(refused(server.url("/f"), limits=Limits(silence=2, whole=0.0)))
    finally:
        release.set()


def test_who_wants_to_stop_waits_for_no_answer(server: WebServer) -> None:
    cancellation, release = Cancellation(), threading.Event()

    def silent(_: Asked) -> None:
        cancellation.cancel()
        release.wait(20)

    server.pages |= {"/f": Reply(BODY), "/silent": silent}
    web = Web(Limits(silence=10), cancellation)
    try:
        assert web.get(Request(server.url("/f"))).body == BODY
        with pytest.raises(FetchError):
            web.get(Request(server.url("/nothing")))
        with pytest.raises(Cancelled):
            web.get(Request(server.url("/silent")))
        assert not release.is_set()
        with pytest.raises(Cancelled):
            web.call("GET", server.url("/f"), headers={})
    finally:
        release.set()
        web.close()


def test_an_answer_that_breaks_off_is_no_document(server: WebServer) -> None:
    def broken(asked: Asked) -> None:
        asked.handler.send_response(200)
        asked.handler.send_header("Content-Length", "100000")
        asked.handler.end_headers()
        asked.handler.wfile.write(b"half")

    server.pages["/f"] = broken
    assert "broke off" in str(refused(server.url("/f")))


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "nothing at this address"), (500, "has an error"), (403, "refuses"), (401, "name and a password"), (418, "418")],
)  # fmt: skip
def test_a_status_is_said_in_words(server: WebServer, status: int, words: str) -> None:
    server.pages["/f"] = Reply(status=status)

    error = refused(server.url("/f"))

    assert words in str(error)
    assert error.status == status


def test_what_is_gone_is_gone_for_good(server: WebServer) -> None:
    server.pages["/f"] = Reply(status=410)
    assert refused(server.url("/f")).is_gone


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_may_ask_for_a_pause(server: WebServer, status: int) -> None:
    server.pages["/f"] = Reply(status=status, headers={"Retry-After": "120"})
    assert refused(server.url("/f")).wait == 120
    server.pages["/f"] = Reply(status=status, headers={"Retry-After": "Sat, 04 Dec 2004 10:00:00 GMT"})
    assert refused(server.url("/f")).wait == 0
    server.pages["/f"] = Reply(status=status, headers={"Retry-After": "99999999999999"})
    assert refused(server.url("/f")).wait == 7 * 86_400
    server.pages["/f"] = Reply(status=status, headers={"Retry-After": "soon"})
    assert refused(server.url("/f")).wait is None


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_is_remembered(server: WebServer, status: int) -> None:
    server.pages["/f"] = Reply(b"moved", status, {"Location": "/g"})
    server.pages["/g"] = Reply(BODY)

    answer = get(server.url("/f"))

    assert (answer.body, answer.moved_to) == (BODY, server.url("/g"))


def test_a_passing_redirect_on_the_way_is_not(server: WebServer) -> None:
    server.pages["/f"] = Reply(status=301, headers={"Location": "/g"})
    server.pages["/g"] = Reply(status=302, headers={"Location": "/h"})
    server.pages["/h"] = Reply(BODY)

    answer = get(server.url("/f"))

    assert (answer.address, answer.moved_to) == (server.url("/h"), None)


def test_redirects_that_go_round_or_on_and_on_are_given_up(server: WebServer) -> None:
    server.pages["/f"] = Reply(status=302, headers={"Location": "/g"})
    server.pages["/g"] = Reply(status=302, headers={"Location": "/f"})
    assert str(refused(server.url("/f"))) == "it leads round in a circle"
    server.pages |= {f"/{n}": Reply(status=302, headers={"Location": f"/{n + 1}"}) for n in range(20)}
    assert "on and on" in str(refused(server.url("/0")))


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)", "data:text/plain,x", "http://[::1", ""]
)  # fmt: skip
def test_redirects_away_from_the_web_are_not_followed(server: WebServer, location: str) -> None:
    server.pages["/f"] = Reply(status=302, headers={"Location": location})
    assert refused(server.url("/f")).status == 302


def test_a_login_goes_to_its_own_server_only(server: WebServer) -> None:
    with web_server() as other:
        server.pages["/f"] = Reply(status=302, headers={"Location": other.url("/g")})
        other.pages["/g"] = Reply(BODY)

        get(server.url("/f"), login=Login("wulan", "rahasia"))

        assert server.asked[0].headers["authorization"] == "Basic d3VsYW46cmFoYXNpYQ=="
        assert "authorization" not in other.asked[0].headers


@pytest.fixture
def authority(tmp_path: Path) -> trustme.CA:
    return trustme.CA()


def secure(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_a_certificate_is_checked(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web_server(secure(authority, "127.0.0.1")) as server:
        server.pages["/f"] = Reply(BODY)
        assert "certificate is not to be trusted" in str(refused(server.url("/f")))

        authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert get(server.url("/f")).body == BODY


def test_a_certificate_for_another_server_is_none(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with web_server(secure(authority, "lain.example")) as server:
        assert "certificate is not to be trusted" in str(refused(server.url("/f")))


def test_a_redirect_from_https_to_http_is_not_followed(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: WebServer
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    server.pages["/f"] = Reply(BODY)
    with web_server(secure(authority, "127.0.0.1")) as safe:
        safe.pages["/f"] = Reply(status=301, headers={"Location": server.url("/f")})
        server.pages["/up"] = Reply(status=301, headers={"Location": safe.url("/g")})
        safe.pages["/g"] = Reply(BODY)

        assert "from https to http" in str(refused(safe.url("/f")))
        assert get(server.url("/up")).moved_to == safe.url("/g")


def test_plain_http_where_tls_is_expected_is_one_line(server: WebServer) -> None:
    assert "no safe connection" in str(refused(server.url("/f").replace("http:", "https:")))


def test_nobody_at_an_address_is_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert "connection refused" in str(refused(f"http://127.0.0.1:{taken.getsockname()[1]}/"))


def test_the_proxy_of_the_environment_is_used(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.url())
    server.pages["http://contoh.example/f"] = Reply(BODY)
    assert get("http://contoh.example/f").body == BODY

    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server.pages["/g"] = Reply(BODY)
    assert get(server.url("/g")).body == BODY


def test_a_server_with_six_part_numbers_is_reached() -> None:
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")

    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")

    threading.Thread(target=answer, daemon=True).start()
    with listener:
        assert get(f"http://[::1]:{listener.getsockname()[1]}/").body == b"ok"


def test_a_file_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "f e.xml").write_bytes(BODY)
    assert get((tmp_path / "f e.xml").as_uri()).body == BODY
    assert "no such file" in str(refused((tmp_path / "g.xml").as_uri()))
