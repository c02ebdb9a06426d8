"""Feeds that lie in files: indexed like any other file, found before they are analysed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from reader.indexing import index_paths
from reader.library.library import Library
from reader.model.article import RawArticle
from reader.search.grammar import parse
from reader.sources.files import read_paths
from tests.sources.feeds.making import atom, rss

if TYPE_CHECKING:
    from pathlib import Path

QUOTED = '<p>Harga beras naik.</p><p>"Kami akan impor," kata Menteri Hendra Palguna.</p>'
FEED = rss(
    f"<title>Harian Contoh</title><language>id</language><item><title>Beras</title><guid>1</guid>"
    f"<description><![CDATA[{QUOTED}]]></description></item><item><title>Hanya judul</title></item>"
)


def test_a_feed_in_a_folder_yields_its_entries(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(FEED)
    (tmp_path / "b.atom").write_bytes(atom("<entry><id>1</id><title>Jagung</title></entry>"))
    (tmp_path / "c.rss.gz").write_bytes(gzip.compress(FEED))
    (tmp_path / "d.xml").write_bytes(b"<svg/>")
    (tmp_path / "e.xml").write_bytes(
        b"<html><body><p>Ini halaman biasa dengan kalimat yang cukup panjang.</p></body></html>"
    )

    found = list(read_paths([tmp_path]))

    titles = [one.title for one in found if isinstance(one, RawArticle) and one.feed]
    assert titles == ["Beras", "Hanya judul", "Jagung", "Beras", "Hanya judul"]
    assert [one.reason for one in found if not isinstance(one, RawArticle)] == [
        "it is XML, but not a feed (its first element is <svg>)"
    ]
    assert any(isinstance(one, RawArticle) and "halaman biasa" in one.body for one in found)


def test_a_feed_whose_root_is_torn_is_still_a_feed_and_no_page(tmp_path: Path) -> None:
    torn = (
        FEED.replace(b"<rss ", b"<?xml version='1.0'?><rs ")
        .replace(b"</rss>", b"")
        .replace(b"<channel>", b"")
    )
    (tmp_path / "a.xml").write_bytes(torn)

    assert [one.title for one in read_paths([tmp_path]) if isinstance(one, RawArticle)] == [
        "Beras",
        "Hanya judul",
    ]


def test_a_feed_without_a_telling_name_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(b"<?xml version='1.0'?>\n<!-- made by hand -->\n" + FEED)

    assert len([one for one in read_paths([tmp_path / "feed"]) if isinstance(one, RawArticle)]) == 2


def test_entries_are_stored_analysed_and_not_touched_again(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(FEED)
    with Library.open(tmp_path / "library.db") as library:
        assert index_paths(library, [tmp_path / "a.xml"]).added == 2
        assert library.analyses.count_waiting() == 0
        (id_,) = library.search(parse("has:quote")).ids
        article = library.article(id_)
        assert article is not None
        assert article.analysis.quotes[0].name == "Hendra Palguna"
        assert article.revision == 1
        assert index_paths(library, [tmp_path / "a.xml"]).unchanged == 2
        assert library.check() == []
        assert [(source.name, source.kind.value) for source in library.sources()] == [
            ("Harian Contoh", "feed")
        ]
