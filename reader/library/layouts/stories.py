"""Groups of articles about one event."""

from __future__ import annotations

STORIES_7 = """
CREATE TABLE story(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    joined_to INTEGER
);

CREATE TABLE story_article(
    article_id INTEGER PRIMARY KEY,
    story_id INTEGER,
    keys BLOB NOT NULL
);
CREATE INDEX story_article_story ON story_article(story_id) WHERE story_id IS NOT NULL;

CREATE TABLE story_key(
    week INTEGER NOT NULL,
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (week, key, article_id)
) WITHOUT ROWID;

CREATE TABLE story_link(
    article_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    kinship TEXT NOT NULL,
    PRIMARY KEY (article_id, other_id)
) WITHOUT ROWID;

CREATE TABLE story_waiting(
    article_id INTEGER PRIMARY KEY
);
INSERT INTO story_waiting(article_id) SELECT id FROM article;
"""
"""Keys come by week first: what is stored together is published together, and so written to few pages.
Links stand in both directions. An article without a story has a row without one; until it was compared
with the others it waits."""
