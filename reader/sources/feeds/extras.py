"""What the extensions say of an entry or feed, whatever format carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.model.feed import Enclosure
from reader.sources.feeds.elements import attribute, children_of, elements, plain, raw_text, text
from reader.text.markup import absolute, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.sources.feeds.elements import Children

_MOST_TAGS = 200
_MOST_ENCLOSURES = 200
_MOST_MINUTES = 1_000_000
"""Between two visits: two years; who says more is mistaken."""


def tags_of(categories: Iterable[str], children: Children) -> tuple[str, ...]:
    """Return what an entry is filed under: its own categories, then subjects, then keywords; each once."""
    found = [line_of(category) for category in categories]
    found += [line_of(raw_text(one)) for one in elements(children, "dc:subject", "dcterms:subject")]
    for one in elements(children, "itunes:keywords", "media:keywords"):
        found += [line_of(word) for word in raw_text(one).split(",")]
    for one in elements(children, "itunes:category", "media:category"):
        found += [attribute(inner, "text", "label") or line_of(inner.text or "") for inner in one.iter()]
    return tuple(dict.fromkeys(tag for tag in found if tag))[:_MOST_TAGS]


def picture_of(children: Children, enclosures: Iterable[Enclosure], base: str | None) -> str | None:
    """Return the picture of an entry or feed."""
    for one in elements(children, "itunes:image"):
        if stated := attribute(one, "href", "url") or line_of(raw_text(one)):
            return absolute(stated, base)
    for one in _media(children, "media:content", "media:thumbnail"):
        is_picture = "thumbnail" in str(one.tag) or "image" in (one.get("type") or "") + (
            one.get("medium") or ""
        )
        if is_picture and (address := attribute(one, "url")):
            return absolute(address, base)
    return next((one.url for one in enclosures if (one.type or "").startswith("image/")), None)


def media_enclosures(children: Children, base: str | None) -> list[Enclosure]:
    """Return the files that ``media:content`` names."""
    found = []
    for one in _media(children, "media:content"):
        if address := attribute(one, "url"):
            found.append(
                enclosure(absolute(address, base), attribute(one, "type"), attribute(one, "fileSize"))
            )
        if len(found) >= _MOST_ENCLOSURES:
            break
    return found


def media_description(children: Children) -> str | None:
    """Return the description that stands with a film or picture."""
    return next((found for one in _media(children, "media:description") if (found := raw_text(one))), None)


def enclosure(url: str, type_: str | None, length: str | None) -> Enclosure:
    """Return a file that goes with an entry; a length that is no number is left out."""
    figures = (length or "").strip()
    size = int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 16 else None
    return Enclosure(url, type_, size)


def minutes_between(children: Children) -> int | None:
    """Return how many minutes a feed asks for between two visits: by ``ttl``, or by its updating period."""
    stated = plain(children, "ttl")
    figures = stated.lstrip("0") if stated and stated.isascii() and stated.isdigit() else ""
    if figures and int(figures[:9]) < _MOST_MINUTES:
        return int(figures)
    period = (text(children, "sy:updateperiod") or "").casefold()
    length = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}.get(period)
    times = plain(children, "sy:updatefrequency") or "1"
    if length is None or not (times.isascii() and times.isdigit() and int(times[:6]) > 0):
        return length
    return max(length // int(times[:6]), 1)


def _media(children: Children, *names: str) -> Iterable[Any]:
    """Yield elements of media, those inside groups too."""
    yield from elements(children, *names)
    for group in elements(children, "media:group", "media:content"):
        yield from elements(children_of(group), *names)
