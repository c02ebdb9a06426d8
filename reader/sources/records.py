"""One article as fields with names: a JSON object, a row of a table, an entry of an export."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.sources.documents import visible_body, web_address
from reader.text.markup import text_of
from reader.text.outlets import outlet_named, outlet_of_url
from reader.text.published import parse_published
from reader.text.sanitize import clean, is_blank, visible
from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.sources.place import Place

_LONGEST_NAME = 60
"""Code points of a field's name; longer ones are none that we know."""
_MARKUP = re.compile(
    r"<(?:p|div|br|article|section|h[1-6]|ul|ol|blockquote|figure|span|a|img|!doctype)\b", re.IGNORECASE
)


def read_record(thing: object, place: Place) -> RawArticle:
    """Return the article in one record; raise SourceError when it holds none.

    A record without text but with a web address is a link that was kept: its article has an empty
    body until the page is indexed by its address. Its date is the day it was kept on.
    """
    if not isinstance(thing, dict):
        raise SourceError("it is JSON, but not an object")
    fields = _named(thing)
    url = web_address(_text(fields.get("url")))
    body = _body(fields, url)
    source = _text(fields.get("source"))
    title = _text(fields.get("title"))
    return RawArticle(
        locator=url or place.item(_text(fields.get("id")) or _digest(body)),
        body=body,
        title=title or (None if body else url),
        source=(outlet_named(source) or source)
        if source
        else (outlet_of_url(url) if url and not body else None),
        url=url,
        byline=_text(fields.get("byline")),
        published=_date(fields.get("published")) or (None if body else _date(fields.get("kept"))),
        language=(_text(fields.get("language")) or "").casefold()[:2] or None,
        **_state(fields),
    )


def lists_in(thing: object) -> Sequence[object] | None:
    """Return the list of articles in an object that is none itself (``{"articles": [...]}``)."""
    if not isinstance(thing, dict) or "body" in _named(thing):
        return None
    wanted = _rules()["lists"]
    lists = (
        value for name, value in thing.items() if _plain(str(name)) in wanted and isinstance(value, list)
    )
    return next((value for value in lists if value and isinstance(value[0], dict)), None)


def knows_name(name: str) -> bool:
    """Say whether a column or field of this name means something to us."""
    return _plain(name) in _rules()["names"]


@cache
def _rules() -> dict[str, Any]:
    """Return the table of names turned round: each name with what it means and its rank there."""
    table = tomllib.loads(Path(__file__).with_name("record_names.toml").read_text(encoding="utf-8"))
    names: dict[str, list[tuple[str, int]]] = {}
    for fact, known in table["names"].items():
        if fact != "lists":
            for rank, name in enumerate(known):
                names.setdefault(_plain(name), []).append((fact, rank))
    return {
        "names": names,
        "lists": frozenset(map(_plain, table["names"]["lists"])),
        "yes": frozenset(table["yes"]["words"]),
        **{f"folder {state}": frozenset(words) for state, words in table["folders"].items()},
    }


@lru_cache(maxsize=1000)
def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _named(thing: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the values of a record by what they are; of several names the first known one wins.

    Tags may stand under several names, and all count.
    """
    found: dict[str, tuple[int, Any]] = {}
    tags: list[str] = []
    names = _rules()["names"]
    for name, value in thing.items():
        if value is None or value == "" or not isinstance(name, str) or len(name) > _LONGEST_NAME:
            continue
        for fact, rank in names.get(_plain(name), ()):
            if fact == "tags":
                tags += _tags(value)
            elif fact not in found or rank < found[fact][0]:
                found[fact] = (rank, value)
    return {"tags": tags, **{fact: value for fact, (_, value) in found.items()}}


def _body(fields: Mapping[str, Any], url: str | None) -> str:
    """Return the text of a record, empty for a link; raise SourceError when it is neither."""
    text = fields.get("body")
    if isinstance(text, str) and _MARKUP.match(text.lstrip()[:200]):
        return _without_markup(text)
    if isinstance(text, str) and not (url and is_blank(clean(text))):
        return visible_body(text)
    if isinstance(markup := fields.get("markup"), str) and (body := _without_markup(markup)):
        return body
    if url is None:
        raise SourceError('the object has no "text" and no "url"')
    excerpt = fields.get("excerpt")
    return _without_markup(excerpt) if isinstance(excerpt, str) else ""


def _without_markup(text: str) -> str:
    return text_of(text) if _MARKUP.search(text) else clean(text).strip()


def _state(fields: Mapping[str, Any]) -> dict[str, Any]:
    rules = _rules()
    folder = _text(fields.get("folder")) or ""
    states = {folder.casefold(), (_text(fields.get("status")) or "").casefold()}
    means_state = any(
        folder.casefold() in rules[f"folder {state}"] for state in ("read", "starred", "unread")
    )
    tags = [*fields["tags"], *([] if means_state or not folder else [folder])]
    return {
        "read": _is_yes(fields.get("read")) or not states.isdisjoint(rules["folder read"]),
        "starred": _is_yes(fields.get("starred")) or not states.isdisjoint(rules["folder starred"]),
        "tags": clean_tags(tags),
    }


def _tags(value: object) -> list[str]:
    """Return the texts that list tags; some exports write a JSON list into a cell."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return [str(value)]
    values = value if isinstance(value, list) else [value]
    names = (
        part.get("name") or part.get("label") if isinstance(part, dict) else part for part in values[:100]
    )
    return [name for name in names if isinstance(name, str)]


def _is_yes(value: object) -> bool:
    return str(value).strip().casefold() in _rules()["yes"] if isinstance(value, str | int) else False


def _digest(text: str) -> str:
    """Return a name for an article without one, the same wherever its line moves to."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _text(value: object) -> str | None:
    if isinstance(value, list):
        names = (part.get("name") if isinstance(part, dict) else part for part in value[:100])
        value = ", ".join(str(part) for part in names if isinstance(part, str | int))
    elif isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, str | int) and not isinstance(value, bool):
        return visible(str(value)) or None
    return None


def _date(value: object) -> str | None:
    return (
        parse_published(value)
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else None
    )
