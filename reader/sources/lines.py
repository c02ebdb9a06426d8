"""Articles as JSON objects, one a line."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources.documents import visible_body, web_address
from reader.sources.limits import LARGEST_DOCUMENT, too_large
from reader.sources.surprises import surprise
from reader.text.decode import decode
from reader.text.outlets import outlet_named
from reader.text.published import parse_published
from reader.text.sanitize import visible
from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_BODY = ("text", "body", "content")
_PUBLISHED = ("published", "published_at", "date", "timestamp")
_SOURCE = ("source", "outlet", "publisher")
_BYLINE = ("byline", "author", "authors")
_LANGUAGE = ("language", "lang")
_TAGS = ("section", "category", "categories", "tags", "keywords")


def read_lines(stream: IO[bytes], locator: str, name: str) -> Iterator[RawArticle | Failure]:
    """Yield the article, or the reason there is none, of each line that is not blank.

    An object holds ``text`` (or ``body``), which is the whole body, and what it likes of ``id``, ``url``,
    ``title``, ``published``, ``source``, ``byline``, ``language`` and ``tags``. Lines are read one by one,
    so that a file may be larger than memory. ``name`` is the file as a person knows it.
    """
    for number, line in enumerate(_lines(stream), start=1):
        if number == 1 and line is not None and line.startswith(_UTF16_MARKS):
            yield Failure(name, "it is UTF-16; JSON lines must be UTF-8")
            return
        if line is None:
            yield Failure(f"{name}:{number}", too_large())
        elif line.strip():
            try:
                yield read_object(_parse(line), locator)
            except SourceError as error:
                yield Failure(f"{name}:{number}", str(error))
            except Exception as error:  # noqa: BLE001 - whatever one line does to its reader, the rest is read
                yield surprise(f"{name}:{number}", error)


def read_object(thing: object, locator: str) -> RawArticle:
    """Return the article in one parsed object; raise SourceError when it holds none."""
    if not isinstance(thing, dict):
        raise SourceError("the line is JSON, but not an object")
    text = next((thing[key] for key in _BODY if isinstance(thing.get(key), str)), None)
    if text is None:
        raise SourceError('the object has no "text"')
    url = web_address(_text(thing, ("url", "link")))
    source = _text(thing, _SOURCE)
    return RawArticle(
        locator=url or f"{locator}#{quote(_text(thing, ('id',)) or _digest(text), safe='')}",
        body=visible_body(text),
        title=_text(thing, ("title", "headline")),
        source=(outlet_named(source) or source) if source else None,
        url=url,
        byline=_text(thing, _BYLINE),
        published=_published(thing),
        language=(_text(thing, _LANGUAGE) or "").casefold()[:2] or None,
        tags=clean_tags(text for key in _TAGS for text in _texts(thing.get(key))),
    )


def _digest(text: str) -> str:
    """Return a name for an article without one, the same wherever its line moves to."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


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


def _text(thing: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = thing.get(key)
        if isinstance(value, list):
            value = ", ".join(str(part) for part in value if isinstance(part, str | int))
        if isinstance(value, str | int) and not isinstance(value, bool) and (text := visible(str(value))):
            return text
    return None


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _published(thing: dict[str, Any]) -> str | None:
    values = (thing[key] for key in _PUBLISHED if isinstance(thing.get(key), str | int | float))
    return next((iso for value in values if (iso := parse_published(value)) is not None), None)
