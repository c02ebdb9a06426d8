# ruff: noqa: E501 - feeds stand on one line
"""Refreshing feeds that real servers on this machine give, change, withhold and withdraw."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from reader.errors import LibraryLockedError, SourceError
from reader.indexing.fetch_lock import only_fetch
from reader.indexing.fetching import FetchReport, feeds_to_visit, fetch
from reader.indexing.following import feed_called, follow, follow_outlines
from reader.indexing.visit_times import LATEST, SOONEST
from reader.library.library import Library
from reader.model.cancel import Cancellation
from reader.sources.http import Limits, Web
from reader.sources.opml import Outline
from tests.sources.feeds.making import rss
from tests.sources.web_server import Asked, Reply, WebServer, versioned, web_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = 1_795_000_000


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("NEWSREADER_NO_KEYRING", "1")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Library.open(tmp_path / "library.db", clock=clock) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as running:
        yield running


def feed(*titles: str, name: str = "Harian Contoh") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title.split()[0]}</guid><description>Isi {title}.</description></item>"
        for title in titles
    )
    return rss(f"<title>{name}</title><link>https://contoh.example/</link>{items}")


def refresh(library: Library) -> FetchReport:
    return fetch(library, library.feeds.all(), analyse=False)


def titles(library: Library) -> list[str]:
    return sorted(row.title for row in library.rows([*library.all_ids()]))


def test_a_feed_is_fetched_then_only_what_is_new_in_it(
    library: Library, server: WebServer, clock: Clock
) -> None:
    server.pages["/f"] = versioned(feed("Satu", "Dua"))
    library.feeds.follow(server.url("/f"))

    first = refresh(library)
    again = refresh(library)
    server.pages["/f"] = versioned(feed("Dua diubah", "Tiga"), '"2"')
    clock.now += 3600
    third = refresh(library)

    assert (first.added, again.unchanged, third.added, third.updated) == (2, 1, 1, 1)
    assert titles(library) == ["Dua diubah", "Satu", "Tiga"]
    (followed,) = library.feeds.all()
    assert (followed.name, followed.site, followed.articles, followed.unread) == (
        "Harian Contoh",
        "https://contoh.example/",
        3,
        3,
    )
    assert (followed.checked_at, followed.changed_at) == (NOW + 3600, NOW + 3600)
    assert library.check() == []


def test_the_same_document_without_a_version_is_not_read_again(library: Library, server: WebServer) -> None:
    server.pages["/f"] = Reply(feed("Satu"))
    library.feeds.follow(server.url("/f"))
    assert refresh(library).added == 1
    assert refresh(library).unchanged == 1


def test_a_failure_is_kept_with_its_reason_and_the_visits_become_rarer(
    library: Library, server: WebServer, clock: Clock
) -> None:
    server.pages["/f"] = Reply(status=500)
    library.feeds.follow(server.url("/f"), name="Rusak")

    pauses = []
    for _ in range(4):
        (failure,) = refresh(library).failures
        pauses.append(library.feeds.all()[0].due_at - clock.now)

    assert (failure.name, failure.reason) == ("Rusak", "the server has an error (500)")
    assert pauses == [SOONEST, 2 * SOONEST, 4 * SOONEST, 8 * SOONEST]
    assert (library.feeds.all()[0].failures, library.feeds.all()[0].problem) == (4, failure.reason)
    server.pages["/f"] = Reply(feed("Satu"))
    refresh(library)
    assert (library.feeds.all()[0].failures, library.feeds.all()[0].problem) == (0, None)


def test_a_server_that_asks_for_a_pause_gets_it(library: Library, server: WebServer, clock: Clock) -> None:
    server.pages["/f"] = Reply(status=429, headers={"Retry-After": "7200"})
    library.feeds.follow(server.url("/f"))
    refresh(library)

    assert library.feeds.all()[0].wait_until == NOW + 7200
    assert feeds_to_visit(library.feeds.all(), NOW + 7199, due_only=False) == []
    assert len(feeds_to_visit(library.feeds.all(), NOW + 7200, due_only=False)) == 1


def test_a_feed_that_is_gone_is_visited_no_more(library: Library, server: WebServer) -> None:
    server.pages["/f"] = Reply(feed("Satu"))
    library.feeds.follow(server.url("/f"))
    refresh(library)
    server.pages["/f"] = Reply(status=410)
    (failure,) = refresh(library).failures

    assert failure.is_gone
    assert feeds_to_visit(library.feeds.all(), NOW + LATEST * 9, due_only=False) == []
    assert titles(library) == ["Satu"]


def test_a_feed_that_moved_for_good_is_asked_for_at_its_new_place(
    library: Library, server: WebServer
) -> None:
    server.pages["/f"] = Reply(feed("Satu"))
    library.feeds.follow(server.url("/f"))
    refresh(library)
    server.pages["/f"] = Reply(status=301, headers={"Location": "/g"})
    server.pages["/g"] = Reply(feed("Satu", "Dua"))
    refresh(library)

    (followed,) = library.feeds.all()
    assert (followed.address, followed.key) == (server.url("/g"), server.url("/f"))
    assert titles(library) == ["Dua", "Satu"], "entries stay the same articles after the move"
    assert library.feeds.follow(server.url("/g")) == (followed.id, False)


def test_one_bad_feed_stops_no_other(library: Library, server: WebServer) -> None:
    server.pages |= {f"/{n}": Reply(feed(f"Satu{n}", name=f"Koran {n}")) for n in range(10)}
    server.pages["/3"] = Reply(b"<html>x</html>")
    server.pages["/4"] = Reply(b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss>&x;</rss>')
    for path in server.pages:
        library.feeds.follow(server.url(path))

    report = refresh(library)

    assert report.added == 8
    assert sorted(failure.reason for failure in report.failures) == [
        "it asks for another file (the external entity 'x'), which is never read",
        "it is a web page, not a feed",
    ]


def test_what_came_is_stored_while_another_server_still_thinks(
    library: Library, server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.indexing.fetching.SECONDS", 0.0)
    seen: list[list[str]] = []

    def slow(_: Asked) -> Reply:
        until = time.monotonic() + 20
        while not titles(library) and time.monotonic() < until:
            time.sleep(0.01)
        seen.append(titles(library))
        return Reply(feed("Jagung"))

    server.pages |= {"/quick": Reply(feed("Beras")), "/slow": slow}
    for path in server.pages:
        library.feeds.follow(server.url(path))
    assert refresh(library).added == 2
    assert seen == [["Beras"]]


def test_feeds_that_are_stored_together_are_each_remembered_as_changed_or_not(
    library: Library, server: WebServer, clock: Clock
) -> None:
    server.pages |= {f"/{name}": Reply(feed(name)) for name in ("Beras", "Jagung", "Gula")}
    for path in server.pages:
        library.feeds.follow(server.url(path))
    assert refresh(library).added == 3
    clock.now += 3600
    server.pages["/Gula"] = Reply(feed("Gula", "Garam"))
    server.pages["/Beras"] = Reply(feed("Beras") + b"<!-- -->")
    report = refresh(library)
    changed = {one.address: one.changed_at == clock.now for one in library.feeds.all()}
    assert (report.added, report.unchanged) == (1, 1)
    assert changed == {server.url("/Gula"): True, server.url("/Beras"): False, server.url("/Jagung"): False}


def test_a_feed_that_wants_to_be_left_alone_for_ages_is_read_as_one_that_says_nothing(
    library: Library, server: WebServer
) -> None:
    ages = "0" * 8 + "1" + "9" * 30
    server.pages["/f"] = Reply(rss(f"<title>Koran</title><ttl>{ages}</ttl><item><title>Satu</title></item>"))
    library.feeds.follow(server.url("/f"))

    assert refresh(library).added == 1
    assert library.feeds.all()[0].stated_minutes is None


def test_a_server_that_sends_headers_without_end_does_not_keep_a_refresh_from_its_own(
    library: Library, server: WebServer
) -> None:
    release = threading.Event()

    def drip(asked: Asked) -> None:
        asked.handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not release.wait(0.02):
            asked.handler.wfile.write(b"x")

    server.pages["/drip"] = drip
    library.feeds.follow(server.url("/drip"))
    web = Web(Limits(whole=0.1))
    try:
        report = fetch(library, library.feeds.all(), analyse=False, web=web)
    finally:
        release.set()
        web.close()

    assert [failure.reason for failure in report.failures] == ["its server keeps its answer back"]


def test_no_server_is_asked_by_too_many_at_once(library: Library, server: WebServer) -> None:
    lock, now, most = threading.Lock(), [0], [0]

    def counted(_: Asked) -> Reply:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(0.01)
        with lock:
            now[0] -= 1
        return Reply(feed("Satu"))

    for number in range(24):
        server.pages[f"/{number}"] = counted
        library.feeds.follow(server.url(f"/{number}"))
    refresh(library)

    assert 1 <= most[0] <= 4


def test_a_refresh_that_is_stopped_keeps_what_it_has_and_the_next_goes_on(
    library: Library, server: WebServer
) -> None:
    cancellation = Cancellation()
    for number in range(30):
        server.pages[f"/{number}"] = versioned(feed(f"Satu{number}", name=f"Koran {number}"))
        library.feeds.follow(server.url(f"/{number}"))

    report = fetch(
        library,
        library.feeds.all(),
        analyse=False,
        cancellation=cancellation,
        progress=lambda _: cancellation.cancel(),
    )

    assert report.interrupted
    assert report.added == len(titles(library)) >= 1
    assert refresh(library).added + report.added == 30


def test_entries_are_analysed_after_all_feeds_are_stored(library: Library, server: WebServer) -> None:
    body = '<p>"Kami akan impor beras," kata Menteri Hendra Palguna, Senin.</p>'
    server.pages["/f"] = Reply(
        rss(f"<title>x</title><item><title>Beras</title><description><![CDATA[{body}]]></description></item>")
    )
    library.feeds.follow(server.url("/f"))

    fetch(library, library.feeds.all())

    article = library.article(library.rows([*library.all_ids()])[0].id)
    assert article is not None
    assert [quote.name for quote in article.analysis.quotes] == ["Hendra Palguna"]
    assert article.revision == 1


def test_intervals_follow_the_user_then_the_feed_then_its_changes(
    library: Library, server: WebServer, clock: Clock
) -> None:
    server.pages["/f"] = Reply(feed("Satu"))
    id_, _ = library.feeds.follow(server.url("/f"))
    refresh(library)
    assert library.feeds.all()[0].due_at == NOW + SOONEST
    clock.now += 10 * 86_400
    refresh(library)
    assert library.feeds.all()[0].due_at == clock.now + LATEST
    library.feeds.change(id_, minutes=5)
    refresh(library)
    assert library.feeds.all()[0].due_at == clock.now + 300


def test_two_refreshes_do_not_run_at_once(library: Library) -> None:
    with (
        only_fetch(library.path),
        pytest.raises(LibraryLockedError, match="already"),
        only_fetch(library.path),
    ):
        pass
    with only_fetch(library.path):
        pass


def test_a_site_is_followed_by_the_feed_that_its_page_names(library: Library, server: WebServer) -> None:
    server.pages["/"] = Reply(
        b'<html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
        b"<link rel='alternate' type='application/atom+xml' href='berita.xml'></head></html>"
    )
    server.pages["/comments/feed"] = Reply(feed("Komentar"))
    server.pages["/berita.xml"] = Reply(feed("Satu"))

    followed = follow(library, server.url("/"), Web(), folder="Pagi")

    assert (followed.address, followed.title, followed.is_new) == (
        server.url("/berita.xml"),
        "Harian Contoh",
        True,
    )
    assert followed.others == (server.url("/comments/feed"),)
    assert [(one.name, one.folder) for one in library.feeds.all()] == [("Harian Contoh", "Pagi")]


def test_a_site_that_names_no_feed_may_have_one_in_a_usual_place(library: Library, server: WebServer) -> None:
    server.pages["/"] = Reply(b"<html><body>Selamat datang</body></html>")
    server.pages["/feed.xml"] = Reply(feed("Satu"))
    assert follow(library, server.url("/"), Web()).address == server.url("/feed.xml")


def test_a_site_without_a_feed_is_said_to_have_none(library: Library, server: WebServer) -> None:
    server.pages["/"] = Reply(b"<html><a href='file:///etc/feed.xml'>x</a></html>")
    with pytest.raises(SourceError, match="no feed was found"):
        follow(library, server.url("/"), Web())
    assert library.feeds.all() == []


def test_a_login_is_kept_outside_the_library(library: Library, server: WebServer, tmp_path: Path) -> None:
    def guarded(asked: Asked) -> Reply:
        known = asked.headers.get("authorization") == "Basic d3VsYW46cmFoYXNpYQ=="
        return Reply(feed("Satu")) if known else Reply(status=401)

    server.pages["/f"] = guarded
    follow(library, server.url("/f").replace("//", "//wulan:rahasia@"), Web())

    assert refresh(library).added == 1
    (followed,) = library.feeds.all()
    assert (followed.address, followed.settings.user) == (server.url("/f"), "wulan")
    secrets = tmp_path / "config" / "secrets.json"
    assert secrets.stat().st_mode & 0o777 == 0o600
    assert "rahasia" in secrets.read_text()
    for file in tmp_path.glob("library.db*"):
        assert b"rahasia" not in file.read_bytes()


def test_a_file_is_followed_like_a_feed(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(feed("Satu"))
    follow(library, str(tmp_path / "a.xml"), Web())
    assert refresh(library).added == 1
    (tmp_path / "a.xml").write_bytes(feed("Satu", "Dua"))
    assert refresh(library).added == 1


def test_unfollowing_keeps_the_articles_and_following_again_knows_them(
    library: Library, server: WebServer
) -> None:
    server.pages["/f"] = Reply(feed("Satu"))
    id_, _ = library.feeds.follow(server.url("/f"))
    refresh(library)

    library.feeds.unfollow(id_)
    assert (library.feeds.all(), titles(library)) == ([], ["Satu"])
    assert library.feeds.follow(server.url("/f")) == (id_, True)
    assert refresh(library).added == 0


def test_a_name_of_the_users_own_is_that_of_the_source(library: Library, server: WebServer) -> None:
    server.pages["/f"] = Reply(feed("Satu"))
    id_, _ = library.feeds.follow(server.url("/f"), name="Koran pagi")
    refresh(library)
    assert [source.name for source in library.sources()] == ["Koran pagi"]
    library.feeds.change(id_, name=None)
    assert [source.name for source in library.sources()] == ["Harian Contoh"]


def test_lists_of_feeds_lead_to_no_files(library: Library) -> None:
    outlines = [
        Outline("https://contoh.example/a", "A", folder="Pagi"),
        Outline("file:///etc/passwd"),
        Outline("x:y"),
    ]

    added, problems = follow_outlines(library, outlines)

    assert (added, len(problems)) == (1, 2)
    assert [(one.name, one.folder) for one in library.feeds.all()] == [("A", "Pagi")]


def test_a_feed_is_called_by_number_address_or_name(library: Library) -> None:
    one, _ = library.feeds.follow("https://contoh.example/a", name="Koran pagi")
    library.feeds.follow("https://contoh.example/b", name="Koran sore")
    feeds = library.feeds.all()

    for written in (str(one), "https://contoh.example/a", "koran PAGI", "pagi"):
        assert feed_called(feeds, written).id == one
    with pytest.raises(SourceError, match="several feeds"):
        feed_called(feeds, "koran")
    with pytest.raises(SourceError, match="no such feed"):
        feed_called(feeds, "malam")
