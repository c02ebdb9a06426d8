"""Whatever a stream of bytes holds: one article, many lines, or an archive of either."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from typing import IO, TYPE_CHECKING

from reader.errors import SourceError
from reader.model.report import AlreadyRead, Failure
from reader.sources.archives import Budget, Member, gzip_member, tar_members, zip_members
from reader.sources.documents import read_document
from reader.sources.feeds.recognising import is_feed
from reader.sources.kinds import ARCHIVES, COLLECTIONS, Kind, kind_by_content, kind_by_name
from reader.sources.limits import DEEPEST_ARCHIVE, LARGEST_DOCUMENT, read_limited, too_large
from reader.sources.place import Place
from reader.sources.surprises import surprise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.model.article import RawArticle
    from reader.sources.selection import Selection


def read_stream(
    stream: IO[bytes], kind: Kind, place: Place, selection: Selection, budget: Budget
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    """Yield what a stream holds; every fault becomes a Failure that names the place."""
    try:
        if kind is Kind.FEED or (kind is Kind.JSON and is_feed(_peek(stream))):
            yield from _read_feed(read_limited(stream), place)
        elif kind in COLLECTIONS:
            yield from _collection(kind, selection)(stream, place)
        elif kind is Kind.EPUB:
            from reader.sources.epub import read_epub

            yield from read_epub(_seekable(stream), place, budget)
        elif kind in ARCHIVES:
            yield from _read_archive(stream, kind, place, selection, budget)
        else:
            yield from _read_single(read_limited(stream), kind, place, selection)
    except SourceError as error:
        yield Failure(place.name, str(error))
    except OSError as error:
        yield Failure(place.name, reason_of(error))
    except Exception as error:  # noqa: BLE001 - whatever one document does to its reader, the rest is read
        yield surprise(place.name, error)


def _read_single(
    data: bytes, kind: Kind, place: Place, selection: Selection
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    """Yield the article of a document, or all the links of an export that looks like a page."""
    from reader.sources.bookmarks import is_bookmarks, read_bookmarks
    from reader.sources.originals import original_of

    if kind is Kind.PAGE and is_bookmarks(data):
        yield from read_bookmarks(data, place)
    elif kind in (Kind.PAGE, Kind.SAVED_PAGE):
        original = original_of(data, place.locator, selection.rules)
        if selection.knows(original):
            yield AlreadyRead(place.locator)
        else:
            yield replace(read_document(data, kind, place.locator, rules=selection.rules), original=original)
    else:
        yield read_document(data, kind, place.locator)


def _seekable(stream: IO[bytes]) -> IO[bytes]:
    """Return a stream that can be read from any place; one in an archive is held in memory."""
    return stream if stream.seekable() else io.BytesIO(read_limited(stream))


def _collection(
    kind: Kind, selection: Selection
) -> Callable[[IO[bytes], Place], Iterator[RawArticle | Failure | AlreadyRead]]:
    """Return the reader of a kind of file that holds many articles."""
    match kind:
        case Kind.JSON:
            from reader.sources.json_documents import read_json

            return read_json
        case Kind.TABLE:
            from reader.sources.tables import read_table

            return read_table
        case Kind.MBOX:
            from reader.sources.mbox import read_mbox

            return read_mbox
        case Kind.WARC:
            from reader.sources.warc import read_warc

            return partial(read_warc, selection=selection)
        case _:
            from reader.sources.lines import read_lines

            return read_lines


def _read_feed(data: bytes, place: Place) -> Iterator[RawArticle | Failure | AlreadyRead]:
    """Yield the entries of a feed that lies in a file; a page under such a name is read as a page."""
    from reader.sources.feeds.articles import articles_of
    from reader.sources.feeds.reading import read_feed

    try:
        feed = read_feed(data)
    except SourceError:
        if is_feed(data) or (kind := kind_by_content(data)) is not Kind.PAGE:
            raise
        yield read_document(data, kind, place.locator)
        return
    yield from articles_of(feed, place.locator)


def reason_of(error: OSError) -> str:
    """Return what the system said about a file, as a sentence's part."""
    return (error.strerror or str(error) or type(error).__name__).casefold()


def _read_archive(
    stream: IO[bytes], kind: Kind, place: Place, selection: Selection, budget: Budget
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    if place.depth >= DEEPEST_ARCHIVE:
        raise SourceError(f"archives are read {DEEPEST_ARCHIVE} levels deep, and this one lies deeper")
    if kind is Kind.GZIP:
        member = gzip_member(stream, place.name.rpartition("/")[2], budget)
        inner = kind_by_name(member.name)
        yield from _read_member(
            member, inner, Place(place.name, place.locator, place.depth + 1), selection, budget
        )
        return
    found = False
    for member in (zip_members if kind is Kind.ZIP else tar_members)(_seekable(stream), budget):
        if selection.wants(member.name):
            found = True
            yield from _read_member(
                member, kind_by_name(member.name), place.member(member.name), selection, budget
            )
    if not found:
        raise SourceError("there are no articles in this archive")


def _read_member(
    member: Member, kind: Kind | None, place: Place, selection: Selection, budget: Budget
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    if member.problem is not None:
        yield Failure(place.name, member.problem)
    elif member.size > LARGEST_DOCUMENT and kind not in COLLECTIONS:
        yield Failure(place.name, too_large(member.size))
    else:
        try:
            with member.open() as stream:
                known = kind or kind_by_content(_peek(stream))
                yield from read_stream(stream, known, place, selection, budget)
        except SourceError as error:
            yield Failure(place.name, str(error))


def _peek(stream: IO[bytes]) -> bytes:
    return stream.peek(4096) if isinstance(stream, io.BufferedReader) else b""
