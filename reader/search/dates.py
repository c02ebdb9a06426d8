"""Days and periods as people type them: 2023-09-07, 2023-09, 7d, hari ini, 7 september 2023."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

LONGEST_EXPRESSION = 3
"""Words in the longest expression: "7 september 2023"."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BACK = re.compile(r"(\d{1,9}) ?([a-z]+)")
_BY_NAME = re.compile(r"(?:(\d{1,2}) )?([a-z]+)(?: (\d{4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class Period(NamedTuple):
    """Days from ``start`` (included) to ``end`` (excluded)."""

    start: date
    end: date


def parse_period(text: str, *, today: date) -> Period | None:
    """Return the days that ``text`` means, or None when it is no date.

    A number with a unit ("7d", "2 minggu") is the day that long ago. A month without a year is
    the last one that has begun. Day comes before month, as Indonesian and British papers write it.
    """
    words = " ".join(text.lower().split())
    try:
        return (
            _named(words, today)
            or _iso(words)
            or _day_first(words)
            or _back(words, today)
            or _month_by_name(words, today)
        )
    except (ValueError, OverflowError):
        return None


def may_become_period(text: str) -> bool:
    """Tell whether more typing could turn ``text`` into a date."""
    words = " ".join(text.lower().split())
    if re.fullmatch(r"[\d/.-]{0,10}|\d+ ?", words):
        return True
    known = _words()
    last = re.sub(r"^\d+ ?", "", words)
    return any(word.startswith(last) for group in known.values() for word in group)


@cache
def _words() -> dict[str, dict[str, Any]]:
    import tomllib
    from importlib import resources

    return tomllib.loads(resources.files(__package__).joinpath("dates.toml").read_text("utf-8"))


def _named(words: str, today: date) -> Period | None:
    found = _words()["named"].get(words) if words[:1].isalpha() else None
    if found is None:
        return None
    unit, back = found
    if unit == "week":
        return _whole("week", today - timedelta(weeks=back))
    return _whole(unit, _ago(today, back, unit))


def _iso(words: str) -> Period | None:
    match = _ISO.fullmatch(words)
    if match is None:
        return None
    year, month, day = match.groups()
    unit = "day" if day else "month" if month else "year"
    return _whole(unit, date(int(year), int(month or 1), int(day or 1)))


def _day_first(words: str) -> Period | None:
    match = _DAY_FIRST.fullmatch(words)
    if match is None:
        return None
    day, month, year = (int(number) for number in match.groups())
    return _whole("day", date(year, month, day))


def _back(words: str, today: date) -> Period | None:
    match = _BACK.fullmatch(words)
    unit = _words()["units"].get(match[2]) if match else None
    if match is None or unit is None:
        return None
    return _whole("day", _ago(today, int(match[1]), unit))


def _month_by_name(words: str, today: date) -> Period | None:
    match = _BY_NAME.fullmatch(words)
    month = _words()["months"].get(match[2]) if match else None
    if match is None or month is None:
        return None
    year = int(match[3]) if match[3] else today.year - (month > today.month)
    return _whole("day" if match[1] else "month", date(year, month, int(match[1] or 1)))


def _ago(today: date, count: int, unit: str) -> date:
    """Return the day ``count`` units before ``today``, the first day there is when it lies before."""
    if unit in {"day", "week"}:
        days = count * (7 if unit == "week" else 1)
        return today - timedelta(days=days) if days < today.toordinal() else date.min
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    if months < 12:
        return date.min
    first = date(months // 12, months % 12 + 1, 1)
    last = _next(first, "month") - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))


def _whole(unit: str, day: date) -> Period:
    """Return the day, week (from Monday), month or year in which ``day`` lies."""
    if unit == "week":
        start = day - timedelta(days=day.weekday())
    elif unit == "month":
        start = day.replace(day=1)
    elif unit == "year":
        start = day.replace(month=1, day=1)
    else:
        start = day
    return Period(start, _next(start, unit))


def _next(start: date, unit: str) -> date:
    if unit == "month":
        return (start + timedelta(days=31)).replace(day=1)
    if unit == "year":
        return start.replace(year=start.year + 1)
    return start + timedelta(days=7 if unit == "week" else 1)
