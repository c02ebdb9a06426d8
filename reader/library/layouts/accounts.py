"""Accounts on servers."""

from __future__ import annotations

SYNC_11 = """
CREATE TABLE sync_account(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    user TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    synced_at INTEGER,
    cursor TEXT NOT NULL DEFAULT '',
    problem TEXT,
    UNIQUE (kind, address, user)
);

CREATE TABLE sync_feed(
    account_id INTEGER NOT NULL REFERENCES sync_account(id),
    remote_id TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT,
    site TEXT,
    folder TEXT NOT NULL,
    PRIMARY KEY (account_id, remote_id)
) WITHOUT ROWID;

CREATE TABLE sync_entry(
    account_id INTEGER NOT NULL REFERENCES sync_account(id),
    remote_id TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (account_id, remote_id)
) WITHOUT ROWID;
CREATE INDEX sync_entry_article ON sync_entry(article_id);

CREATE TABLE sync_change(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES sync_account(id),
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (account_id, kind, target)
);
"""
"""Passwords and tokens are kept elsewhere (``reader.secrets``)."""
