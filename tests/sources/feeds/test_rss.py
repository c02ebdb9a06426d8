# ruff: noqa: E501 - documents stand on one line
from __future__ import annotations

import pytest

from reader.model.feed import Enclosure, Person
from tests.sources.feeds.making import entry_of, feed_of, item, rss


def test_a_channel_says_who_it_is() -> None:
    feed = feed_of(
        rss(
            "<title>Harian Contoh</title><link>https://contoh.example/</link><description>Kabar</description>"
            "<language>id-ID</language><lastBuildDate>Sat, 04 Dec 2004 10:00:00 +0700</lastBuildDate>"
            "<managingEditor>meja@contoh.example (Meja Redaksi)</managingEditor><ttl>90</ttl>"
            "<image><url>https://contoh.example/logo.png</url></image><generator>Tangan</generator>"
            '<atom:link rel="self" href="https://contoh.example/feed"/>'
        )
    )

    assert (feed.format, feed.title, feed.link) == ("rss 2.0", "Harian Contoh", "https://contoh.example/")
    assert (feed.description, feed.language, feed.minutes) == ("Kabar", "id-ID", 90)
    assert feed.updated == "2004-12-04T10:00:00+07:00"
    assert feed.authors == (Person("Meja Redaksi", "meja@contoh.example"),)
    assert (feed.image, feed.generator) == ("https://contoh.example/logo.png", "Tangan")
    assert feed.address == "https://contoh.example/feed"


def test_an_item_has_all_that_it_states() -> None:
    entry = item(
        "<title>Beras naik</title><link>https://contoh.example/beras</link><guid>b-1</guid>"
        "<pubDate>Sat, 04 Dec 2004 10:00:00 GMT</pubDate><dc:creator>Wulan</dc:creator><dc:creator>Tio</dc:creator>"
        "<category>Ekonomi</category><dc:subject>Pangan</dc:subject><description>Ringkas.</description>"
        "<content:encoded><![CDATA[<p>Panjang &amp; lengkap.</p>]]></content:encoded>"
        '<enclosure url="https://contoh.example/b.mp3" type="audio/mpeg" length="1200"/>'
        "<comments>https://contoh.example/beras#c</comments>"
    )

    assert (entry.title, entry.link, entry.id) == ("Beras naik", "https://contoh.example/beras", "b-1")
    assert entry.published == "2004-12-04T10:00:00+00:00"
    assert [str(author) for author in entry.authors] == ["Wulan", "Tio"]
    assert entry.tags == ("Ekonomi", "Pangan")
    assert (entry.summary, entry.content) == ("Ringkas.", "<p>Panjang &amp; lengkap.</p>")
    assert entry.enclosures == (Enclosure("https://contoh.example/b.mp3", "audio/mpeg", 1200),)
    assert entry.comments == "https://contoh.example/beras#c"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Harga &lt;b&gt;beras&lt;/b&gt; naik", "Harga beras naik"),
        ("<![CDATA[Harga <i>beras</i> &amp; jagung]]>", "Harga beras & jagung"),
        ("Toko A&amp;amp;B", "Toko A&B"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("Harga <b>beras</b> naik", "Harga beras naik"),
        ("A&B di kaf&eacute; &nbsp;kita", "A&B di kafé kita"),
        ("  dua\n baris ", "dua baris"),
    ],
)
def test_a_title_is_text_however_its_markup_is_written(written: str, title: str) -> None:
    assert item(f"<title>{written}</title>").title == title


def test_prefixes_mean_what_their_namespace_says_and_the_usual_ones_need_none() -> None:
    odd = (
        b'<rss version="2.0" xmlns:k="http://purl.org/dc/elements/1.1/" xmlns:isi="http://purl.org/rss/1.0/modules/content/">'
        b"<channel><item><k:creator>Wulan</k:creator><isi:encoded>teks</isi:encoded></item></channel></rss>"
    )
    undeclared = b"<rss><channel><item><dc:creator>Wulan</dc:creator><content:encoded>teks</content:encoded></item></channel></rss>"

    for document in (odd, undeclared):
        entry = entry_of(document)
        assert ([str(author) for author in entry.authors], entry.content) == (["Wulan"], "teks")


def test_the_case_of_names_makes_no_difference() -> None:
    document = b"<RSS version='2.0'><Channel><Title>Kabar</Title><ITEM><Title>Satu</Title><PUBDATE>2024-01-02</PUBDATE></ITEM></Channel></RSS>"

    feed = feed_of(document)

    assert (feed.title, feed.entries[0].title, feed.entries[0].published) == ("Kabar", "Satu", "2024-01-02")


def test_items_of_rdf_stand_beside_the_channel() -> None:
    document = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://contoh.example/"><title>Kabar</title>'
        b"<items><rdf:Seq><rdf:li/></rdf:Seq></items></channel>"
        b'<item rdf:about="https://contoh.example/1"><title>Satu</title><link>https://contoh.example/1</link>'
        b"<dc:date>2024-03-01T08:00:00Z</dc:date></item></rdf:RDF>"
    )

    feed = feed_of(document)

    assert (feed.format, feed.title) == ("rss 1.0", "Kabar")
    (entry,) = feed.entries
    assert (entry.id, entry.title) == ("https://contoh.example/1", "Satu")
    assert entry.published == "2024-03-01T08:00:00+00:00"


def test_an_item_without_a_link_is_found_by_its_permanent_id() -> None:
    assert item("<guid>https://contoh.example/1</guid>").link == "https://contoh.example/1"
    assert item('<guid isPermaLink="false">https://contoh.example/1</guid>').link is None


def test_relative_links_are_joined_to_the_base_that_is_stated_or_to_where_the_feed_lies() -> None:
    stated = b'<rss xml:base="https://contoh.example/a/"><channel><item xml:base="b/"><link>c</link></item></channel></rss>'
    assert entry_of(stated).link == "https://contoh.example/a/b/c"

    found = rss("<item><link>/c</link><description>&lt;a href='d'&gt;x&lt;/a&gt;</description></item>")
    entry = entry_of(found, address="https://contoh.example/feed.xml")
    assert entry.link == "https://contoh.example/c"
    assert entry.summary == '<a href="https://contoh.example/d">x</a>'


def test_media_and_podcasts_are_understood() -> None:
    entry = item(
        "<itunes:author>Tio</itunes:author><itunes:summary>Tentang padi.</itunes:summary><itunes:keywords>padi, sawah</itunes:keywords>"
        '<media:group><media:content url="https://contoh.example/p.jpg" medium="image"/></media:group>'
    )

    assert [str(author) for author in entry.authors] == ["Tio"]
    assert (entry.summary, entry.tags) == ("Tentang padi.", ("padi", "sawah"))
    assert entry.image == "https://contoh.example/p.jpg"


def test_what_is_broken_is_read_as_far_as_it_goes() -> None:
    document = b"<rss><channel><title>Kabar<item><title>Satu & dua</title><link>https://contoh.example/1</item><item><title>Tiga"

    feed = feed_of(document)

    assert "Satu & dua" in [entry.title for entry in feed.entries]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("<?xml version='1.0' encoding='windows-1252'?><rss><channel><title>Café “kita”</title></channel></rss>".encode("cp1252"), "Café “kita”"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>Café</title></channel></rss>".encode(), "Café"),
        ("\ufeff<rss><channel><title>Café</title></channel></rss>".encode("utf-16"), "Café"),
        ("<?xml version='1.0' encoding='utf-16'?><rss><channel><title>Café</title></channel></rss>".encode("utf-16-be"), "Café"),
        ("<?xml version='1.0' encoding='utf-32'?><rss><channel><title>Café</title></channel></rss>".encode("utf-32-le"), "Café"),
        ("<?xml version='1.0' encoding='shift_jis'?><rss><channel><title>新聞の見出しです</title></channel></rss>".encode("shift_jis"), "新聞の見出しです"),
        ("<?xml version='1.0' encoding='iso-2022-jp'?><rss><channel><title>新聞</title></channel></rss>".encode("iso-2022-jp"), "新聞"),
    ],
)  # fmt: skip
def test_encodings_are_found_by_mark_by_declaration_or_by_what_the_bytes_are(data: bytes, title: str) -> None:
    assert feed_of(data).title == title


def test_entries_without_anything_are_kept() -> None:
    assert len(feed_of(rss("<item/><item></item>")).entries) == 2
