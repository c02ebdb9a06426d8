"""Whatever a stream of bytes holds: one article, many lines, or an archive of either."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.archives import Budget, Member, gzip_member, tar_members, zip_members
from reader.sources.documents import read_document
from reader.sources.kinds import ARCHIVES, Kind, kind_by_content, kind_by_name
from reader.sources.limits import DEEPEST_ARCHIVE, LARGEST_DOCUMENT, read_limited, too_large
from reader.sources.lines import read_lines
from reader.sources.surprises import surprise
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.article import RawArticle
    from reader.sources.selection import Selection


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stream comes from."""

    name: str
    """As a person knows it, safe to print: ``news/june.zip!/a.txt``."""
    locator: str
    """As the library knows it: ``file:///home/wulan/news/june.zip!/a.txt``."""
    depth: int = 0
    """Archives around it."""

    def member(self, name: str) -> Place:
        """Return the place of a file inside this archive."""
        inside = quote(name.encode("utf-8", "surrogateescape"))
        return Place(f"{self.name}!/{visible(name)}", f"{self.locator}!/{inside}", self.depth + 1)


def read_stream(
    stream: IO[bytes], kind: Kind, place: Place, selection: Selection, budget: Budget
) -> Iterator[RawArticle | Failure]:
    """Yield what a stream holds; every fault becomes a Failure that names the place."""
    try:
        if kind is Kind.LINES:
            yield from read_lines(stream, place.locator, place.name)
        elif kind in ARCHIVES:
            yield from _read_archive(stream, kind, place, selection, budget)
        else:
            yield read_document(read_limited(stream), kind, place.locator)
    except SourceError as error:
        yield Failure(place.name, str(error))
    except OSError as error:
        yield Failure(place.name, reason_of(error))
    except Exception as error:  # noqa: BLE001 - whatever one document does to its reader, the rest is read
        yield surprise(place.name, error)


def reason_of(error: OSError) -> str:
    """Return what the system said about a file, as a sentence's part."""
    return (error.strerror or str(error) or type(error).__name__).casefold()


def _read_archive(
    stream: IO[bytes], kind: Kind, place: Place, selection: Selection, budget: Budget
) -> Iterator[RawArticle | Failure]:
    if place.depth >= DEEPEST_ARCHIVE:
        raise SourceError(f"archives are read {DEEPEST_ARCHIVE} levels deep, and this one lies deeper")
    if not stream.seekable() and kind is not Kind.GZIP:
        stream = io.BytesIO(read_limited(stream))
    if kind is Kind.GZIP:
        member = gzip_member(stream, place.name.rpartition("/")[2], budget)
        inner = kind_by_name(member.name)
        yield from _read_member(
            member, inner, Place(place.name, place.locator, place.depth + 1), selection, budget
        )
        return
    found = False
    for member in (zip_members if kind is Kind.ZIP else tar_members)(stream, budget):
        if selection.wants(member.name):
            found = True
            yield from _read_member(
                member, kind_by_name(member.name), place.member(member.name), selection, budget
            )
    if not found:
        raise SourceError("there are no articles in this archive")


def _read_member(
    member: Member, kind: Kind | None, place: Place, selection: Selection, budget: Budget
) -> Iterator[RawArticle | Failure]:
    if member.problem is not None:
        yield Failure(place.name, member.problem)
    elif member.size > LARGEST_DOCUMENT and kind is not Kind.LINES:
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
