"""RSS in all its versions, RDF among them: 0.90, 0.91 to 0.94, 1.0, 1.1 and 2.0; and CDF, its forerunner.

The Channel Definition Format of 1997 writes as attributes (``HREF``, ``LASTMOD``) what RSS has as elements.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.model.feed import Entry, Feed
from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.elements import (
    attribute,
    base_of,
    base_within,
    children_of,
    date,
    elements,
    first_markup,
    language_of,
    plain,
    raw_text,
    text,
)
from reader.sources.feeds.extras import (
    enclosure,
    media_description,
    media_enclosures,
    minutes_between,
    picture_of,
    tags_of,
)
from reader.sources.feeds.names import local_name, name_of
from reader.sources.feeds.people import people, person
from reader.sources.limits import MOST_ENTRIES
from reader.text.markup import absolute, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.feed import Enclosure, Person
    from reader.sources.feeds.elements import Children

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_HOLDERS = frozenset({"rss", "rdf", "channel", "items", "rdf:rdf"})
"""Elements in which items stand, by version."""


def read_rss(root: Any, *, address: str | None = None) -> Feed:
    """Return the feed under an ``rss``, ``rdf:RDF`` or ``channel`` element; ``address`` is where it lies."""
    channel = _channel_in(root)
    children = children_of(channel)
    base = base_within(channel, root, attribute(channel, "base") or address)
    link = _page_of(channel, children, base)
    base = base or link
    description = first_markup(
        children, "description", "abstract", "dc:description", "itunes:summary", "itunes:subtitle"
    )
    return Feed(
        format=_format(root),
        title=text(children, "title", "dc:title", "itunes:title"),
        link=link,
        address=_own_address(children, base),
        description=harmless(description, base) if description else None,
        language=plain(children, "language", "dc:language") or language_of(channel) or language_of(root),
        published=date(children, "pubdate", "dc:date", "dcterms:issued"),
        updated=date(children, "lastbuilddate", "dcterms:modified", "atom:updated", "dc:date")
        or parse_feed_date(attribute(channel, "lastmod")),
        authors=_authors(children, ("managingeditor",), ("webmaster",)),
        tags=tags_of(map(raw_text, elements(children, "category")), children),
        image=_image(root, children, base),
        copyright=text(children, "copyright", "dc:rights", "media:copyright"),
        generator=text(children, "generator"),
        minutes=minutes_between(children),
        entries=tuple(_entry(*item) for item in islice(_items(root, base), MOST_ENTRIES)),
    )


def _channel_in(root: Any) -> Any:
    """Return the channel: below the root, else wherever torn tags have put it, else the root in its place."""
    if local_name(root) == "channel":
        return root
    inside = (one for group in (root, root.iter()) for one in group if local_name(one) == "channel")
    return next(inside, root)


def _items(root: Any, base: str | None) -> Iterator[tuple[Any, str | None]]:
    """Yield the items wherever this version keeps them, in the order of the document.

    Where an element before them was never closed, be it another item, they stand inside it.
    """
    found = list(_items_in(root, base))
    if len(found) < sum(1 for _ in root.iter("{*}item", "{*}ITEM")):
        found = [(item, base_of(item, base)) for item in root.iter() if name_of(item) == "item"]
    yield from found


def _items_in(root: Any, base: str | None) -> Iterator[tuple[Any, str | None]]:
    for child in root:
        name = name_of(child)
        if name == "item":
            yield child, base_of(child, base)
        elif name in _HOLDERS:
            yield from _items_in(child, base_of(child, base))


def _entry(item: Any, base: str | None) -> Entry:
    children = children_of(item)
    summary = first_markup(
        children,
        *("description", "abstract", "dc:description", "itunes:summary", "atom:summary", "dcterms:abstract"),
    ) or media_description(children)
    content = first_markup(
        children, "content:encoded", "xhtml:body", "xhtml:div", "content", "fullitem", "atom:content"
    )
    id_ = next((found for one in elements(children, "guid", "atom:id") if (found := raw_text(one))), None)
    links = tuple(dict.fromkeys(_links(children, base))) or _by_attribute(item, base)
    enclosures = tuple(_enclosures(children, base))
    published = date(children, "pubdate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published")
    updated = date(children, "dcterms:modified", "atom:updated") or parse_feed_date(
        attribute(item, "lastmod")
    )
    return Entry(
        id=plain(children, "guid", "atom:id") or attribute(item, _RDF_ABOUT),
        link=links[0] if links else _permanent(children, id_),
        title=text(children, "title", "dc:title", "media:title", "itunes:title", "atom:title"),
        summary=harmless(summary, base) if summary else None,
        content=harmless(content, base) if content else None,
        published=published or updated,
        updated=updated or date(children, "dc:date"),
        authors=_authors(children, ("author",)),
        tags=tags_of(_categories(children), children),
        links=links,
        enclosures=enclosures,
        image=picture_of(children, enclosures, base),
        comments=plain(children, "comments"),
        source=text(children, "source", "dc:source"),
        language=plain(children, "dc:language", "language") or language_of(item),
    )


def _links(children: Children, base: str | None) -> Iterator[str]:
    """Yield the addresses of an item's page, the plain ``link`` first."""
    for one in elements(children, "link"):
        if address := raw_text(one) or attribute(one, "href"):
            yield absolute(address, base)
    for one in elements(children, "atom:link"):
        if (attribute(one, "rel") or "alternate") == "alternate" and (address := attribute(one, "href")):
            yield absolute(address, base)
    for one in elements(children, "feedburner:origlink"):
        if address := raw_text(one):
            yield absolute(address, base)


def _by_attribute(element: Any, base: str | None) -> tuple[str, ...]:
    """Return the page that CDF names."""
    address = attribute(element, "href")
    return (absolute(address, base),) if address else ()


def _permanent(children: Children, id_: str | None) -> str | None:
    """Return the id as the page where it is an address and does not say that it is none."""
    is_page = all(
        (attribute(one, "isPermaLink") or "true").casefold() != "false" for one in elements(children, "guid")
    )
    is_address = id_ is not None and id_.casefold().startswith(("http://", "https://"))
    return absolute(id_, None) if id_ and is_page and is_address else None


def _categories(children: Children) -> Iterator[str]:
    for one in elements(children, "category"):
        yield raw_text(one)
    for one in elements(children, "atom:category"):
        yield attribute(one, "term", "label") or ""


def _enclosures(children: Children, base: str | None) -> Iterator[Enclosure]:
    for one in elements(children, "enclosure"):
        if address := attribute(one, "url"):
            yield enclosure(absolute(address, base), attribute(one, "type"), attribute(one, "length"))
    for one in elements(children, "atom:link"):
        if attribute(one, "rel") == "enclosure" and (address := attribute(one, "href")):
            yield enclosure(absolute(address, base), attribute(one, "type"), attribute(one, "length"))
    yield from media_enclosures(children, base)


def _authors(children: Children, *own: tuple[str, ...]) -> tuple[Person, ...]:
    """Return who is named first: by the format itself, else by Dublin Core, iTunes, Atom or media."""
    for tier in (*own, ("dc:author", "dc:creator", "dcterms:creator"), ("itunes:author",)):
        found = people(*(person(raw_text(one)) for one in elements(children, *tier)))
        if found:
            return found
    inside = [children_of(one) for one in elements(children, "atom:author", "itunes:owner")]
    return people(
        *(
            person(plain(one, "atom:name", "itunes:name"), plain(one, "atom:email", "itunes:email"))
            for one in inside
        ),
        *(person(raw_text(one)) for one in elements(children, "media:credit")),
    )


def _page_of(channel: Any, children: Children, base: str | None) -> str | None:
    found = next(_links(children, base), None)
    return found or attribute(channel, _RDF_ABOUT) or next(iter(_by_attribute(channel, base)), None)


def _own_address(children: Children, base: str | None) -> str | None:
    for one in elements(children, "atom:link"):
        if attribute(one, "rel") == "self" and (address := attribute(one, "href")):
            return absolute(address, base)
    return None


def _image(root: Any, children: Children, base: str | None) -> str | None:
    beside = [child for child in root if name_of(child) == "image"]
    for one in [*elements(children, "image"), *beside]:
        if address := plain(children_of(one), "url", "link"):
            return absolute(address, base)
    return picture_of(children, (), base)


def _format(root: Any) -> str:
    if local_name(root) == "channel" and attribute(root, "href"):
        return "cdf"
    version = attribute(root, "version")
    if version is None and local_name(root) == "rdf":
        uses = str(root.nsmap.values()) if root.nsmap else ""
        version = "1.0" if "purl.org/rss/1.0" in uses else "0.90" if "netscape" in uses else None
    return f"rss {version}" if version else "rss"
