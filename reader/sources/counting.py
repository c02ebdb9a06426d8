"""How many documents there are, before they are read."""

from __future__ import annotations

import gzip
import zipfile
from typing import IO, TYPE_CHECKING

from reader.model.report import Failure
from reader.sources.files import FoundFile, find_files
from reader.sources.kinds import Kind, kind_by_name
from reader.sources.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_SAMPLE = 262_144
"""Bytes of a file of lines from which the number of its lines is estimated."""


def count_documents(
    paths: Iterable[str | Path], *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> Iterator[int]:
    """Yield how many documents each file holds; their sum is the total of ``read_paths``.

    Members of archives are counted, lines of JSON estimated from the length of the first ones.
    What cannot be read counts as one, since it will fail as one.
    """
    selection = Selection(tuple(include), tuple(exclude))
    for found in find_files(paths, selection):
        yield 1 if isinstance(found, Failure) else _count_in(found, selection)


def _count_in(found: FoundFile, selection: Selection) -> int:
    try:
        match found.kind:
            case Kind.LINES:
                with found.path.open("rb") as stream:
                    return _estimate_lines(stream, found.size)
            case Kind.GZIP if kind_by_name(found.path.stem) is Kind.LINES:
                with found.path.open("rb") as packed, gzip.GzipFile(fileobj=packed) as stream:
                    lines = _line_feeds(stream)
                    return max(lines * found.size // max(packed.tell(), 1), 1)
            case Kind.ZIP:
                with zipfile.ZipFile(found.path) as archive:
                    return sum(
                        _count_member(archive, info)
                        for info in archive.infolist()
                        if _is_wanted(info, selection)
                    )
            case _:
                return 1
    except (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, NotImplementedError):
        return 1


def _is_wanted(info: zipfile.ZipInfo, selection: Selection) -> bool:
    return not info.is_dir() and selection.wants(info.filename)


def _count_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    if kind_by_name(info.filename) is not Kind.LINES:
        return 1
    with archive.open(info) as stream:
        return _estimate_lines(stream, info.file_size)


def _estimate_lines(stream: IO[bytes], size: int) -> int:
    lines = _line_feeds(stream)
    return max(lines * size // min(max(size, 1), _SAMPLE), 1)


def _line_feeds(stream: IO[bytes] | gzip.GzipFile) -> int:
    sample = stream.read(_SAMPLE)
    return sample.count(b"\n") + (not sample.endswith(b"\n"))
