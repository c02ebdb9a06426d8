"""Dates that stand in texts, and when an article was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from reader.text.lexicons import languages, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

EARLIEST_YEAR, LATEST_YEAR = 1600, 2199
"""Years outside are figures, not years of news."""

_CENTURY_TURN = 70
"""Two-digit years below are of this century, the others of the last, as POSIX reads them."""


@dataclass(frozen=True, slots=True, order=True)
class FoundDate:
    """An absolute date in a text, with the weekday and the parentheses that belong to it."""

    start: int
    end: int
    iso: str
    """``2023-09-07``; only ``2023`` where the order of day and month cannot be told."""
    weekday_agrees: bool | None = None
    """Whether the weekday written beside it is the right one; None where none is written."""
    is_parenthesised: bool = False
    """Whether it is written as news agencies do: ``(7/9/2023)``."""


def find_dates(text: str, language: str = "und", *, year: int | None = None) -> tuple[FoundDate, ...]:
    """Return the absolute dates of a text, in order, without overlaps.

    ``year`` completes dates such as ``Senin (29/6)``; without it they are left out.
    Numbers are read day first, save in English, where a weekday or a day above 12 must tell.
    """
    found: list[FoundDate] = []
    for match in _pattern().finditer(text):
        date_found = _read(match, language, year)
        if date_found is not None:
            found.append(date_found)
    return tuple(found)


def weekday_number(name: str) -> int | None:
    """Return 0 for a Monday in any language known, None for what is no weekday."""
    return weekday_names().get(name.casefold())


def _read(match: re.Match[str], language: str, year: int | None) -> FoundDate | None:
    part = match.groupdict()
    weekday = weekday_number(part["weekday"]) if part["weekday"] else None
    days = list(_candidates(part, language, year))
    if not days:
        return None
    agreeing = [day for day in days if weekday is None or day.weekday() == weekday]
    chosen = agreeing or days
    iso = chosen[0].isoformat() if len(chosen) == 1 else str(chosen[0].year)
    start, end = match.start(), match.end()
    is_closed = (part["open"] is not None) == (part["close"] is not None)
    if not is_closed:
        start, end = (
            (match.start(), match.start("close")) if part["close"] else (match.end("open"), match.end())
        )
    return FoundDate(
        start,
        end,
        iso,
        weekday_agrees=None if weekday is None else bool(agreeing),
        is_parenthesised=is_closed and part["open"] is not None,
    )


def _candidates(part: dict[str, str | None], language: str, year: int | None) -> Iterator[date]:
    """Yield the days that the figures can mean, the likeliest reading first."""
    if part["iso_year"]:
        yield from _days(part["iso_year"], part["iso_month"], part["iso_day"])
    elif part["name"]:
        month = str(month_names()[part["name"].casefold()])
        yield from _days(part["name_year"], month, part["name_day"])
    elif part["month_first"]:
        month = str(month_names()[part["month_first"].casefold()])
        yield from _days(part["first_year"], month, part["first_day"])
    else:
        if part["year"] is None and year is None:
            return
        full_year = part["year"] or str(year)
        yield from _days(full_year, part["month"], part["day"])
        if lexicon(language, "calendar").get("order") == "either" and part["month"] != part["day"]:
            yield from _days(full_year, part["day"], part["month"])


def _days(year: str | None, month: str | None, day: str | None) -> Iterator[date]:
    figures = int(year or 0)
    if figures < 100:
        figures += 2000 if figures < _CENTURY_TURN else 1900
    if not EARLIEST_YEAR <= figures <= LATEST_YEAR:
        return
    try:
        yield date(figures, int(month or 0), int(day or 0))
    except ValueError:
        return


@cache
def month_names() -> dict[str, int]:
    """Return the number of each month by its names in all languages, case-folded."""
    return {name: number for tongue in languages() for name, number in _calendar(tongue, "months").items()}


@cache
def weekday_names() -> dict[str, int]:
    """Return the number of each weekday, Monday 0, by its names in all languages, case-folded."""
    return {name: number for tongue in languages() for name, number in _calendar(tongue, "weekdays").items()}


def _calendar(language: str, table: str) -> dict[str, int]:
    names: dict[str, int] = lexicon(language, "calendar").get(table, {})
    return names


def any_of(names: dict[str, int]) -> str:
    """Return a regular expression for the names of a calendar, the longer ones first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    """Return one expression for all ways to write a date; every repetition in it is bounded."""
    months = any_of(month_names())
    return re.compile(
        rf"""
        (?<![\w/])
        (?:(?P<weekday>{any_of(weekday_names())})\.?\s{{0,2}},?\s{{0,2}})?
        (?P<open>\()?
        (?:
            (?P<iso_year>\d{{4}})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)
          | (?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})
            (?:(?P=mark)(?P<year>\d{{4}}|(?<=/)\d\d)|(?<=/\d)(?=\))|(?<=/\d\d)(?=\)))
          | (?P<name_day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,2}}(?:of\s)?
            (?P<name>{months})\b\.?,?[\s-]{{1,2}}(?P<name_year>\d{{4}})
          | (?P<month_first>{months})\b\.?\s{{1,2}}(?P<first_day>\d{{1,2}})(?:st|nd|rd|th)?
            ,?\s{{1,2}}(?P<first_year>\d{{4}})
        )
        (?!\d|[/.]\d)
        (?P<close>\))?
        """,
        re.VERBOSE | re.IGNORECASE,
    )
