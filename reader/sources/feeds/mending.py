"""XML that no parser reads to its end, written anew so that one does: torn tags, bare signs, ends alone.

A last resort: what is well-formed never comes here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

_TOKEN = re.compile(
    r"<(?P<start>[A-Za-z_][\w:.-]{0,80}+)(?P<rest>[^<>]{0,4000}+)(?:>|(?=<))"
    r"|</(?P<end>[A-Za-z_][\w:.-]{0,80}+)[^<>]{0,100}+(?:>|(?=<))"
    r"|<(?![A-Za-z_/!?])",
    re.ASCII,  # no feed's names have other letters, and many torn tags do
)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_ATTRIBUTE = re.compile(
    r"(?<![\w:.-])([A-Za-z_][\w:.-]{0,80}+)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>/]+))",
    re.ASCII,
)
_ENTRY = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)(?![\w:.-])", re.IGNORECASE | re.ASCII)
_FEED = re.compile(
    r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:rss|rdf|feed|channel)(?![\w:.-])", re.IGNORECASE | re.ASCII
)
_ENTRY_NAMES = ("{*}item", "{*}entry", "{*}ITEM", "{*}Item")


def has_lost_entries(text: str, root: Any) -> bool:
    """Say whether a text names more entries than were found in it."""
    return entries_in(root) < len(_ENTRY.findall(text))


def entries_in(root: Any) -> int:
    """Return how many entries there are below an element; -1 where there is none."""
    return -1 if root is None else sum(1 for _ in root.iter(*_ENTRY_NAMES))


def mended(text: str) -> str:
    """Return XML with every tag closed and only such attributes and ends as can be told, from the feed on."""
    feed = _FEED.search(text)
    text = text[feed.start() if feed else max(text.find("<"), 0) :]
    open_: Counter[str] = Counter()
    outside, *rest = text.split(_CDATA)
    pieces = [_with_whole_tags(outside, open_)]
    for piece in rest:
        inside, end, after = piece.partition(_CDATA_END)
        pieces += [_CDATA, inside, end, _with_whole_tags(after, open_)] if end else [inside]
    return "".join(pieces)


def _with_whole_tags(text: str, open_: Counter[str]) -> str:
    return _TOKEN.sub(lambda token: _whole(token, open_), text)


def _whole(token: re.Match[str], open_: Counter[str]) -> str:
    if (end := token["end"]) is not None:
        if not open_[end]:
            return ""
        open_[end] -= 1
        return f"</{end}>"
    if (start := token["start"]) is None:
        return "&lt;"
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(token["rest"]):
        attributes.setdefault(name, (double or single or bare).replace('"', "&quot;"))
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    is_empty = token["rest"].rstrip().endswith("/")
    open_[start] += not is_empty
    return f"<{start}{written}{'/' if is_empty else ''}>"
