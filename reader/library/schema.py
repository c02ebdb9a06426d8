"""The layout of a library, as SQL that migrations run.

Sorting and paging go by ``article.id``, which is the published minute times 1024 plus a counter:
FTS5 streams in rowid order for nothing, and any other order costs a second at a million articles.
"""

from __future__ import annotations

APPLICATION_ID = 0x4E577344
"""``PRAGMA application_id``, "NWsD": tells a library from other programs' databases."""

LAYOUT = 13
"""``PRAGMA user_version`` of a file that needs no migration."""

IDS_PER_MINUTE = 1024
"""Room for articles within one minute before ids run on into the next."""

BETWEEN_QUOTES = "0end"
"""A word between the quotes of an article, so that no phrase runs from one into the next."""

LOWEST, HIGHEST = -(1 << 62), 1 << 62
"""Bounds that no article id reaches."""

TOKENIZER = "unicode61 remove_diacritics 2"
"""No stemmer: Porter's joins no Indonesian family and damages one word in twelve."""

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

DICTIONARY_2 = """
CREATE TABLE term(
    term TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE common_term(
    prefix TEXT NOT NULL,
    rank INTEGER NOT NULL,
    term TEXT NOT NULL,
    PRIMARY KEY (prefix, rank)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE article_vocabulary USING fts5vocab(article_text, 'row');
"""

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

FAMILIES_4 = """
CREATE TABLE word_form(
    term TEXT NOT NULL,
    language TEXT NOT NULL,
    root TEXT NOT NULL,
    PRIMARY KEY (term, language)
) WITHOUT ROWID;
CREATE INDEX word_form_root ON word_form(root, language);

DELETE FROM setting WHERE key = 'terms.articles';
"""
"""The dictionary of terms is made anew at the next chance, with the families of its words."""

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


IDENTITY_9 = """
ALTER TABLE entity ADD COLUMN same_as INTEGER REFERENCES entity(id);
ALTER TABLE entity ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entity ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entity ADD COLUMN own_mentions INTEGER NOT NULL DEFAULT 0;
UPDATE entity SET own_mentions = mentions;
CREATE INDEX entity_same_as ON entity(same_as) WHERE same_as IS NOT NULL;

CREATE TABLE entity_form(
    entity_id INTEGER NOT NULL REFERENCES entity(id),
    form TEXT NOT NULL,
    PRIMARY KEY (entity_id, form)
) WITHOUT ROWID;
CREATE INDEX entity_form_form ON entity_form(form);

CREATE TABLE decision(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    other_type TEXT,
    other_key TEXT,
    other_name TEXT,
    before TEXT NOT NULL,
    made_at INTEGER NOT NULL
);
CREATE INDEX decision_key ON decision(key);
"""
"""An entity is a name of a type. Those that ``same_as`` leads to another one are members of it: mentions,
quotes and tokens keep the id of the name, so that joining two rewrites nothing; counters of the whole
stand at the head, and ``own_mentions`` at each name. ``decided`` is 1 where the reader has settled it."""


WAIT_10 = """
ALTER TABLE feed ADD COLUMN wait_until INTEGER NOT NULL DEFAULT 0;
"""

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

WANTED_12 = """
CREATE INDEX page_wanted ON page(article_id) WHERE fetched_at = 0;
"""
"""A page with ``fetched_at`` 0 is still to be fetched; one without ``html`` could not be had."""

ROLES_13 = """
CREATE TABLE entity_role(
    entity_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    roles TEXT NOT NULL,
    PRIMARY KEY (entity_id, article_id)
) WITHOUT ROWID;
"""
"""In which roles an article names a person, parted by semicolons."""


def statements(script: str) -> list[str]:
    """Split a script of this module into statements (none holds a semicolon inside)."""
    return [statement.strip() for statement in script.split(";") if statement.strip()]
