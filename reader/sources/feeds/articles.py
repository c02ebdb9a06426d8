"""The entries of a feed as articles."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.model.article import RawArticle
from reader.sources.documents import web_address
from reader.text.markup import text_of
from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.feed import Entry, Feed

_LONGEST_KEY = 400
"""Code points of an id that are kept in a locator; longer ones are shortened to a hash."""


def articles_of(feed: Feed, key: str, *, name: str | None = None) -> Iterator[RawArticle]:
    """Yield the articles of a feed in the order of its file.

    ``key`` is what the feed is known by and never changes; ``name`` what the user calls it. An entry without
    text is kept too: its body is empty, or its title where it has nothing else.
    """
    taken: set[str] = set()
    source = name or feed.title or None
    for entry in feed.entries:
        yield _article(entry, feed, key, source, taken)


def _article(entry: Entry, feed: Feed, key: str, source: str | None, taken: set[str]) -> RawArticle:
    body = text_of(entry.content) if entry.content else ""
    if not body and entry.summary:
        body = text_of(entry.summary)
    url = web_address(entry.link) if entry.link else None
    language = re.match(r"[A-Za-z]{2}(?=[-_]|$)", entry.language or feed.language or "")
    return RawArticle(
        locator=f"{key}#{_known_by(entry, body, taken)}",
        body=body or entry.title or "",
        title=entry.title,
        source=source,
        url=url,
        byline=", ".join(filter(None, map(str, entry.authors))) or None,
        published=entry.published,
        language=language[0].casefold() if language else None,
        warning=feed.warning,
        tags=clean_tags(entry.tags),
        feed=key,
        entry=entry,
    )


def _known_by(entry: Entry, body: str, taken: set[str]) -> str:
    """Return what stands for an entry in locators when it is met first: its id, page or text, each once."""
    choices = (entry.id, entry.link, f"{entry.title}\n{body}")
    hashed = sha256(
        "\n".join(map(repr, (entry.id, entry.link, entry.title, body, entry.published))).encode()
    ).hexdigest()[:24]
    for number, choice in enumerate(choices):
        if not choice or choice in taken:
            continue
        taken.add(choice)
        is_short = number < 2 and len(choice) <= _LONGEST_KEY
        return (
            quote(choice, safe=":/")
            if is_short
            else sha256(choice.encode("utf-8", "replace")).hexdigest()[:24]
        )
    while hashed in taken:
        hashed = sha256(hashed.encode()).hexdigest()[:24]
    taken.add(hashed)
    return hashed
