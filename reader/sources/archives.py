"""Documents inside .zip, .tar and .gz files. Nothing is ever unpacked to disk."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING, Protocol

from reader.errors import SourceError
from reader.sources.limits import HARMLESS, LARGEST_DIRECTORY, LARGEST_RATIO, in_megabytes
from reader.sources.selection import page_folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""What the standard library raises for archives that are damaged, encrypted or of an unknown method."""


_LONGEST_ZIP_END = 65_557 + 76
"""Bytes of the records at the end of a zip archive, with the longest comment."""


class Bytes(Protocol):
    """A stream of bytes, packed or not."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes."""

    def close(self) -> None:
        """Let go of the file."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive, or the reason why it cannot be read."""

    name: str
    size: int
    """Bytes when unpacked, as the archive claims."""
    open: Callable[[], IO[bytes]]
    """Return its unpacked bytes; reading may raise SourceError."""
    problem: str | None = None


class Unpacked(io.RawIOBase):
    """A stream that stops being read when it unpacks to far more than was packed."""

    def __init__(self, stream: Bytes, budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raise SourceError for broken data and for bombs."""
        try:
            data = self._stream.read(len(buffer))
        except _BROKEN as error:
            raise SourceError(f"the archive is broken here ({_reason(error)})") from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the packed stream too."""
        self._stream.close()
        super().close()


class Budget:
    """How many bytes one archive may still unpack to, over all its members and levels."""

    def __init__(self, packed: int) -> None:
        self._left = max(packed * LARGEST_RATIO, HARMLESS)
        self._packed = packed

    def spend(self, size: int) -> None:
        """Count unpacked bytes; raise SourceError when they are too many for the packed size."""
        self._left -= size
        if self._left < 0:
            packed = in_megabytes(self._packed)
            raise SourceError(f"it is a zip bomb: {packed} that unpack to over {LARGEST_RATIO} times as much")


def zip_members(stream: IO[bytes], budget: Budget) -> Iterator[Member]:
    """Yield the files in a zip archive; raise SourceError when it is none or is broken."""
    with open_zip(stream) as archive:
        names = frozenset(archive.namelist())
        yield from (
            member for member in members_of(archive, budget) if not page_folder_of(member.name, names)
        )


def open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """Open a zip archive; raise SourceError when it is none, is broken or has too many files."""
    try:
        _check_directory(stream)
        return zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise SourceError(f"it is a broken zip archive ({_reason(error)})") from error


def members_of(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Member]:
    """Yield the files in an open zip archive, in the order of its directory."""
    for info in archive.infolist():
        if not info.is_dir():
            yield Member(info.filename, info.file_size, _opener(archive, info, budget), _zip_problem(info))


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a directory that would fill the memory: all of it is held while the archive is open.

    Its size stands in the end records (APPNOTE 4.3.14 and 4.3.16), and zipfile reads as much.
    """
    size = stream.seek(0, io.SEEK_END)
    start = stream.seek(max(size - _LONGEST_ZIP_END, 0))
    tail = stream.read(size - start)
    stream.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    large = tail.rfind(b"PK\x06\x06", 0, max(end, 0))
    if directory == 0xFFFFFFFF and large >= 0:
        directory = int.from_bytes(tail[large + 40 : large + 48], "little")
    if directory > LARGEST_DIRECTORY:
        raise SourceError(
            f"it has too many files: their list takes {in_megabytes(directory)},"
            f" and at most {in_megabytes(LARGEST_DIRECTORY)} are read; split the archive"
        )


def tar_members(stream: IO[bytes], budget: Budget) -> Iterator[Member]:
    """Yield the files in a tar archive, packed or not; raise SourceError when it is none or is broken."""
    head = stream.read(2)
    stream.seek(0)
    packed: Bytes = gzip.GzipFile(fileobj=stream) if head == b"\x1f\x8b" else stream
    guarded = io.BufferedReader(Unpacked(packed, budget))
    try:
        with tarfile.open(fileobj=guarded, mode="r|") as archive:
            while (info := archive.next()) is not None:
                data = archive.extractfile(info) if info.isfile() else None
                if data is not None:
                    yield Member(info.name, info.size, partial(_same, data))
                archive.members.clear()  # type: ignore[attr-defined]  # it would remember a million of them
    except _BROKEN as error:
        raise SourceError(f"it is a broken tar archive ({_reason(error)})") from error


def _same(data: IO[bytes]) -> IO[bytes]:
    return data


def gzip_member(stream: IO[bytes], name: str, budget: Budget) -> Member:
    """Return the one file that a .gz holds; its name is that of the .gz without the ending."""
    inner = name[: -len(".gz")] if name.casefold().endswith(".gz") else name
    return Member(inner, 0, lambda: io.BufferedReader(Unpacked(gzip.GzipFile(fileobj=stream), budget)))


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Callable[[], IO[bytes]]:
    def open_member() -> IO[bytes]:
        try:
            return io.BufferedReader(Unpacked(archive.open(info), budget))
        except _BROKEN as error:
            raise SourceError(f"the archive is broken here ({_reason(error)})") from error

    return open_member


def _zip_problem(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 0x1:
        return "it is encrypted; unpack it with its password first"
    if info.file_size > HARMLESS and info.file_size > info.compress_size * LARGEST_RATIO:
        packed, unpacked = in_megabytes(info.compress_size), in_megabytes(info.file_size)
        return f"it is a zip bomb: {packed} that unpack to {unpacked}"
    return None


def _reason(error: BaseException) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__
