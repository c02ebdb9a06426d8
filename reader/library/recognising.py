"""Which entry of a feed is which article, when its id, its page or its title has changed.

An entry is the stored one with its id; else the one with its page; else the one with its title, if date
or text agree too. What several entries share (one page for all, one id for all) tells nothing.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from reader.library.entries import title_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from reader.model.article import RawArticle
    from reader.model.feed import Entry

STORED = """
SELECT entry.article_id, entry.guid, entry.link, entry.title_key, article.locator, article.body,
       entry.facts ->> 'published'
  FROM json_each(:wanted) AS wanted
 CROSS JOIN entry ON entry.feed_id = :feed AND entry.{column} = wanted.value
 CROSS JOIN article ON article.id = entry.article_id
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry in the library."""

    id: int
    guid: str | None
    link: str | None
    title: str | None
    locator: str
    body: str
    published: str | None


def recognised(connection: sqlite3.Connection, articles: Sequence[RawArticle]) -> list[RawArticle]:
    """Return the articles of one feed, as its file holds them all, each under the locator it is stored by.

    New ones get a locator that no stored article has.
    """
    feed = articles[0].feed
    row = connection.execute("SELECT id FROM feed WHERE key = ?", (feed,)).fetchone()
    if row is None:
        return list(articles)
    pairs = [(raw, raw.entry) for raw in articles if raw.entry is not None]
    matching = _Matching(
        _stored(connection, row[0], [entry for _, entry in pairs]), [entry for _, entry in pairs]
    )
    places = matching.places(pairs)
    taken = set(places.values()) | _known_locators(connection, articles)
    return [
        replace(raw, locator=places[number]) if number in places else _elsewhere(raw, taken)
        for number, raw in enumerate(articles)
    ]


def _stored(connection: sqlite3.Connection, feed: int, entries: Iterable[Entry]) -> list[Stored]:
    """Return the stored entries that share an id, a page or a title with one of these."""
    wanted: dict[str, set[str]] = {"guid": set(), "link": set(), "title_key": set()}
    for entry in entries:
        for column, value in zip(wanted, (entry.id, entry.link, title_key(entry.title)), strict=True):
            if value:
                wanted[column].add(value)
    found: dict[int, Stored] = {}
    for column, values in wanted.items():
        query = STORED.format(column=column)
        for row in connection.execute(query, {"wanted": json.dumps(sorted(values)), "feed": feed}):
            found[row[0]] = Stored(*row)
    return list(found.values())


class _Matching:
    """Pairs of entries that came in and entries that are stored; each is used once."""

    def __init__(self, stored: Sequence[Stored], entries: Sequence[Entry]) -> None:
        self._free = {one.id: one for one in stored}
        self._ids = {entry.id for entry in entries if entry.id}
        self._links = {entry.link for entry in entries if entry.link}
        self._places: dict[int, str] = {}

    def places(self, pairs: Sequence[tuple[RawArticle, Entry]]) -> dict[int, str]:
        """Return the locator of each recognised article by its number in ``pairs``."""
        waiting = dict(enumerate(pairs))
        self._pass(waiting, lambda entry: entry.id, lambda one: one.guid, self._same_id)
        self._pass(waiting, lambda entry: entry.link, lambda one: one.link, self._same_page)
        self._pass(waiting, lambda entry: title_key(entry.title), lambda one: one.title, self._same_title)
        return self._places

    def _pass(
        self,
        waiting: dict[int, tuple[RawArticle, Entry]],
        key_of: Callable[[Entry], str | None],
        stored_key_of: Callable[[Stored], str | None],
        choose: Callable[[RawArticle, Entry, list[Stored], int], Stored | None],
    ) -> None:
        by_key: defaultdict[str | None, list[Stored]] = defaultdict(list)
        for one in self._free.values():
            by_key[stored_key_of(one)].append(one)
        counts = Counter(key_of(entry) for _, entry in waiting.values())
        for number, (raw, entry) in list(waiting.items()):
            key = key_of(entry)
            candidates = [one for one in by_key.get(key, ()) if one.id in self._free] if key else []
            found = choose(raw, entry, candidates, counts[key]) if candidates else None
            if found is not None:
                self._places[number] = found.locator
                del self._free[found.id]
                del waiting[number]

    def _same_id(self, raw: RawArticle, entry: Entry, found: list[Stored], twins: int) -> Stored | None:
        if len(found) == twins == 1:
            return found[0]
        title = title_key(entry.title)
        agreeing = [one for one in found if one.link == entry.link and one.title == title]
        agreeing = agreeing or [one for one in found if entry.link and one.link == entry.link]
        agreeing = agreeing or [
            one for one in found if (title and one.title == title) or one.body == raw.body
        ]
        return agreeing[0] if agreeing else None

    def _same_page(self, raw: RawArticle, entry: Entry, found: list[Stored], twins: int) -> Stored | None:
        found = [one for one in found if one.guid is None or one.guid not in self._ids]
        if len(found) == twins == 1:
            return found[0]
        title = title_key(entry.title)
        agreeing = [one for one in found if (title and one.title == title) or one.body == raw.body]
        return agreeing[0] if len(agreeing) == 1 else None

    def _same_title(self, raw: RawArticle, entry: Entry, found: list[Stored], twins: int) -> Stored | None:
        found = [
            one
            for one in found
            if (one.guid is None or one.guid not in self._ids)
            and (one.link is None or one.link not in self._links)
        ]
        agreeing = [
            one
            for one in found
            if one.body == raw.body
            or (entry.published is not None and one.published == entry.published)
            or not (entry.id or entry.link or one.guid or one.link)
        ]
        return agreeing[0] if len(agreeing) == twins == 1 else None


def _known_locators(connection: sqlite3.Connection, articles: Sequence[RawArticle]) -> set[str]:
    rows = connection.execute(
        """
        SELECT article.locator
          FROM json_each(?) AS wanted
         CROSS JOIN article ON article.locator = wanted.value
        """,
        (json.dumps([raw.locator for raw in articles]),),
    )
    return {locator for (locator,) in rows}


def _elsewhere(raw: RawArticle, taken: set[str]) -> RawArticle:
    """Return a new article under a locator of its own."""
    locator = raw.locator
    while locator in taken:
        mark = sha256(f"{locator}\n{raw.url}\n{raw.title}\n{raw.body}".encode("utf-8", "replace")).hexdigest()
        locator = f"{raw.locator}~{mark[:16]}"
    taken.add(locator)
    return raw if locator == raw.locator else replace(raw, locator=locator)
