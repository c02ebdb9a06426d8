"""Accounts on servers: what is there, which article is which entry, and changes that wait to be sent.

A local change that the server does not know yet wins over what the server says; otherwise the server's
state holds. Where an article was here before its entry was met, read or starred on either side counts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.identity import fold
from reader.library.state import set_read, set_starred
from reader.model.ids import AccountId, ArticleId, SourceId
from reader.model.source import SourceKind
from reader.model.sync import Account, AccountKind, ChangeKind, RemoteFeed, Subscription

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from reader.model.sync import States

ACCOUNTS = """
SELECT account.id, account.kind, account.address, account.user, account.cursor,
       account.synced_at, account.problem,
       (SELECT count(*) FROM sync_feed WHERE account_id = account.id),
       (SELECT count(*) FROM sync_change WHERE account_id = account.id)
  FROM sync_account AS account
 ORDER BY account.id
"""

SUBSCRIPTIONS = f"""
SELECT feed.account_id, feed.remote_id, feed.address, feed.title, feed.site, feed.folder,
       source.id, coalesce(source.unread, 0)
  FROM sync_feed AS feed
  LEFT JOIN source ON source.kind = '{SourceKind.FEED.value}' AND source.key = feed.address
 WHERE NOT EXISTS (SELECT 1 FROM sync_change AS waiting
                    WHERE waiting.account_id = feed.account_id
                      AND waiting.kind = '{ChangeKind.UNFOLLOW.value}'
                      AND waiting.target = feed.remote_id)
"""

STATE = """
SELECT entry.article_id
  FROM sync_entry AS entry
  JOIN article_state AS state ON state.id = entry.article_id
 WHERE entry.account_id = :account AND state.{column} = :value
   AND entry.remote_id {within} (SELECT value FROM json_each(:ids))
   AND NOT EXISTS (SELECT 1 FROM sync_change AS waiting
                    WHERE waiting.account_id = :account AND waiting.kind = '{column}'
                      AND waiting.target = entry.remote_id)
"""
"""Articles whose mark differs from the server's, save those whose own change is not sent yet."""


def read_accounts(connection: sqlite3.Connection) -> list[Account]:
    """Return the accounts in the order in which they were added."""
    return [
        Account(AccountId(id_), AccountKind(kind), address, user, cursor, synced_at, problem, feeds, waiting)
        for id_, kind, address, user, cursor, synced_at, problem, feeds, waiting in connection.execute(
            ACCOUNTS
        )
    ]


def add_account(
    connection: sqlite3.Connection, kind: AccountKind, address: str, user: str, *, now: int
) -> tuple[AccountId, bool]:
    """Add an account, or return the one that is there; say whether it is new."""
    find = "SELECT id FROM sync_account WHERE kind = ? AND address = ? AND user = ?"
    row = connection.execute(find, (kind, address, user)).fetchone()
    if row is not None:
        return AccountId(row[0]), False
    cursor = connection.execute(
        "INSERT INTO sync_account(kind, address, user, added_at) VALUES (?, ?, ?, ?)",
        (kind, address, user, now),
    )
    return AccountId(cursor.lastrowid or 0), True


def remove_account(connection: sqlite3.Connection, account: AccountId) -> None:
    """Forget an account with its waiting changes; its articles stay."""
    for table in ("sync_change", "sync_entry", "sync_feed"):
        connection.execute(f"DELETE FROM {table} WHERE account_id = ?", (account,))
    connection.execute("DELETE FROM sync_account WHERE id = ?", (account,))


def keep_round(
    connection: sqlite3.Connection, account: AccountId, *, cursor: str, problem: str | None, now: int
) -> None:
    """Write how a round ended; one with a problem leaves time and cursor as they were."""
    if problem is not None:
        connection.execute("UPDATE sync_account SET problem = ? WHERE id = ?", (problem, account))
        return
    connection.execute(
        "UPDATE sync_account SET cursor = ?, synced_at = ?, problem = NULL WHERE id = ?",
        (cursor, now, account),
    )


def write_feeds(connection: sqlite3.Connection, account: AccountId, feeds: Iterable[RemoteFeed]) -> None:
    """Put the subscriptions of the server in the place of those known."""
    connection.execute("DELETE FROM sync_feed WHERE account_id = ?", (account,))
    connection.executemany(
        """
        INSERT OR REPLACE INTO sync_feed(account_id, remote_id, address, title, site, folder)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [(account, feed.id, feed.address, feed.title, feed.site, feed.folder) for feed in feeds],
    )


def read_feeds(connection: sqlite3.Connection, account: AccountId) -> list[RemoteFeed]:
    """Return the subscriptions as the last round found them, by folder and title."""
    rows = connection.execute(
        """
        SELECT remote_id, address, title, site, folder FROM sync_feed
         WHERE account_id = ? ORDER BY folder, title, address
        """,
        (account,),
    )
    return [RemoteFeed(*row) for row in rows]


def read_subscriptions(connection: sqlite3.Connection) -> list[Subscription]:
    """Return the subscriptions of all accounts by folder and name, save those about to be unfollowed."""
    rows = connection.execute(SUBSCRIPTIONS)
    found = [
        Subscription(AccountId(account), RemoteFeed(*feed), source and SourceId(source), unread)
        for account, *feed, source, unread in rows
    ]
    return sorted(found, key=lambda one: (one.account, fold(one.feed.folder), fold(one.name), one.feed.id))


def unknown_entries(
    connection: sqlite3.Connection, account: AccountId, ids: Sequence[str]
) -> Collection[str]:
    """Return those of some entries that no article is linked with."""
    rows = connection.execute(
        """
        SELECT value FROM json_each(:ids)
         WHERE value NOT IN (SELECT remote_id FROM sync_entry
                              WHERE account_id = :account
                                AND remote_id IN (SELECT value FROM json_each(:ids)))
        """,
        {"ids": json.dumps(list(ids)), "account": account},
    )
    return [id_ for (id_,) in rows]


def stored_at(connection: sqlite3.Connection, locators: Sequence[str]) -> dict[str, ArticleId]:
    """Return the articles that are stored under some locators."""
    rows = connection.execute(
        """
        SELECT article.locator, article.id
          FROM json_each(?) AS wanted
         CROSS JOIN article ON article.locator = wanted.value
        """,
        (json.dumps(list(locators)),),
    )
    return {locator: ArticleId(id_) for locator, id_ in rows}


def link_entries(
    connection: sqlite3.Connection, account: AccountId, entries: Iterable[tuple[str, ArticleId, bool]]
) -> None:
    """Note which article an entry is; of one that was here before, the server is told the marks."""
    pairs = list(entries)
    connection.executemany(
        "INSERT OR REPLACE INTO sync_entry(account_id, remote_id, article_id) VALUES (?, ?, ?)",
        [(account, remote, article) for remote, article, _ in pairs],
    )
    for column in (ChangeKind.READ, ChangeKind.STARRED):
        connection.executemany(
            f"""
            INSERT OR REPLACE INTO sync_change(account_id, kind, target, value)
            SELECT ?, '{column}', ?, '1' FROM article_state WHERE id = ? AND {column} = 1
            """,
            [(account, remote, article) for remote, article, was_here in pairs if was_here],
        )


def apply_states(connection: sqlite3.Connection, account: AccountId, states: States) -> int:
    """Mark articles as the server has them; return how many marks changed."""
    changed = 0
    if states.unread is not None:
        changed += _apply(connection, account, ChangeKind.READ, states.unread, inside=False)
    if states.starred is not None:
        changed += _apply(connection, account, ChangeKind.STARRED, states.starred, inside=True)
    for kind, place in ((ChangeKind.READ, 0), (ChangeKind.STARRED, 1)):
        for value in (False, True):
            ids = [id_ for id_, marks in states.changed.items() if marks[place] is value]
            changed += _mark(
                connection, kind, _differing(connection, account, kind, ids, value=not value), value=value
            )
    return changed


def _apply(
    connection: sqlite3.Connection,
    account: AccountId,
    kind: ChangeKind,
    listed: Collection[str],
    *,
    inside: bool,
) -> int:
    """Give the entries of a complete list the mark ``inside``, and all others its contrary."""
    ids = list(listed)
    on_list = _differing(connection, account, kind, ids, value=not inside)
    off_list = _differing(connection, account, kind, ids, value=inside, within="NOT IN")
    return _mark(connection, kind, on_list, value=inside) + _mark(
        connection, kind, off_list, value=not inside
    )


def _differing(
    connection: sqlite3.Connection,
    account: AccountId,
    kind: ChangeKind,
    ids: Sequence[str],
    *,
    value: bool,
    within: str = "IN",
) -> list[ArticleId]:
    """Return articles that have the mark ``value`` among the entries ``within`` a list."""
    rows = connection.execute(
        STATE.format(column=kind.value, within=within),
        {"account": account, "value": int(value), "ids": json.dumps(ids)},
    )
    return [ArticleId(article) for (article,) in rows]


def _mark(
    connection: sqlite3.Connection, kind: ChangeKind, articles: Sequence[ArticleId], *, value: bool
) -> int:
    if kind is ChangeKind.READ:
        return len(set_read(connection, articles, read=value, is_ours=False))
    return len(set_starred(connection, articles, starred=value, is_ours=False))
