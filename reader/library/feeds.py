"""The feeds that are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.library.identity import fold
from reader.model.following import FeedSettings, FollowedFeed
from reader.model.ids import FeedId, SourceId
from reader.model.source import SourceKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.following import FeedFolder, Visit

FEEDS = f"""
SELECT feed.id, feed.key, feed.address, feed.name, feed.title, feed.site, feed.folder,
       feed.minutes, feed.full_text, feed.user_agent, feed.user, feed.selector,
       feed.etag, feed.modified, feed.digest, feed.stated_minutes, feed.checked_at, feed.changed_at,
       feed.due_at, feed.wait_until, feed.failures, feed.gone, feed.problem,
       source.id, coalesce(source.articles, 0), coalesce(source.unread, 0)
  FROM feed
  LEFT JOIN source ON source.kind = '{SourceKind.FEED.value}' AND source.key = feed.key
 WHERE feed.followed = 1
"""

IN_FOLDER = "(:path IN ('', {table}.folder) OR substr({table}.folder, 1, length(:path) + 1) = :path || '/')"
"""In the folder itself or in one inside it; every feed is in the nameless one."""

SOURCES_FOLLOWED = f"""
SELECT source.id
  FROM feed
  JOIN source ON source.kind = '{SourceKind.FEED.value}' AND source.key = feed.key
 WHERE feed.followed = 1 AND {IN_FOLDER.format(table="feed")}
"""

SOURCES_OF_ACCOUNT = f"""
SELECT source.id
  FROM sync_feed
  JOIN source ON source.kind = '{SourceKind.FEED.value}' AND source.key = sync_feed.address
 WHERE sync_feed.account_id = :account AND {IN_FOLDER.format(table="sync_feed")}
"""

CHANGEABLE = frozenset(
    {
        *("address", "name", "title", "folder", "etag", "modified"),
        *("minutes", "full_text", "user_agent", "user", "selector"),
    }
)

FAILED = """
UPDATE feed
   SET checked_at = :at, due_at = :due_at, wait_until = :wait_until, problem = :problem, gone = :gone,
       failures = failures + 1
 WHERE id = :feed
"""

UNCHANGED = """
UPDATE feed
   SET checked_at = :at, due_at = :due_at, wait_until = 0, problem = NULL, gone = 0, failures = 0
 WHERE id = :feed
"""

READ = """
UPDATE feed
   SET etag = :etag, modified = :modified, digest = :digest, site = coalesce(:site, site),
       title = coalesce(title, :title), stated_minutes = :stated_minutes,
       changed_at = CASE WHEN :is_changed THEN :at ELSE changed_at END
 WHERE id = :feed
"""

MOVE = """
UPDATE feed
   SET address = :address
 WHERE id = :feed AND NOT EXISTS (SELECT 1 FROM feed WHERE address = :address AND followed = 1)
"""

FORGIVE = """
UPDATE feed
   SET gone = 0, failures = 0, problem = NULL, due_at = 0, wait_until = 0
 WHERE id = :feed
"""
"""Let a feed be visited with the next refresh, whatever it did before."""

NAME_SOURCE = f"""
UPDATE source
   SET name = (SELECT coalesce(feed.name, feed.title, source.name) FROM feed WHERE feed.key = source.key)
 WHERE kind = '{SourceKind.FEED.value}' AND key = (SELECT key FROM feed WHERE id = :feed)
"""


def follow(
    connection: sqlite3.Connection, address: str, *, name: str | None, folder: str | None, now: int
) -> tuple[FeedId, bool]:
    """Follow the feed at an address, with all that is known of it from before; say whether that is new."""
    row = connection.execute(
        """
        SELECT id, followed
          FROM feed
         WHERE address = :address OR key = :address
         ORDER BY followed DESC
         LIMIT 1
        """,
        {"address": address},
    ).fetchone()
    if row is None:
        feed = connection.execute(
            "INSERT INTO feed(key, address, followed, added_at) VALUES (?, ?, 1, ?)", (address, address, now)
        ).lastrowid
    else:
        feed = row[0]
        connection.execute("UPDATE feed SET followed = 1 WHERE id = ?", (feed,))
        connection.execute(FORGIVE, {"feed": feed})
    changes = {key: value for key, value in (("name", name), ("folder", folder)) if value is not None}
    change(connection, FeedId(feed or 0), changes)
    return FeedId(feed or 0), row is None or not row[1]


def unfollow(connection: sqlite3.Connection, feed: FeedId) -> None:
    """Visit a feed no more; its articles stay, and so does what is known for following it again."""
    connection.execute("UPDATE feed SET followed = 0 WHERE id = ?", (feed,))


def change(connection: sqlite3.Connection, feed: FeedId, changes: dict[str, Any]) -> None:
    """Write settings of a feed by the names of their columns.

    A new name is that of its source too; what went wrong at the old address says nothing of a new one.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"no settings of a feed: {sorted(unknown)}")
    if not changes:
        return
    columns = ", ".join(f"{column} = :{column}" for column in changes)
    connection.execute(f"UPDATE feed SET {columns} WHERE id = :feed", {**changes, "feed": feed})
    if "name" in changes:
        connection.execute(NAME_SOURCE, {"feed": feed})
    if "address" in changes:
        connection.execute(FORGIVE, {"feed": feed})


def sources_in(connection: sqlite3.Connection, folder: FeedFolder) -> list[SourceId]:
    """Return the sources of the feeds in a folder and in the folders inside it."""
    sql = SOURCES_FOLLOWED if folder.account is None else SOURCES_OF_ACCOUNT
    rows = connection.execute(sql, {"path": folder.path, "account": folder.account})
    return [SourceId(id_) for (id_,) in rows]


def read_feeds(connection: sqlite3.Connection) -> list[FollowedFeed]:
    """Return the feeds that are followed, by folder and name."""
    found = [_feed(row) for row in connection.execute(FEEDS)]
    return sorted(found, key=lambda feed: (fold(feed.folder), fold(feed.name), feed.id))


def _feed(row: Sequence[Any]) -> FollowedFeed:
    id_, key, address, name, title, site, folder, *rest = row
    minutes, full_text, user_agent, user, selector, *rest = rest
    etag, modified, digest, stated_minutes, checked_at, changed_at, due_at, wait_until, *rest = rest
    failures, gone, problem, source, articles, unread = rest
    full = None if full_text is None else bool(full_text)
    return FollowedFeed(
        id=FeedId(id_),
        key=key,
        address=address,
        given_name=name,
        title=title,
        site=site,
        folder=folder,
        settings=FeedSettings(minutes, full, user_agent, user, selector),
        etag=etag,
        modified=modified,
        digest=digest,
        stated_minutes=stated_minutes,
        checked_at=checked_at,
        changed_at=changed_at,
        due_at=due_at,
        wait_until=wait_until,
        failures=failures,
        is_gone=bool(gone),
        problem=problem,
        source=None if source is None else SourceId(source),
        articles=articles,
        unread=unread,
    )


def keep_visits(connection: sqlite3.Connection, visits: Iterable[Visit]) -> None:
    """Write what visits to feeds found."""
    for visit in visits:
        facts = {
            "feed": visit.feed,
            "at": visit.at,
            "due_at": visit.due_at,
            "wait_until": visit.wait_until,
            "problem": visit.problem,
            "gone": int(visit.is_gone),
        }
        connection.execute(FAILED if visit.problem else UNCHANGED, facts)
        if visit.is_read:
            connection.execute(
                READ,
                {
                    **facts,
                    "etag": visit.etag,
                    "modified": visit.modified,
                    "digest": visit.digest,
                    "site": visit.site,
                    "title": visit.title,
                    "stated_minutes": visit.stated_minutes,
                    "is_changed": visit.is_changed,
                },
            )
            connection.execute(NAME_SOURCE, facts)
        if visit.moved_to:
            connection.execute(MOVE, {"feed": visit.feed, "address": visit.moved_to})
