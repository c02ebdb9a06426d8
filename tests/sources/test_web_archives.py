from __future__ import annotations

import gzip
import io
import re
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources import http_bodies, warc
from reader.sources.archives import Budget
from reader.sources.files import read_paths
from reader.sources.http_bodies import dechunked, unpacked
from reader.sources.kinds import Kind
from reader.sources.place import Place
from reader.sources.selection import Selection
from reader.sources.streams import read_stream

STORY = (
    "<html><head><title>Air surut</title></head><body><nav>Beranda</nav><article>"
    "<p>Air di Telaga Biru sudah surut sejak pagi, kata Wulan Saraswati, Camat Telaga Biru.</p>"
    "<p>“Besok kita mulai membersihkan jalan,” katanya kepada Sungaikita di kantornya.</p>"
    "<p>Warga yang mengungsi sudah pulang ke rumah masing-masing, dan sekolah dibuka lagi pekan depan.</p>"
    "</article></body></html>"
)


def web_archive(*records: tuple[str, dict[str, str], bytes, str], packed: bool = True) -> bytes:
    """Each record: address, HTTP headers, body as sent, status line (or the type of the record)."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, headers, body, status in records:
        kind = "response" if status[:1].isdigit() else status
        http = StatusAndHeaders(status if kind == "response" else "200 OK", list(headers.items()), "HTTP/1.1")
        record = writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http)
        writer.write_record(record)
    return stream.getvalue()


def page(
    url: str, body: bytes = STORY.encode(), status: str = "200 OK", **headers: str
) -> tuple[str, dict[str, str], bytes, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return (url, {"Content-Type": "text/html; charset=utf-8"} | named, body, status)


def read(data: bytes) -> list[RawArticle | Failure]:
    place = Place("a.warc", "file:///a.warc")
    return list(read_stream(io.BytesIO(data), Kind.WARC, place, Selection(), Budget(len(data))))


def chunked(data: bytes, size: int = 100) -> bytes:
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return b"".join(b"%x;x=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_pages_that_were_answered_with_200_are_articles_known_by_their_address(
    tmp_path: Path, packed: bool
) -> None:
    data = web_archive(
        page("https://sungaikita.id/1"),
        page("https://sungaikita.id/hilang", status="404 Not Found"),
        page("https://sungaikita.id/pindah", b"", status="301 Moved"),
        page("https://sungaikita.id/a.png", b"\x89PNG", Content_Type="image/png"),
        page("https://sungaikita.id/1", status="revisit"),
        page("https://sungaikita.id/1", status="request"),
        packed=packed,
    )
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(data)
    [article] = list(read_paths([tmp_path]))
    assert isinstance(article, RawArticle)
    assert article.locator == article.url == "https://sungaikita.id/1"
    assert (article.title, article.source) == ("Air surut", "sungaikita.id")
    assert len(article.body.split("\n\n")) == 3


def test_the_address_of_the_record_stands_whatever_the_page_says() -> None:
    liar = STORY.replace("<head>", '<head><link rel="canonical" href="https://lain.id/">')
    [article] = read(web_archive(page("https://sungaikita.id/1", liar.encode())))
    assert isinstance(article, RawArticle)
    assert article.url == "https://sungaikita.id/1"


def test_bodies_in_chunks_packed_or_in_old_encodings_are_read() -> None:
    packed = gzip.compress(STORY.encode())
    old = STORY.replace("“", '"').replace("”", '"').replace("Telaga Biru sudah", "Telaga Birü sudah")
    found = read(
        web_archive(
            page("https://a.id/1", chunked(STORY.encode()), Transfer_Encoding="chunked"),
            page("https://a.id/2", packed, Content_Encoding="gzip"),
            page("https://a.id/3", chunked(packed), Content_Encoding="gzip", Transfer_Encoding="chunked"),
            page("https://a.id/4", zlib.compress(STORY.encode()), Content_Encoding="deflate"),
            page("https://a.id/5", old.encode("latin-1"), Content_Type="text/html; charset=iso-8859-1"),
            page("https://a.id/6", STORY.encode(), Content_Encoding="gzip"),
        )
    )
    bodies = [item.body if isinstance(item, RawArticle) else item.reason for item in found]
    assert len(bodies) == 6
    assert len({body for body in bodies if "Birü" not in body}) == 1
    assert "Telaga Birü sudah" in bodies[4]


def test_a_page_that_is_a_bomb_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_bodies, "LARGEST_DOCUMENT", 100_000)
    bomb = page("https://a.id/1", gzip.compress(b"0" * 1_000_000), Content_Encoding="gzip")
    failure, article = read(web_archive(bomb, page("https://a.id/2")))
    assert isinstance(failure, Failure)
    assert failure.locator == "a.warc!/https://a.id/1"
    assert failure.reason.startswith("it is too large")
    assert isinstance(article, RawArticle)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "dns:sungaikita.id", "ftp://a.id/"]
)
def test_a_record_from_elsewhere_than_the_web_is_no_page(url: str) -> None:
    [failure] = read(web_archive(page(url)))
    assert failure == Failure("a.warc", "there are no pages in this web archive")


def test_headers_without_an_end_stop_the_archive_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_LONGEST_HEADERS", 100_000)
    good = web_archive(page("https://a.id/1"), packed=False)
    article, failure = read(good + b"WARC/1.0\r\nX: " + b"y" * 300_000)
    assert isinstance(article, RawArticle)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("the archive is broken in one place, and 0.3 MB were left out")


def test_a_record_that_claims_an_absurd_length_takes_no_memory() -> None:
    data = web_archive(page("https://a.id/1"), packed=False)
    torn = data.replace(b"WARC-Type: response", b"WARC-Type: response\r\nX: y", 1)
    start = torn.find(b"Content-Length:", torn.find(b"WARC-Type: response"))
    end = torn.find(b"\r\n", start)
    items = read(torn[:start] + b"Content-Length: 99999999999999" + torn[end:])
    assert items[0] == Failure("a.warc!/https://a.id/1", "its record is cut off")
    assert len(items) == 2


def pages_of(items: list[RawArticle | Failure]) -> list[str]:
    return [item.locator for item in items if isinstance(item, RawArticle)]


def torn(data: bytes, at: int, kind: str) -> bytes:
    """Return an archive that is damaged about a place: overwritten, cut short in the middle, or longer."""
    noise = bytes(range(7, 57))
    return {
        "overwritten": data[:at] + noise + data[at + len(noise) :],
        "cut": data[:at] + data[at + 40 :],
        "longer": data[:at] + noise + data[at:],
    }[kind]


@pytest.mark.parametrize("kind", ["overwritten", "cut", "longer"])
@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("seekable", [True, False])
def test_an_archive_is_read_on_past_a_broken_record(kind: str, packed: bool, seekable: bool) -> None:
    urls = [f"https://a.id/{number}" for number in range(9)]
    data = web_archive(*map(page, urls), packed=packed)
    starts = [found.start() for found in re.finditer(rb"\x1f\x8b\x08" if packed else rb"WARC/1\.0", data)]
    # The warcinfo is the first, so this is in the fourth page: in its packed bytes, or in its text.
    broken = torn(data, starts[4] + (60 if packed else 700), kind)
    stream: io.BufferedIOBase = io.BytesIO(broken)
    if not seekable:
        stream.seekable = lambda: False  # type: ignore[method-assign]
    items = list(
        read_stream(stream, Kind.WARC, Place("a.warc", "file:///a.warc"), Selection(), Budget(10**6))
    )  # type: ignore[arg-type]
    assert set(urls) - set(pages_of(items)) <= {urls[3]}
    if packed or kind == "cut":  # other letters in a text can be told by nobody
        assert isinstance(items[-1], Failure)
        assert "the archive is broken in one place" in items[-1].reason


def test_a_record_that_claims_too_much_costs_no_other() -> None:
    urls = [f"https://a.id/{number}" for number in range(5)]
    data = web_archive(*map(page, urls), packed=False)
    start = data.find(b"Content-Length:", data.find(b"WARC-Target-URI: https://a.id/2"))
    wrong = data[:start] + b"Content-Length: 9999999" + data[data.find(b"\r\n", start) :]
    assert set(urls) - set(pages_of(read(wrong))) <= {urls[2]}


def test_many_records_in_one_gzip_member_are_read_too() -> None:
    urls = [f"https://a.id/{number}" for number in range(5)]
    assert pages_of(read(gzip.compress(web_archive(*map(page, urls), packed=False)))) == urls


def test_noise_that_looks_like_many_beginnings_is_passed_over_in_little_time() -> None:
    noise = b"\x1f\x8b\x08\x00" * 5_000
    data = web_archive(page("https://a.id/1")) + noise + web_archive(page("https://a.id/2"))
    assert pages_of(read(data)) == ["https://a.id/1", "https://a.id/2"]


def test_an_archive_without_pages_is_said() -> None:
    assert read(web_archive()) == [Failure("a.warc", "there are no pages in this web archive")]


@given(st.binary(max_size=300), st.integers(0, 900), st.booleans())
def test_no_bytes_make_the_reader_of_web_archives_raise(noise: bytes, place: int, after: bool) -> None:
    good = web_archive(page("https://a.id/1", b"<p>" + b"kata " * 20), packed=False)
    data = good[:place] + noise + good[place + (len(noise) if after else 0) :]
    items = read(data)
    assert items
    assert not any("fault of the program" in item.reason for item in items if isinstance(item, Failure)), (
        items
    )


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "", "gzip, gzip", "x"]))
def test_bodies_of_any_bytes_are_read_or_refused(data: bytes, encoding: str) -> None:
    assert dechunked(chunked(data, 7)) == data
    with suppress(SourceError):
        assert len(unpacked(dechunked(data), encoding)) < 1_000_000
