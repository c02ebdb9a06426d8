"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.dates import may_become_period, parse_period

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2023-09-07", "2023-09-07", "2023-09-08"),
        ("2023-9-7", "2023-09-07", "2023-09-08"),
        ("2023-12", "2023-12-01", "2024-01-01"),
        ("2023", "2023-01-01", "2024-01-01"),
        ("7/9/2023", "2023-09-07", "2023-09-08"),
        ("7.9.2023", "2023-09-07", "2023-09-08"),
        ("7d", "2026-11-16", "2026-11-17"),
        ("2w", "2026-11-09", "2026-11-10"),
        ("2 minggu", "2026-11-09", "2026-11-10"),
        ("3 bulan", "2026-08-23", "2026-08-24"),
        ("1y", "2025-11-23", "2025-11-24"),
        ("hari ini", "2026-11-23", "2026-11-24"),
        ("Today", "2026-11-23", "2026-11-24"),
        ("kemarin", "2026-11-22", "2026-11-23"),
        ("minggu lalu", "2026-11-16", "2026-11-23"),
        ("this month", "2026-11-01", "2026-12-01"),
        ("tahun lalu", "2025-01-01", "2026-01-01"),
        ("agustus", "2026-08-01", "2026-09-01"),
        ("december", "2025-12-01", "2026-01-01"),
        ("Mei 2023", "2023-05-01", "2023-06-01"),
        ("7 september 2023", "2023-09-07", "2023-09-08"),
        ("17 agustus", "2026-08-17", "2026-08-18"),
    ],
)
def test_a_date_means_the_days_it_names(typed: str, start: str, end: str) -> None:
    assert parse_period(typed, today=TODAY) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "typed", ["", "besok", "2023-13", "31 februari 2023", "7x", "0000", "2023-09-07-01", "-1d"]
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert parse_period(typed, today=TODAY) is None


def test_the_last_day_of_a_longer_month_becomes_the_last_day_of_a_shorter() -> None:
    assert parse_period("1 month", today=date(2024, 3, 31)) == (date(2024, 2, 29), date(2024, 3, 1))


def test_a_time_back_beyond_all_calendars_is_the_first_day() -> None:
    assert parse_period("99999999d", today=TODAY) == (date.min, date(1, 1, 2))
    assert parse_period("99999y", today=TODAY) == (date.min, date(1, 1, 2))


@pytest.mark.parametrize("typed", ["2", "2023-", "sept", "ha", "7 sep", "17"])
def test_a_date_that_is_being_typed_is_waited_for(typed: str) -> None:
    assert may_become_period(typed)


def test_a_word_that_no_date_begins_with_is_not_waited_for() -> None:
    assert not may_become_period("banjir")


@given(st.text(max_size=20) | st.from_regex(r"\d{1,5}[-/. ]?\w{0,9}", fullmatch=True), st.dates())
def test_any_text_is_a_period_or_none(typed: str, today: date) -> None:
    period = parse_period(typed, today=today)

    assert period is None or period.start < period.end
