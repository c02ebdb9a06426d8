"""Dates as feeds write them: by the standards, and by programs that never read one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

from reader.text.dates import EARLIEST_YEAR, LATEST_YEAR, any_of, month_names
from reader.text.published import parse_published
from reader.text.sanitize import visible

_W3C = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)[T\s]?\s?"
    r"(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?\s?(?P<zone>.*)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?P<year>\d{4})-?(?P<day>\d{3})")
_WEEK = re.compile(r"(?P<year>\d{4})-?W(?P<week>\d\d)(?:-?(?P<day>[1-7]))?", re.IGNORECASE)
_IN_FIGURES = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?"
    r"(?:(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
    r"|(?P<first>\d\d?)(?P<sign>[-/.])(?P<second_>\d\d?)(?P=sign)(?P<last>\d{4}))"
    r"(?:(?:[T\s]|\s?[-,]\s|\sat\s)\s*(?P<hour>\d\d?):(?P<minute>\d\d?)(?::(?P<second>\d\d?)(?:[.,]\d{1,9})?)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?\s?(?P<zone>.*))?",
    re.IGNORECASE,
)
_SQUEEZED = re.compile(r"(?<=\d),(?=\d{4}\b)|(?<=\d)(?=[AaPp]\.?[Mm]\b)")
_NAME_BETWEEN = re.compile(r"^(\d\d?)\s+[^\W\d]{2,12},\s+(?=[^\W\d]{3,12}\.?\s+\d{4})")
_YEAR_FIRST = re.compile(r"^(\d{4})\s+([^\W\d]{3,12})\.?\s+(\d\d?)$")
_OFFSET = re.compile(
    r"(?:GMT|UTC|UT|Z)?\s?(?P<sign>[+\-−])(?P<hours>\d\d?):?(?P<minutes>\d\d)?", re.IGNORECASE
)

_LONGEST = 120
_NOON = _MONTHS = 12
_ZERO = frozenset({"z", "ut", "utc", "gmt", "wet"})


def parse_feed_date(text: str | None) -> str | None:
    """Return a date as ISO 8601, as precise as it is stated; None for what is no date.

    A moment without a zone has none in the answer.
    """
    return _parse(visible(text)[:_LONGEST]) if text else None


@lru_cache(maxsize=4096)
def _parse(text: str) -> str | None:
    for attempt in (_w3c, _in_figures, _c_time, _mail, _ordinal, parse_published):
        found = attempt(text)
        if found is not None:
            return found
    mended = _NAME_BETWEEN.sub(r"\1 ", _YEAR_FIRST.sub(r"\3 \2 \1", _SQUEEZED.sub(" ", text)))
    return _parse(mended) if mended != text else None


def _in_figures(text: str) -> str | None:
    """Read a day written in figures, year, day or month first, with or without a time.

    Where nothing tells the day from the month, the day comes first, as in most of the world.
    """
    found = _IN_FIGURES.fullmatch(text)
    if found is None:
        return None
    day, month = found["day"] or found["first"], found["month"] or found["second_"]
    if found["first"] and int(month) > _MONTHS >= int(day):
        day, month = month, day
    if found["hour"] is None:
        return _iso_day(int(found["year"] or found["last"]), int(month), int(day))
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"].casefold() == "p" else 0)
    is_known, zone = _zone(found["zone"].strip("()"))
    if not is_known:
        return None
    figures = (int(found["year"] or found["last"]), int(month), int(day), hour, int(found["minute"]))
    try:
        return _iso(datetime(*figures, min(int(found["second"] or 0), 59), tzinfo=zone))
    except (ValueError, OverflowError):
        return None


def _iso_day(year: int, month: int, day: int) -> str | None:
    try:
        found = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return found.date().isoformat() if EARLIEST_YEAR <= year <= LATEST_YEAR else None


def _w3c(text: str) -> str | None:
    found = _W3C.fullmatch(text)
    if found is None:
        return None
    figures = [int(found[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")]
    is_midnight = figures[3] == 24 and figures[4:] == [0, 0]
    figures[3] = 0 if is_midnight else figures[3]
    figures[5] = min(figures[5], 59)
    is_known, zone = _zone(found["zone"])
    if not is_known:
        return None
    try:
        moment = datetime(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5], tzinfo=zone)
        return _iso(moment + timedelta(days=int(is_midnight)))
    except (ValueError, OverflowError):
        return None


def _mail(text: str) -> str | None:
    """Read RFC 822 and its like, with or without weekday, seconds and zone."""
    if not re.search(r"[A-Za-z]{3}", text) or not re.search(r"\d:\d|\d{4}", text):
        return None
    prepared = re.sub(r"(?i)\b(?:GMT|UTC)\s?([+-]\d)", r"\1", text)
    prepared = re.sub(r"([+-]\d\d):(\d\d)\s*$", r"\1\2", prepared)
    prepared = re.sub(r"(?<=\s)24:00(:00)?", "00:00:00 ", prepared)
    if re.search(r"(?i)\b[ap]\.?m\b", prepared):
        return None
    parsed = parsedate_tz(prepared)
    if parsed is None or (parsed[0] < EARLIEST_YEAR and parsed[0] > 99) or not parsed[2]:
        return None
    has_zone = _names_zone(text)
    named = re.search(r"\d\s?([A-Za-z]{1,5})$", text)
    if named and not parsed[9] and named[1].casefold() not in _ZERO:
        return None  # a zone that mail does not know and takes for Greenwich; newspapers may
    return _moment(parsed[:6], parsed[9], has_zone=has_zone)


def _c_time(text: str) -> str | None:
    """Read what C prints: ``Sun Jan  4 16:29:06 PST 2004``, in the month names of every language known."""
    months = any_of(month_names())
    found = re.fullmatch(
        rf"(?:[^\W\d]{{2,12}}\.?,?\s+)?(?P<month>{months})\.?\s+(?P<day>\d\d?),?\s+"
        r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s+(?:(?P<zone>[A-Za-z]{1,5}|[+-]\d\d:?\d\d)\s+)?(?P<year>\d{4})",
        text,
        re.IGNORECASE,
    )
    if found is None:
        return None
    month = month_names()[found["month"].casefold()]
    zone = found["zone"] or ""
    parsed = parsedate_tz(f"1 Jan 2000 00:00:00 {zone}") if zone else None
    figures = (
        int(found["year"]),
        month,
        *(int(found[part] or 0) for part in ("day", "hour", "minute", "second")),
    )
    return _moment(figures, parsed[9] if parsed else None, has_zone=bool(zone))


def _ordinal(text: str) -> str | None:
    """Read a day of the year, a week and its day, and a day without hyphens."""
    week = _WEEK.fullmatch(text)
    found = _ORDINAL.fullmatch(text)
    try:
        if week is not None:
            day = datetime.fromisocalendar(int(week["year"]), int(week["week"]), int(week["day"] or 1))
            return _iso_day(day.year, day.month, day.day)
        if found is not None and 1 <= int(found["day"]) <= 366:
            day = datetime(int(found["year"]), 1, 1, tzinfo=UTC) + timedelta(days=int(found["day"]) - 1)
            return day.date().isoformat() if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None
        if re.fullmatch(r"\d{8}", text):
            return _iso(datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC))[:10]  # type: ignore[index]
    except (ValueError, TypeError):
        return None
    return None


def _moment(figures: tuple[int, ...], offset: int | None, *, has_zone: bool) -> str | None:
    year, month, day, hour, minute, second = figures
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        zone = timezone(timedelta(seconds=offset or 0)) if has_zone else None
        return _iso(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone))
    except (ValueError, OverflowError):
        return None


def _names_zone(text: str) -> bool:
    return re.search(r"(?:[+-]\d\d:?\d\d|\d\s?[A-Za-z]{1,5})\s*$", text.rstrip(") ")) is not None


def _zone(text: str) -> tuple[bool, timezone | None]:
    """Return whether a zone is understood, and the zone; no text means none."""
    text = text.strip()
    if not text:
        return True, None
    if text.casefold() in {"z", "gmt", "utc", "ut"}:
        return True, UTC
    found = _OFFSET.fullmatch(text)
    if found is not None:
        offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        return (
            (True, timezone(-offset if found["sign"] != "+" else offset))
            if offset < timedelta(days=1)
            else (False, None)
        )
    parsed = parsedate_tz(f"1 Jan 2000 00:00:00 {text}") if re.fullmatch(r"[A-Za-z]{1,5}", text) else None
    if parsed is not None and parsed[9] is not None:
        return True, timezone(timedelta(seconds=parsed[9]))
    return False, None


def _iso(moment: datetime) -> str | None:
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return None
    return moment.isoformat(timespec="seconds")
