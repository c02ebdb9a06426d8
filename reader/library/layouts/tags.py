"""Tags of articles."""

from __future__ import annotations

from reader.library.schema import TOKENIZER

TAGS_3 = f"""
CREATE TABLE tag(
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX tag_by_articles ON tag(articles DESC, id);

CREATE TABLE article_tag(
    article_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL REFERENCES tag(id),
    own INTEGER NOT NULL,
    PRIMARY KEY (article_id, tag_id, own)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE tag_text USING fts5(
    name,
    content = 'tag', content_rowid = 'id',
    tokenize = '{TOKENIZER}'
);
"""
"""``own`` is 1 where the reader gave the tag, 0 where the source did; one article may have both."""
