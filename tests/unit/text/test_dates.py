from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.dates import find_dates
from reader.text.published import is_date_line, parse_published, published_in


@pytest.mark.parametrize(
    ("text", "language", "found", "iso"),
    [
        ("Melansir Nusa, Kamis (7/9/2023), warga", "id", "Kamis (7/9/2023)", "2023-09-07"),
        ("pada Kamis, 7 September 2023, di", "id", "Kamis, 7 September 2023", "2023-09-07"),
        ("sejak 17 Agustus 2012.", "id", "17 Agustus 2012", "2012-08-17"),
        ("Selasa, (21/10/2025) malam", "id", "Selasa, (21/10/2025)", "2025-10-21"),
        ("Jum'at (8/9/23)", "id", "Jum'at (8/9/23)", "2023-09-08"),
        ("terbit 03-06-2024 pagi", "id", "03-06-2024", "2024-06-03"),
        ("on Monday, May 18, 2015 the", "en", "Monday, May 18, 2015", "2015-05-18"),
        ("on September 7th, 2023", "en", "September 7th, 2023", "2023-09-07"),
        ("on the 7th of September 2023", "en", "7th of September 2023", "2023-09-07"),
        ("on Sept. 7, 2023, police", "en", "Sept. 7, 2023", "2023-09-07"),
        ("dated 2023-09-07", "en", "2023-09-07", "2023-09-07"),
        ("on 13/9/2023", "en", "13/9/2023", "2023-09-13"),
        ("on Thursday 9/7/2023", "en", "Thursday 9/7/2023", "2023-09-07"),
        ("(pada 7/9/2023)", "id", "7/9/2023", "2023-09-07"),
    ],
)
def test_dates_are_found_as_papers_write_them(text: str, language: str, found: str, iso: str) -> None:
    [date_found] = find_dates(text, language)
    assert text[date_found.start : date_found.end] == found
    assert date_found.iso == iso


def test_indonesian_is_day_first_whatever_the_weekday_says() -> None:
    [found] = find_dates("Senin (7/9/2023)", "id")
    assert (found.iso, found.weekday_agrees) == ("2023-09-07", False)


def test_english_figures_that_can_be_read_both_ways_give_the_year_only() -> None:
    assert [found.iso for found in find_dates("on 7/9/2023", "en")] == ["2023"]


def test_a_date_without_a_year_needs_one() -> None:
    assert find_dates("Senin (29/6)", "id") == ()
    assert [found.iso for found in find_dates("Senin (29/6)", "id", year=2020)] == ["2020-06-29"]


@pytest.mark.parametrize(
    "text", ["99/99/2023", "31/2/2023", "skor 3-2-1", "1/2/3/4", "nomor 12.3.2020.7", "7 Maju 2023"]
)
def test_figures_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find_dates(text, "id") == ()


@given(
    st.dates(date(1601, 1, 1), date(2198, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "(%d/%m/%Y)"])
)
def test_every_day_is_found_again(day: date, form: str) -> None:
    [found] = find_dates(f"Pada {day.strftime(form)} warga", "id")
    assert found.iso == day.isoformat()


@given(st.text(st.sampled_from("Kamis(7/9.2023), Mei\n-")))
def test_found_dates_lie_in_the_text_in_order(text: str) -> None:
    found = find_dates(text, "id", year=2023)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2023-09-07", "2023-09-07"),
        ("2023-09", "2023-09"),
        ("2023", "2023"),
        ("2023-09-07T14:02:00Z", "2023-09-07T14:02:00+00:00"),
        ("2023-09-07 14:02:00", "2023-09-07T14:02:00"),
        ("Thu, 07 Sep 2023 14:02:00 +0700", "2023-09-07T14:02:00+07:00"),
        ("Kamis, 07 Sep 2023 14:02 WIB", "2023-09-07T14:02:00+07:00"),
        ("Kam, 07/09/2023 - 14.02 WITA", "2023-09-07T14:02:00+08:00"),
        ("September 7, 2023 at 2:02 pm EDT", "2023-09-07T14:02:00-04:00"),
        ("1694070120", "2023-09-07T07:02:00+00:00"),
        (1694070120000, "2023-09-07T07:02:00+00:00"),
        ("kemarin", None),
        ("", None),
        (float("nan"), None),
        (float("inf"), None),
        (-5, None),
        ("9999-99-99", None),
    ],
)
def test_dates_of_metadata_are_as_precise_as_they_are_known(stated: str | float, iso: str | None) -> None:
    assert parse_published(stated) == iso


@given(st.text() | st.integers() | st.floats())
def test_any_metadata_gives_an_iso_date_or_none(stated: str | float) -> None:
    iso = parse_published(stated)
    assert iso is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:\d\d)?)?)?)?", iso)


@pytest.mark.parametrize(
    ("body", "iso"),
    [
        ("Monday, May 18, 2015\nOn Friday, June 5, 2015, boats came.", "2015-05-18"),
        ("Judul cerita\nSenin, 3 Juni 2024 14.02 WIB\nAir surut sejak Minggu (2/6/2024).", "2024-06-03"),
        ("Jakarta, 17 Agustus 2012 – Rilis itu terbit Senin (3/9/2012).", "2012-08-17"),
        ("NUSA – Melansir Nusa, Kamis (7/9/2023), warga pergi.", "2023-09-07"),
        ("Perang itu pecah pada 3 September 1939 di sana.", None),
        ("", None),
    ],
)
def test_the_day_of_an_article_is_judged_by_its_first_paragraphs(body: str, iso: str | None) -> None:
    assert published_in(body, "id") == iso


def test_a_line_that_is_only_a_date_is_no_sentence() -> None:
    assert is_date_line("Diterbitkan Senin, 3 Juni 2024, pukul 14.02 WIB")
    assert is_date_line("KOMPAS.com - 03/06/2024, 14:02 WIB")
    assert not is_date_line("Wulan Saraswati - 03/06/2024")
    assert not is_date_line("Pada Senin, 3 Juni 2024, ia pergi")
