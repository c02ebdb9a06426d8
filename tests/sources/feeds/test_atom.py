# ruff: noqa: E501 - documents stand on one line
from __future__ import annotations

import base64

import pytest

from reader.model.feed import Person
from tests.sources.feeds.making import atom, entry_of, feed_of


def test_a_feed_and_its_entry_say_who_they_are() -> None:
    feed = feed_of(
        atom(
            '<title>Kabar</title><subtitle>Setiap hari</subtitle><link href="https://contoh.example/"/>'
            '<link rel="self" href="https://contoh.example/atom"/><updated>2024-05-01T00:00:00Z</updated>'
            '<author><name>Redaksi</name></author><generator uri="https://g.example" version="2">G</generator>'
            '<entry><id>tag:1</id><title>Satu</title><link href="https://contoh.example/1"/>'
            '<link rel="enclosure" href="https://contoh.example/1.mp3" type="audio/mpeg"/>'
            "<published>2024-04-30T23:00:00+07:00</published><updated>2024-05-01T00:00:00Z</updated>"
            '<category term="eko" label="Ekonomi"/><summary>Ringkas</summary>'
            '<content type="html">&lt;p&gt;Isi&lt;/p&gt;</content></entry>',
            attributes='xml:lang="id"',
        )
    )

    assert (feed.title, feed.description, feed.language) == ("Kabar", "Setiap hari", "id")
    assert (feed.link, feed.address) == ("https://contoh.example/", "https://contoh.example/atom")
    assert feed.generator == "G 2 https://g.example"
    (entry,) = feed.entries
    assert (entry.id, entry.title, entry.link) == ("tag:1", "Satu", "https://contoh.example/1")
    assert (entry.published, entry.updated) == ("2024-04-30T23:00:00+07:00", "2024-05-01T00:00:00+00:00")
    assert (entry.tags, entry.summary, entry.content) == (("Ekonomi",), "Ringkas", "<p>Isi</p>")
    assert entry.authors == (Person("Redaksi"),), "an entry without an author has that of its feed"
    assert entry.enclosures[0].url == "https://contoh.example/1.mp3"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<title>1 &lt; 2</title>", "1 < 2"),
        ("<title type='text'>Sejarah tag &lt;blink&gt;</title>", "Sejarah tag <blink>"),
        ("<title type='html'>Harga &lt;b&gt;beras&lt;/b&gt;</title>", "Harga beras"),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Harga <b>beras</b></div></title>",
            "Harga beras",
        ),
    ],
)
def test_a_title_is_read_as_its_type_says(title: str, text: str) -> None:
    assert entry_of(atom(f"<entry>{title}</entry>")).title == text


def test_inline_xhtml_becomes_html_without_namespaces() -> None:
    content = "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>A &amp; <em>b</em><br/></p></div></content>"
    assert entry_of(atom(f"<entry>{content}</entry>")).content == "<div><p>A &amp; <em>b</em><br/></p></div>"


def test_text_content_is_kept_apart_from_markup() -> None:
    assert entry_of(atom("<entry><content>a &lt;b&gt; c</content></entry>")).content == "a &lt;b&gt; c"


def test_base64_is_unpacked_and_a_picture_in_it_is_no_text() -> None:
    words = base64.b64encode(b"<p>Isi</p>").decode()
    assert (
        entry_of(atom(f"<entry><content type='text/html' mode='base64'>{words}</content></entry>")).content
        == "<p>Isi</p>"
    )
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(50)).decode()
    assert not entry_of(
        atom(f"<entry><content type='image/png' mode='base64'>{picture}</content></entry>")
    ).content


def test_links_are_joined_to_the_nearest_base() -> None:
    entry = entry_of(
        atom(
            '<entry xml:base="b/"><link href="c"/><content type="html" xml:base="d/">&lt;img src="e.png"&gt;</content></entry>',
            attributes='xml:base="https://contoh.example/a/"',
        )
    )

    assert entry.link == "https://contoh.example/a/b/c"
    assert entry.content == '<img src="https://contoh.example/a/b/d/e.png">'


def test_atom_0_3_has_its_own_words() -> None:
    feed = feed_of(
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Kabar</title><tagline>Harian</tagline>'
        b"<entry><id>1</id><issued>2004-01-02T03:04Z</issued><modified>2004-01-03T00:00:00Z</modified>"
        b'<summary type="text/html" mode="escaped">&lt;i&gt;x&lt;/i&gt;</summary></entry></feed>'
    )

    assert (feed.format, feed.description) == ("atom 0.3", "Harian")
    (entry,) = feed.entries
    assert (entry.published, entry.updated) == ("2004-01-02T03:04:00+00:00", "2004-01-03T00:00:00+00:00")
    assert entry.summary == "<i>x</i>"


def test_a_feed_that_forgot_its_namespace_is_still_one() -> None:
    assert (
        feed_of(b"<feed><title>Kabar</title><entry><title>Satu</title></entry></feed>").entries[0].title
        == "Satu"
    )
    prefixed = (
        b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Satu</a:title></a:entry></a:feed>'
    )
    assert entry_of(prefixed).title == "Satu"


def test_an_aggregated_entry_keeps_the_author_of_its_own_feed() -> None:
    entry = entry_of(
        atom(
            "<entry><title>x</title><source><title>Asal</title><author><name>Tio</name></author></source></entry>"
        )
    )

    assert (entry.source, entry.authors) == ("Asal", (Person("Tio"),))
