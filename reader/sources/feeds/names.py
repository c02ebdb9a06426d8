"""Names of elements, whatever prefix, letter case or spelling of a namespace a feed uses."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

_RSS, _ATOM = "", "atom"

_PREFIXES = {
    "http://backend.userland.com/rss": _RSS,
    "http://backend.userland.com/rss2": _RSS,
    "http://backend.userland.com/rss091": _RSS,
    "http://blogs.law.harvard.edu/tech/rss": _RSS,
    "http://cyber.law.harvard.edu/rss": _RSS,
    "http://www.rssboard.org/rss-specification": _RSS,
    "http://purl.org/rss/1.0": _RSS,
    "http://purl.org/net/rss1.1": _RSS,
    "http://my.netscape.com/rdf/simple/0.9": _RSS,
    "http://channel.netscape.com/rdf/simple/0.9": _RSS,
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": _RSS,
    "http://www.w3.org/2005/atom": _ATOM,
    "http://purl.org/atom/ns": _ATOM,
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://purl.org/rss/1.0/modules/slash": "slash",
    "http://search.yahoo.com/mrss": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://www.rssboard.org/media-rss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}
"""Namespaces by the prefix that their documents use; compared without case, ``#`` or ``/`` at the end."""

_USUAL = frozenset(_PREFIXES.values()) | {"atom10", "atom03"}
_UNKNOWN = "?"
_OWN = frozenset({"channel", "item", "entry", "title"})
"""Elements that stand in the namespace of the format itself."""

_known: dict[str, str] = {}
_MOST_KNOWN = 5_000


def name_of(element: Any) -> str:
    """Return the name of an element: ``pubdate`` for RSS itself, ``dc:creator`` for what is known besides.

    Always in lower case. Elements of other namespaces are ``?:name``; comments have no name (``""``).
    """
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    name = _known.get(tag)
    if name is None:
        name = _name(tag)
        if len(_known) < _MOST_KNOWN:
            _known[tag] = name
    return name


def local_name(element: Any) -> str:
    """Return the name without its namespace, in lower case."""
    return name_of(element).rpartition(":")[2]


def use_own_namespace(root: Any, *, is_atom: bool) -> None:
    """Let the elements of a feed be found when the feed spells the namespace of its own format wrong.

    The namespace of its first elements is what it takes for that; the tree is changed.
    """
    named = [root, *(child for child in root if local_name(child) in _OWN)][:2]
    own = {tag[1:].partition("}")[0] for one in named if (tag := one.tag).startswith("{")}
    wrong = {address for address in own if _spelt(address) not in _PREFIXES}
    if not wrong:
        return
    right = "{http://www.w3.org/2005/Atom}" if is_atom else ""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag[1:].partition("}")[0] in wrong:
            with suppress(ValueError):  # what mended XML calls an element may be no name
                element.tag = right + element.tag.rpartition("}")[2]


def _spelt(address: str) -> str:
    return address.strip().casefold().rstrip("/#")


def _name(tag: str) -> str:
    if tag.startswith("{"):
        address, _, local = tag[1:].rpartition("}")
        prefix = _PREFIXES.get(_spelt(address), _UNKNOWN)
    else:
        # A prefix that the feed forgot to declare stays part of the name.
        prefix, _, local = tag.rpartition(":")
        prefix = prefix.casefold()
        prefix = "" if prefix == "rss" else prefix if prefix in _USUAL or not prefix else _UNKNOWN
    prefix = _ATOM if prefix.startswith(_ATOM) else prefix
    return f"{prefix}:{local.casefold()}" if prefix else local.casefold()
