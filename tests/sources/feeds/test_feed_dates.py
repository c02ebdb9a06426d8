from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.feeds.dates import parse_feed_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55+00:00"),
        ("2003-12-31T10:14Z", "2003-12-31T10:14:00+00:00"),
        ("2003-12-31T10:14:55.5-08:00", "2003-12-31T10:14:55-08:00"),
        ("2003-12-31 10:14:55", "2003-12-31T10:14:55"),
        ("2003-12-31T24:00:00Z", "2004-01-01T00:00:00+00:00"),
        ("20031231T101455Z", "2003-12-31T10:14:55+00:00"),
        ("20031231", "2003-12-31"),
        ("2003-335", "2003-12-01"),
        ("2003-12", "2003-12"),
        ("2003", "2003"),
        ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21+00:00"),
        ("01 Jan 04 19:48 EST", "2004-01-01T19:48:00-05:00"),
        ("Fri, 01 Jan 2004 19:48:21 +10:00", "2004-01-01T19:48:21+10:00"),
        ("Wed, 19 Aug 2009 18:28:00 GMT+02:00", "2009-08-19T18:28:00+02:00"),
        ("Sun Jan  4 16:29:06 PST 2004", "2004-01-04T16:29:06-08:00"),
        ("Sab, 04 Des 2004 10:00:00 +0700", "2004-12-04T10:00:00+07:00"),
        ("Kamis, 07 Sep 2023 14:02 WIB", "2023-09-07T14:02:00+07:00"),
        ("1071340202", "2003-12-13T18:30:02+00:00"),
        ("26 Jan 2004", "2004-01-26"),
        ("Thu, 31 Feb 2004 19:48:21 GMT", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_dates_are_read_however_feeds_write_them(written: str, iso: str | None) -> None:
    assert parse_feed_date(written) == iso


@given(
    st.text(max_size=60)
    | st.from_regex(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{2,5} \d\d:\d\d:\d\d .{0,8}")
)
def test_no_text_is_more_than_no_date(text: str) -> None:
    parse_feed_date(text)
