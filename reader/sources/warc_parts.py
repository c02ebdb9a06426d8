"""The parts of a web archive that can be read on their own, and the way on past what is broken.

A packed archive is a row of gzip members, mostly one for each record; one that is not packed is one part.
"""

from __future__ import annotations

import re
import zlib
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = b"\x1f\x8b"
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_RECORD = re.compile(rb"WARC/[01]\.\d+\r?\n")
_LONGEST_START = 16
"""Bytes of what a part begins with, by which it is found."""

_PIECE = 16_384
_FIRST_PIECE = 256
"""Bytes in which what only looks like a member shows it."""
_UNPACKED = 1_000_000
"""Bytes unpacked at once."""

_KEPT = 8_000_000
"""Bytes to which there is a way back in a stream that cannot be read from any place."""

_MOST_AGAIN = 64_000_000
"""Bytes that are looked through a second time; then the way on is only ahead."""

_GZIP = 16 + zlib.MAX_WBITS


class Part(Protocol):
    """A piece of an archive, unpacked, in which records follow each other."""

    is_broken: bool
    """Whether its end is not where it should be; whoever reads it may say so too."""
    is_read: bool
    """Whether a record was read from it."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; nothing at its end, and where it breaks off."""

    def passed(self, offset: int, /) -> None:
        """Say that a record begins at a place in this part, and that all before it has been read well."""


class Parts:
    """The parts of one archive, with a count of what was left out because it was broken."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._raw = _Raw(stream)
        self.breaks = 0
        """Places between good records."""
        self.lost = 0
        """Bytes, packed where the archive is."""

    def __iter__(self) -> Iterator[Part]:
        """Yield parts; what is left of one when the next is asked for is passed over."""
        was_broken = False
        start = self._raw.read(len(_MAGIC))
        self._raw.go_to(0)
        is_packed = start == _MAGIC
        while start:
            part: Part = _Member(self._raw) if is_packed else _Rest(self._raw)
            yield part
            while part.read(_PIECE):
                pass
            if part.is_broken:
                self.breaks += not was_broken or part.is_read
                before = self._raw.kept_from
                self._raw.find_next(_MEMBER if is_packed else _RECORD)
                self.lost += self._raw.position - before
            was_broken = part.is_broken
            self._raw.keep_from(self._raw.position)
            place = self._raw.position
            start = self._raw.read(1)
            self._raw.go_to(place)


class _Raw:
    """A stream with a way back to where its current part began."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._is_seekable = stream.seekable()
        self._origin = stream.tell() if self._is_seekable else 0
        self._kept = bytearray()
        self._again = _MOST_AGAIN
        self.position = 0
        self.kept_from = 0

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes from the current position."""
        if self._is_seekable:
            data = self._stream.read(size)
        else:
            at = self.position - self.kept_from
            data = bytes(self._kept[at : at + size])
            if not data:
                data = self._stream.read(size)
                self._kept += data
                if len(self._kept) > _KEPT:
                    self.keep_from(self.position)
        self.position += len(data)
        return data

    def go_to(self, position: int) -> None:
        """Go back to a place, or as near to it as there is a way."""
        self.position = max(position, self.kept_from)
        if self._is_seekable:
            self._stream.seek(self._origin + self.position)

    def keep_from(self, position: int) -> None:
        """Say that nothing before a place will be needed."""
        if not self._is_seekable:
            del self._kept[: position - self.kept_from]
        self.kept_from = position

    def find_next(self, start: re.Pattern[bytes]) -> None:
        """Go to what looks like the next part after the beginning of this one, or to the end."""
        reached = self.position
        if self._again > 0:
            self.go_to(self.kept_from + 1)
            self._again -= reached - self.position
        window = b""
        while data := self.read(_PIECE):
            window += data
            found = start.search(window)
            if found is not None:
                self.go_to(self.position - len(window) + found.start())
                return
            window = window[-_LONGEST_START:]


class _Rest:
    """An archive that is not packed, from some record on."""

    def __init__(self, raw: _Raw) -> None:
        self._raw = raw
        self._start = raw.position
        self.is_broken = self.is_read = False

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; nothing once it is broken."""
        return b"" if self.is_broken else self._raw.read(size)

    def passed(self, offset: int, /) -> None:
        """Leave no way back to the records before."""
        self.is_read = True
        self._raw.keep_from(max(self._start + offset, self._raw.kept_from))


class _Member:
    """One gzip member."""

    def __init__(self, raw: _Raw) -> None:
        self._raw = raw
        self._unpacker = zlib.decompressobj(_GZIP)
        self._piece = _FIRST_PIECE
        self._packed = b""
        self._unpacked = b""
        self.is_broken = self.is_read = False

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` unpacked bytes."""
        while not self._unpacked and not self._unpacker.eof and not self.is_broken:
            self._unpack()
        data, self._unpacked = self._unpacked[:size], self._unpacked[size:]
        return data

    def passed(self, _offset: int, /) -> None:
        """Keep the way back to the beginning of the member."""
        self.is_read = True

    def _unpack(self) -> None:
        packed = self._packed
        if not packed:
            packed = self._raw.read(self._piece)
            self._piece = min(4 * self._piece, _PIECE)
        try:
            self._unpacked = self._unpacker.decompress(packed, _UNPACKED)
        except zlib.error:
            self.is_broken = True
            return
        self._packed = self._unpacker.unconsumed_tail
        if self._unpacker.eof:
            self._raw.go_to(self._raw.position - len(self._unpacker.unused_data))
        elif not packed:
            self.is_broken = True
