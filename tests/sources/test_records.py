from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources.archives import Budget
from reader.sources.files import read_paths
from reader.sources.json_documents import read_json
from reader.sources.kinds import Kind
from reader.sources.place import Place
from reader.sources.selection import Selection
from reader.sources.streams import read_stream
from reader.sources.tables import read_table
from reader.text.sanitize import clean

PLACE = Place("news", "file:///news")


def read(path: Path, content: str | bytes) -> list[RawArticle | Failure]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_paths([path]))


def articles(path: Path, content: str | bytes) -> list[RawArticle]:
    items = read(path, content)
    assert all(isinstance(item, RawArticle) for item in items), items
    return [item for item in items if isinstance(item, RawArticle)]


def test_the_columns_of_a_table_are_known_by_their_names(tmp_path: Path) -> None:
    table = (
        "Judul;Tautan;Isi;Tanggal;Penulis;Tags;Sumber\n"
        '"Air; surut";https://sungaikita.id/1;"Baris satu\n\nBaris ""dua"".";'
        "2024-06-03;Bayu Rimba;air|cuaca;Sungaikita\n"
    )
    assert articles(tmp_path / "a.csv", table) == [
        RawArticle(
            locator="https://sungaikita.id/1",
            body='Baris satu\n\nBaris "dua".',
            title="Air; surut",
            source="Sungaikita",
            url="https://sungaikita.id/1",
            byline="Bayu Rimba",
            published="2024-06-03",
            tags=("air", "cuaca"),
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_the_encoding_and_delimiter_of_a_table_are_found(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    table = delimiter.join(("title", "text")) + "\n" + delimiter.join(("Café Müller", "Buka, lagi.")) + "\n"
    if delimiter == ",":
        table = table.replace("Buka, lagi.", '"Buka, lagi."')
    [article] = articles(tmp_path / "a.csv", table.encode(encoding))
    assert (article.title, article.body) == ("Café Müller", "Buka, lagi.")


def test_a_bad_row_is_named_and_never_stops_the_rest(tmp_path: Path) -> None:
    [bad, good] = read(tmp_path / "a.csv", "title,text\nTanpa isi\nJudul,Isi.\n")
    assert bad == Failure(f"{tmp_path}/a.csv:2", 'the row has no "text" and no "url"')
    assert isinstance(good, RawArticle)


def test_a_table_of_something_else_is_refused_in_one_line(tmp_path: Path) -> None:
    [failure] = read(tmp_path / "a.csv", "x,y\n1,2\n3,4\n")
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("its first row does not name columns")


def test_a_field_may_be_as_large_as_a_document(tmp_path: Path) -> None:
    [article] = articles(tmp_path / "a.csv", 'title,text\nBesar,"' + "kata " * 400_000 + '"\n')
    assert len(article.body) == 2_000_000


def test_an_array_of_objects_is_read_one_after_another(tmp_path: Path) -> None:
    things = [{"id": number, "text": f"Teks {number}. " + "kata " * 500} for number in range(2000)]
    found = articles(tmp_path / "a.json", json.dumps(things, indent=1))
    assert [article.locator for article in found] == [
        f"{(tmp_path / 'a.json').as_uri()}#{n}" for n in range(2000)
    ]


def test_articles_in_an_object_and_objects_in_a_row_are_read_too(tmp_path: Path) -> None:
    assert len(articles(tmp_path / "a.json", '{"articles": [{"text": "Satu."}, {"text": "Dua."}]}')) == 2
    assert len(articles(tmp_path / "b.json", '{"text": "Satu."}\n{"text": "Dua."}')) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('[{"text": "Satu."}, {"te', "it is not JSON: "),
        ('[{"text": "Satu."}', "the JSON ends in the middle of its array"),
        ('[{"text": "Satu."}, ' + "[" * 100_000, "it is not JSON that can be read"),
    ],
)
def test_what_came_before_the_fault_of_a_json_document_is_kept(
    tmp_path: Path, content: str, reason: str
) -> None:
    [article, failure] = read(tmp_path / "a.json", content)
    assert isinstance(article, RawArticle)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith(reason)


def test_a_wallabag_export_keeps_text_tags_and_state(tmp_path: Path) -> None:
    entry = {
        "is_archived": 1,
        "is_starred": 0,
        "tags": ["air"],
        "id": 7,
        "title": "Air surut",
        "url": "https://sungaikita.id/7",
        "content": "<p>Air <b>sudah</b> surut.</p><ul><li>Satu</li></ul><script>x()</script>",
        "created_at": "2024-06-05T08:00:00+00:00",
        "published_at": "2024-06-03T14:02:00+07:00",
        "published_by": ["Bayu Rimba"],
        "language": "id_ID",
        "domain_name": "sungaikita.id",
    }
    assert articles(tmp_path / "wallabag.json", json.dumps([entry])) == [
        RawArticle(
            locator="https://sungaikita.id/7",
            body="Air sudah surut.\n\nSatu",
            title="Air surut",
            url="https://sungaikita.id/7",
            byline="Bayu Rimba",
            published="2024-06-03T14:02:00+07:00",
            language="id",
            tags=("air",),
            read=True,
        )
    ]


def test_an_instapaper_export_gives_links_with_their_folders(tmp_path: Path) -> None:
    table = (
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        'https://sungaikita.id/1,Satu,,Unread,1717400000,"[""air"", ""hujan""]"\n'
        "https://sungaikita.id/2,Dua,,Archive,1717400000,[]\n"
        "https://sungaikita.id/3,Tiga,,Starred,1717400000,\n"
        "https://sungaikita.id/4,Empat,Air naik.,Banjir,1717400000,\n"
    )
    one, two, three, four = articles(tmp_path / "instapaper-export.csv", table)
    assert (one.locator, one.body, one.tags, one.read) == (
        "https://sungaikita.id/1",
        "",
        ("air", "hujan"),
        False,
    )
    assert one.published == "2024-06-03T07:33:20+00:00"
    assert (two.read, three.starred) == (True, True)
    assert (four.body, four.tags) == ("Air naik.", ("Banjir",))


def test_pocket_exports_are_read_as_table_and_as_page(tmp_path: Path) -> None:
    table = "title,url,time_added,tags,status\nSatu,https://sungaikita.id/1,1717400000,air|hujan,archive\n"
    page = (
        "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>"
        '<li><a href="https://sungaikita.id/2" time_added="1717400000" tags="">Dua</a></li>'
        '<li><a href="javascript:alert(1)" time_added="1" tags="">Jahat</a></li></ul>'
        '<h1>Read Archive</h1><ul><li><a href="https://sungaikita.id/1" time_added="1717400000" '
        'tags="air,hujan">Satu</a></li></ul></body></html>'
    )
    [by_table] = articles(tmp_path / "pocket.csv", table)
    unread, archived = articles(tmp_path / "ril_export.html", page)
    assert archived == by_table
    assert (unread.title, unread.read, unread.tags) == ("Dua", False, ())


def test_bookmarks_of_a_browser_are_links_too(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><H1>Bookmarks</H1><DL><p>"
        '<DT><A HREF="https://sungaikita.id/1" ADD_DATE="1717400000" TAGS="air">Satu</A></DL><p>'
    )
    [link] = articles(tmp_path / "bookmarks.html", page)
    assert (link.url, link.title, link.tags) == ("https://sungaikita.id/1", "Satu", ("air",))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://x.id/\x1b[31m a", "data:text/html,x"]
)
def test_an_address_that_is_none_of_the_web_is_never_stored(tmp_path: Path, url: str) -> None:
    [item] = read(tmp_path / "a.json", json.dumps([{"url": url, "text": "Isi."}]))
    assert isinstance(item, RawArticle)
    assert item.url is None
    assert "javascript" not in item.locator


@given(st.binary(max_size=400))
def test_no_bytes_make_the_readers_of_tables_and_json_raise(data: bytes) -> None:
    for kind, head in ((Kind.TABLE, b"title,text,url\n"), (Kind.JSON, b"[{"), (Kind.JSON, b"")):
        items = list(read_stream(io.BytesIO(head + data), kind, PLACE, Selection(), Budget(1000)))
        assert all(isinstance(item, RawArticle | Failure) for item in items)
        assert not any("fault of the program" in item.reason for item in items if isinstance(item, Failure))


WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=20)
FIELDS = st.lists(WORDS | st.sampled_from([",", '"', "\n", "\r\n", ";", "\t"]), min_size=1, max_size=9)


@given(
    st.lists(FIELDS.map(" ".join).filter(lambda text: any(map(str.isalnum, text))), min_size=1, max_size=5)
)
def test_what_is_written_as_a_table_or_array_is_read_back(texts: list[str]) -> None:
    table = io.StringIO(newline="")
    csv.writer(table).writerows([("title", "text"), *(("Judul", text) for text in texts)])
    by_table = list(read_table(io.BytesIO(table.getvalue().encode()), PLACE))
    by_json = list(read_json(io.BytesIO(json.dumps([{"text": text} for text in texts]).encode()), PLACE))
    expected = [clean(text) for text in texts]
    for items in (by_table, by_json):
        assert [item.body for item in items if isinstance(item, RawArticle)] == expected
