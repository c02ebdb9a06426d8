"""Feeds and their entries."""

from __future__ import annotations

FEEDS_6 = """
CREATE TABLE feed(
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    followed INTEGER NOT NULL DEFAULT 0,
    folder TEXT NOT NULL DEFAULT '',
    name TEXT,
    title TEXT,
    site TEXT,
    added_at INTEGER NOT NULL DEFAULT 0,
    minutes INTEGER,
    full_text INTEGER,
    user_agent TEXT,
    user TEXT,
    selector TEXT,
    etag TEXT,
    modified TEXT,
    digest BLOB,
    stated_minutes INTEGER,
    checked_at INTEGER,
    changed_at INTEGER,
    due_at INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    problem TEXT
);
CREATE INDEX feed_due ON feed(due_at) WHERE followed = 1;

CREATE TABLE entry(
    article_id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feed(id),
    guid TEXT,
    link TEXT,
    title_key TEXT,
    updated TEXT,
    summary TEXT,
    content TEXT,
    facts TEXT NOT NULL
);
CREATE INDEX entry_guid ON entry(feed_id, guid);
CREATE INDEX entry_link ON entry(feed_id, link);
CREATE INDEX entry_title ON entry(feed_id, title_key);
"""
"""``feed.key`` is the address at which a feed was met first, or its file; ``address`` follows its moves."""

WAIT_10 = """
ALTER TABLE feed ADD COLUMN wait_until INTEGER NOT NULL DEFAULT 0;
"""
