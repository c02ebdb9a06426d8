# ruff: noqa: E501 - documents stand on one line
"""Feeds made to hurt, and feeds that nobody made: refused in one line, or read; never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.feeds.reading import read_feed
from reader.text.sanitize import clean
from tests.evaluation.feeds import texts_of
from tests.sources.feeds.making import feed_of, item, rss


def bomb() -> bytes:
    levels = "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    return rss("<title>&j;</title>", head=f'<!DOCTYPE rss [<!ENTITY a "boom boom ">{levels}]>')


def blow_up() -> bytes:
    return rss(f"<title>{'&a;' * 2000}</title>", head=f'<!DOCTYPE rss [<!ENTITY a "{"x" * 10_000}">]>')


def test_an_entity_bomb_is_refused() -> None:
    with pytest.raises(SourceError, match="entity bomb"):
        feed_of(bomb())
    with pytest.raises(SourceError, match="entity bomb"):
        feed_of(blow_up())
    with pytest.raises(SourceError, match="entity bomb"):
        feed_of(rss("<title>&a;</title>", head='<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'))


def test_another_file_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("rahasia")
    with pytest.raises(SourceError, match="external entity"):
        feed_of(rss("<title>&x;</title>", head=f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'))


def test_declared_entities_that_are_plain_text_are_put_in() -> None:
    head = '<!DOCTYPE rss [<!ENTITY kota "Kota &amp; Tirta"><!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">]>'
    assert feed_of(rss("<title>Di &kota;</title>", head=head)).title == "Di Kota & Tirta"


@pytest.mark.parametrize(
    "inside",
    ["<a>" * 300 + "</a>" * 300, "<a>" * 200_000, f'<title a="{"x" * 11_000_000}"/>', f"<title>{'x' * 11_000_000}</title>"],
    ids=["deep", "deeper", "attribute", "text"],
)  # fmt: skip
def test_xml_beyond_reason_is_refused(inside: str) -> None:
    with pytest.raises(SourceError, match="too deeply or has a text too long"):
        feed_of(rss(inside))


def test_a_document_larger_than_any_feed_is_refused() -> None:
    with pytest.raises(SourceError, match="at most 32 MB"):
        feed_of(rss("<title>" + "x" * 33_000_000))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"hello there", "no XML"),
        (b"<html><body><p>x</p></body></html>", "web page"),
        (b"<?xml version='1.0'?><svg/>", "<svg>"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        feed_of(data)


def test_control_characters_and_terminal_sequences_reach_nobody() -> None:
    entry = item(
        "<title>a&#27;[31mb\x00\x1b]0;x\x07c&#x202e;d</title><guid>\x08i&#8203;d</guid><description>&lt;p&gt;&amp;#27;[2J\u0085</description>"
    )

    assert (entry.title, entry.id) == ("abcd", "id")
    assert all(text == clean(text) for text in texts_of(entry))


def test_scripts_and_addresses_that_act_are_cut_out() -> None:
    entry = item(
        "<description><![CDATA[<p onclick='x()'>a<script>b</script><a href=' java&#10;script:c'>d</a><iframe src=e>f</iframe></p>]]></description>"
    )

    assert entry.summary == "<p>a<a>d</a></p>"


def test_entries_inside_entries_do_not_hold_each_other() -> None:
    inside = "".join(f"<item><guid>{n}</guid><description><div>isi {n} " for n in range(50))

    entries = feed_of(rss(inside + "</div></description></item>" * 50)).entries

    assert [entry.summary for entry in entries] == [f"<div>isi {n} </div>" for n in range(50)]


PIECES = st.sampled_from(
    [
        "<rss>",
        "<channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link/>",
        "<feed>",
        "<entry>",
        "<![CDATA[",
        "]]>",
        "&nbsp;",
        "&",
        "&#0;",
        "&#27;",
        "<!DOCTYPE",
        "[",
        "<!--",
        "-->",
        "<?xml",
        "?>",
        "<content:encoded>",
        "type='xhtml'",
        "<b>",
        "\x00",
        "\x1b[2J",
        "\u202e",
        "2024-13-45",
        "é",
        "<",
        ">",
        '"',
        "'",
        '{"items":[',
        "}]",
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=40), st.sampled_from(["utf-8", "utf-16", "latin-1"]))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_markup_is_read_or_refused_and_comes_out_clean(
    pieces: list[str], encoding: str
) -> None:
    data = ("<rss><channel><item>" + "".join(pieces)).encode(encoding, "replace")
    try:
        feed = read_feed(data)
    except SourceError:
        return
    assert all(text == clean(text) for text in texts_of(feed))


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", b"<rss><channel><title>", b"<?xml version='1.0' encoding='utf-16'?>"):
        try:
            read_feed(start + data)
        except SourceError:
            continue
