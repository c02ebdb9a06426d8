"""Times as a list shows them: how long ago for a day, then the date."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

WORDS_A_MINUTE = 220
"""Reading speed behind "4 min"; silent reading of news runs from 200 to 260 words a minute."""

MINUTE, HOUR, DAY = 60, 3600, 86400

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_time(seconds: int, now: float, zone: tzinfo | None = None) -> str:
    """Return a UTC time beside ``now``: "now", "12 m", "3 h", "12 Nov", "Nov 2025"; at most 8 cells."""
    passed = int(now) - seconds
    if 0 <= passed < MINUTE:
        return "now"
    if 0 <= passed < HOUR:
        return f"{passed // MINUTE} m"
    if 0 <= passed < DAY:
        return f"{passed // HOUR} h"
    day, today = local_time(seconds, zone), local_time(int(now), zone)
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month}" if day.year == today.year else f"{month} {day.year}"


def clock_time(now: float, zone: tzinfo | None = None) -> str:
    """Return the time of day, "14:02"."""
    return local_time(int(now), zone).strftime("%H:%M")


def local_time(seconds: int, zone: tzinfo | None = None) -> datetime:
    """Return UTC seconds in the reader's zone; the nearest time that can be told for absurd ones."""
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC).astimezone(zone)


def reading_minutes(words: int) -> int:
    """Return how many minutes an article takes, one at least."""
    return max(1, round(words / WORDS_A_MINUTE))
