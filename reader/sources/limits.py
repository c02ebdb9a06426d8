"""How much a source may hold before it is refused."""

from __future__ import annotations

from typing import IO

from reader.errors import SourceError

LARGEST_DOCUMENT = 32_000_000
"""Bytes of one document; the longest article known to news is a hundredth of it."""

MOST_ENTRIES = 100_000
"""Entries of one feed; one that fills the largest document with articles has a tenth of them."""

LARGEST_RATIO = 250
"""Times its packed size that data may unpack to: text reaches 20, bombs start at 1000."""

HARMLESS = 64_000_000
"""Bytes that may be unpacked at any ratio."""

LARGEST_DIRECTORY = 24_000_000
"""Bytes of the list of files of a zip archive, some 250,000 names; each takes ten times that in memory."""

DEEPEST_ARCHIVE = 2
"""Levels of archives inside archives that are opened."""


def in_megabytes(size: int) -> str:
    """Return a size as people say it."""
    return f"{size / 1e6:.0f} MB" if size >= 10_000_000 else f"{size / 1e6:.1f} MB"


def read_limited(stream: IO[bytes]) -> bytes:
    """Return what a stream holds; raise SourceError when that is more than a document may have."""
    data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise SourceError(too_large())
    return data


def too_large(size: int | None = None) -> str:
    """Return the reason for refusing a document of ``size`` bytes."""
    found = f"it has {in_megabytes(size)}" if size is not None else "it is too large"
    return f"{found}; a document may have at most {in_megabytes(LARGEST_DOCUMENT)}"
