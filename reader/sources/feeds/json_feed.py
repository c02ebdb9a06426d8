"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from reader.errors import SourceError
from reader.model.feed import Enclosure, Entry, Feed
from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.people import people, person
from reader.sources.limits import MOST_ENTRIES
from reader.text.markup import absolute, harmless, line_of
from reader.text.sanitize import clean, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.feed import Person


def read_json_feed(written: str, *, address: str | None = None) -> Feed:
    """Return the feed in a JSON document; raise SourceError where there is none."""
    try:
        document = json.loads(written.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise SourceError("it is no JSON that can be read") from error
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise SourceError('it is JSON, but no feed: it has no "items"')
    base = address or _address(document, "feed_url", None) or _address(document, "home_page_url", None)
    authors = _authors(document)
    items = [item for item in document["items"][:MOST_ENTRIES] if isinstance(item, dict)]
    version = visible(str(document.get("version") or "")).rpartition("/")[2]
    return Feed(
        format=f"json {version}" if version[:1].isdigit() else "json",
        title=_text(document, "title"),
        link=_address(document, "home_page_url", base),
        address=_address(document, "feed_url", base),
        description=_text(document, "description"),
        language=_text(document, "language"),
        published=_newest(items, "date_published"),
        updated=_newest(items, "date_modified"),
        authors=authors,
        image=_address(document, "icon", base) or _address(document, "favicon", base),
        entries=tuple(_entry(item, base, authors, _text(document, "language")) for item in items),
    )


def _newest(items: list[dict[str, Any]], key: str) -> str | None:
    """Return the date of the first item that has one: the feed has none, and the newest comes first."""
    return next((found for item in items if (found := parse_feed_date(_text(item, key)))), None)


def _entry(
    item: dict[str, Any], base: str | None, authors: tuple[Person, ...], language: str | None
) -> Entry:
    links = tuple(
        dict.fromkeys(
            address for key in ("url", "external_url") if (address := _address(item, key, base)) is not None
        )
    )
    markup, words = item.get("content_html"), item.get("content_text")
    content = harmless(markup, base) if isinstance(markup, str) and markup.strip() else None
    if content is None and isinstance(words, str) and words.strip():
        content = escape(clean(words), quote=False)
    summary = item.get("summary")
    updated = parse_feed_date(_text(item, "date_modified"))
    tags = item.get("tags")
    return Entry(
        id=_text(item, "id"),
        link=links[0] if links else None,
        title=_text(item, "title"),
        summary=escape(clean(summary), quote=False) if isinstance(summary, str) and summary.strip() else None,
        content=content,
        published=parse_feed_date(_text(item, "date_published")) or updated,
        updated=updated,
        authors=_authors(item) or authors,
        tags=tuple(dict.fromkeys(tag for tag in map(_word, tags if isinstance(tags, list) else ()) if tag)),
        links=links,
        enclosures=tuple(_enclosures(item, base)),
        image=_address(item, "image", base) or _address(item, "banner_image", base),
        language=_text(item, "language") or language,
    )


def _authors(thing: dict[str, Any]) -> tuple[Person, ...]:
    listed = thing.get("authors")
    stated = listed if isinstance(listed, list) and listed else [thing.get("author")]
    return people(
        *(person(_text(one, "name") or _text(one, "url")) for one in stated if isinstance(one, dict))
    )


def _enclosures(item: dict[str, Any], base: str | None) -> Iterator[Enclosure]:
    stated = item.get("attachments")
    for one in stated if isinstance(stated, list) else ():
        if isinstance(one, dict) and (address := _address(one, "url", base)):
            size = one.get("size_in_bytes")
            length = size if isinstance(size, int) and 0 <= size < 1 << 60 else None
            yield Enclosure(address, _text(one, "mime_type"), length)


def _address(thing: dict[str, Any], key: str, base: str | None) -> str | None:
    stated = thing.get(key)
    return absolute(stated, base) or None if isinstance(stated, str) else None


def _text(thing: dict[str, Any], key: str) -> str | None:
    return _word(thing.get(key))


def _word(stated: object) -> str | None:
    """Return a value as one line; numbers stand for themselves, since many ids are numbers."""
    if isinstance(stated, bool) or not isinstance(stated, str | int | float):
        return None
    return line_of(stated) or None if isinstance(stated, str) else str(stated)
