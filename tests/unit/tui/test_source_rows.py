"""The rows of the sources pane: groups, folders inside folders, and what closed folders hide."""

from __future__ import annotations

from dataclasses import replace

from reader.model.entity import Entity
from reader.model.following import FeedFolder, FeedSettings, FollowedFeed
from reader.model.ids import AccountId, EntityId, FeedId, SavedSearchId, SourceId
from reader.model.mention import EntityType
from reader.model.source import SavedSearch, Source, SourceKind, Totals
from reader.model.sync import Account, AccountKind, RemoteFeed, Subscription
from reader.tui.source_rows import Contents, SourceRow, folder_around, is_same_place, source_rows

NOTHING = Contents(Totals(0, 0, 0, 0), (), (), {}, (), ())


def feed(number: int, name: str, folder: str = "", *, problem: str | None = None) -> FollowedFeed:
    return FollowedFeed(
        id=FeedId(number),
        key=f"https://contoh.example/{number}",
        address=f"https://contoh.example/{number}",
        given_name=name,
        title=None,
        site=None,
        folder=folder,
        settings=FeedSettings(),
        etag=None,
        modified=None,
        digest=None,
        stated_minutes=None,
        checked_at=None,
        changed_at=None,
        due_at=0,
        wait_until=0,
        failures=0,
        is_gone=False,
        problem=problem,
        source=SourceId(number),
        articles=1,
        unread=1,
    )


def drawn(rows: list[SourceRow]) -> list[str]:
    """Return the rows below the first three as lines, deeper ones further in."""
    return ["  " * row.depth + row.label + f" {row.count}" * bool(row.count) for row in rows[3:] if row.label]


def test_feeds_stand_in_their_folders_and_those_in_none_come_first() -> None:
    feeds = [feed(1, "Sore", "Harian"), feed(2, "Pagi", "Harian/Daerah"), feed(3, "Lepas")]
    assert drawn(source_rows(replace(NOTHING, feeds=feeds))) == [
        "feeds",
        "Lepas 1",
        "Harian 2",
        "  Sore 1",
        "  Daerah 1",
        "    Pagi 1",
    ]


def test_a_folder_stands_once_whatever_its_neighbours_are_called() -> None:
    feeds = [
        feed(1, "A", "News"),
        feed(2, "B", "News Extra"),
        feed(3, "C", "News/World"),
        feed(4, "D", "news"),
    ]
    assert drawn(source_rows(replace(NOTHING, feeds=feeds))) == [
        "feeds",
        "News 2",
        "  A 1",
        "  World 1",
        "    C 1",
        "news 1",
        "  D 1",
        "News Extra 1",
        "  B 1",
    ]


def test_a_closed_folder_counts_what_it_hides_and_says_when_something_fails() -> None:
    feeds = [feed(1, "A", "News"), feed(2, "B", "News/World/Asia", problem="away"), feed(3, "C", "Olahraga")]
    rows = source_rows(replace(NOTHING, feeds=feeds), {FeedFolder("News")})
    assert drawn(rows) == ["feeds", "News 2", "Olahraga 1", "  C 1"]
    assert [row.has_problem for row in rows if row.folder is not None] == [True, False]


def test_an_account_is_a_folder_of_its_own() -> None:
    account = Account(AccountId(7), AccountKind.MINIFLUX, "https://baca.example.org/api", "", problem="away")
    mine = Subscription(account.id, RemoteFeed("1", "https://a.example/", "A", folder="Pagi"), SourceId(4), 5)
    loose = Subscription(account.id, RemoteFeed("2", "https://b.example/"), None, 0)
    contents = replace(NOTHING, accounts=[account], subscriptions=[loose, mine])
    rows = source_rows(contents)
    assert drawn(rows) == [
        "accounts",
        "baca.example.org 5",
        "  https://b.example/",
        "  Pagi 5",
        "    A 5",
    ]
    assert [row.label for row in rows if row.has_problem] == ["baca.example.org"]
    assert drawn(source_rows(contents, {FeedFolder("", account.id)})) == ["accounts", "baca.example.org 5"]


def test_the_source_of_a_feed_is_not_listed_again() -> None:
    sources = [
        Source(SourceId(1), "Lepas", SourceKind.FEED, 1, 1),
        Source(SourceId(2), "Harian", SourceKind.OUTLET, 1, 1),
    ]
    assert drawn(source_rows(replace(NOTHING, feeds=[feed(1, "Lepas")], sources=sources))) == [
        "feeds",
        "Lepas 1",
        "sources",
        "Harian 1",
    ]


def test_the_folder_around_a_row_is_found_from_the_row() -> None:
    rows = source_rows(replace(NOTHING, feeds=[feed(1, "A", "News/World"), feed(2, "Lepas")]))
    around = {row.label: folder_around(row) for row in rows}
    assert around["A"] == around["World"] == FeedFolder("News/World")
    assert around["News"] == FeedFolder("News")
    assert around["Lepas"] is None
    assert around["All"] is None


def test_a_place_is_known_again_by_what_it_is_not_by_what_it_is_called() -> None:
    one, other = (
        Account(AccountId(number), AccountKind.MINIFLUX, f"https://{number}.example.org", "")
        for number in (1, 2)
    )
    theirs = [
        Subscription(account.id, RemoteFeed("1", "https://a.example/", "A"), None, 0)
        for account in (one, other)
    ]
    contents = replace(
        NOTHING,
        feeds=[feed(1, "Tirta")],
        accounts=[one, other],
        subscriptions=theirs,
        saved=[SavedSearch(SavedSearchId(3), "Tirta", "beras")],
        people=[Entity(EntityId(1), "Tirta", EntityType.PERSON, 1, 1, 0)],
        places=[Entity(EntityId(2), "Tirta", EntityType.PLACE, 1, 1, 0)],
    )
    rows = [row for row in source_rows(contents) if not row.is_heading]
    for row in rows:
        assert [each for each in rows if is_same_place(each, row)] == [row]

    renamed = replace(contents, saved=[SavedSearch(SavedSearchId(3), "Harga", "beras")])
    (before,) = (row for row in rows if row.saved is not None)
    (after,) = (row for row in source_rows(renamed) if row.saved is not None)
    assert is_same_place(after, before)


def test_feeds_without_articles_are_places_of_their_own() -> None:
    feeds = [replace(feed(number, name), source=None) for number, name in enumerate(("Pagi", "Sore"))]
    first, second = [
        row.listing for row in source_rows(replace(NOTHING, feeds=feeds)) if row.feed is not None
    ]
    assert first is not None
    assert second is not None
    assert not first.same_place(second)
