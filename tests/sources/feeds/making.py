"""Feeds in a line, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.sources.feeds.reading import read_feed

if TYPE_CHECKING:
    from reader.model.feed import Entry, Feed

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
)


def rss(inside: str, *, version: str = "2.0", head: str = "") -> bytes:
    """Return an RSS document with these elements in its channel."""
    return f'{head}<rss version="{version}" {NAMESPACES}><channel>{inside}</channel></rss>'.encode()


def atom(inside: str, *, attributes: str = "") -> bytes:
    """Return an Atom document with these elements."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{inside}</feed>'.encode()


def feed_of(document: bytes, *, address: str | None = None) -> Feed:
    """Read a document."""
    return read_feed(document, address=address)


def entry_of(document: bytes, *, address: str | None = None) -> Entry:
    """Read a document with one entry and return that."""
    (entry,) = read_feed(document, address=address).entries
    return entry


def item(inside: str) -> Entry:
    """Return the entry that an RSS item with these elements is."""
    return entry_of(rss(f"<item>{inside}</item>"))
