"""Numbered changes of layout. A step that has shipped never changes; a new layout is a new step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from reader.library.layouts.accounts import SYNC_11
from reader.library.layouts.articles import BODY_FIRST_5, FULL_TEXT_1, TABLES_1
from reader.library.layouts.feeds import FEEDS_6, WAIT_10
from reader.library.layouts.identity import IDENTITY_9, ROLES_13
from reader.library.layouts.originals import ORIGINALS_8, WANTED_12
from reader.library.layouts.stories import STORIES_7
from reader.library.layouts.tags import TAGS_3
from reader.library.layouts.words import DICTIONARY_2, FAMILIES_4
from reader.library.schema import LAYOUT, statements

if TYPE_CHECKING:
    import sqlite3

steps = Migrations("library")


@steps(name="1 articles, entities, quotes, state and full text")
def first_layout(db: Database) -> None:
    """Create the first layout."""
    _run(db, TABLES_1)
    _run(db, FULL_TEXT_1)


@steps(name="2 dictionary of terms")
def term_dictionary(db: Database) -> None:
    """Add the dictionary that a word being typed is completed from."""
    _run(db, DICTIONARY_2)


@steps(name="3 tags of articles")
def article_tags(db: Database) -> None:
    """Add the tags that sources and the reader give to articles."""
    _run(db, TAGS_3)


@steps(name="4 word families")
def word_families(db: Database) -> None:
    """Add the table in which the forms of a word stand together."""
    _run(db, FAMILIES_4)


@steps(name="5 bodies first in the full text")
def bodies_first(db: Database) -> None:
    """Build the full text of articles anew, smaller; it takes five minutes for a million articles."""
    _run(db, BODY_FIRST_5)


@steps(name="6 feeds and their entries")
def feeds_and_entries(db: Database) -> None:
    """Add the feeds that are followed, and what feeds say of articles."""
    _run(db, FEEDS_6)


@steps(name="7 stories")
def stories(db: Database) -> None:
    """Add the groups of articles about one event; what is stored already waits to be grouped."""
    _run(db, STORIES_7)


@steps(name="8 originals of articles")
def originals(db: Database) -> None:
    """Add the pages that are kept, and hashes of what articles were read from."""
    _run(db, ORIGINALS_8)


@steps(name="9 entities that are the same")
def same_entities(db: Database) -> None:
    """Let several names be one entity, and keep what the reader decides about entities."""
    _run(db, IDENTITY_9)


@steps(name="10 servers that ask to wait")
def waiting_feeds(db: Database) -> None:
    """Add until when a server wants no visit."""
    _run(db, WAIT_10)


@steps(name="11 accounts on servers")
def accounts(db: Database) -> None:
    """Add the accounts that are synchronised, with what waits to be sent to them."""
    _run(db, SYNC_11)


@steps(name="12 pages that are wanted")
def wanted_pages(db: Database) -> None:
    """Add the index of pages that are still to be fetched."""
    _run(db, WANTED_12)


@steps(name="13 roles of people")
def roles(db: Database) -> None:
    """Add in which roles articles name people, which tells two of one name apart."""
    _run(db, ROLES_13)


def migrate(connection: sqlite3.Connection, *, up_to: int = LAYOUT) -> None:
    """Bring the open file to layout ``up_to`` in one transaction.

    Each step is recorded in ``_sqlite_migrations``, the last one's number in ``PRAGMA user_version``.
    Two programs that open an old file at once take turns, and the second finds nothing to do.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        db = Database(connection, execute_plugins=False)
        later = [step.name for step in steps.pending(db) if _number(step.name) > up_to]
        steps.apply(db, stop_before=later)
        connection.execute(f"PRAGMA user_version = {up_to:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _number(name: str) -> int:
    return int(name.split(" ", 1)[0])


def _run(db: Database, script: str) -> None:
    for statement in statements(script):
        db.execute(statement)
