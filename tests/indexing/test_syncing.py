"""Rounds of synchronising with servers of both kinds: nothing is lost, whichever side changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.indexing.syncing import secret_name, sync_account
from reader.library.library import Library
from reader.model.source import SourceKind
from reader.model.sync import AccountKind, ChangeKind
from reader.secrets import keep_secret
from reader.sources.http import Limits, Web
from reader.sources.sync import open_service
from reader.sources.sync.google_reader import short_id
from reader.sources.sync.service import RefusedError, SyncError
from tests.library.making import NOW
from tests.sources.sync_servers import (
    GoogleReaderServer,
    Item,
    Kept,
    MinifluxServer,
    Subscription,
    SyncServer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.article import ArticleRow
    from reader.model.sync import Account, SyncReport

FEED = "https://contoh.example/feed.xml"
KINDS = {AccountKind.GOOGLE_READER: ("feed/1", "wulan", "rahasia"), AccountKind.MINIFLUX: ("1", "", "kunci")}
BIG = (1 << 63) + 5
"""An id whose decimal form is negative."""


class World:
    """A server, and a library with an account on it."""

    def __init__(self, kind: AccountKind, library: Library) -> None:
        self.kind = kind
        self.feed, self.user, self.secret = KINDS[kind]
        self.kept = Kept({self.feed: Subscription(self.feed, FEED, "Harian Contoh", "Berita")})
        server = MinifluxServer if kind is AccountKind.MINIFLUX else GoogleReaderServer
        self.server: SyncServer = server(self.kept)
        self.library = library
        self.web = Web(Limits(connect=2, silence=5, whole=10, size=1_000_000))
        service = open_service(kind, self.server.url, self.user, self.secret, self.web)
        service.check()
        library.accounts.add(kind, service.address, self.user)
        keep_secret(secret_name(self.account), self.secret)

    @property
    def account(self) -> Account:
        return self.library.accounts.all()[0]

    def publish(self, id_: int, title: str, *, read: bool = False, starred: bool = False) -> Item:
        html = f"<p>{title} di Kota Tirta.</p><script>alert(1)</script>"
        item = Item(id_, self.feed, title, f"https://contoh.example/{id_}", html, read=read, starred=starred)
        self.kept.items[id_] = item
        return item

    def sync(self) -> SyncReport:
        report = sync_account(self.library, self.account, self.web)
        assert self.library.check() == []
        return report

    def row(self, title: str) -> ArticleRow:
        rows = self.library.rows(list(self.library.all_ids()))  # type: ignore[arg-type]
        return next(row for row in rows if row.title == title)


@pytest.fixture(params=list(AccountKind))
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("NEWSREADER_NO_KEYRING", "1")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    with Library.open(tmp_path / "library.db", clock=lambda: NOW) as library:
        made = World(request.param, library)
        yield made
        made.web.close()
        made.server.close()


def test_the_first_round_takes_over_feeds_folders_entries_and_their_marks(world: World) -> None:
    for number in range(1, 6):
        world.publish(number, f"Banjir {number}", read=number == 2, starred=number == 3)
    world.publish(BIG if world.kind is AccountKind.GOOGLE_READER else 77, "Panen")

    report = world.sync()

    assert report.problem is None
    assert (report.feeds, report.added) == (1, 6)
    assert [(feed.title, feed.folder) for feed in world.library.accounts.feeds(world.account.id)] == [
        ("Harian Contoh", "Berita")
    ]
    assert world.row("Banjir 2").read
    assert world.row("Banjir 3").starred
    assert not world.row("Panen").read
    article = world.library.article(world.row("Panen").id)
    assert article is not None
    assert article.source == "Harian Contoh"
    assert article.url is not None
    assert article.analysis.body == "Panen di Kota Tirta."
    assert "alert" not in str(world.library.entry(article.id))


def test_a_second_round_without_news_changes_and_sends_nothing(world: World) -> None:
    world.publish(1, "Banjir")
    world.sync()

    report = world.sync()

    assert (report.added, report.marked, report.sent) == (0, 0, 0)


def test_marks_made_here_reach_the_server_and_come_back_no_more(world: World) -> None:
    first, second = world.publish(1, "Banjir"), world.publish(2, "Panen")
    world.sync()
    world.library.marks.set_read([world.row("Banjir").id], read=True)
    world.library.marks.set_starred([world.row("Panen").id], starred=True)
    assert world.account.waiting == 2

    report = world.sync()

    assert report.sent == 2
    assert (first.read, second.starred) == (True, True)
    assert world.account.waiting == 0
    world.library.marks.set_starred([world.row("Panen").id], starred=False)
    world.sync()
    assert not second.starred


def test_marks_made_on_the_server_arrive_here(world: World) -> None:
    item = world.publish(1, "Banjir")
    world.sync()
    item.read = item.starred = True

    report = world.sync()

    assert report.marked == 2
    assert (world.row("Banjir").read, world.row("Banjir").starred) == (True, True)
    assert world.account.waiting == 0
    item.read = False
    world.sync()
    assert not world.row("Banjir").read


def test_a_change_that_was_not_sent_yet_wins_over_the_server(world: World) -> None:
    item = world.publish(1, "Banjir")
    world.sync()
    item.starred = True
    world.library.marks.set_starred([world.row("Banjir").id], starred=True)
    world.library.marks.set_starred([world.row("Banjir").id], starred=False)

    world.sync()

    assert not item.starred
    assert not world.row("Banjir").starred


def test_changes_wait_while_the_server_is_away_and_go_out_later(world: World) -> None:
    item = world.publish(1, "Banjir")
    world.sync()
    world.library.marks.set_read([world.row("Banjir").id], read=True)
    world.server.broken = 503

    report = world.sync()

    assert report.problem is not None
    assert "\n" not in report.problem
    assert world.account.problem == report.problem
    assert world.account.waiting == 1
    world.server.broken = None
    assert world.sync().sent == 1
    assert item.read
    assert world.account.problem is None


def test_entries_that_come_later_are_taken_over_once(world: World) -> None:
    world.publish(1, "Banjir")
    world.sync()
    world.publish(2, "Panen", read=True)

    assert world.sync().added == 1
    assert world.sync().added == 0
    assert world.row("Panen").read


def test_a_first_round_that_breaks_off_is_finished_by_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.sources.sync.google_reader.CONTENTS_AT_ONCE", 2)
    monkeypatch.setattr("reader.sources.sync.miniflux.PAGE", 2)
    for number in range(1, 8):
        world.publish(number, f"Banjir {number}", read=True)
    name = "_entries" if world.kind is AccountKind.MINIFLUX else "_stream_items_contents"
    answer, answers = getattr(world.server, name), []

    def break_off(*arguments: object) -> object:
        answers.append(arguments)
        return (503, b"") if len(answers) == 3 else answer(*arguments)

    monkeypatch.setattr(world.server, name, break_off)

    first = world.sync()
    assert first.problem is not None
    assert first.added == 4

    second = world.sync()
    assert second.problem is None
    assert (second.added, world.library.totals().articles) == (3, 7)


def test_an_article_of_a_feed_that_is_followed_here_too_is_not_stored_twice(world: World) -> None:
    from dataclasses import replace

    from reader.indexing.analysts import without_analysis
    from reader.model.feed import Entry, Feed
    from reader.sources.feeds.articles import articles_of

    entry = Entry(
        id="guid-1", link="https://contoh.example/1", title="Banjir", content="<p>Teks dari feed.</p>"
    )
    local = list(articles_of(Feed("rss 2.0", title="Harian Contoh", entries=(entry,)), FEED))
    world.library.store([without_analysis(replace(raw)) for raw in local], kind=SourceKind.FEED)
    world.library.marks.set_read([world.row("Banjir").id], read=True)
    item = world.publish(1, "Banjir")

    report = world.sync()

    assert report.added == 0
    assert world.library.totals().articles == 1
    assert item.read, "read on either side counts when they meet"
    assert world.row("Banjir").read


def test_subscriptions_are_made_moved_and_ended_from_here(world: World) -> None:
    world.sync()
    account = world.account.id
    world.library.accounts.queue_change(account, ChangeKind.FOLLOW, "https://lain.example/rss", "Daerah")
    world.library.accounts.queue_change(account, ChangeKind.FOLDER, world.feed, "Utama")
    world.sync()

    folders = {feed.address: feed.folder for feed in world.library.accounts.feeds(account)}
    assert folders == {FEED: "Utama", "https://lain.example/rss": "Daerah"}

    world.library.accounts.queue_change(account, ChangeKind.UNFOLLOW, world.feed, "")
    world.sync()
    assert [feed.address for feed in world.library.accounts.feeds(account)] == ["https://lain.example/rss"]


def test_a_wrong_secret_is_told_in_one_line_and_kept_out_of_it(world: World) -> None:
    keep_secret(secret_name(world.account), "salah-sekali")

    report = world.sync()

    assert report.problem is not None
    assert "refuses" in report.problem
    assert "salah-sekali" not in report.problem
    service = open_service(world.kind, world.server.url, world.user, "salah-sekali", world.web)
    with pytest.raises(RefusedError):
        service.check()


def test_an_answer_that_is_no_json_ends_the_round_in_one_line(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish(1, "Banjir")
    monkeypatch.setattr(
        world.server,
        "_entries" if world.kind is AccountKind.MINIFLUX else "_stream_items_ids",
        lambda *_: (200, b"<html>"),
    )

    report = world.sync()

    assert report.problem is not None
    assert "no JSON" in report.problem


def test_removing_an_account_keeps_its_articles_and_sends_nothing_more(world: World) -> None:
    world.publish(1, "Banjir")
    world.sync()
    world.library.accounts.remove(world.account.id)
    world.library.marks.set_read([world.row("Banjir").id], read=True)

    assert world.library.accounts.all() == []
    assert world.library.totals().articles == 1
    assert world.library.check() == []


def test_each_request_of_the_google_reader_api_carries_one_tag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_NO_KEYRING", "1")
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    with Library.open(tmp_path / "library.db", clock=lambda: NOW) as library:
        world = World(AccountKind.GOOGLE_READER, library)
        for number in range(1, 4):
            world.publish(number, f"Banjir {number}")
        world.sync()
        ids = [world.row(f"Banjir {number}").id for number in range(1, 4)]
        library.marks.set_read(ids, read=True)
        library.marks.set_starred(ids, starred=True)
        world.server.token = "second"  # type: ignore[attr-defined]
        world.sync()

        edits = [fields for _, path, fields in world.server.calls if path.endswith("/edit-tag")]
        assert all(sum(key in {"a", "r"} for key, _ in fields) == 1 for fields in edits)
        assert all(item.read and item.starred for item in world.kept.items.values())
        world.web.close()
        world.server.close()


def test_ids_of_entries_are_the_same_in_all_their_forms() -> None:
    assert short_id("-9223372036854775803") == short_id(str(BIG)) == "8000000000000005"
    assert short_id("tag:google.com,2005:reader/item/8000000000000005") == "8000000000000005"
    assert short_id("31") == short_id("tag:google.com,2005:reader/item/1F") == "000000000000001f"


def test_an_address_that_has_moved_is_not_followed_with_the_secret(tmp_path: Path) -> None:
    kept = Kept()
    server = MinifluxServer(kept)
    server.broken = 301
    web = Web(Limits(connect=2, silence=5, whole=10, size=1_000_000))
    try:
        with pytest.raises(SyncError, match="it has moved"):
            open_service(AccountKind.MINIFLUX, server.url, "", "kunci", web).check()
        assert len(server.calls) == 1
    finally:
        web.close()
        server.close()
