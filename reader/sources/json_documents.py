"""Articles in JSON documents: an array of objects, an object with such an array, or several objects."""

from __future__ import annotations

import codecs
import json
from typing import IO, TYPE_CHECKING

from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.limits import LARGEST_DOCUMENT, too_large
from reader.sources.records import lists_in, read_record
from reader.sources.surprises import surprise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.article import RawArticle
    from reader.sources.place import Place

_PIECE = 1_000_000
"""Bytes read at once."""
_SPACE = " \t\r\n"
_DECODER = json.JSONDecoder(strict=False)


def read_json(stream: IO[bytes], place: Place) -> Iterator[RawArticle | Failure]:
    """Yield the article, or the reason there is none, of each object in a document.

    The elements of an array are parsed one after another, so that a document may be larger than
    memory; one object may have what a document may have. Raise SourceError where the JSON is broken.
    """
    number = 0
    for value in _values(stream):
        for thing in lists_in(value) or [value]:
            number += 1
            name = f"{place.name}#{number}"
            try:
                yield read_record(thing, place)
            except SourceError as error:
                yield Failure(name, str(error))
            except Exception as error:  # noqa: BLE001 - whatever one object does to its reader, the rest is read
                yield surprise(name, error)
    if not number:
        raise SourceError("there are no articles in this JSON")


def _values(stream: IO[bytes]) -> Iterator[object]:
    """Yield the elements of an array, or the values that stand one after another."""
    text = _Text(stream)
    is_array = text.skip(_SPACE) == "["
    if is_array:
        text.take()
    while (mark := text.skip(_SPACE + ",")) and mark != "]":
        yield text.value()
    if is_array and not mark:
        raise SourceError("the JSON ends in the middle of its array")


class _Text:
    """Decoded text of which only the part that is being parsed is held."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = ""
        self._at = 0
        self._is_over = False
        start = stream.read(_PIECE)
        self._decoder = codecs.getincrementaldecoder(_encoding(start))("replace")
        self._add(start)

    def skip(self, characters: str) -> str:
        """Pass over these characters and return the one that follows; empty at the end."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in characters:
                self._at += 1
            if self._at < len(self._held) or not self._more():
                return self._held[self._at : self._at + 1]

    def take(self) -> None:
        """Pass over one character."""
        self._at += 1

    def value(self) -> object:
        """Return the value that stands here; raise SourceError when it is none or is too large."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise SourceError(f"it is not JSON: {error.msg} at character {error.pos}") from error
                continue
            except (ValueError, RecursionError) as error:
                raise SourceError(
                    "it is not JSON that can be read: a figure or the nesting is too large"
                ) from error
            if end == len(self._held) and self._more():
                continue  # a figure may go on in what is not read yet
            self._at = end
            return value

    def _more(self) -> bool:
        """Read on, twice as far as before, so that a large object is not parsed again and again."""
        if self._is_over:
            return False
        held = len(self._held) - self._at
        if held > LARGEST_DOCUMENT:
            raise SourceError(too_large())
        self._held, self._at = self._held[self._at :], 0
        self._add(self._stream.read(max(_PIECE, held)))
        return True

    def _add(self, data: bytes) -> None:
        self._is_over = not data
        self._held += self._decoder.decode(data, final=not data)


def _encoding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"
