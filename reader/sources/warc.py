"""Pages in web archives (WARC, ISO 28500)."""

from __future__ import annotations

from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from reader.errors import SourceError
from reader.model.report import AlreadyRead, Failure
from reader.sources.documents import read_page, web_address
from reader.sources.http_bodies import dechunked, unpacked
from reader.sources.limits import in_megabytes, read_limited
from reader.sources.originals import original_of
from reader.sources.surprises import surprise
from reader.sources.warc_parts import Parts
from reader.text.decode import declared_charset, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.article import RawArticle
    from reader.sources.place import Place
    from reader.sources.selection import Selection
    from reader.sources.warc_parts import Part

_LONGEST_HEADERS = 1_000_000
"""Bytes of the headers of one record."""
_PIECE = 65_536
_MEGABYTE = 1_000_000
_PAGES = ("text/html", "application/xhtml+xml")
_TYPES = ("response", "resource")
"""Records that hold what a server sent; a revisit only says that it was the same again."""


def read_warc(
    stream: IO[bytes], place: Place, selection: Selection
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    """Yield the article, or the reason there is none, of each page that was answered with 200.

    A page is known by its address, so that the same page in two archives is one article. Other
    records are passed over. Where the archive is broken it is read on from the next record that can be found,
    and a Failure at the end says how much was left out.
    """
    pages = 0
    parts = Parts(stream)
    for record in _records(parts):
        url = web_address(record.rec_headers.get_header("WARC-Target-URI"))
        if not _is_page(record):
            continue
        pages += 1
        name = f"{place.name}!/{url}" if url else f"{place.name}#{pages}"
        try:
            yield _read_record(record, url, place, selection)
        except SourceError as error:
            yield Failure(name, str(error))
        except Exception as error:  # noqa: BLE001 - whatever one page does to its reader, the rest is read
            yield surprise(name, error)
    if parts.breaks:
        yield Failure(place.name, _broken(parts))
    elif not pages:
        raise SourceError("there are no pages in this web archive")


def _broken(parts: Parts) -> str:
    lost = in_megabytes(parts.lost) if parts.lost >= _MEGABYTE / 10 else f"{parts.lost:,} bytes"
    where = "in one place" if parts.breaks == 1 else f"in {parts.breaks:,} places"
    return f"the archive is broken {where}, and {lost} were left out; everything else was read"


class _Guarded:
    """A stream that ends with an error where a record's headers do not end."""

    def __init__(self, stream: Part) -> None:
        self._stream = stream
        self.headers_left: int | None = None

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes."""
        data = self._stream.read(size)
        if self.headers_left is not None:
            self.headers_left -= len(data)
            if self.headers_left < 0:
                raise SourceError("it is a broken web archive: the headers of a record do not end")
        return data


def _records(parts: Parts) -> Iterator[Any]:
    """Yield the records of an archive; a part in which one cannot be read is given up from there on."""
    from warcio.archiveiterator import WARCIterator

    class Silent(WARCIterator):  # type: ignore[misc]
        INC_RECORD = ""
        """What it would write to stderr about a record of a wrong length."""

    for part in parts:
        guarded = _Guarded(part)
        records = Silent(guarded)
        records.reader.set_decomp(None)  # parts are unpacked already
        while (record := _next(records, guarded, part)) is not None:
            yield record
            while record.raw_stream.read(_PIECE):
                pass
            if getattr(record.raw_stream, "limit", 1) > 0:
                part.is_broken = True  # shorter than it says, or it does not say


def _next(records: Any, guarded: _Guarded, part: Part) -> Any:
    """Return the next record of a part; None at its end, and where it is broken."""
    from warcio.exceptions import ArchiveLoadFailed

    if part.is_broken:
        return None
    guarded.headers_left = _LONGEST_HEADERS
    try:
        record = next(records)
    except StopIteration:
        return None
    except (SourceError, ArchiveLoadFailed, ValueError, AttributeError, TypeError, EOFError):
        part.is_broken = True
        return None
    guarded.headers_left = None
    part.passed(records.offset)
    return record


def _is_page(record: Any) -> bool:
    http = record.http_headers
    if record.rec_type not in _TYPES or (http is not None and http.get_statuscode() != "200"):
        return False
    stated = (http or record.rec_headers).get_header("Content-Type") or ""
    return stated.split(";", 1)[0].strip().casefold() in _PAGES


def _read_record(
    record: Any, url: str | None, place: Place, selection: Selection
) -> RawArticle | AlreadyRead:
    if url is None:
        raise SourceError("its address is no web address")
    http = record.http_headers
    data = read_limited(record.raw_stream)
    if len(data) < record.payload_length:
        raise SourceError("its record is cut off")
    charset = None
    if http is not None:
        if "chunked" in (http.get_header("Transfer-Encoding") or "").casefold():
            data = dechunked(data)
        data = unpacked(data, http.get_header("Content-Encoding") or "")
        charset = _charset(http.get_header("Content-Type") or "")
    if not data.strip():
        raise SourceError("it is empty")
    original = original_of(data, f"{place.locator}!/{url}", selection.rules, is_only=False)
    if selection.knows(original):
        return AlreadyRead(url)
    page = decode(data, declared=charset or declared_charset(data))
    article = read_page(page, url, url=url, rules=selection.rules, whole=True)
    return replace(article, url=url, original=original)


def _charset(content_type: str) -> str | None:
    _, _, value = content_type.casefold().partition("charset=")
    return value.split(";", 1)[0].strip(" \"'") or None
