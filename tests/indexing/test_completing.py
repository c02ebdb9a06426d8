"""The whole text of articles whose feeds give only summaries."""

from __future__ import annotations

import threading
from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.indexing.analysts import without_analysis
from reader.indexing.completing import add_full_texts, is_summary
from reader.indexing.fetching import FetchReport, fetch
from reader.indexing.visiting import secret_name
from reader.library.library import Library
from reader.model.article import WANTED, RawArticle
from reader.model.cancel import Cancellation
from reader.model.feed import Entry
from reader.model.source import SourceKind
from reader.secrets import keep_secret
from reader.sources.http import Web
from reader.sources.http_faults import FetchError
from tests.sources.feeds.making import rss
from tests.sources.web_server import Reply, WebServer, web_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCE = "Air di Telaga Biru sudah surut sejak pagi, kata Wulan Saraswati, Camat Telaga Biru, hari Senin."
WHOLE = "\n\n".join([SENTENCE] * 3)
PAGE = f"<html><title>Air surut</title><article>{f'<p>{SENTENCE}</p>' * 3}</article></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("NEWSREADER_NO_KEYRING", "1")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as running:
        yield running


def publish(server: WebServer, *summaries: str) -> None:
    items = "".join(
        f"<item><guid>{number}</guid><title>Kabar {number}</title><link>{server.url(f'/{number}')}</link>"
        f"<description>{summary}</description></item>"
        for number, summary in enumerate(summaries)
    )
    server.pages["/feed"] = Reply(rss(f"<title>Warta</title>{items}"), headers={"Content-Type": "text/xml"})


def refresh(library: Library) -> FetchReport:
    web = Web()
    try:
        report = fetch(library, library.feeds.all(), analyse=False, web=web)
        add_full_texts(library, library.feeds.all(), report, web=web)
    finally:
        web.close()
    return report


def subscribe(library: Library, server: WebServer) -> None:
    library.feeds.follow(server.url("/feed"))


def texts(library: Library) -> list[str]:
    articles = (library.article(id_) for id_ in library.all_ids())
    return sorted(article.analysis.body for article in articles if article is not None)


def asked(server: WebServer) -> list[str]:
    return sorted(request.path for request in server.asked if request.path != "/feed")


def test_an_article_of_which_the_feed_gives_a_summary_gets_the_text_of_its_page(
    library: Library, server: WebServer
) -> None:
    publish(server, "Air surut.")
    server.pages["/0"] = Reply(PAGE, headers=HTML)
    subscribe(library, server)
    report = refresh(library)
    assert texts(library) == [WHOLE]
    assert (report.added, report.completed, report.incomplete) == (1, 1, [])
    (id_,) = library.all_ids()
    article = library.article(id_)
    assert article is not None
    assert (article.title, article.source) == ("Kabar 0", "Warta")


def test_the_summary_never_comes_back_when_the_feed_changes_elsewhere(
    library: Library, server: WebServer
) -> None:
    publish(server, "Air surut.")
    server.pages["/0"] = server.pages["/1"] = Reply(PAGE, headers=HTML)
    subscribe(library, server)
    refresh(library)
    publish(server, "Air surut.", "Kabar baru.")
    report = refresh(library)
    assert texts(library) == [WHOLE, WHOLE]
    assert (report.added, report.updated, report.completed) == (1, 0, 1)
    assert asked(server) == ["/0", "/1"]


def test_a_changed_summary_asks_for_the_page_again(library: Library, server: WebServer) -> None:
    publish(server, "Air surut.")
    server.pages["/0"] = Reply(PAGE, headers=HTML)
    subscribe(library, server)
    refresh(library)
    publish(server, "Ralat: air belum surut.")
    server.pages["/0"] = Reply(PAGE.replace(b"sudah", b"belum"), headers=HTML)
    refresh(library)
    (text,) = texts(library)
    assert "belum surut" in text
    assert len(asked(server)) == 2


def test_a_page_behind_a_paywall_leaves_the_summary_and_is_not_asked_for_again(
    library: Library, server: WebServer
) -> None:
    wall = f"<article><p>{SENTENCE}</p></article><p>Silakan berlangganan untuk lanjut.</p>"
    publish(server, "Air surut.")
    server.pages["/0"] = Reply(wall.encode(), headers=HTML)
    subscribe(library, server)
    report = refresh(library)
    refresh(library)
    assert texts(library) == ["Air surut."]
    assert [failure.reason for failure in report.incomplete] == [
        "the page is behind a paywall: only 16 words of it are there"
    ]
    assert asked(server) == ["/0"]


def test_pages_are_asked_for_and_read_as_the_settings_of_their_feed_say(
    library: Library, server: WebServer
) -> None:
    with web_server() as elsewhere:
        publish(server, "Air surut.")
        feed = server.pages["/feed"]
        more = (
            f"<item><guid>x</guid><link>{elsewhere.url('/x')}</link><description>Lain.</description></item>"
        )
        server.pages["/feed"] = Reply(feed.body.replace(b"</channel>", f"{more}</channel>".encode()))
        story = f"<div class=isi><p>{SENTENCE}</p></div><article>{'<p>Bukan ceritanya.</p>' * 30}</article>"
        server.pages["/0"] = elsewhere.pages["/x"] = Reply(story.encode(), headers=HTML)
        id_, _ = library.feeds.follow(server.url("/feed"))
        library.feeds.change(id_, user_agent="Pembaca/1", user="wulan", selector="div.isi")
        keep_secret(secret_name(server.url("/feed"), "wulan"), "rahasia")

        refresh(library)

        assert texts(library) == [SENTENCE, SENTENCE]
        login = f"Basic {b64encode(b'wulan:rahasia').decode()}"
        (page,) = (request for request in server.asked if request.path == "/0")
        assert (page.headers["user-agent"], page.headers["authorization"]) == ("Pembaca/1", login)
        (page,) = elsewhere.asked
        assert page.headers["user-agent"] == "Pembaca/1"
        assert "authorization" not in page.headers, "the login is for the server of the feed"


def test_a_server_that_is_out_of_service_is_asked_at_the_next_refresh(
    library: Library, server: WebServer
) -> None:
    publish(server, "Air surut.")
    server.pages["/0"] = Reply(status=503)
    subscribe(library, server)
    assert refresh(library).completed == 0
    server.pages["/0"] = Reply(PAGE, headers=HTML)
    assert refresh(library).completed == 1
    assert texts(library) == [WHOLE]


def test_a_server_that_does_not_answer_is_not_asked_for_each_of_its_pages(
    library: Library, server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def no_answer(address: str, **_: object) -> RawArticle:
        asked.append(address)
        raise FetchError("it does not answer")

    publish(server, *["Ringkasan pendek."] * 40)
    library.feeds.follow(server.url("/feed"))
    monkeypatch.setattr("reader.indexing.completing.full_text", no_answer)
    report = refresh(library)
    assert len(report.incomplete) == 40
    assert len(asked) <= 8
    assert len(library.pages.wanted(100)) == 40


def test_a_link_that_is_no_address_costs_no_other_page(library: Library, server: WebServer) -> None:
    torn, known = "http://[torn/", "https://contoh.example/lama"
    publish(server, "Air surut.")
    page = server.pages["/feed"]
    assert isinstance(page, Reply)
    item = f"<item><guid>t</guid><title>Tanpa alamat</title><link>{torn}</link></item>"
    server.pages["/feed"] = replace(page, body=page.body.replace(b"</channel>", f"{item}</channel>".encode()))
    server.pages["/0"] = Reply(PAGE, headers=HTML)
    subscribe(library, server)
    # As an older version stored it.
    entry = Entry(id="lama", link=torn)
    article = RawArticle(known, "Air.", url=torn, feed=server.url("/feed"), entry=entry, original=WANTED)
    library.store([without_analysis(article)], kind=SourceKind.FEED)

    report = refresh(library)

    assert report.completed == 1
    (failure,) = report.incomplete
    assert (failure.locator, failure.reason) == (torn, "its address is no web address")


def test_a_page_whose_server_says_nothing_holds_up_nobody_who_leaves(
    library: Library, server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(server, "Ringkasan pendek.")
    subscribe(library, server)
    cancellation, release = Cancellation(), threading.Event()
    threads: list[threading.Thread] = []

    def silent(_address: str, **_: object) -> RawArticle:
        threads.append(threading.current_thread())
        cancellation.cancel()
        release.wait(30)
        raise FetchError("it does not answer")

    monkeypatch.setattr("reader.indexing.completing.full_text", silent)
    report = fetch(library, library.feeds.all(), analyse=False)
    add_full_texts(library, library.feeds.all(), report, cancellation=cancellation)
    assert report.interrupted
    assert [thread.daemon for thread in threads] == [True]
    release.set()


@pytest.mark.parametrize(
    ("body", "content", "wanted"),
    [
        ("Air surut.", None, True),
        ("kata " * 200, None, False),
        ("kata " * 200 + "[…]", None, True),
        ("Air surut.", "<p>Air surut.</p>", False),
        ("Air surut ...", "<p>Air surut ...</p>", True),
    ],
    ids=["short", "long", "long and cut off", "content", "content that is cut off"],
)
def test_what_is_only_a_summary_is_told_from_a_whole_text(
    body: str, content: str | None, wanted: bool
) -> None:
    article = RawArticle("feed#1", body, url="https://a.id/1", entry=Entry(content=content))
    assert is_summary(article) is wanted
    assert not is_summary(RawArticle("feed#1", body))
