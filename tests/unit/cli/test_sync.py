"""Accounts on servers, from the command line."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from reader.model.cancel import Cancelled
from tests.sources.sync_servers import GoogleReaderServer, Item, Kept, Subscription

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.cli.conftest import Newsreader


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleReaderServer]:
    """A server with one feed and one entry."""
    monkeypatch.setenv("NEWSREADER_NO_KEYRING", "1")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    feed = Subscription("feed/1", "https://contoh.example/feed.xml", "Harian Contoh", "Berita")
    item = Item(1, "feed/1", "Banjir di Kota Tirta", "https://contoh.example/1", "<p>Air naik lagi.</p>")
    made = GoogleReaderServer(Kept({feed.id: feed}, {1: item}))
    yield made
    made.close()


def add(newsreader: Newsreader, server: GoogleReaderServer, password: str = "rahasia") -> int:
    return newsreader(
        "sync", "add", "google-reader", server.url, "--user", "wulan", stdin=f"{password}\n"
    ).code


def test_an_account_is_added_where_its_interface_is_found_and_its_password_kept_apart(
    newsreader: Newsreader, server: GoogleReaderServer, tmp_path: Path
) -> None:
    assert add(newsreader, server) == 0

    (account,) = newsreader("sync", "status", "--json").json
    assert account["address"] == f"{server.url}/api/greader.php"
    assert account["synced_at"] is None
    assert stat.S_IMODE((tmp_path / "config" / "secrets.json").stat().st_mode) == 0o600
    assert b"rahasia" not in (tmp_path / "library.db").read_bytes()


def test_a_round_takes_entries_over_and_sends_marks(
    newsreader: Newsreader, server: GoogleReaderServer
) -> None:
    add(newsreader, server)
    (did,) = newsreader("sync", "--json").json
    assert (did["feeds"], did["new"], did["problem"]) == (1, 1, None)

    assert newsreader("search", "--json", "banjir is:unread").json["total"] == 1
    assert newsreader("mark", "--read", "banjir").code == 0
    assert "1 change to send" in newsreader("sync", "status").out
    ran = newsreader("sync")
    assert "1 sent" in ran.out
    assert server.kept.items[1].read


def test_fetch_synchronises_too(newsreader: Newsreader, server: GoogleReaderServer) -> None:
    add(newsreader, server)

    ran = newsreader("fetch", "--json")

    assert ran.code == 0
    assert ran.json["accounts"][0]["new"] == 1


def test_a_round_that_is_stopped_says_so_in_one_line(
    newsreader: Newsreader, server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(newsreader, server)

    def stopped(*_: object, **__: object) -> None:
        raise Cancelled

    monkeypatch.setattr("reader.indexing.syncing.sync_all", stopped)
    ran = newsreader("sync")
    assert ran.code == 1
    assert ran.err.startswith("newsreader: stopped before the end")
    assert ran.err.count("\n") == 1


def test_subscriptions_are_changed_from_here(newsreader: Newsreader, server: GoogleReaderServer) -> None:
    add(newsreader, server)
    newsreader("sync")
    assert newsreader("sync", "follow", "https://lain.example/rss", "--folder", "Daerah").code == 0
    assert newsreader("sync", "move", "harian contoh", "Utama").code == 0
    newsreader("sync")
    assert {feed.url: feed.folder for feed in server.kept.feeds.values()} == {
        "https://contoh.example/feed.xml": "Utama",
        "https://lain.example/rss": "Daerah",
    }
    assert newsreader("sync", "unfollow", "lain.example").code == 0
    newsreader("sync")
    assert len(server.kept.feeds) == 1
    assert newsreader("sync", "unfollow", "nirgends").code == 1


def test_what_is_wrong_is_one_line_and_exit_code_1(
    newsreader: Newsreader, server: GoogleReaderServer
) -> None:
    assert add(newsreader, server, "salah-sekali") == 1
    assert newsreader("sync", "status", "--json").code == 1
    add(newsreader, server)
    server.broken = 500

    ran = newsreader("sync")

    assert ran.code == 1
    assert len(ran.err.strip().splitlines()) == 1
    assert newsreader("fetch", "--quiet").code == 1


def test_an_account_is_removed_with_its_password(
    newsreader: Newsreader, server: GoogleReaderServer, tmp_path: Path
) -> None:
    add(newsreader, server)
    newsreader("sync")

    assert newsreader("sync", "remove", "1").code == 0

    assert newsreader("sync", "status", "--json").json == []
    assert "rahasia" not in (tmp_path / "config" / "secrets.json").read_text(encoding="utf-8")
    assert newsreader("search", "--json", "banjir").json["total"] == 1
    assert newsreader("sync", "remove", "1").code == 1
