"""What the head of a web page says about its article."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.text.lexicons import lexicon
from reader.text.outlets import outlet_named, outlet_of_url
from reader.text.published import parse_published
from reader.text.sanitize import visible
from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE_TYPES = re.compile(r"(?:\w*Article|\w*Posting|Report|Report\w+|LiveBlog\w*)")
_LARGEST_LINKED_DATA = 1_000_000
_MOST_OBJECTS = 200

_OLD_CODES = {"in": "id"}
_DEFAULT_OF_BUILDERS = "en"
"""Site builders state it where nobody chose; the text tells better."""

_TITLES = ("og:title", "twitter:title", "headline", "dc.title")
_SOURCES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_BYLINES = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "content_author",
)
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "published",
    "content_publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "dc.date",
    "dc.date.issued",
    "date",
)

_KEYWORDS = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords", "dc.subject")
"""Those that editors write before those that are written for search engines."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """An article's facts as its page states them; None for what it does not state."""

    title: str | None = None
    source: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    is_article: bool = False
    """Whether the page calls itself an article."""
    is_closed: bool = False
    """Whether the page says that reading it costs."""


def page_facts(tree: Any, *, url: str | None = None) -> PageFacts:
    """Read the facts in the elements of a parsed page; ``url`` is where it was found, if known."""
    meta = _meta(tree)
    linked = _linked_article(tree)
    address = _address(tree, meta) or url
    source = _first(meta, _SOURCES) or _name(linked.get("publisher"))
    source = (outlet_named(source) or source) if source else (outlet_of_url(address) if address else None)
    return PageFacts(
        title=_title(tree, meta, linked, source),
        source=source,
        byline=_byline(meta, linked),
        published=_published(tree, meta, linked),
        url=address,
        language=_language(tree, meta, linked),
        tags=_tags(tree, linked),
        is_article=bool(linked) or meta.get("og:type", "").casefold() == "article",
        is_closed=_is_closed(meta, linked),
    )


def _meta(tree: Any) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = visible(element.get("content") or "")
        if name and content:
            values.setdefault(name.casefold(), content)
    return values


def _linked_article(tree: Any) -> dict[str, Any]:
    """Return the first article of the page's linked data (schema.org); empty when there is none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or len(script.text or "") > _LARGEST_LINKED_DATA:
            continue
        try:
            document = json.loads(script.text or "null", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _objects(document):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE_TYPES.fullmatch(kind) for kind in kinds):
                return thing
    return {}


def _objects(document: object) -> Iterator[dict[str, Any]]:
    """Yield the objects on the first levels of linked data, where articles stand."""
    level: list[object] = [document]
    seen = 0
    while level and seen < _MOST_OBJECTS:
        thing = level.pop(0)
        seen += 1
        if isinstance(thing, list):
            level.extend(thing[:_MOST_OBJECTS])
        elif isinstance(thing, dict):
            yield thing
            level.extend(thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing)


def _title(tree: Any, meta: dict[str, str], linked: dict[str, Any], source: str | None) -> str | None:
    stated = _first(meta, _TITLES) or _text(linked.get("headline"))
    headings = [visible("".join(element.itertext())) for element in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 else None
    window = next((visible("".join(element.itertext())) for element in tree.iter("title")), "")
    return _without_site(stated or heading or window or "", source) or None


def _without_site(title: str, source: str | None) -> str:
    """Return a title without the name of the site that is tacked on: ``Headline | Site``."""
    head, mark, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    if not mark or not head.strip():
        return title
    is_site = not _letters(tail).isdisjoint(_letters(source or tail))
    return head.strip() if mark == " | " or (source and is_site) or outlet_named(tail) else title


def _letters(text: str) -> set[str]:
    """Return the forms under which a name counts as the same: with and without its domain."""
    bare = re.sub(r"[\W_]+", "", text.casefold())
    return {bare, re.sub(r"(?:com|coid|id|co|net|news)$", "", bare)}


def _byline(meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    names = _names(linked.get("author"))
    if names:
        return ", ".join(names)
    stated = (meta[name] for name in _BYLINES if name in meta)
    return next(
        (name for name in stated if not re.match(r"https?://|@|www\.", name) and len(name) <= 200), None
    )


def _published(tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    stated = [meta[name] for name in _DATES if name in meta]
    stated.extend(
        text for text in (_text(linked.get("datePublished")), _text(linked.get("dateCreated"))) if text
    )
    stated.extend(element.get("datetime") or "" for element in tree.iter("time"))
    return next((iso for text in stated if (iso := parse_published(text)) is not None), None)


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    links = [element.get("href") or "" for element in tree.iter("link") if element.get("rel") == "canonical"]
    stated = [*links, meta.get("og:url", "")]
    return next((visible(link) for link in stated if re.match(r"https?://[^\s/]+", link)), None)


def _language(tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> str | None:
    stated = (
        next((element.get("lang") for element in tree.iter("html") if element.get("lang")), None),
        meta.get("og:locale"),
        meta.get("language"),
        _text(linked.get("inLanguage")),
    )
    for code in stated:
        match = re.match(r"\s*([A-Za-z]{2})(?:[-_]|\s*$)", code or "")
        if match is not None:
            language = match[1].casefold()
            return _OLD_CODES.get(language, language) if language != _DEFAULT_OF_BUILDERS else None
    return None


def _tags(tree: Any, linked: dict[str, Any]) -> tuple[str, ...]:
    """Return section and keywords; a page that states its keywords twice is taken at the first word."""
    by_name: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").casefold()
        by_name.setdefault(name, []).append(element.get("content") or "")
    sections = [*by_name.get("article:section", ()), *_texts(linked.get("articleSection"))]
    stated = [by_name[name] for name in _KEYWORDS if name in by_name] + [_texts(linked.get("keywords"))]
    return clean_tags([*sections, *next(filter(any, stated), ())])


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _is_closed(meta: dict[str, str], linked: dict[str, Any]) -> bool:
    stated = str(linked.get("isAccessibleForFree", "")).casefold()
    tiers = lexicon("common", "obstacles")["paywall"]["tiers"]
    return stated.rpartition("/")[2] == "false" or any(
        value.casefold() in tiers for name, value in meta.items() if name.endswith("content_tier")
    )


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [name for name in map(_name, values[:10]) if name]


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str | None:
    return (visible(value) or None) if isinstance(value, str) else None
