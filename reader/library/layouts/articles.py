"""Articles, their state, quotes and full text."""

from __future__ import annotations

from reader.library.schema import BETWEEN_QUOTES, TOKENIZER

TABLES_1 = """
CREATE TABLE source(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, key)
);

CREATE TABLE language(
    code TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE article(
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    language TEXT NOT NULL,
    words INTEGER NOT NULL,
    quotes INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    analysis_version INTEGER NOT NULL,
    fingerprint BLOB NOT NULL,
    copy_key BLOB NOT NULL,
    indexed_at INTEGER NOT NULL,
    locator TEXT NOT NULL,
    url TEXT,
    byline TEXT,
    outlet TEXT,
    published TEXT,
    problem TEXT,
    delivered TEXT,
    dateline TEXT,
    furniture TEXT,
    tags TEXT NOT NULL,
    title TEXT,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX article_locator ON article(locator);
CREATE INDEX article_copy_key ON article(copy_key);
CREATE INDEX article_analysis_version ON article(analysis_version);

CREATE TABLE article_state(
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source(id),
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX article_state_source ON article_state(source_id);
CREATE INDEX article_state_unread ON article_state(source_id, read) WHERE read = 0;
CREATE INDEX article_state_starred ON article_state(starred) WHERE starred = 1;

CREATE TABLE revision(
    article_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    title TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (article_id, number)
) WITHOUT ROWID;

CREATE TABLE entity(
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    articles INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0,
    quotes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (type, key)
);
CREATE INDEX entity_by_articles ON entity(type, articles DESC, id);

CREATE TABLE entity_name(
    id INTEGER PRIMARY KEY,
    entity_id INTEGER NOT NULL REFERENCES entity(id),
    name TEXT NOT NULL,
    UNIQUE (entity_id, name)
);

CREATE TABLE mention(
    article_id INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    name_id INTEGER NOT NULL REFERENCES entity_name(id),
    PRIMARY KEY (article_id, start, end)
) WITHOUT ROWID;

CREATE TABLE quote(
    id INTEGER PRIMARY KEY,
    speaker_id INTEGER REFERENCES entity(id),
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    name TEXT,
    role TEXT,
    cue TEXT,
    relay TEXT,
    mention TEXT NOT NULL,
    attribution TEXT NOT NULL,
    confidence REAL NOT NULL,
    spans TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX quote_speaker ON quote(speaker_id) WHERE speaker_id IS NOT NULL;

CREATE TABLE saved_search(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL
);

CREATE TABLE setting(
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
"""

FULL_TEXT_1 = f"""
CREATE VIEW article_words AS
    SELECT id, title, body,
           (SELECT group_concat(text, ' {BETWEEN_QUOTES} ')
              FROM (SELECT text FROM quote
                     WHERE quote.id BETWEEN article.id << 20 AND (article.id << 20) + 1048575
                     ORDER BY quote.id)) AS said,
           tags
      FROM article;
CREATE VIRTUAL TABLE article_text USING fts5(
    title, body, said, tags,
    content = 'article_words', content_rowid = 'id',
    tokenize = '{TOKENIZER}'
);

CREATE VIEW quote_words AS
    SELECT id, text, CASE WHEN speaker_id IS NULL THEN '' ELSE '0spk' || speaker_id END AS tags
      FROM quote;
CREATE VIRTUAL TABLE quote_text USING fts5(
    text, tags,
    content = 'quote_words', content_rowid = 'id',
    tokenize = '{TOKENIZER}'
);

CREATE VIRTUAL TABLE entity_text USING fts5(
    name,
    content = 'entity_name', content_rowid = 'id',
    tokenize = '{TOKENIZER}'
);
"""

BODY_FIRST_5 = f"""
DROP TABLE article_vocabulary;
DROP TABLE article_text;
CREATE VIRTUAL TABLE article_text USING fts5(
    body, title, said, tags,
    content = 'article_words', content_rowid = 'id',
    tokenize = '{TOKENIZER}'
);
CREATE VIRTUAL TABLE article_vocabulary USING fts5vocab(article_text, 'row');
INSERT INTO article_text(article_text) VALUES ('rebuild');
"""
"""FTS5 writes two bytes before the places of a word in any column but the first; most words stand in
bodies, so that the full text takes a fifth less room with them in front."""
