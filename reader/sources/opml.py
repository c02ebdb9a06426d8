"""Lists of feeds as OPML, the form in which readers exchange them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.errors import SourceError
from reader.sources.feeds.elements import attribute
from reader.sources.feeds.names import local_name
from reader.sources.feeds.xml import decode_xml, parse_xml
from reader.text.markup import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list."""

    address: str
    title: str | None = None
    site: str | None = None
    folder: str = ""
    """Folders inside folders are parted by ``/``."""


def read_opml(data: bytes) -> list[Outline]:
    """Return the feeds of an OPML document, each once, with their folders; raise SourceError for none.

    Takes what programs make of it: broken XML, any case of names, ``url`` for ``xmlUrl``, folders as
    categories, outlines outside the body.
    """
    root = parse_xml(decode_xml(data).text)
    body = next((element for element in root.iter() if local_name(element) == "body"), root)
    found: dict[str, Outline] = {}
    for outline in _outlines(body, ()):
        found.setdefault(outline.address, outline)
    if not found:
        raise SourceError("there are no feeds in it; is it OPML?")
    return list(found.values())


def _outlines(parent: Any, folders: tuple[str, ...]) -> Iterator[Outline]:
    for element in parent:
        if local_name(element) != "outline":
            continue
        title = attribute(element, "title", "text")
        title = line_of(title) if title else None
        address = attribute(element, "xmlUrl", "xmlurl")
        if address is None and (attribute(element, "type") or "").casefold() in {"rss", "atom", "feed"}:
            address = attribute(element, "url", "href")
        if address:
            category = (attribute(element, "category") or "").split(",")[0].strip("/ ")
            folder = "/".join(folders) or category
            yield Outline(address, title, attribute(element, "htmlUrl"), folder)
        if len(element) and len(folders) < _DEEPEST:
            name = (title or "").replace("/", "-")
            yield from _outlines(element, (*folders, name) if name and not address else folders)


def write_opml(outlines: Iterable[Outline]) -> bytes:
    """Return an OPML 2.0 document with these feeds in their folders."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "newsreader"
    body = etree.SubElement(root, "body")
    holders: dict[str, Any] = {"": body}
    for outline in outlines:
        holder = _holder(holders, outline.folder)
        title = outline.title or outline.address
        facts = {"type": "rss", "text": title, "title": title, "xmlUrl": outline.address}
        if outline.site:
            facts["htmlUrl"] = outline.site
        etree.SubElement(holder, "outline", facts)
    document: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return document


def _holder(holders: dict[str, Any], folder: str) -> Any:
    from lxml import etree

    if folder not in holders:
        outer, _, name = folder.rpartition("/")
        holders[folder] = etree.SubElement(_holder(holders, outer), "outline", {"text": name, "title": name})
    return holders[folder]
