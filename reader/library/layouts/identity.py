"""Which names are one entity, and in which roles people are named."""

from __future__ import annotations

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

ROLES_13 = """
CREATE TABLE entity_role(
    entity_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    roles TEXT NOT NULL,
    PRIMARY KEY (entity_id, article_id)
) WITHOUT ROWID;
"""
"""In which roles an article names a person, parted by semicolons."""
