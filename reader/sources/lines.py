"""Articles as JSON objects, one a line."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.limits import LARGEST_DOCUMENT, too_large
from reader.sources.records import read_record
from reader.sources.surprises import surprise
from reader.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.article import RawArticle
    from reader.sources.place import Place

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_lines(stream: IO[bytes], place: Place) -> Iterator[RawArticle | Failure]:
    """Yield the article, or the reason there is none, of each line that is not blank.

    An object holds ``text`` (or ``body``), which is the whole body, and what it likes of ``id``, ``url``,
    ``title``, ``published``, ``source``, ``byline``, ``tags`` and ``language``, under any name that
    ``record_names.toml`` knows. Lines are read one by one, so that a
    file may be larger than memory.
    """
    name = place.name
    for number, line in enumerate(_lines(stream), start=1):
        if number == 1 and line is not None and line.startswith(_UTF16_MARKS):
            yield Failure(name, "it is UTF-16; JSON lines must be UTF-8")
            return
        if line is None:
            yield Failure(f"{name}:{number}", too_large())
        elif line.strip():
            try:
                yield read_record(_parse(line), place)
            except SourceError as error:
                yield Failure(f"{name}:{number}", str(error))
            except Exception as error:  # noqa: BLE001 - whatever one line does to its reader, the rest is read
                yield surprise(f"{name}:{number}", error)


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the lines of a stream, None for one that is too long to be read."""
    while line := stream.readline(LARGEST_DOCUMENT + 1):
        if len(line) <= LARGEST_DOCUMENT:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_DOCUMENT)
        yield None


def _parse(line: bytes) -> object:
    try:
        parsed: object = json.loads(decode(line).text, strict=False)
    except json.JSONDecodeError as error:
        raise SourceError(f"the line is not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            "the line is not JSON that can be read: a figure or the nesting is too large"
        ) from error
    return parsed
