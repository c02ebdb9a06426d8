"""The children of an element by their names, and the text in them."""

from __future__ import annotations

from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any

from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.names import local_name, name_of
from reader.text.markup import absolute, line_of
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_ENTRIES = frozenset({"item", "entry"})

Children = dict[str, list[Any]]
"""Elements by name, in the order of the document."""


def children_of(element: Any, *, without: str = "") -> Children:
    """Return the children of an element by name; ``without`` is a prefix that is left off the names."""
    children: Children = {}
    for child in element:
        name = name_of(child)
        if name:
            children.setdefault(name.removeprefix(without), []).append(child)
    return children


def elements(children: Children, *names: str) -> Iterable[Any]:
    """Return the children of these names, those of the first name first."""
    found = [children[name] for name in names if name in children]
    return found[0] if len(found) == 1 else chain.from_iterable(found)


def raw_text(element: Any) -> str:
    """Return what an element holds as text, markup inside it written out; not yet clean."""
    if len(element) == 0 or was_never_closed(element):
        return (element.text or "").strip()
    return inner_markup(element).strip()


def was_never_closed(element: Any) -> bool:
    """Say whether an entry inside an element of text shows that its end is missing."""
    return any(local_name(child) in _ENTRIES for child in element)


def text(children: Children, *names: str) -> str | None:
    """Return the first text under these names as one clean line; None where there is none."""
    for one in elements(children, *names):
        if line := line_of(raw_text(one)):
            return line
    return None


def plain(children: Children, *names: str) -> str | None:
    """Return the first text under these names, one line, in which nothing is read as markup."""
    for one in elements(children, *names):
        if line := visible(raw_text(one)):
            return line
    return None


def first_markup(children: Children, *names: str) -> str | None:
    """Return the first text that is not blank, as it stands."""
    for one in elements(children, *names):
        if found := raw_text(one):
            return found
    return None


def date(children: Children, *names: str) -> str | None:
    """Return the first of these that is a date, as ISO 8601."""
    for one in elements(children, *names):
        if found := parse_feed_date(raw_text(one)):
            return found
    return None


def attribute(element: Any, *names: str) -> str | None:
    """Return the first of these attributes that says something, whatever the case of its name."""
    for name in names:
        value = element.get(name)
        if value is None and not name.startswith("{"):
            value = next(
                (value for key, value in element.attrib.items() if key.casefold() == name.casefold()), None
            )
        if value and (line := visible(value)):
            return line
    return None


def base_of(element: Any, outer: str | None) -> str | None:
    """Return the address that links inside an element are relative to."""
    stated = element.get(_BASE)
    return absolute(stated, outer) if stated else outer


def base_within(element: Any, root: Any, outer: str | None) -> str | None:
    """Return the base of an element by all ``xml:base`` from ``root`` down to it."""
    chain = [element]
    while chain[-1] is not root and chain[-1].getparent() is not None:
        chain.append(chain[-1].getparent())
    for one in reversed(chain):
        outer = base_of(one, outer)
    return outer


def language_of(element: Any) -> str | None:
    """Return the language that an element says it is in."""
    return visible(element.get(_LANGUAGE) or "") or None


def inner_markup(element: Any) -> str:
    """Return what is inside an element as HTML, without prefixes and namespaces.

    Entries that stand in it because it was never closed are left out: each would hold all behind it again.
    """
    pieces = [escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str) and local_name(child) not in _ENTRIES:
            pieces.append(_markup(child))
        pieces.append(escape(child.tail or "", quote=False))
    return "".join(pieces)


def _markup(element: Any) -> str:
    name = local_name(element)
    attributes = "".join(
        f' {key.rpartition("}")[2]}="{escape(value)}"' for key, value in element.attrib.items()
    )
    inside = inner_markup(element)
    return (
        f"<{name}{attributes}>{inside}</{name}>" if inside or name not in _VOID else f"<{name}{attributes}/>"
    )


_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
