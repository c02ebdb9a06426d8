from __future__ import annotations

import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources.files import read_paths

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PACKAGE = """<?xml version="1.0"?>{dtd}<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Catatan Sungai</dc:title>
<dc:creator>Bayu Rimba</dc:creator><dc:creator>Sari Dewi</dc:creator><dc:date>2024-06-03</dc:date>
<dc:language>id-ID</dc:language><dc:subject>Sungai</dc:subject></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="bab%202.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="bab1.xhtml" media-type="application/xhtml+xml"/>
<item id="out" href="../../../etc/passwd" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="one"/>
<itemref idref="two"/>{more}</spine></package>"""
NAVIGATION = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    '<nav><a href="bab1.xhtml#x">Bab Satu</a></nav></body></html>'
)


def chapter(title: str, text: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h2>{title}</h2>{text}</body></html>'


def write_book(path: Path, *, dtd: str = "", more: str = "", **others: str) -> None:
    members = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE.format(dtd=dtd, more=more),
        "OEBPS/nav.xhtml": NAVIGATION,
        "OEBPS/cover.xhtml": chapter("", '<img src="cover.png"/>'),
        "OEBPS/bab1.xhtml": chapter("Hulu", "<p>Air <i>jernih</i>.</p><div>Baris tanpa<br/>paragraf.</div>"),
        "OEBPS/bab 2.xhtml": chapter("Hilir", "<p>Air keruh.</p>"),
    } | others
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for name, text in members.items():
            archive.writestr(name, text)


def read(path: Path) -> list[RawArticle | Failure]:
    return list(read_paths([path]))


def test_the_chapters_of_a_book_are_articles_in_the_order_of_reading(tmp_path: Path) -> None:
    write_book(tmp_path / "a.epub")
    one, two = read(tmp_path)
    assert one == RawArticle(
        locator=f"{(tmp_path / 'a.epub').as_uri()}!/OEBPS/bab1.xhtml",
        body="Air jernih.\n\nBaris tanpa\n\nparagraf.",
        title="Bab Satu",
        source="Catatan Sungai",
        byline="Bayu Rimba, Sari Dewi",
        published="2024-06-03",
        language="id",
        tags=("Sungai",),
    )
    assert isinstance(two, RawArticle)
    assert (two.title, two.body) == ("Hilir", "Air keruh.")


def test_a_chapter_outside_the_book_is_missing_and_never_stops_the_rest(tmp_path: Path) -> None:
    write_book(tmp_path / "a.epub", more='<itemref idref="out"/>')
    one, two, failure = read(tmp_path / "a.epub")
    assert isinstance(one, RawArticle)
    assert isinstance(two, RawArticle)
    assert isinstance(failure, Failure)
    assert failure.reason.endswith("is missing in the book")


def test_entities_of_a_book_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("rahasia")
    dtd = (
        f'<!DOCTYPE x [<!ENTITY a "kata "><!ENTITY b "{"&a;" * 50}"><!ENTITY c SYSTEM "{secret.as_uri()}">]>'
    )
    write_book(tmp_path / "a.epub", dtd=dtd)
    package = PACKAGE.format(dtd=dtd, more="").replace("Catatan Sungai", "Catatan &b;&c;")
    write_book(tmp_path / "a.epub", **{"OEBPS/book.opf": package})
    one, _ = read(tmp_path / "a.epub")
    assert isinstance(one, RawArticle)
    assert one.source == "Catatan &b;&c;"


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"META-INF/container.xml": "<container/>"}, "the package document is missing in the book"),
        ({"OEBPS/book.opf": "\x00"}, "OEBPS/book.opf in the book is no XML"),
        ({"OEBPS/book.opf": "<package/>"}, "there are no chapters with text in this book"),
        ({"META-INF/encryption.xml": "", "META-INF/rights.xml": ""}, "the book is encrypted"),
    ],
)
def test_a_broken_book_is_refused_in_one_line(tmp_path: Path, others: dict[str, str], reason: str) -> None:
    write_book(tmp_path / "a.epub", **others)
    assert [item.reason for item in read(tmp_path / "a.epub") if isinstance(item, Failure)] == [reason]


def test_a_book_inside_an_archive_is_read(tmp_path: Path) -> None:
    write_book(tmp_path / "a.epub")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "a.epub", "a.epub")
    assert len(read(tmp_path / "a.zip")) == 2


STORY = (
    "<html><head><title>Air surut</title></head><body><article>"
    "<p>Air di Telaga Biru sudah surut sejak pagi, kata Wulan Saraswati, Camat Telaga Biru.</p>"
    "<p>“Besok kita mulai membersihkan jalan,” katanya kepada Sungaikita di kantornya.</p>"
    "</article></body></html>"
)


def test_a_page_saved_in_one_file_with_its_pictures_is_read(tmp_path: Path) -> None:
    saved = MIMEMultipart("related", type="text/html")
    saved["Snapshot-Content-Location"] = "https://sungaikita.id/1"
    saved["Subject"] = "Air surut"
    page = MIMEText(STORY, "html", "utf-8")
    page["Content-Location"] = "https://sungaikita.id/1?a=b"
    saved.attach(page)
    saved.attach(MIMEText("<html><body>iklan</body></html>", "html", "utf-8"))
    (tmp_path / "a.mhtml").write_bytes(saved.as_bytes())
    (tmp_path / "b.mht").write_bytes(b"From: <Saved by Blink>\r\nContent-Type: image/png\r\n\r\n")
    article, failure = read(tmp_path)
    assert isinstance(article, RawArticle)
    assert (article.title, article.url) == ("Air surut", "https://sungaikita.id/1?a=b")
    assert article.body.startswith("Air di Telaga Biru")
    assert failure == Failure(f"{tmp_path}/b.mht", "there is no page in this file")


def test_the_folders_that_browsers_put_beside_saved_pages_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Air surut_files").mkdir()
    (tmp_path / "arsip_files").mkdir()
    (tmp_path / "Air surut.html").write_text(STORY, encoding="utf-8")
    (tmp_path / "Air surut_files/frame.html").write_text(STORY, encoding="utf-8")
    (tmp_path / "arsip_files/b.html").write_text(STORY, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for name in ("x/Air.htm", "x/Air_files/frame.html", "x/lain_files/c.html"):
            archive.writestr(name, STORY)
    locators = [item.locator.removeprefix(tmp_path.as_uri()) for item in read(tmp_path)]
    assert locators == [
        "/Air%20surut.html",
        "/z.zip!/x/Air.htm",
        "/z.zip!/x/lain_files/c.html",
        "/arsip_files/b.html",
    ]


def test_a_page_saved_with_singlefile_is_read_whatever_its_pictures_weigh(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 9_000_000}">'
    comment = "<!--\n Page saved with SingleFile \n url: https://sungaikita.id/1 \n saved date: x \n-->"
    page = STORY.replace("<html>", f"<!DOCTYPE html><html lang=id>{comment}").replace(
        "<p>", f"{picture}<p>", 1
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    [article] = read(tmp_path)
    assert isinstance(article, RawArticle)
    assert article.url == "https://sungaikita.id/1"
    assert article.body.startswith("Air di Telaga Biru")
