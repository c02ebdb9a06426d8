"""Entities and ampersands of XML, made harmless before a parser sees them.

A feed's document type goes before parsing, so that nothing it declares can be expanded, fetched or
repeated by the parser. What it declares as plain text is put in here, within limits.
"""

from __future__ import annotations

import re
from html.entities import html5

from reader.errors import SourceError

_MOST_EXPANDED = 1_000_000
"""Code points that declared entities may add to a feed; those of real feeds add a few hundred."""
_DEEPEST = 8

_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,2000}", re.IGNORECASE)
_DECLARED = re.compile(
    r"<!ENTITY\s+(?P<name>[A-Za-z_][\w.-]{0,100})\s+(?:(?P<external>SYSTEM|PUBLIC)\b"
    r"|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')",
    re.IGNORECASE,
)
_STRAY = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:([A-Za-z_][\w.-]{0,100});)?"
)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def without_entities(text: str) -> str:
    """Return XML without a document type, and with only such references as every parser knows.

    Named characters of HTML become numbers, a bare ampersand ``&amp;``. Raise SourceError for entities
    that grow beyond reason, and for those that lie in another file.
    """
    text, declared = _without_document_type(text)
    if "&" not in text:
        return text
    expander = _Expander(declared)
    outside, *rest = text.split(_CDATA)
    pieces = [_STRAY.sub(expander, outside)]
    for piece in rest:
        inside, end, after = piece.partition(_CDATA_END)
        pieces += [_CDATA, inside, end, _STRAY.sub(expander, after)]
    return "".join(pieces)


def _without_document_type(text: str) -> tuple[str, dict[str, str | None]]:
    """Cut the document type out; return what it declares, None for what lies in another file."""
    root = re.search(r"<[A-Za-z_]", text)
    start = _DOCTYPE.search(text, 0, root.start() if root else len(text))
    if start is None:
        return text, {}
    end = start.end()
    subset = ""
    if text[end : end + 1] == "[":
        close = re.compile(r"\]\s*>").search(text, end)
        if close is None:
            raise SourceError("its document type never ends")
        subset, end = text[end : close.start()], close.end()
    else:
        end += 1
    declared = {
        found["name"]: None
        if found["external"]
        else (found["double"] if found["double"] is not None else found["single"])
        for found in _DECLARED.finditer(subset)
    }
    return text[: start.start()] + text[end:], declared


class _Expander:
    """What stands in for each reference that a parser may not know."""

    def __init__(self, declared: dict[str, str | None]) -> None:
        self._declared = declared
        self._left = _MOST_EXPANDED

    def __call__(self, reference: re.Match[str]) -> str:
        name = reference[1]
        if name is None:
            return "&amp;"
        if name in self._declared:
            expanded = self._expand(name, 0)
            self._left -= len(expanded)
            if self._left < 0:
                raise _bomb()
            return expanded
        return _as_numbers(name) or f"&amp;{name};"

    def _expand(self, name: str, depth: int) -> str:
        if name in _XML:
            return f"&{name};"
        value = self._declared.get(name, "") if name in self._declared else _as_numbers(name)
        if value is None:
            raise SourceError(f"it asks for another file (the external entity {name!r}), which is never read")
        if depth >= _DEEPEST:
            raise _bomb()
        expanded: list[str] = []
        size = position = 0
        for inner in re.finditer(r"&([A-Za-z_][\w.-]{0,100});", value):
            expanded += [value[position : inner.start()], self._expand(inner[1], depth + 1)]
            size += len(expanded[-1])
            position = inner.end()
            if size > self._left:
                raise _bomb()
        return "".join([*expanded, value[position:]])


def _as_numbers(name: str) -> str:
    characters = html5.get(f"{name};", "")
    return "".join(f"&#{ord(character)};" for character in characters)


def _bomb() -> SourceError:
    return SourceError("it is an entity bomb: its entities unpack to more text than any feed has")
