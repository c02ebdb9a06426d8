"""What the sources pane lists: the places to look in, group by group, feeds in their folders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zlib import crc32

from reader.model.following import FeedFolder, FollowedFeed
from reader.model.ids import SourceId
from reader.model.mention import EntityType
from reader.tui.listing import Listing, named_query

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from reader.model.entity import Entity
    from reader.model.ids import AccountId, SavedSearchId
    from reader.model.source import SavedSearch, Source, Totals
    from reader.model.sync import Account, Subscription

_NO_SOURCE = -1
"""From here down are the numbers of sources that do not exist yet; all others are above."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the library says for this pane."""

    totals: Totals
    sources: Sequence[Source]
    saved: Sequence[SavedSearch]
    saved_unread: Mapping[SavedSearchId, int]
    """Unread articles of the saved searches, up to 1,000."""
    people: Sequence[Entity]
    places: Sequence[Entity]
    feeds: Sequence[FollowedFeed] = ()
    """By folder and name."""
    subscriptions: Sequence[Subscription] = ()
    """Of all accounts, by account, folder and name."""
    accounts: Sequence[Account] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: a place one can open, or a heading when it leads nowhere."""

    label: str
    count: int | None = None
    listing: Listing | None = None
    source: Source | None = None
    saved: SavedSearch | None = None
    feed: FollowedFeed | None = None
    subscription: Subscription | None = None
    folder: FeedFolder | None = None
    """The folder that this row opens."""
    depth: int = 0
    """How many folders it lies in."""
    has_problem: bool = False
    """Whether fetching it, or something in it, failed."""

    @property
    def is_heading(self) -> bool:
        """Whether the cursor passes this row by."""
        return self.listing is None


def is_same_place(row: SourceRow, other: SourceRow) -> bool:
    """Whether two rows, one of them older, are the same place, whatever it is called by now."""
    return _place_of(row) == _place_of(other)


def _place_of(row: SourceRow) -> tuple[object, ...]:
    if row.feed is not None:
        return "feed", row.feed.id
    if row.subscription is not None:
        # Servers number their feeds from 1 on, each for itself.
        return "subscription", row.subscription.account, row.subscription.feed.id
    if row.saved is not None:
        return "search", row.saved.id
    if row.source is not None:
        return "source", row.source.id
    return row.label, row.folder, row.listing.query if row.listing is not None else None


def folder_around(row: SourceRow) -> FeedFolder | None:
    """Return the folder that a row is, or the one that it lies in; None outside of folders."""
    if row.folder is not None:
        return row.folder
    if row.feed is not None:
        return FeedFolder(row.feed.folder) if row.feed.folder else None
    if row.subscription is not None:
        return FeedFolder(row.subscription.feed.folder, row.subscription.account)
    return None


def source_rows(contents: Contents, closed: Collection[FeedFolder] = ()) -> list[SourceRow]:
    """Return all rows in order, without those inside ``closed`` folders.

    A group without members has no heading either.
    """
    totals = contents.totals
    rows = [
        SourceRow("All", totals.unread, Listing()),
        SourceRow("Starred", totals.starred, Listing("Starred", starred_only=True)),
        SourceRow("Today", None, Listing(query="on:today ")),
    ]
    rows += _group("feeds", list(_feeds(contents, closed)))
    accounts = [_account(contents, account, closed) for account in contents.accounts]
    rows += _group("accounts", [row for account in accounts for row in account])
    rows += _group("sources", [_source_row(source) for source in _other_sources(contents)])
    rows += _group("searches", [_saved_row(saved, contents.saved_unread) for saved in contents.saved])
    rows += _group("people", [_entity_row(entity) for entity in _most_named(contents.people)])
    rows += _group("places", [_entity_row(entity) for entity in _most_named(contents.places)])
    return rows


def _group(heading: str, rows: Sequence[SourceRow]) -> list[SourceRow]:
    return [SourceRow(""), SourceRow(heading), *rows] if rows else []


def _other_sources(contents: Contents) -> list[Source]:
    """Return the sources that are no feeds of the groups above."""
    fed = {feed.source for feed in contents.feeds} | {one.source for one in contents.subscriptions}
    return [source for source in contents.sources if source.id not in fed]


def _source_row(source: Source) -> SourceRow:
    return SourceRow(source.name, source.unread, Listing(source.name, source=source.id), source=source)


def _saved_row(saved: SavedSearch, unread: Mapping[SavedSearchId, int]) -> SourceRow:
    return SourceRow(saved.name, unread.get(saved.id), Listing(query=saved.query), saved=saved)


def _most_named(entities: Sequence[Entity]) -> list[Entity]:
    """Return entities by their counts, equal ones by name, so that rows do not change places."""
    return sorted(entities, key=lambda entity: (-entity.articles, entity.name))


def _entity_row(entity: Entity) -> SourceRow:
    field = "person" if entity.type is EntityType.PERSON else "place"
    return SourceRow(entity.name, entity.articles, Listing(query=named_query(field, entity.name) + " "))


# -- feeds in folders ------------------------------------------------------------------------------


def _feeds(contents: Contents, closed: Collection[FeedFolder]) -> Iterator[SourceRow]:
    """Yield the feeds followed here, under their folders."""
    rows = [
        (
            feed.folder,
            SourceRow(feed.name, feed.unread, _listing(feed), feed=feed, has_problem=bool(feed.problem)),
        )
        for feed in contents.feeds
    ]
    return _in_folders(rows, None, closed)


def _account(contents: Contents, account: Account, closed: Collection[FeedFolder]) -> Iterator[SourceRow]:
    """Yield an account, which is a folder of all that it follows, and what lies in it."""
    rows = [
        (one.feed.folder, SourceRow(one.name, one.unread, _listing(one), subscription=one))
        for one in contents.subscriptions
        if one.account == account.id
    ]
    whole = FeedFolder("", account.id)
    label = urlsplit(account.address).hostname or account.address
    row = _folder_row(whole, label, [row for _, row in rows])
    yield replace(row, has_problem=bool(account.problem))
    if whole not in closed:
        yield from (replace(row, depth=row.depth + 1) for row in _in_folders(rows, account.id, closed))


def source_of(feed: FollowedFeed | Subscription) -> SourceId:
    """Return the source of a feed; one that has no articles yet has a number that no source has."""
    if feed.source is not None:
        return feed.source
    key = feed.key if isinstance(feed, FollowedFeed) else f"{feed.account} {feed.feed.id}"
    return SourceId(_NO_SOURCE - crc32(key.encode()))


def _listing(feed: FollowedFeed | Subscription) -> Listing:
    return Listing(feed.name, source=source_of(feed))


def _in_folders(
    rows: Sequence[tuple[str, SourceRow]], account: AccountId | None, closed: Collection[FeedFolder]
) -> Iterator[SourceRow]:
    """Yield rows, given with the paths of their folders, each folder before what lies in it."""
    inside: defaultdict[str, list[SourceRow]] = defaultdict(list)
    for path, row in rows:
        for way in _ways(path):
            inside[way].append(row)
    shown: set[str] = set()
    for path, row in sorted(rows, key=lambda pair: _steps_folded(pair[0])):
        is_hidden = False
        for depth, way in enumerate(_ways(path)):
            folder = FeedFolder(way, account)
            if way not in shown and not is_hidden:
                shown.add(way)
                yield replace(_folder_row(folder, way.rpartition("/")[2], inside[way]), depth=depth)
            is_hidden = is_hidden or folder in closed
        if not is_hidden:
            yield replace(row, depth=len(_ways(path)))


def _ways(path: str) -> list[str]:
    """Return the paths of a folder and of those around it, outermost first; none for no folder."""
    steps = path.split("/") if path else []
    return ["/".join(steps[:end]) for end in range(1, len(steps) + 1)]


def _steps_folded(path: str) -> list[tuple[str, str]]:
    """Return what folders are sorted by: step by step, so that none stands in two places."""
    return [(step.casefold(), step) for step in path.split("/")] if path else []


def _folder_row(folder: FeedFolder, label: str, inside: Sequence[SourceRow]) -> SourceRow:
    listing = Listing(folder.path.replace("/", " / ") or label, folder=folder)
    return SourceRow(
        label,
        sum(row.count or 0 for row in inside),
        listing,
        folder=folder,
        has_problem=any(row.has_problem for row in inside),
    )
