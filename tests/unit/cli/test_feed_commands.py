# ruff: noqa: E501 - command lines
"""``follow``, ``unfollow``, ``feeds``, ``fetch`` and ``opml``, as somebody types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sources.feeds.making import rss
from tests.sources.web_server import Reply, WebServer, versioned, web_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.cli.conftest import Newsreader

FEED = rss(
    "<title>Harian Contoh</title><item><title>Satu</title><guid>1</guid><description>Isi.</description></item>"
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[WebServer]:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("NEWSREADER_NO_KEYRING", "1")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with web_server() as running:
        running.pages["/f"] = versioned(FEED)
        yield running


def test_a_feed_is_followed_fetched_listed_and_left(newsreader: Newsreader, server: WebServer) -> None:
    ran = newsreader("follow", server.url("/f"), "--folder", "Pagi")
    assert (ran.code, ran.err) == (0, "")
    assert "Harian Contoh (following" in ran.out
    assert "followed already" in newsreader("follow", server.url("/f")).out

    assert newsreader("fetch", "--json", "--text-only").json["new"] == 1
    assert newsreader("fetch", "--json").json["unchanged"] == 1
    (listed,) = newsreader("feeds", "--json").json
    assert (listed["name"], listed["folder"], listed["unread"]) == ("Harian Contoh", "Pagi", 1)
    assert (listed["problem"], listed["failures"]) == (None, 0)
    assert "1 unread of 1" in newsreader("feeds").out

    assert newsreader("unfollow", "harian").code == 0
    assert newsreader("feeds", "--json").json == []
    assert len(newsreader("export").lines) == 1


def test_nothing_hidden_gets_into_the_name_or_folder_of_a_feed(
    newsreader: Newsreader, server: WebServer
) -> None:
    newsreader("follow", server.url("/f"), "--name", "Ko\x1b[31mran\x1b", "--folder", " Pagi /\x07/Dalam/")
    (listed,) = newsreader("feeds", "--json").json
    assert (listed["name"], listed["folder"]) == ("Koran", "Pagi/Dalam")
    assert newsreader("opml", "export").code == 0


def test_a_quiet_fetch_says_only_what_went_wrong_and_tells_by_its_code(
    newsreader: Newsreader, server: WebServer
) -> None:
    newsreader("follow", server.url("/f"))
    ran = newsreader("fetch", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")

    server.pages["/f"] = Reply(status=500)
    ran = newsreader("fetch", "--quiet")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"newsreader: Harian Contoh: the server has an error (500) ({server.url('/f')})\n"
    assert "the server has an error (500)" in newsreader("feeds").out


def test_what_cannot_be_followed_is_one_line_and_the_rest_is_followed(
    newsreader: Newsreader, server: WebServer
) -> None:
    ran = newsreader("follow", "javascript:alert(1)", server.url("/nothing"), server.url("/f"))

    assert ran.code == 1
    assert ran.err.count("\n") == 2
    assert "Harian Contoh" in ran.out


def test_settings_of_a_feed_are_changed_and_shown(
    newsreader: Newsreader, server: WebServer, tmp_path: Path
) -> None:
    newsreader("follow", server.url("/f"))
    ran = newsreader(
        *("feeds", "set", "1", "--name", "Koran", "--folder", "Pagi/Dalam", "--interval", "30"),
        *("--full-text", "on", "--selector", "article", "--user-agent", "x/1", "--user", "wulan"),
        stdin="rahasia\n",
    )
    assert ran.code == 0

    (listed,) = newsreader("feeds", "--json").json
    assert (listed["name"], listed["folder"]) == ("Koran", "Pagi/Dalam")
    assert listed["settings"] == {
        "interval": 30,
        "full_text": True,
        "user_agent": "x/1",
        "user": "wulan",
        "selector": "article",
    }
    assert "rahasia" in (tmp_path / "config" / "secrets.json").read_text()
    newsreader("feeds", "set", "1", "--interval", "auto", "--full-text", "auto", "--no-user", "--name", "")
    (listed,) = newsreader("feeds", "--json").json
    assert (listed["name"], listed["settings"]["interval"], listed["settings"]["user"]) == (
        "Harian Contoh",
        None,
        None,
    )
    assert "rahasia" not in (tmp_path / "config" / "secrets.json").read_text()


@pytest.mark.parametrize(
    "options",
    [
        ("--interval", "0"),
        ("--interval", "x"),
        ("--interval", "0000019999999999999999999"),
        ("--selector", "p["),
        ("--user-agent", "pembaca ∞"),
        ("--address", ""),
        (),
    ],
)
def test_settings_that_make_no_sense_are_wrong_usage(
    newsreader: Newsreader, server: WebServer, options: tuple[str, ...]
) -> None:
    newsreader("follow", server.url("/f"))
    assert newsreader("feeds", "set", "1", *options).code == 2


def test_a_feed_that_was_gone_is_visited_again_at_its_new_address(
    newsreader: Newsreader, server: WebServer
) -> None:
    newsreader("follow", server.url("/f"))
    server.pages["/new"] = server.pages["/f"]
    server.pages["/f"] = Reply(status=410)
    assert newsreader("fetch").code == 1
    assert newsreader("fetch", "--json").json["left_out"] == 1

    newsreader("feeds", "set", "1", "--address", server.url("/new"))
    assert newsreader("fetch", "--json").json["feeds"] == 1


def test_a_list_of_feeds_is_taken_over_and_given_on(
    newsreader: Newsreader, server: WebServer, tmp_path: Path
) -> None:
    given = tmp_path / "feeds.opml"
    given.write_text(
        f'<opml><body><outline text="Pagi"><outline text="A" xmlUrl="{server.url("/f")}"/></outline></body></opml>'
    )

    assert newsreader("opml", "import", given).code == 0
    out = newsreader("opml", "export").out
    assert '<outline text="Pagi" title="Pagi">' in out
    assert server.url("/f") in out
    assert newsreader("opml", "export", tmp_path / "again.opml").code == 0
    assert newsreader("opml", "import", tmp_path / "again.opml").out.split() == [
        "followed",
        "0",
        "known",
        "1",
    ]
    ran = newsreader("opml", "import", tmp_path / "missing.opml")
    assert (ran.code, ran.err.count("\n")) == (1, 1)


def test_nothing_is_followed_yet(newsreader: Newsreader, server: WebServer) -> None:
    newsreader("index", "--samples")
    assert newsreader("feeds").code == 0
    assert newsreader("fetch").code == 0
    assert newsreader("unfollow", "x").code == 1
