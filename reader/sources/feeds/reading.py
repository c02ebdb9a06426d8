"""One feed, whatever its format and however it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.errors import SourceError
from reader.sources.feeds.atom import read_atom
from reader.sources.feeds.json_feed import read_json_feed
from reader.sources.feeds.names import local_name, use_own_namespace
from reader.sources.feeds.rss import read_rss
from reader.sources.feeds.xml import decode_xml, parse_xml
from reader.sources.limits import LARGEST_DOCUMENT, too_large

if TYPE_CHECKING:
    from reader.model.feed import Feed

_MOST_LOOKED_AT = 200
"""Elements among which the feed is looked for when something else stands round it."""


def read_feed(data: bytes, *, address: str | None = None, charset: str | None = None) -> Feed:
    """Return the feed in a document; raise SourceError, with the reason, where there is none.

    ``address`` is where it was found, and what relative links are joined to where the feed names no base;
    ``charset`` is what the server said of its encoding.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise SourceError(too_large(len(data)))
    if not data.strip():
        raise SourceError("it is empty")
    decoded = decode_xml(data, charset=charset)
    if decoded.text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        feed = read_json_feed(decoded.text, address=address)
    else:
        root = _root_of_feed(parse_xml(decoded.text))
        is_atom = local_name(root) in {"feed", "entry"}
        use_own_namespace(root, is_atom=is_atom)
        feed = (read_atom if is_atom else read_rss)(root, address=address)
    return replace(feed, warning=decoded.warning) if decoded.warning else feed


def _root_of_feed(root: Any) -> Any:
    is_page = local_name(root) == "html"
    for number, element in enumerate(root.iter()):
        name = local_name(element)
        if name in {"rss", "rdf", "feed", "channel"} or (number == 0 and name == "entry"):
            return element
        if number >= _MOST_LOOKED_AT or (is_page and name == "body"):
            break
    if is_page:
        raise SourceError("it is a web page, not a feed")
    raise SourceError(f"it is XML, but not a feed (its first element is <{local_name(root)[:40]}>)")
