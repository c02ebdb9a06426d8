"""When a feed is visited again: by the user's word, the server's, and how often it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.following import FollowedFeed

SOONEST, LATEST = 15 * 60, 24 * 3600
"""Seconds between two visits where nobody says otherwise."""

QUIET_SHARE = 10
"""A feed without news for ten hours is visited again after one."""


def next_visit(feed: FollowedFeed, now: int, *, is_changed: bool, fresh_for: int = 0) -> int:
    """Return UTC seconds of the next visit after one that went well.

    ``fresh_for`` is for how many seconds the server says that nothing changes.
    """
    if feed.settings.minutes is not None:
        return now + feed.settings.minutes * 60
    quiet = 0 if is_changed or feed.changed_at is None else max(now - feed.changed_at, 0)
    stated = min((feed.stated_minutes or 0) * 60, LATEST)
    return now + min(max(quiet // QUIET_SHARE, stated, fresh_for, SOONEST), LATEST)


def visit_after_failure(feed: FollowedFeed, now: int, wait: int | None) -> int:
    """Return UTC seconds of the next visit after one that failed: twice as far off each time, up to a day."""
    pause = min(SOONEST << min(feed.failures, 10), LATEST)
    return now + max(pause, wait or 0)
