"""The dictionary of terms, and families of words."""

from __future__ import annotations

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
