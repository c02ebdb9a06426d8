"""Which stored articles may belong with another: found by keys that they share, near it in time."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

from reader.library.schema import IDS_PER_MINUTE
from reader.model.ids import ArticleId
from reader.stories.kinship import COPY_WINDOW, EVENT_WINDOW

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.stories.profile import Profile

IDS_PER_WEEK = 7 * 24 * 60 * IDS_PER_MINUTE
IDS_PER_SECOND = IDS_PER_MINUTE / 60

MOST_OF_A_KEY = 32
"""Articles looked at for one key in one week, the newest: what all the world writes about tells little."""

MOST_COMPARED = 12
"""Articles compared with a new one; those that share most keys come first."""

ENOUGH = 2.0
"""Shared keys from which two articles are compared."""

COMMON = 0.5
"""What a key counts that more articles have than are looked at."""

FIND = """
SELECT article_id
  FROM story_key
 WHERE week = ? AND key = ? AND article_id BETWEEN ? AND ?
 ORDER BY article_id DESC
 LIMIT ?
"""


def keys_of(profile: Profile) -> tuple[list[int], list[int]]:
    """Return the keys for copies (even numbers) and for events (odd), each 23 bits."""
    copies = {key & ~1 for key in profile.copy_keys}
    events = {key | 1 for key in profile.event_keys}
    return sorted(copies), sorted(events)


def pack(keys: Sequence[int]) -> bytes:
    """Return keys as bytes, four each."""
    return array("i", keys).tobytes()


def add_keys(connection: sqlite3.Connection, article: ArticleId, keys: Sequence[int]) -> None:
    """Let an article be found by its keys."""
    week = article // IDS_PER_WEEK
    connection.executemany(
        "INSERT OR IGNORE INTO story_key(week, key, article_id) VALUES (?, ?, ?)",
        [(week, key, article) for key in keys],
    )


def delete_keys(connection: sqlite3.Connection, article: ArticleId, packed: bytes) -> None:
    """Let an article be found no more; ``packed`` is what it was stored with."""
    week = article // IDS_PER_WEEK
    connection.executemany(
        "DELETE FROM story_key WHERE week = ? AND key = ? AND article_id = ?",
        [(week, key, article) for key in array("i", packed)],
    )


def find_similar(
    connection: sqlite3.Connection, article: ArticleId, copies: Sequence[int], events: Sequence[int]
) -> list[ArticleId]:
    """Return articles to compare with one, likeliest first; never more than ``MOST_COMPARED``.

    Copies share one key of theirs, reports of one event two or more. Common keys count for less.
    """
    votes: Counter[int] = Counter()
    for keys, window, weight in ((copies, COPY_WINDOW, ENOUGH), (events, EVENT_WINDOW, 1.0)):
        reach = int(window * IDS_PER_SECOND)
        for key in keys:
            for found in _with_key(connection, article, key, reach):
                is_common = len(found) >= MOST_OF_A_KEY
                for other in found:
                    votes[other] += weight * COMMON if is_common else weight  # type: ignore[assignment]
    del votes[article]
    likely = [(count, other) for other, count in votes.items() if count >= ENOUGH]
    likely.sort(key=lambda found: (-found[0], abs(found[1] - article), found[1]))
    return [ArticleId(other) for _, other in likely[:MOST_COMPARED]]


def _with_key(connection: sqlite3.Connection, article: int, key: int, reach: int) -> list[list[int]]:
    """Return the articles that have a key within reach, week by week."""
    first, last = article - reach, article + reach
    return [
        [other for (other,) in connection.execute(FIND, (week, key, first, last, MOST_OF_A_KEY))]
        for week in range(first // IDS_PER_WEEK, last // IDS_PER_WEEK + 1)
    ]
