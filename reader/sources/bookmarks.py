"""Pages of links: what read-later services and browsers export as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.records import read_record
from reader.text.decode import declared_charset, decode
from reader.text.elements import parse_page
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.article import RawArticle
    from reader.sources.place import Place

_HEAD = 4096
_MARK = re.compile(rb"<!doctype\s+netscape-bookmark|<a\s[^<>]{0,3000}?\stime_added=", re.IGNORECASE)
_MOST_LINKS = 500_000


def is_bookmarks(data: bytes) -> bool:
    """Say whether a page is an export of links: Netscape's form, or that of Pocket."""
    return _MARK.search(data[:_HEAD]) is not None


def read_bookmarks(data: bytes, place: Place) -> Iterator[RawArticle | Failure]:
    """Yield an article without text for each link, with what the export says of its state."""
    tree = parse_page(decode(data, declared=declared_charset(data)).text)
    folder: str | None = None
    number = 0
    for element in tree.iter("h1", "a"):
        if element.tag == "h1":
            folder = visible("".join(element.itertext()))
        elif number < _MOST_LINKS and re.match("https?:", element.get("href") or "", re.IGNORECASE):
            number += 1
            try:
                yield read_record(_record(element, folder), place)
            except SourceError as error:
                yield Failure(f"{place.name}#{number}", str(error))
    if not number:
        raise SourceError("there are no links in this export")


def _record(link: Any, folder: str | None) -> dict[str, Any]:
    is_pocket = link.get("time_added") is not None
    return {
        "url": link.get("href"),
        "title": "".join(link.itertext()),
        "time_added": link.get("time_added") or link.get("add_date"),
        "tags": link.get("tags"),
        "folder": folder if is_pocket else None,
    }
