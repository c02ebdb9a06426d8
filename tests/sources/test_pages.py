from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Iterator

import pytest

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources import pages
from reader.sources.addresses import Login
from reader.sources.files import read_paths
from reader.sources.fulltext import with_full_text
from reader.sources.originals import markup_of
from reader.sources.pages import full_text
from reader.text.site_rules import read_rules
from tests.sources.web_server import Reply, WebServer, web_server

HTML = {"Content-Type": "text/html; charset=utf-8"}
PARAGRAPHS = (
    "Air di Telaga Biru sudah surut sejak pagi, kata Wulan Saraswati, Camat Telaga Biru, Senin (3/6/2024).",
    "“Besok kita mulai membersihkan jalan,” katanya kepada Sungaikita di kantornya.",
    "Warga yang mengungsi sudah pulang ke rumah masing-masing, dan sekolah dibuka lagi pekan depan.",
)
STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"<html><head><title>Air surut</title></head><body><article>{STORY}</article></body></html>".encode()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with web_server() as running:
        yield running


def test_the_article_of_a_page_is_known_by_the_address_that_was_given(site: WebServer) -> None:
    site.pages["/1?a=b"] = Reply(PAGE, headers=HTML)
    [article] = read_paths([site.url("/1?a=b#komentar")])
    assert isinstance(article, RawArticle)
    assert article.locator == article.url == site.url("/1?a=b")
    assert (article.title, article.body) == ("Air surut", "\n\n".join(PARAGRAPHS))


def test_redirects_are_followed_and_remembered_as_the_address_of_the_page(site: WebServer) -> None:
    site.pages["/lama"] = Reply(status=301, headers={"Location": "/baru"})
    site.pages["/baru"] = Reply(PAGE, headers=HTML)
    article = full_text(site.url("/lama"))
    assert (article.locator, article.url) == (site.url("/lama"), site.url("/baru"))


def test_the_encodings_of_pages_and_plain_texts_are_read(site: WebServer) -> None:
    old = PAGE.decode().replace("surut", "sürut").encode("cp1252")
    site.pages["/a"] = Reply(old, headers={"Content-Type": "text/html; charset=iso-8859-1"})
    site.pages["/b"] = Reply(b"Air surut\n\nSudah s\xc3\xbcrut.", headers={"Content-Type": "text/plain"})
    page, text = full_text(site.url("/a")), full_text(site.url("/b"))
    assert page.title == "Air sürut"
    assert (text.title, text.url) == ("Air surut", site.url("/b"))


def test_a_page_is_kept_as_it_was_with_the_article(site: WebServer) -> None:
    site.pages["/1"] = Reply(PAGE, headers=HTML)
    original = full_text(site.url("/1")).original
    assert original is not None
    assert original.page is not None
    assert (markup_of(original.page), original.url) == (PAGE.decode(), site.url("/1"))
    assert len(original.page) <= len(zlib.compress(PAGE))


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=404), "there is nothing at this address (404)"),
        (Reply(b"%PDF-", headers={"Content-Type": "application/pdf"}), "it is no page but application/pdf"),
        (Reply(b" ", headers=HTML), "the page is empty"),
        (Reply(b"<html></html>", headers=HTML), "no article text was found in this page"),
        (Reply(status=302, headers={"Location": "/x"}), "it leads round in a circle"),
    ],
)
def test_what_is_no_article_has_one_reason(site: WebServer, reply: Reply, reason: str) -> None:
    site.pages["/x"] = reply
    assert list(read_paths([site.url("/x")])) == [Failure(site.url("/x"), reason)]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,<p>x"])
def test_a_page_that_leads_out_of_the_web_is_not_followed(site: WebServer, target: str) -> None:
    site.pages["/x"] = Reply(status=302, headers={"Location": target})
    [failure] = read_paths([site.url("/x")])
    assert isinstance(failure, Failure)
    assert "\n" not in failure.reason


def test_a_page_that_is_too_large_is_refused(site: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGEST_PAGE", 1000)
    site.pages["/x"] = Reply(PAGE * 10, headers=HTML)
    with pytest.raises(SourceError, match="too large"):
        full_text(site.url("/x"))


def test_a_paywall_is_not_stored_as_text(site: WebServer) -> None:
    wall = f"<article><p>{PARAGRAPHS[0]}</p></article><p>Silakan berlangganan untuk lanjut.</p>"
    site.pages["/x"] = Reply(wall.encode(), headers=HTML)
    [failure] = read_paths([site.url("/x")])
    assert isinstance(failure, Failure)
    assert failure.reason == "the page is behind a paywall: only 16 words of it are there"


def test_the_rules_of_a_site_say_where_its_articles_stand(site: WebServer) -> None:
    page = (
        f"<h1>Judul yang salah</h1><h2 class=judul>Air surut</h2><div class='isi x'>{STORY}"
        "<p class=iklan>Beli!</p></div>"
        f"<article>{'<p>Berita lain yang jauh lebih panjang dari ceritanya.</p>' * 20}</article>"
    )
    site.pages["/x"] = Reply(page.encode(), headers=HTML)
    rules = read_rules('["127.0.0.1"]\nbody = ["div.isi"]\nremove = [".iklan"]\ntitle = "h2.judul"\n').rules
    article = full_text(site.url("/x"), rules=rules)
    assert (article.title, article.body) == ("Air surut", "\n\n".join(PARAGRAPHS))


def test_an_article_of_a_feed_gets_the_text_of_its_page_and_keeps_what_the_feed_says(site: WebServer) -> None:
    site.pages["/1"] = Reply(PAGE, headers=HTML)
    entry = RawArticle("file:///feed.xml#1", "Ringkas.", "Judul umpan", url=site.url("/1"), tags=("air",))
    article = with_full_text(entry, full_text(site.url("/1")))
    assert (article.locator, article.title, article.tags) == ("file:///feed.xml#1", "Judul umpan", ("air",))
    assert article.body == "\n\n".join(PARAGRAPHS)


def test_a_page_is_asked_for_by_the_name_and_login_that_are_given(site: WebServer) -> None:
    site.pages["/1"] = Reply(PAGE, headers=HTML)
    full_text(site.url("/1"), user_agent="Pembaca/1", login=Login("wulan", "rahasia"))
    (request,) = site.asked
    assert request.headers["user-agent"] == "Pembaca/1"
    assert request.headers["authorization"] == f"Basic {b64encode(b'wulan:rahasia').decode()}"
