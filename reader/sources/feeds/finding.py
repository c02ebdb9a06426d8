"""The feed of a site: where its page says that it is, or where feeds usually are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.sources.addresses import normalised
from reader.sources.feeds.reading import read_feed
from reader.sources.feeds.recognising import is_feed
from reader.sources.http_faults import FetchError
from reader.text.decode import declared_charset, decode
from reader.text.markup import absolute, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.feed import Feed
    from reader.sources.http import Web
    from reader.sources.http_messages import Answer, Request

USUAL_PLACES = (
    *("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feeds/posts/default"),
    *("/rss/index.xml", "/feed.json"),
)
_MOST_TRIED = 12

_TYPES = re.compile(
    r"application/(?:rss|atom|rdf|feed|x\.atom|x-rss)\+(?:xml|json)|application/(?:rdf|json)|(?:text|application)/(?:rss|atom)",
    re.IGNORECASE,
)
_LINK = re.compile(r"<link\b([^<>]{1,4000})>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]{1,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:/(?:feeds?|rss|atom)/?|\.(?:rss|atom|rdf)|(?:rss|atom|feed|index)\.xml)(?:$|\?)", re.IGNORECASE
)
_BASE = re.compile(r"<base\b([^<>]{1,2000})>", re.IGNORECASE)
_OF_COMMENTS = re.compile(r"comment", re.IGNORECASE)
"""What the programs of sites call the feeds of comments, in their addresses and titles."""


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed where it lies, read once."""

    address: str
    feed: Feed
    answer: Answer
    others: tuple[str, ...] = ()
    """Further feeds that the same page names."""


def find_feed(web: Web, request: Request) -> FoundFeed:
    """Return the feed at an address, or the feed of the page there; raise SourceError where there is none.

    Of several feeds that a page names the first wins that is not one of comments.
    """
    answer = web.get(request)
    address = answer.moved_to or request.address
    if is_feed(answer.body):
        return FoundFeed(address, _read(answer), answer)
    named = list(dict.fromkeys(_named_in(answer)))
    for number, candidate in enumerate([*named, *_usual(answer.address)][:_MOST_TRIED]):
        try:
            found = web.get(replace(request, address=candidate))
            if is_feed(found.body):
                others = tuple(other for other in named if other != candidate) if number < len(named) else ()
                return FoundFeed(found.moved_to or candidate, _read(found), found, others)
        except (FetchError, SourceError):
            continue
    raise SourceError(
        "no feed was found there: neither does the page name one, nor is there one in a usual place"
    )


def _read(answer: Answer) -> Feed:
    return read_feed(answer.body, address=answer.address, charset=answer.charset)


def _named_in(answer: Answer) -> Iterator[str]:
    """Yield the feeds that a page names: in its head, those of comments last, then in its text."""
    try:
        page = decode(answer.body, declared=answer.charset or declared_charset(answer.body)).text[:2_000_000]
    except SourceError:
        return
    base = next((_attributes(found[1]).get("href") for found in _BASE.finditer(page)), None)
    base = absolute(base, answer.address) if base else answer.address
    links = [_attributes(found[1]) for found in _LINK.finditer(page)]
    in_head = [
        link
        for link in links
        if "alternate" in link.get("rel", "").casefold().split()
        and _TYPES.match(link.get("type", ""))
        and link.get("href")
    ]
    in_head.sort(key=lambda link: bool(_OF_COMMENTS.search(f"{link.get('title')} {link['href']}")))
    in_text = [_attributes(found[1]) for found in _ANCHOR.finditer(page)]
    in_text = [link for link in in_text if _LOOKS_LIKE_FEED.search(link.get("href", ""))]
    for link in (*in_head, *in_text):
        try:
            found = normalised(absolute(link["href"], base))[0]
        except SourceError:
            continue
        if found.startswith("http"):  # no page leads to files of this machine
            yield found


def _attributes(text: str) -> dict[str, str]:
    return {
        name.casefold(): line_of(unescape(double or single or bare))
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }


def _usual(address: str) -> Iterator[str]:
    for place in USUAL_PLACES:
        yield absolute(place, address)
