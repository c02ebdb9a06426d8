"""How far a run has come that finds out anew who is who, by newer rules, from what is stored.

First come the names, with the forms by which they are compared (``resolving_names``), then the articles,
oldest first (``resolving_articles``). Each step is one transaction that notes how far it came. No text is
analysed again, and what the user has decided stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.schema import LOWEST
from reader.library.state import recall, remember

if TYPE_CHECKING:
    import sqlite3

VERSION = "identity.version"
"""Setting: the rules by which everything is resolved."""

NAMES_AT, ARTICLES_AT = "identity.names", "identity.articles"
"""Settings: the last entity and article that a run that goes on has done."""


def resolved_by(connection: sqlite3.Connection) -> int:
    """Return the version of the rules by which everything is resolved."""
    return int(recall(connection, VERSION) or 0)


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether there is no article."""
    return connection.execute("SELECT 1 FROM article_state LIMIT 1").fetchone() is None


def finish(connection: sqlite3.Connection, version: int) -> None:
    """Note that everything is resolved by ``version``."""
    remember(connection, VERSION, str(version))
    connection.execute("DELETE FROM setting WHERE key IN (?, ?)", (NAMES_AT, ARTICLES_AT))


def count_left(connection: sqlite3.Connection) -> int:
    """Return how many articles a run has still to look at."""
    at = place(connection, ARTICLES_AT)
    return int(connection.execute("SELECT count(*) FROM article_state WHERE id > ?", (at,)).fetchone()[0])


def place(connection: sqlite3.Connection, setting: str) -> int:
    """Return the last id that the run has done, under ``NAMES_AT`` or ``ARTICLES_AT``."""
    return int(recall(connection, setting) or LOWEST)
