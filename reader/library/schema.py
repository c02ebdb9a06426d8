"""What the layout of a library stands on: its number, its ids, its tokenizer.

The tables are in ``layouts``, subject by subject.

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


def statements(script: str) -> list[str]:
    """Split a script of ``layouts`` into statements (none holds a semicolon inside)."""
    return [statement.strip() for statement in script.split(";") if statement.strip()]
