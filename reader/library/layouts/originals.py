"""What articles were read from, and pages."""

from __future__ import annotations

ORIGINALS_8 = """
CREATE TABLE reading(
    digest BLOB PRIMARY KEY,
    article_id INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX reading_article ON reading(article_id);

CREATE TABLE page(
    article_id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    html BLOB NOT NULL
);
"""
"""``page.html`` is packed by zlib; ``reading`` says what need not be read again."""

WANTED_12 = """
CREATE INDEX page_wanted ON page(article_id) WHERE fetched_at = 0;
"""
"""A page with ``fetched_at`` 0 is still to be fetched; one without ``html`` could not be had."""
