"""How many documents there are, before they are read."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.addresses import is_web_address
from reader.sources.archives import open_zip
from reader.sources.files import FoundFile, find_files
from reader.sources.kinds import Kind, kind_by_name
from reader.sources.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_PIECE = 4096
"""Packed bytes taken at once."""
_GZIP_HEADER = 16
"""What zlib wants added to its window size to expect the header of a .gz."""
_SAMPLE = 262_144
"""Bytes of a file from which the number of its documents is estimated."""
_MARKS: dict[Kind | None, bytes] = {
    Kind.LINES: b"\n",
    Kind.TABLE: b"\n",
    Kind.JSON: b'"title"',
    Kind.MBOX: b"\nFrom ",
    Kind.WARC: b"WARC-Type: response",
    Kind.FEED: b"</title>",
}
"""What stands in a file about once for each document in it."""


def count_documents(
    paths: Iterable[str | Path], *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> Iterator[int]:
    """Yield how many documents each file holds; their sum is the total of ``read_paths``.

    Members of archives are counted, lines, rows, mails and pages estimated from the length of the first ones.
    What cannot be read counts as one, since it will fail as one.
    """
    selection = Selection(tuple(include), tuple(exclude))
    pages = [path for path in paths if is_web_address(str(path))]
    yield from (1 for _ in pages)
    for found in find_files((path for path in paths if path not in pages), selection):
        yield 1 if isinstance(found, Failure) else _count_in(found, selection)


def _count_in(found: FoundFile, selection: Selection) -> int:
    try:
        match found.kind:
            case kind if kind in _MARKS:
                with found.path.open("rb") as stream:
                    return _estimate(stream, found.size, _MARKS[kind])
            case Kind.GZIP if (kind := kind_by_name(found.path.stem)) in _MARKS:
                with found.path.open("rb") as packed:
                    return _estimate_packed(packed, found.size, _MARKS[kind])
            case Kind.ZIP:
                with found.path.open("rb") as packed, open_zip(packed) as archive:
                    return sum(
                        _count_member(archive, info)
                        for info in archive.infolist()
                        if _is_wanted(info, selection)
                    )
            case _:
                return 1
    except (
        SourceError,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        zlib.error,
        zipfile.BadZipFile,
        NotImplementedError,
    ):
        return 1


def _is_wanted(info: zipfile.ZipInfo, selection: Selection) -> bool:
    return not info.is_dir() and selection.wants(info.filename)


def _count_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    mark = _MARKS.get(kind_by_name(info.filename))
    if mark is None:
        return 1
    with archive.open(info) as stream:
        return _estimate(stream, info.file_size, mark)


def _estimate(stream: IO[bytes], size: int, mark: bytes) -> int:
    return max(_count_marks(stream.read(_SAMPLE), mark) * size // min(max(size, 1), _SAMPLE), 1)


def _estimate_packed(packed: IO[bytes], size: int, mark: bytes) -> int:
    """Estimate the documents in a .gz by the packed bytes that the first unpacked ones took.

    ``gzip`` cannot tell those: since Python 3.12 it reads far ahead.
    """
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | _GZIP_HEADER)
    sample, taken = b"", 0
    while len(sample) < _SAMPLE and not unpacker.eof and (data := packed.read(_PIECE)):
        sample += unpacker.decompress(data, _SAMPLE - len(sample))
        taken += len(data) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
    return max(_count_marks(sample, mark) * size // max(taken, 1), 1)


def _count_marks(sample: bytes, mark: bytes) -> int:
    return sample.count(mark) + (mark == b"\n" and not sample.endswith(b"\n"))
