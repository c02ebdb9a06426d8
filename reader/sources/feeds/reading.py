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
from reader.sources.limits import LARGEST_DOCUMENT, MOST_ENTRIES, too_large

if TYPE_CHECKING:
    from reader.model.feed import Feed

_RSS_ROOTS = frozenset({"rss", "rdf", "channel"})
_PARTS = frozenset({"title", "link", "description", "guid", "id", "content", "summary"})
"""What an entry is known by."""

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
        is_atom = local_name(root) in {"feed", "entry"} or (
            local_name(root) not in _RSS_ROOTS and not _has_entries(root, "item")
        )
        use_own_namespace(root, is_atom=is_atom)
        feed = (read_atom if is_atom else read_rss)(root, address=address)
    warning = decoded.warning
    if len(feed.entries) == MOST_ENTRIES:
        warning = f"only the first {MOST_ENTRIES:,} entries of this feed were read"
    return replace(feed, warning=warning) if warning else feed


def _root_of_feed(root: Any) -> Any:
    is_page = local_name(root) == "html"
    for number, element in enumerate(root.iter()):
        name = local_name(element)
        if name in _RSS_ROOTS or name == "feed" or (number == 0 and name == "entry"):
            return element
        if number >= _MOST_LOOKED_AT or (is_page and name == "body"):
            break
    if is_page:
        raise SourceError("it is a web page, not a feed")
    if _has_entries(root, "item") or _has_entries(root, "entry"):
        return root  # its own name is torn
    raise SourceError(f"it is XML, but not a feed (its first element is <{local_name(root)[:40]}>)")


def _has_entries(root: Any, name: str) -> bool:
    """Say whether there are elements of a name that hold what entries do."""
    return any(local_name(part) in _PARTS for found in root.iter(f"{{*}}{name}") for part in found)
