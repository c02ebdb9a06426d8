"""Miniflux's own API (``/v1``), with a token made in its settings.

It says which entries came after an id and which changed after a moment, so a round reads no more than that.
Its call for stars only turns them round, so the state is asked for first.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from reader.model.feed import Entry, Person
from reader.model.sync import RemoteEntry, RemoteFeed, States
from reader.sources.sync.calls import Calls, readable
from reader.sources.sync.service import MissingError, SyncError
from reader.text.markup import harmless, line_of
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from reader.sources.http import Web

PAGE = 100
MOST_PAGES = 10_000
OVERLAP = 3_600
"""Seconds before the last round whose changes are asked for again: the server has its own clock."""


class Miniflux:
    """One account. See ``reader.sources.sync.service.Service`` for what its methods promise."""

    def __init__(self, web: Web, address: str, token: str) -> None:
        self._calls = Calls(web, address.rstrip("/").removesuffix("/v1"))
        self._calls.headers["X-Auth-Token"] = token
        self._newest = 0
        self._since = 0
        self._started = int(time.time())

    @property
    def address(self) -> str:
        """Where the interface is."""
        return self._calls.base

    def check(self) -> None:
        """Ask who we are."""
        self._get("/me", dict)

    def _get(self, path: str, kind: type, *query: tuple[str, str]) -> Any:
        found = self._calls.get_json(f"/v1{path}", query)
        if not isinstance(found, kind):
            raise SyncError(f"{self._calls.base}: the answer to /v1{path} is not what it should be")
        return found

    # -- what is there -------------------------------------------------------------------------

    def feeds(self) -> list[RemoteFeed]:
        """Return the subscriptions; the category of each is its folder."""
        return readable(self._get("/feeds", list), _feed)

    def entries(
        self, cursor: str, unknown: Callable[[Sequence[str]], Collection[str]]
    ) -> Iterator[list[RemoteEntry]]:
        """Yield the entries after the newest one known."""
        known = json.loads(cursor) if cursor else {}
        self._newest, self._since = int(known.get("newest", 0)), int(known.get("since", 0))
        for _ in range(MOST_PAGES):
            query = (("order", "id"), ("direction", "asc"), ("limit", str(PAGE)))
            page = self._get("/entries", dict, *query, ("after_entry_id", str(self._newest)))
            entries = readable(page.get("entries"), _entry)
            newest = max((int(entry.id) for entry in entries), default=self._newest)
            if newest <= self._newest:
                return
            self._newest = newest
            lacking = set(unknown([entry.id for entry in entries]))
            yield [entry for entry in entries if entry.id in lacking]

    def states(self) -> States:
        """Return the marks of entries that changed since the last round."""
        changed: dict[str, tuple[bool, bool]] = {}
        if not self._since:
            return States()
        for number in range(MOST_PAGES):
            page = self._get(
                "/entries",
                dict,
                ("changed_after", str(self._since - OVERLAP)),
                *(("order", "id"), ("direction", "asc")),
                *(("limit", str(PAGE)), ("offset", str(number * PAGE))),
            )
            entries = readable(page.get("entries"), _entry)
            changed.update((entry.id, (entry.read, entry.starred)) for entry in entries)
            if len(entries) < PAGE:
                break
        return States(changed=changed)

    def cursor(self) -> str:
        """Return the newest entry, and when this round began."""
        return json.dumps({"newest": self._newest, "since": self._started})

    # -- what was changed here ----------------------------------------------------------------

    def mark_read(self, ids: Sequence[str], *, read: bool) -> None:
        """Mark entries read or unread."""
        for start in range(0, len(ids), PAGE):
            some = [int(id_) for id_ in ids[start : start + PAGE]]
            status = "read" if read else "unread"
            self._calls.send_json("PUT", "/v1/entries", {"entry_ids": some, "status": status})

    def mark_starred(self, ids: Sequence[str], *, starred: bool) -> None:
        """Turn the stars of those entries that have the other state; an entry that is gone is passed over."""
        for id_ in ids:
            try:
                entry = self._get(f"/entries/{int(id_)}", dict)
                if bool(entry.get("starred")) is not starred:
                    self._calls.send_json("PUT", f"/v1/entries/{int(id_)}/bookmark")
            except MissingError:
                continue

    def follow(self, address: str, folder: str) -> None:
        """Subscribe to a feed, unless it is followed already."""
        if any(feed.address == address for feed in self.feeds()):
            return
        category = self._category(folder) if folder else self._first_category()
        self._calls.send_json("POST", "/v1/feeds", {"feed_url": address, "category_id": category})

    def unfollow(self, feed: str) -> None:
        """End a subscription."""
        try:
            self._calls.send_json("DELETE", f"/v1/feeds/{int(feed)}")
        except MissingError:
            return

    def move(self, feed: str, folder: str) -> None:
        """Put a subscription into a category, made where there is none; without a folder into the first."""
        category = self._category(folder) if folder else self._first_category()
        self._calls.send_json("PUT", f"/v1/feeds/{int(feed)}", {"category_id": category})

    def _category(self, title: str) -> int:
        known = dict(
            readable(self._get("/categories", list), lambda one: (str(one["title"]), int(one["id"])))
        )
        if title in known:
            return known[title]
        made = readable([self._calls.send_json("POST", "/v1/categories", {"title": title})], _id_of)
        if not made:
            raise SyncError(f"{self._calls.base}: the server made no category {title!r}")
        return made[0]

    def _first_category(self) -> int:
        ids = readable(self._get("/categories", list), _id_of)
        if not ids:
            raise SyncError(f"{self._calls.base}: the server has no category to put the feed into")
        return min(ids)


def _id_of(one: dict[str, Any]) -> int:
    return int(one["id"])


def _feed(feed: dict[str, Any]) -> RemoteFeed:
    return RemoteFeed(
        id=str(int(feed["id"])),
        address=visible(str(feed["feed_url"])),
        title=line_of(str(feed.get("title") or "")) or None,
        site=visible(str(feed.get("site_url") or "")) or None,
        folder=visible(str((feed.get("category") or {}).get("title") or "")),
    )


def _entry(entry: dict[str, Any]) -> RemoteEntry:
    content = entry.get("content")
    url = visible(str(entry.get("url") or "")) or None
    return RemoteEntry(
        id=str(int(entry["id"])),
        feed=str(entry.get("feed_id") or ""),
        entry=Entry(
            link=url,
            title=line_of(str(entry.get("title") or "")) or None,
            content=harmless(str(content), url) if content else None,
            published=visible(str(entry.get("published_at") or "")) or None,
            authors=(Person(visible(str(entry["author"]))),) if entry.get("author") else (),
            tags=tuple(readable(entry.get("tags"), lambda tag: visible(str(tag)))),
            comments=visible(str(entry.get("comments_url") or "")) or None,
        ),
        read=entry.get("status") != "unread",
        starred=bool(entry.get("starred")),
    )
