"""When an article was published: from its metadata, or from its first paragraphs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from reader.text.dates import EARLIEST_YEAR, LATEST_YEAR, FoundDate, any_of, find_dates
from reader.text.lexicons import languages, lexicon
from reader.text.outlets import outlet_named
from reader.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from reader.model.span import Span

_OPENING = 6
"""Paragraphs in which an article says of which day it is."""

_REACH = 2000
"""Code points of such a paragraph that are read; a body may be one paragraph."""

_DATELINE_REACH = 60
"""Code points at the start of a paragraph that a dateline with its date takes up."""

_LONGEST_METADATA = 200
_MILLISECONDS_FROM = 100_000_000_000
"""Stamps from here on count milliseconds: as seconds they would lie beyond the year 5138."""


def published_in(body: str, language: str = "und") -> str | None:
    """Return the day that an article seems to be of, ISO 8601, judging by its first paragraphs.

    In this order: a line that is only a date, a date in the dateline, a date with its weekday or
    in parentheses as agencies write it. Other dates are as often those of past events; None then.
    """
    opening = tuple(islice(paragraphs(body[: _OPENING * _REACH]), _OPENING))
    dated = [(paragraph, find_dates(paragraph.text[:_REACH], language)) for paragraph in opening]
    for paragraph, dates in dated:
        if dates and is_date_line(paragraph.text, dates):
            return dates[0].iso
    for paragraph, dates in dated:
        if dates and _is_in_dateline(paragraph, dates[0]):
            return dates[0].iso
    everything = [found for _, dates in dated for found in dates if len(found.iso) == len("2023-09-07")]
    certain = [found for found in everything if found.weekday_agrees]
    probable = [found for found in everything if found.weekday_agrees is False or found.is_parenthesised]
    return next((found.iso for found in (*certain, *probable)), None)


def is_date_line(line: str, dates: tuple[FoundDate, ...] | None = None) -> bool:
    """Say whether a line holds a date, perhaps a time, the outlet and "Updated", and nothing else."""
    dates = find_dates(line) if dates is None else dates
    if not dates or len(line) > _LONGEST_METADATA:
        return False
    rest = line
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = _time().sub(" ", rest)
    return not re.search(r"\d", rest) and all(map(_goes_with_date, re.split(r"[|,•·/()–—-]", rest)))


def _goes_with_date(piece: str) -> bool:
    """Say whether a piece of a line is nothing, words such as "Updated", or the outlet."""
    words = re.findall(r"[^\W\d_]+", piece.casefold())
    return all(word in _date_line_words() for word in words) or outlet_named(piece) is not None


def parse_published(text: str | int | float) -> str | None:
    """Return a date from metadata as ISO 8601, as precise as it is known; None when it is not one.

    Reads ISO 8601, RFC 2822, seconds or milliseconds since the epoch, and what newspapers print
    (``Kamis, 07 Sep 2023 14:02 WIB``).
    """
    if isinstance(text, int | float):
        return _from_stamp(text)
    text = text.strip()[:_LONGEST_METADATA]
    return _from_iso(text) or _from_stamp(text) or _from_mail(text) or _from_newspaper(text)


def _is_in_dateline(paragraph: Span, found: FoundDate) -> bool:
    if found.end > _DATELINE_REACH:
        return False
    before = paragraph.text[: found.start]
    after = paragraph.text[found.end :]
    return re.fullmatch(r"[^.!?]{2,40}[,(]\s{0,2}", before) is not None and bool(
        re.match(r"\)?\s{0,2}(?:[–—-]|\((?:[^()]{2,20})\)\s?[–—-]|[.,]?$)", after)
    )


def _from_iso(text: str) -> str | None:
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        return text if _is_plausible(int(text[:4])) else None
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not _is_plausible(moment.year):
        return None
    return text[:10] if len(text) == len("2023-09-07") else moment.isoformat(timespec="seconds")


def _from_stamp(stamp: str | float) -> str | None:
    if isinstance(stamp, str) and not re.fullmatch(r"\d{9,13}(\.\d{1,6})?", stamp):
        return None
    try:
        seconds = float(stamp)
        if seconds >= _MILLISECONDS_FROM:
            seconds /= 1000
        moment = datetime.fromtimestamp(seconds, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat(timespec="seconds") if seconds > 0 and _is_plausible(moment.year) else None


def _from_mail(text: str) -> str | None:
    if not re.search(r"\d:\d\d", text):
        return None
    from email.utils import parsedate_to_datetime  # half the cost of importing this module

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not _is_plausible(moment.year) or re.search(r"[APap]\.?[Mm]\b", text):
        return None
    if moment.tzinfo is None and (zone := _zone_in(text)) is not None:
        moment = moment.replace(tzinfo=zone)
    return moment.isoformat()


def _from_newspaper(text: str) -> str | None:
    dates = find_dates(text, "en" if _names_english_day(text) else "id")
    if not dates:
        return None
    found = dates[0]
    clock = _time().search(text[found.end :]) or _time().search(text[: found.start])
    if clock is None or len(found.iso) < len("2023-09-07"):
        return found.iso
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    zone = _zone_in(clock["zone"] or "")
    try:
        moment = datetime.combine(date.fromisoformat(found.iso), time(hour, minute, second), tzinfo=zone)
    except ValueError:
        return found.iso
    return moment.isoformat()


def _names_english_day(text: str) -> bool:
    english = lexicon("en", "calendar")
    words = set(re.findall(r"[a-z]+", text.casefold()))
    return bool(words & (set(english["months"]) | set(english["weekdays"])))


def _zone_in(text: str) -> timezone | None:
    offset = re.search(r"([+-])(\d\d):?(\d\d)\s*$", text)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3])
        minutes = -minutes if offset[1] == "-" else minutes
    else:
        known = [_zones()[word] for word in re.findall(r"[a-z]+", text.casefold()) if word in _zones()]
        if not known:
            return None
        minutes = known[-1]
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None


def _is_plausible(year: int) -> bool:
    return EARLIEST_YEAR <= year <= LATEST_YEAR


@cache
def _zones() -> dict[str, int]:
    return {
        name: minutes
        for language in languages()
        for name, minutes in lexicon(language, "calendar").get("zones", {}).items()
    }


@cache
def _date_line_words() -> frozenset[str]:
    words = {word for language in languages() for word in lexicon(language, "calendar").get("date_line", ())}
    return frozenset(words | set(_zones()))


@cache
def _time() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?<!\d)(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)(?:[.:](?P<second>[0-5]\d)(?:\.\d{{1,6}})?)?(?!\d)
        (?:\s{{0,2}}(?P<half>[ap]\.?m\b\.?))?
        (?:\s{{0,2}}\(?(?P<zone>(?:{any_of(_zones())})\b|[+-]\d\d:?\d\d)\)?)?
        """,
        re.VERBOSE | re.IGNORECASE,
    )
