"""Articles in tables: CSV and TSV, with names of columns in the first row."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import IO, TYPE_CHECKING

from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.limits import LARGEST_DOCUMENT
from reader.sources.records import knows_name, read_record
from reader.sources.surprises import surprise
from reader.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.article import RawArticle
    from reader.sources.place import Place

_SAMPLE = 65_536
"""Bytes from which encoding and delimiter are told."""
_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 2000
_MENDING = "newsreader-windows-1252"

csv.field_size_limit(LARGEST_DOCUMENT)


def read_table(stream: IO[bytes], place: Place) -> Iterator[RawArticle | Failure]:
    """Yield the article, or the reason there is none, of each row.

    The first row names the columns; ``record_names.toml`` says which names are known. Rows are read
    one by one, so that a table may be larger than memory. Raise SourceError for a table without names.
    """
    buffered = io.BufferedReader(stream, _SAMPLE)  # type: ignore[type-var]
    sample = buffered.peek(_SAMPLE)
    encoding = decode(sample).encoding
    text = io.TextIOWrapper(buffered, encoding=encoding, errors=_MENDING, newline="")
    rows = _rows(text, _delimiter(sample.decode(encoding, "replace")))
    header = next(rows, (0, ""))[1]
    if isinstance(header, str) or not any(map(knows_name, header)):
        raise SourceError("its first row does not name columns such as title, url, text, published")
    header[0] = header[0].removeprefix("\ufeff")
    for line, row in rows:
        name = f"{place.name}:{line}"
        if isinstance(row, str):
            yield Failure(name, row)
        elif any(row):
            try:
                yield read_record(dict(zip(header, row, strict=False)), place)
            except SourceError as error:
                yield Failure(name, str(error).replace("the object", "the row"))
            except Exception as error:  # noqa: BLE001 - whatever one row does to its reader, the rest is read
                yield surprise(name, error)


def _rows(text: io.TextIOWrapper, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row with the number of its last line, or the reason why it cannot be read."""
    rows = csv.reader(_lines(text), delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield rows.line_num, f"the row cannot be read: {error}"
        else:
            yield rows.line_num, row[:_MOST_COLUMNS]


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines of a table, cut off where a document would be too large."""
    while line := text.readline(LARGEST_DOCUMENT):
        yield line
        while not line.endswith(("\n", "\r")) and len(line) == LARGEST_DOCUMENT:
            line = text.readline(LARGEST_DOCUMENT)


def _delimiter(sample: str) -> str:
    """Return what separates the columns: what stands most often in the first line, outside quotes."""
    first = re.sub(r'"[^"]*"', "", sample.lstrip("\ufeff").split("\n", 1)[0])
    return max(_DELIMITERS, key=first.count)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are wrong in an encoding as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_MENDING, _as_windows)
