"""Atom 1.0, 0.3 and what came between."""

from __future__ import annotations

import base64
import binascii
from html import escape
from typing import TYPE_CHECKING, Any

from reader.model.feed import Entry, Feed
from reader.sources.feeds.elements import (
    attribute,
    base_of,
    children_of,
    date,
    elements,
    inner_markup,
    language_of,
    plain,
    raw_text,
    was_never_closed,
)
from reader.sources.feeds.extras import (
    enclosure,
    media_description,
    media_enclosures,
    minutes_between,
    picture_of,
    tags_of,
)
from reader.sources.feeds.names import local_name
from reader.sources.feeds.people import people, person
from reader.sources.limits import MOST_ENTRIES
from reader.text.decode import decode
from reader.text.markup import absolute, harmless, line_of
from reader.text.sanitize import clean, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.feed import Enclosure, Person
    from reader.sources.feeds.elements import Children

_HTML_TYPES = frozenset({"html", "text/html", "application/xhtml+xml", "xhtml", "application/html"})


def read_atom(root: Any, *, address: str | None = None) -> Feed:
    """Return the feed under a ``feed`` element, or an ``entry`` that stands alone.

    ``address`` is where it lies.
    """
    base = base_of(root, address)
    children = children_of(root, without="atom:")
    if local_name(root) == "entry":
        return Feed(format="atom", entries=(_entry(root, base, language_of(root), ()),))
    language = language_of(root) or plain(children, "dc:language")
    authors = _authors(children)
    link = _link(children, base, "alternate")
    inner = base or link
    return Feed(
        format=_format(root),
        title=_line(children, "title", "dc:title"),
        link=link,
        address=_link(children, base, "self"),
        description=_markup(children, inner, "subtitle", "tagline", "itunes:summary"),
        language=language,
        published=date(children, "published", "issued", "created"),
        updated=date(children, "updated", "modified", "dcterms:modified", "dc:date"),
        authors=authors,
        tags=tags_of(_categories(children), children),
        image=_image(children, base),
        copyright=_line(children, "rights", "copyright", "dc:rights"),
        generator=_generator(children),
        minutes=minutes_between(children),
        entries=tuple(
            _entry(one, base_of(one, inner), language_of(one) or language, authors)
            for one in _entries(root, children)[:MOST_ENTRIES]
        ),
    )


def _entries(root: Any, children: Children) -> list[Any]:
    """Return the entries; where an element before them was never closed, they stand inside it."""
    found = list(elements(children, "entry"))
    if len(found) < sum(1 for _ in root.iter("{*}entry", "{*}ENTRY")):
        found = [element for element in root.iter() if local_name(element) == "entry"]
    return found


def _entry(element: Any, base: str | None, language: str | None, feed_authors: tuple[Person, ...]) -> Entry:
    children = children_of(element, without="atom:")
    links = tuple(dict.fromkeys(_links(children, base, "alternate")))
    enclosures = (*_enclosures(children, base), *media_enclosures(children, base))
    summary = _markup(children, base, "summary", "dc:description", "itunes:summary")
    if summary is None and (described := media_description(children)):
        summary = harmless(described, base)
    updated = date(children, "updated", "modified", "dcterms:modified")
    origin = next(map(_atom_children, elements(children, "source")), {})
    authors = _authors(children) or _authors(origin) or feed_authors
    content = _markup(children, base, "content", "content:encoded")
    source = next((one.get("src") for one in elements(children, "content") if one.get("src")), None)
    return Entry(
        id=plain(children, "id", "guid"),
        link=links[0] if links else (absolute(source, base) if source else None),
        title=_line(children, "title", "dc:title", "media:title"),
        summary=summary,
        content=content,
        published=date(children, "published", "issued", "dcterms:issued", "created", "dc:date") or updated,
        updated=updated,
        authors=authors,
        tags=tags_of(_categories(children), children),
        links=links,
        enclosures=enclosures,
        image=picture_of(children, enclosures, base),
        comments=_link(children, base, "replies"),
        source=_line(origin, "title"),
        language=language,
    )


def _atom_children(element: Any) -> Children:
    return children_of(element, without="atom:")


def _content(element: Any) -> tuple[str, bool]:
    """Return what a text construct holds, and whether that is HTML.

    Atom 0.3 says by ``mode`` how the text is written, 1.0 by ``type`` alone. Some write markup inside text,
    or escape what they call XHTML; such text is taken for what it looks like.
    """
    kind = (attribute(element, "type") or "text").casefold().split(";")[0].strip()
    mode = (attribute(element, "mode") or "").casefold()
    if len(element) and not was_never_closed(element):
        return inner_markup(element).strip(), True
    written = (element.text or "").strip()
    if mode == "base64" or not (
        mode or kind in _HTML_TYPES or kind == "text" or "/" not in kind or "xml" in kind
    ):
        decoded = _from_base64(written, is_stated=mode == "base64" or not kind.startswith("text/"))
        if decoded is not None:
            return decoded, kind in _HTML_TYPES or mode == "base64"
    return written, kind in _HTML_TYPES or (mode == "escaped" and kind != "text/plain")


def _from_base64(text: str, *, is_stated: bool) -> str | None:
    if not is_stated or not text:
        return None
    try:
        return decode(base64.b64decode("".join(text.split()), validate=True)).text
    except (binascii.Error, ValueError):
        return None
    except Exception:  # noqa: BLE001 - a picture in a text element is no text, and no failure of the feed
        return ""


def _line(children: Children, *names: str) -> str | None:
    """Return a title or the like as one line of text."""
    for one in elements(children, *names):
        found, is_markup = _content(one)
        line = line_of(found) if is_markup else visible(found)
        if line:
            return line
    return None


def _markup(children: Children, base: str | None, *names: str) -> str | None:
    """Return a text construct as harmless HTML."""
    for one in elements(children, *names):
        found, is_markup = _content(one)
        if found.strip():
            return harmless(found, base_of(one, base)) if is_markup else escape(clean(found), quote=False)
    return None


def _links(children: Children, base: str | None, relation: str) -> Iterator[str]:
    for one in elements(children, "link"):
        stated = (attribute(one, "rel") or "alternate").casefold().rpartition("/")[2]
        address = attribute(one, "href") or (raw_text(one) if relation == "alternate" else "")
        if stated == relation and address:
            yield absolute(address, base_of(one, base))


def _link(children: Children, base: str | None, relation: str) -> str | None:
    return next(_links(children, base, relation), None)


def _enclosures(children: Children, base: str | None) -> Iterator[Enclosure]:
    for one in elements(children, "link"):
        if attribute(one, "rel") == "enclosure" and (address := attribute(one, "href")):
            yield enclosure(absolute(address, base), attribute(one, "type"), attribute(one, "length"))


def _authors(children: Children) -> tuple[Person, ...]:
    found = []
    for one in elements(children, "author"):
        inside = children_of(one, without="atom:")
        named = person(plain(inside, "name"), plain(inside, "email"))
        found.append(named or person(one.text))
    return people(*found) or people(
        *(
            person(raw_text(one))
            for one in elements(children, "dc:creator", "dcterms:creator", "itunes:author")
        )
    )


def _categories(children: Children) -> Iterator[str]:
    for one in elements(children, "category"):
        yield attribute(one, "label") or attribute(one, "term") or raw_text(one)


def _image(children: Children, base: str | None) -> str | None:
    address = plain(children, "logo", "icon")
    return absolute(address, base) if address else picture_of(children, (), base)


def _generator(children: Children) -> str | None:
    for one in elements(children, "generator"):
        stated = (raw_text(one), attribute(one, "version"), attribute(one, "uri", "url"))
        return visible(" ".join(part for part in stated if part)) or None
    return None


def _format(root: Any) -> str:
    version = attribute(root, "version")
    if version is None:
        version = "0.3" if "purl.org/atom" in str(root.tag) else "1.0"
    return f"atom {version}"
