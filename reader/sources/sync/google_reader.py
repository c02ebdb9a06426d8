"""The Google Reader API, as FreshRSS, Miniflux, Inoreader and others speak it.

Ids of entries come in two forms, a signed decimal and sixteen hexadecimal digits after a prefix; here they
are always the sixteen digits. Some servers honour only the last of several ``a=`` fields of one
``edit-tag`` request, so each request carries one tag.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.model.feed import Entry, Person
from reader.model.sync import RemoteEntry, RemoteFeed, States
from reader.sources.sync.calls import Calls, readable
from reader.sources.sync.service import MissingError, RefusedError, SyncError
from reader.text.markup import harmless, line_of
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from reader.sources.http import Web

API = "/reader/api/0"
FRESHRSS = "/api/greader.php"
"""Where FreshRSS has the interface below its own address."""

ITEM = "tag:google.com,2005:reader/item/"
ALL, READ, STARRED = (
    "user/-/state/com.google/reading-list",
    "user/-/state/com.google/read",
    "user/-/state/com.google/starred",
)
LABEL = "user/-/label/"

IDS_AT_ONCE, CONTENTS_AT_ONCE, TAGGED_AT_ONCE = 1_000, 50, 100
MOST_IDS = 100_000
"""Ids of one list that are read; a server that goes on beyond is not believed."""

FIRST_ENTRIES = 10_000
"""Entries taken over by the first round, the newest; unread and starred ones come in any number."""


class GoogleReader:
    """One account. See ``reader.sources.sync.service.Service`` for what its methods promise."""

    def __init__(self, web: Web, address: str, user: str, password: str) -> None:
        self._calls = Calls(web, address)
        self._user, self._password = user, password
        self._token = ""
        self._states = States()

    @property
    def address(self) -> str:
        """Where the interface is, known for sure after ``check``."""
        return self._calls.base

    def check(self) -> None:
        """Log in, at the address or where FreshRSS has its interface below it."""
        try:
            self._log_in()
        except MissingError:
            if FRESHRSS in self._calls.base:
                raise
            self._calls.base += FRESHRSS
            self._log_in()

    def _log_in(self) -> None:
        form = [("Email", self._user), ("Passwd", self._password), ("service", "reader"), ("output", "json")]
        answer = self._calls.post_form("/accounts/ClientLogin", form).decode("utf-8", "replace")
        auth = _auth_in(answer)
        if not auth:
            raise RefusedError(f"{self._calls.base}: the server gave no token for this name and password")
        self._calls.headers["Authorization"] = f"GoogleLogin auth={auth}"
        self._token = ""

    def _logged_in(self) -> Calls:
        if "Authorization" not in self._calls.headers:
            self.check()
        return self._calls

    def _list(self, path: str, *query: tuple[str, str]) -> Any:
        found = self._logged_in().get_json(f"{API}{path}", [("output", "json"), *query])
        if not isinstance(found, dict):
            raise SyncError(f"{self._calls.base}: the answer to {path} is not what it should be")
        return found

    def _post(self, path: str, *pairs: tuple[str, str]) -> None:
        """Send a change with the token that makes it count; a token that has run out is renewed once."""
        calls = self._logged_in()
        for is_last in (False, True):
            if not self._token:
                self._token = calls.get(f"{API}/token").decode("utf-8", "replace").strip()
            try:
                calls.post_form(f"{API}{path}", [*pairs, ("T", self._token)])
            except RefusedError:
                if is_last:
                    raise
                self._token = ""
            else:
                return

    # -- what is there -------------------------------------------------------------------------

    def feeds(self) -> list[RemoteFeed]:
        """Return the subscriptions; the first label of each is its folder."""
        return readable(self._list("/subscription/list").get("subscriptions"), _feed)

    def entries(
        self, cursor: str, unknown: Callable[[Sequence[str]], Collection[str]]
    ) -> Iterator[list[RemoteEntry]]:
        """Yield what the library lacks of the newest, the unread and the starred entries.

        The newest are looked through as far back as there are some that it lacks (until a first round came to
        its end, all): servers date entries by their own clocks, so no moment would do.
        """
        newest = [id_ for page in self._newest(unknown, is_first=not cursor) for id_ in page]
        unread = self._ids(ALL, ("xt", READ))
        starred = self._ids(STARRED)
        self._states = States(frozenset(unread), frozenset(starred))
        wanted = list(dict.fromkeys([*newest, *unread, *starred]))
        for start in range(0, len(wanted), IDS_AT_ONCE):
            some = wanted[start : start + IDS_AT_ONCE]
            lacking = set(unknown(some))
            ids = [id_ for id_ in some if id_ in lacking]
            for first in range(0, len(ids), CONTENTS_AT_ONCE):
                yield self._contents(ids[first : first + CONTENTS_AT_ONCE])

    def _newest(
        self, unknown: Callable[[Sequence[str]], Collection[str]], *, is_first: bool
    ) -> Iterator[list[str]]:
        seen = 0
        for page in self._pages(ALL):
            lacking = unknown(page)
            yield list(lacking)
            seen += len(page)
            if (not lacking and not is_first) or seen >= FIRST_ENTRIES:
                return

    def states(self) -> States:
        """Return all unread and starred entries, as ``entries`` found them."""
        return self._states

    def cursor(self) -> str:
        """Say that a round came to its end: the next one sees for itself where the known entries begin."""
        return "-"

    def _ids(self, stream: str, *query: tuple[str, str]) -> list[str]:
        """Return all ids of a stream."""
        return list(dict.fromkeys(id_ for page in self._pages(stream, *query) for id_ in page))

    def _pages(self, stream: str, *query: tuple[str, str]) -> Iterator[list[str]]:
        """Yield the ids of a stream, the newest first, as many at a time as the server likes."""
        seen: set[str] = set()
        continuation = ""
        while len(seen) < MOST_IDS:
            more = (("c", continuation),) if continuation else ()
            page = self._list("/stream/items/ids", ("s", stream), ("n", str(IDS_AT_ONCE)), *query, *more)
            refs = readable(page.get("itemRefs"), lambda ref: short_id(str(ref["id"])))
            ids = [id_ for id_ in dict.fromkeys(refs) if id_ not in seen]
            if ids:
                yield ids
            seen.update(ids)
            continuation = str(page.get("continuation") or "")
            if not (ids and continuation):
                return

    def _contents(self, ids: Sequence[str]) -> list[RemoteEntry]:
        form = [("output", "json"), *(("i", ITEM + id_) for id_ in ids)]
        if not self._token:
            self._token = self._logged_in().get(f"{API}/token").decode("utf-8", "replace").strip()
        path = f"{API}/stream/items/contents?output=json"
        page = self._logged_in().post_form_json(path, [*form, ("T", self._token)])
        return readable(page.get("items") if isinstance(page, dict) else None, _entry)

    # -- what was changed here ----------------------------------------------------------------

    def mark_read(self, ids: Sequence[str], *, read: bool) -> None:
        """Tag entries as read, or take that tag away."""
        self._tag(ids, "a" if read else "r", READ)

    def mark_starred(self, ids: Sequence[str], *, starred: bool) -> None:
        """Tag entries as starred, or take that tag away."""
        self._tag(ids, "a" if starred else "r", STARRED)

    def _tag(self, ids: Sequence[str], verb: str, tag: str) -> None:
        for start in range(0, len(ids), TAGGED_AT_ONCE):
            items = [("i", ITEM + id_) for id_ in ids[start : start + TAGGED_AT_ONCE]]
            self._post("/edit-tag", *items, (verb, tag))

    def follow(self, address: str, folder: str) -> None:
        """Subscribe to a feed."""
        label = (("a", LABEL + folder),) if folder else ()
        self._post("/subscription/edit", ("ac", "subscribe"), ("s", f"feed/{address}"), *label)

    def unfollow(self, feed: str) -> None:
        """End a subscription."""
        self._post("/subscription/edit", ("ac", "unsubscribe"), ("s", feed))

    def move(self, feed: str, folder: str) -> None:
        """Take the labels of a subscription away and give it another, one in each request."""
        before = next((one.folder for one in self.feeds() if one.id == feed), "")
        if folder and folder != before:
            self._post("/subscription/edit", ("ac", "edit"), ("s", feed), ("a", LABEL + folder))
        # A server that keeps one folder for each feed has moved it already.
        left = next((one.folder for one in self.feeds() if one.id == feed), "") if before else ""
        if before and (left == before or not folder) and before != folder:
            self._post("/subscription/edit", ("ac", "edit"), ("s", feed), ("r", LABEL + before))


def short_id(id_: str) -> str:
    """Return the sixteen digits of an id in any of its forms."""
    if id_.startswith(ITEM):
        return id_.removeprefix(ITEM).lower().rjust(16, "0")
    try:
        return f"{int(id_) & (2**64 - 1):016x}"
    except ValueError:
        return id_.lower().rjust(16, "0")


def _auth_in(answer: str) -> str:
    """Return the token of a login, which comes as lines or as JSON."""
    try:
        found = json.loads(answer)
        return str(found.get("Auth") or "") if isinstance(found, dict) else ""
    except ValueError:
        lines = dict(line.split("=", 1) for line in answer.splitlines() if "=" in line)
        return lines.get("Auth", "").strip()


def _feed(feed: dict[str, Any]) -> RemoteFeed:
    labels = readable(feed.get("categories"), lambda label: visible(str(label["label"])))
    return RemoteFeed(
        id=str(feed["id"]),
        address=visible(str(feed.get("url") or str(feed["id"]).removeprefix("feed/"))),
        title=line_of(str(feed.get("title") or "")) or None,
        site=visible(str(feed.get("htmlUrl") or "")) or None,
        folder=next(iter(labels), ""),
    )


def _entry(item: dict[str, Any]) -> RemoteEntry:
    states = readable(item.get("categories"), str)
    origin = item.get("origin") or {}
    return RemoteEntry(
        id=short_id(str(item["id"])),
        feed=str(origin.get("streamId") or ""),
        entry=Entry(
            link=_link(item),
            title=line_of(str(item.get("title") or "")) or None,
            summary=_html(item.get("summary")),
            content=_html(item.get("content")),
            published=_moment(item.get("published")),
            updated=_moment(item.get("updated")),
            authors=(Person(visible(str(item["author"]))),) if item.get("author") else (),
        ),
        read=any(state.endswith("/state/com.google/read") for state in states),
        starred=any(state.endswith("/state/com.google/starred") for state in states),
    )


def _link(item: dict[str, Any]) -> str | None:
    for place in ("canonical", "alternate"):
        for link in readable(item.get(place), lambda link: visible(str(link["href"]))):
            return link
    return None


def _html(part: object) -> str | None:
    content = part.get("content") if isinstance(part, dict) else None
    return harmless(str(content)) if content else None


def _moment(seconds: object) -> str | None:
    try:
        return datetime.fromtimestamp(int(str(seconds)), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
