"""Changes made here that servers do not know yet: kept until they were sent, however long that takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.model.sync import Change, ChangeKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.ids import AccountId, ArticleId

QUEUE = """
INSERT OR REPLACE INTO sync_change(account_id, kind, target, value) VALUES (?, ?, ?, ?)
"""


def note_marks(
    connection: sqlite3.Connection, kind: ChangeKind, articles: Sequence[ArticleId], *, value: bool
) -> None:
    """Queue marks that were made here, for each account that has the article; the latest one counts."""
    connection.execute(
        f"""
        INSERT OR REPLACE INTO sync_change(account_id, kind, target, value)
        SELECT account_id, '{kind}', remote_id, '{value:d}'
          FROM sync_entry
         WHERE article_id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(articles)),),
    )


def queue_change(
    connection: sqlite3.Connection, account: AccountId, kind: ChangeKind, target: str, value: str
) -> None:
    """Queue a change of a subscription; the latest one of its kind counts."""
    connection.execute(QUEUE, (account, kind, target, value))


def withdraw_change(
    connection: sqlite3.Connection, account: AccountId, kind: ChangeKind, target: str
) -> bool:
    """Drop a change that waits; return whether there was one."""
    gone = connection.execute(
        "DELETE FROM sync_change WHERE account_id = ? AND kind = ? AND target = ?", (account, kind, target)
    )
    return gone.rowcount > 0


def read_changes(connection: sqlite3.Connection, account: AccountId) -> list[Change]:
    """Return what waits to be sent, in the order in which it was done."""
    rows = connection.execute(
        "SELECT id, kind, target, value FROM sync_change WHERE account_id = ? ORDER BY id", (account,)
    )
    return [Change(id_, ChangeKind(kind), target, value) for id_, kind, target, value in rows]


def forget_changes(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Drop changes that were sent; one that was made anew meanwhile has another id and stays."""
    connection.executemany("DELETE FROM sync_change WHERE id = ?", [(change.id,) for change in changes])
