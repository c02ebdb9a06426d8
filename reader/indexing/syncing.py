"""A round of synchronising with an account on a server.

First what was changed here is sent, then subscriptions, new entries and marks are taken over. Whatever
stops a round, what was done stays: sent changes are forgotten one by one, and the next round begins where
this one did.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from reader.errors import NewsreaderError
from reader.indexing.analysts import without_analysis
from reader.model.feed import Feed
from reader.model.source import SourceKind
from reader.model.sync import ChangeKind, RemoteFeed, SyncReport
from reader.secrets import secret_of
from reader.sources.addresses import normalised
from reader.sources.feeds.articles import articles_of
from reader.sources.sync import open_service
from reader.sources.sync.service import MissingError, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reader.library.library import Library
    from reader.model.article import RawArticle
    from reader.model.cancel import Cancellation
    from reader.model.sync import Account, Change, RemoteEntry
    from reader.sources.http import Web
    from reader.sources.sync.service import Service

SENT_AT_ONCE = 100
"""Marks of one kind that are sent in one go and forgotten together."""


def secret_name(account: Account) -> str:
    """Return the name under which the password or token of an account is kept."""
    return f"sync {account.kind} {account.user}@{account.address}"


def sync_account(
    library: Library,
    account: Account,
    web: Web,
    *,
    service: Service | None = None,
    cancellation: Cancellation | None = None,
) -> SyncReport:
    """Do a round with one account; what went wrong is in the report and in the library, never raised.

    Raise Cancelled when asked to stop, LibraryError when the library cannot be written.
    """
    report = SyncReport()
    try:
        if service is None:
            service = _service(account, web)
        _send(library, account, service, report, cancellation)
        feeds = [replace(feed, address=_key_of(feed)) for feed in service.feeds()]
        library.accounts.keep_feeds(account.id, feeds)
        report.feeds = len(feeds)
        by_id = {feed.id: feed for feed in feeds}
        for entries in service.entries(
            account.cursor, lambda ids: library.accounts.unknown_entries(account.id, ids)
        ):
            if cancellation is not None:
                cancellation.check()
            report.added += _store(library, account, entries, by_id)
        report.marked = library.accounts.apply_states(account.id, service.states())
        _send(library, account, service, report, cancellation)
        library.accounts.keep_round(account.id, cursor=service.cursor())
    except SyncError as error:
        report.problem = str(error)
        library.accounts.keep_round(account.id, problem=report.problem)
    return report


def _service(account: Account, web: Web) -> Service:
    secret = secret_of(secret_name(account))
    if secret is None:
        raise SyncError(f"{account.address}: there is no password or token for it; add the account again")
    return open_service(account.kind, account.address, account.user, secret, web)


# -- what was changed here -----------------------------------------------------------------------


def _send(
    library: Library,
    account: Account,
    service: Service,
    report: SyncReport,
    cancellation: Cancellation | None,
) -> None:
    """Send what waits, marks of one kind and value together; what is gone on the server is dropped."""
    waiting = sorted(library.accounts.changes_to_send(account.id), key=_order)
    for (kind, value), changes in groupby(waiting, key=lambda change: (change.kind, change.value)):
        for some in _chunks(changes, SENT_AT_ONCE if kind in {ChangeKind.READ, ChangeKind.STARRED} else 1):
            if cancellation is not None:
                cancellation.check()
            try:
                _send_some(service, kind, value, [change.target for change in some])
            except MissingError:
                if kind is ChangeKind.FOLLOW:
                    raise
            library.accounts.forget_changes(some)
            report.sent += len(some)


def _order(change: Change) -> tuple[bool, str, str, int]:
    """Subscriptions go first, as they were made; marks by kind and value."""
    is_mark = change.kind in {ChangeKind.READ, ChangeKind.STARRED}
    return is_mark, change.kind if is_mark else "", change.value if is_mark else "", change.id


def _send_some(service: Service, kind: ChangeKind, value: str, targets: Sequence[str]) -> None:
    match kind:
        case ChangeKind.READ:
            service.mark_read(targets, read=value == "1")
        case ChangeKind.STARRED:
            service.mark_starred(targets, starred=value == "1")
        case ChangeKind.FOLLOW:
            service.follow(targets[0], value)
        case ChangeKind.UNFOLLOW:
            service.unfollow(targets[0])
        case ChangeKind.FOLDER:
            service.move(targets[0], value)


def _chunks(changes: Iterable[Change], size: int) -> Iterator[list[Change]]:
    some: list[Change] = []
    for change in changes:
        some.append(change)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


# -- what the server has --------------------------------------------------------------------------


def _store(
    library: Library, account: Account, entries: Sequence[RemoteEntry], feeds: Mapping[str, RemoteFeed]
) -> int:
    """Store entries as text, each linked with its article; return how many are new here.

    An entry of a feed that is followed here too is the article that it is already, with its text.
    """
    added = 0
    for feed_id, group in groupby(
        sorted(entries, key=lambda entry: entry.feed), key=lambda entry: entry.feed
    ):
        some = list(group)
        feed = feeds.get(feed_id) or RemoteFeed(
            feed_id, f"{account.address}/{feed_id}", title=account.address
        )
        raws = library.recognised(_articles(some, feed))
        here = library.accounts.stored_at([raw.locator for raw in raws])
        fresh = [(entry, raw) for entry, raw in zip(some, raws, strict=True) if raw.locator not in here]
        stored = library.store([without_analysis(raw) for _, raw in fresh], kind=SourceKind.FEED)
        links = [
            (entry.id, here[raw.locator], True)
            for entry, raw in zip(some, raws, strict=True)
            if raw.locator in here
        ]
        links += [(entry.id, each.article_id, False) for (entry, _), each in zip(fresh, stored, strict=True)]
        library.accounts.link_entries(account.id, links)
        added += len(fresh)
    return added


def _articles(entries: Sequence[RemoteEntry], feed: RemoteFeed) -> list[RawArticle]:
    """Return the entries of one feed as articles under the address by which the feed is known here."""
    document = Feed(
        format="sync", title=feed.title, link=feed.site, entries=tuple(each.entry for each in entries)
    )
    return [
        replace(raw, read=each.read, starred=each.starred)
        for raw, each in zip(articles_of(document, _key_of(feed)), entries, strict=True)
    ]


def _key_of(feed: RemoteFeed) -> str:
    """Return the address by which the program knows a feed of a server."""
    try:
        return normalised(feed.address)[0]
    except NewsreaderError:
        return feed.address


def sync_all(
    library: Library,
    web: Web,
    *,
    cancellation: Cancellation | None = None,
    told: Callable[[Account, SyncReport], None] | None = None,
) -> list[tuple[Account, SyncReport]]:
    """Do a round with every account, one after another."""
    reports = []
    for account in library.accounts.all():
        report = sync_account(library, account, web, cancellation=cancellation)
        if told is not None:
            told(account, report)
        reports.append((account, report))
    return reports
