"""Visits to many feeds at once, few at a time to any one server."""

from __future__ import annotations

import queue
import threading
from collections import deque
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.errors import NewsreaderError
from reader.indexing.awaiting import next_of
from reader.secrets import secret_of
from reader.sources.addresses import Login
from reader.sources.feeds.reading import read_feed
from reader.sources.http_faults import FetchError
from reader.sources.http_messages import Request
from reader.sources.surprises import surprise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.model.cancel import Cancellation
    from reader.model.feed import Feed
    from reader.model.following import FollowedFeed
    from reader.model.ids import FeedId
    from reader.sources.http import Web
    from reader.sources.http_messages import Answer

AT_ONCE = 16
"""Feeds that are visited at the same time."""
AT_ONE_SERVER = 4
"""Visits at the same time to one server."""
MOST_WAITING = 64
"""Documents that have come and wait to be stored, so that memory does not grow with the number of feeds."""
LONGEST = 2
"""Times as long as one answer may take; when no visit ends in that time, none will."""
_KEPT_BACK = "its server keeps its answer back"


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of one visit: a feed that was read, an unchanged one, or an error."""

    feed: FollowedFeed
    answer: Answer | None = None
    digest: bytes | None = None
    document: Feed | None = None
    """None where nothing has changed since the last visit."""
    error: FetchError | None = None


def visit_all(
    feeds: Sequence[FollowedFeed],
    web: Web,
    cancellation: Cancellation | None = None,
    when_idle: Callable[[], None] = lambda: None,
) -> Iterator[Visited]:
    """Yield what came of each visit, in the order in which the servers answer.

    ``when_idle`` is called now and then while none answers. When ``cancellation`` stops it, no further visit
    begins, and those under way are abandoned. So they are where none of them comes to an end any more; feeds
    whose turn has not come by then are left out.
    """
    crowd = _Crowd(feeds, web)
    for _ in range(min(AT_ONCE, len(feeds))):
        threading.Thread(target=crowd.work, name="visiting feeds", daemon=True).start()
    try:
        for _ in feeds:
            longest = LONGEST * web.limits.whole
            visited = next_of(crowd.done, cancellation, longest=longest, when_idle=when_idle)
            if visited is None:
                yield from (Visited(feed, error=FetchError(_KEPT_BACK)) for feed in crowd.under_way())
                return
            yield visited
    finally:
        crowd.stop()


class _Crowd:
    """Which feeds are still to be visited, and how busy each server is."""

    def __init__(self, feeds: Sequence[FollowedFeed], web: Web) -> None:
        self.done: queue.Queue[Visited] = queue.Queue(MOST_WAITING)
        self._web = web
        self._waiting: dict[str, deque[FollowedFeed]] = {}
        for feed in feeds:
            self._waiting.setdefault(urlsplit(feed.address).netloc, deque()).append(feed)
        self._busy = dict.fromkeys(self._waiting, 0)
        self._under_way: dict[FeedId, FollowedFeed] = {}
        self._changed = threading.Condition()
        self._stopped = False

    def stop(self) -> None:
        """Let every worker go home after what it is doing."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def under_way(self) -> list[FollowedFeed]:
        """Return the feeds that are being visited."""
        with self._changed:
            return list(self._under_way.values())

    def work(self) -> None:
        """Visit feed after feed until none is left."""
        while (found := self._next()) is not None:
            server, feed = found
            visited = visit(feed, self._web)
            with self._changed:
                self._busy[server] -= 1
                del self._under_way[feed.id]
                self._changed.notify()
            while not self._stopped:
                try:
                    self.done.put(visited, timeout=0.2)
                except queue.Full:
                    continue
                break

    def _next(self) -> tuple[str, FollowedFeed] | None:
        with self._changed:
            while self._waiting and not self._stopped:
                for server, feeds in self._waiting.items():
                    if self._busy[server] < AT_ONE_SERVER:
                        feed = feeds.popleft()
                        del self._waiting[server]
                        if feeds:
                            self._waiting[server] = feeds  # behind the others, so that all get their turn
                        self._busy[server] += 1
                        self._under_way[feed.id] = feed
                        return server, feed
                self._changed.wait()
            return None


def visit(feed: FollowedFeed, web: Web) -> Visited:
    """Ask for a feed and read it; whatever goes wrong is in the answer."""
    try:
        answer = web.get(request_for(feed))
        if answer.is_unchanged:
            return Visited(feed, answer)
        digest = blake2b(answer.body, digest_size=16).digest()
        if digest == feed.digest:
            return Visited(feed, answer, digest)
        document = read_feed(answer.body, address=answer.address, charset=answer.charset)
        return Visited(feed, answer, digest, document)
    except FetchError as error:
        return Visited(feed, error=error)
    except NewsreaderError as error:
        return Visited(feed, error=FetchError(str(error)))
    except Exception as error:  # noqa: BLE001 - whatever one feed does to its reader, the others are read
        return Visited(feed, error=FetchError(surprise(feed.address, error).reason))


def request_for(feed: FollowedFeed) -> Request:
    """Return the request for a feed, with what is known of it and the login that it needs."""
    return Request(feed.address, feed.etag, feed.modified, feed.settings.user_agent, login_of(feed))


def login_of(feed: FollowedFeed) -> Login | None:
    """Return the user and the password that the server of a feed asks for."""
    user = feed.settings.user
    return Login(user, secret_of(secret_name(feed.key, user)) or "") if user is not None else None


def secret_name(key: str, user: str) -> str:
    """Return the name under which the password of a feed is kept."""
    return f"{user}@{key}"
