# ruff: noqa: E501 - tables of cases
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.addresses import Login, normalised


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("contoh.example", "https://contoh.example/"),
        (" HTTP://Contoh.Example:80/A b?x=[1]#atas ", "http://contoh.example/A%20b?x=[1]"),
        ("feed://contoh.example/rss", "https://contoh.example/rss"),
        ("feed:http://contoh.example/rss", "http://contoh.example/rss"),
        ("https://Bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("localhost:8080/feed", "https://localhost:8080/feed"),
        ("file:///tmp/a b.xml", "file:///tmp/a%20b.xml"),
    ],
)
def test_addresses_are_taken_as_people_write_them(written: str, address: str) -> None:
    assert normalised(written) == (address, None)
    assert normalised(address)[0] == address


def test_a_login_in_an_address_is_taken_out_of_it() -> None:
    assert normalised("https://wulan:r%40hasia@contoh.example/f") == (
        "https://contoh.example/f",
        Login("wulan", "r@hasia"),
    )


@pytest.mark.parametrize("written", ["javascript:alert(1)", "ftp://contoh.example/", "https://", "http://[::", "https://a:b:c/", "http://x:99999/", "a" * 3000, "https://-\u2026-/"])  # fmt: skip
def test_other_things_are_refused_in_one_line(written: str) -> None:
    with pytest.raises(SourceError):
        normalised(written)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for prefix in ("", "http://", "feed:"):
        try:
            address, _ = normalised(prefix + text)
        except SourceError:
            continue
        assert address.isascii()
        assert address.isprintable()
