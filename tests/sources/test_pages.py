from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources import pages
from reader.sources.files import read_paths
from reader.sources.pages import full_text
from reader.text.site_rules import read_rules
from tests.sources.site import Answer, a_site

HTML = {"Content-Type": "text/html; charset=utf-8"}
PARAGRAPHS = (
    "Air di Telaga Biru sudah surut sejak pagi, kata Wulan Saraswati, Camat Telaga Biru, Senin (3/6/2024).",
    "“Besok kita mulai membersihkan jalan,” katanya kepada Sungaikita di kantornya.",
    "Warga yang mengungsi sudah pulang ke rumah masing-masing, dan sekolah dibuka lagi pekan depan.",
)
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"<html><head><title>Air surut</title></head><body><article>{STORY}</article></body></html>".encode()


def test_the_article_of_a_page_is_known_by_the_address_that_was_given() -> None:
    with a_site({"/1?a=b": Answer(PAGE, headers=HTML)}) as site:
        [article] = read_paths([f"{site}/1?a=b#komentar"])
    assert isinstance(article, RawArticle)
    assert article.locator == article.url == f"{site}/1?a=b"
    assert (article.title, article.body) == ("Air surut", "\n\n".join(PARAGRAPHS))


def test_redirects_are_followed_and_remembered_as_the_address_of_the_page() -> None:
    answers = {
        "/lama": Answer(status=301, headers={"Location": "/baru"}),
        "/baru": Answer(gzip.compress(PAGE), headers=HTML | {"Content-Encoding": "gzip"}),
    }
    with a_site(answers) as site:
        article = full_text(f"{site}/lama")
    assert (article.locator, article.url) == (f"{site}/lama", f"{site}/baru")


def test_the_encodings_of_pages_and_plain_texts_are_read() -> None:
    old = PAGE.decode().replace("surut", "sürut").encode("cp1252")
    answers = {
        "/a": Answer(old, headers={"Content-Type": "text/html; charset=iso-8859-1"}),
        "/b": Answer(b"Air surut\n\nSudah s\xc3\xbcrut.", headers={"Content-Type": "text/plain"}),
    }
    with a_site(answers) as site:
        page, text = full_text(f"{site}/a"), full_text(f"{site}/b")
    assert page.title == "Air sürut"
    assert "Sudah sürut." in text.body


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=404), "the server says 404 Not Found"),
        (Answer(b"%PDF-", headers={"Content-Type": "application/pdf"}), "it is no page but application/pdf"),
        (Answer(b" ", headers=HTML), "the page is empty"),
        (Answer(b"<html></html>", headers=HTML), "no article text was found in this page"),
        (Answer(status=302, headers={"Location": "/x"}), "its redirects do not end (more than 10)"),
        (
            Answer(status=302, headers={"Location": "file:///etc/passwd"}),
            "it leads to an address that is neither http nor https",
        ),
        (
            Answer(status=302, headers={"Location": "javascript:alert(1)"}),
            "it leads to an address that is neither http nor https",
        ),
    ],
)
def test_what_is_no_article_has_one_reason(answer: Answer, reason: str) -> None:
    with a_site({"/x": answer}) as site:
        assert list(read_paths([f"{site}/x"])) == [Failure(f"{site}/x", reason)]


def test_a_body_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"<p>kata</p>" * 1000

    monkeypatch.setattr(pages, "LARGEST_PAGE", 100_000)
    with a_site({"/x": Answer(headers=HTML, chunks=endless)}) as site, pytest.raises(SourceError) as error:
        full_text(f"{site}/x")
    assert str(error.value).startswith("the page is too large")


def test_a_packed_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGEST_PAGE", 100_000)
    bomb = Answer(gzip.compress(b"0" * 5_000_000), headers=HTML | {"Content-Encoding": "gzip"})
    with a_site({"/x": bomb}) as site, pytest.raises(SourceError) as error:
        full_text(f"{site}/x")
    assert str(error.value).startswith("the page is too large")


def test_a_slow_page_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PATIENCE", -1)
    with a_site({"/x": Answer(PAGE, headers=HTML)}) as site, pytest.raises(SourceError) as error:
        full_text(f"{site}/x")
    assert "took longer than" in str(error.value)


def test_a_server_that_is_not_there_has_one_reason() -> None:
    with a_site({}) as site:
        pass
    [failure] = read_paths([f"{site}/x"])
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("it could not be fetched")
    assert "\n" not in failure.reason


def test_a_paywall_is_not_stored_as_text() -> None:
    wall = f"<article><p>{PARAGRAPHS[0]}</p></article><div><p>Silakan berlangganan untuk lanjut.</p></div>"
    with a_site({"/x": Answer(wall.encode(), headers=HTML)}) as site:
        [failure] = read_paths([f"{site}/x"])
    assert isinstance(failure, Failure)
    assert failure.reason == "the page is behind a paywall: only 16 words of it are there"


def test_the_rules_of_a_site_say_where_its_articles_stand() -> None:
    page = (
        f"<h1>Judul yang salah</h1><h2 class=judul>Air surut</h2><div class='isi x'>{STORY}"
        "<p class=iklan>Beli!</p></div>"
        f"<article>{'<p>Berita lain yang jauh lebih panjang dari ceritanya.</p>' * 20}</article>"
    )
    rules = read_rules('["127.0.0.1"]\nbody = ["div.isi"]\nremove = [".iklan"]\ntitle = "h2.judul"\n').rules
    with a_site({"/x": Answer(page.encode(), headers=HTML)}) as site:
        article = full_text(f"{site}/x", rules=rules)
    assert (article.title, article.body) == ("Air surut", "\n\n".join(PARAGRAPHS))
