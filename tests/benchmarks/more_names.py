"""A library with ten times the names of another one: what a larger one would have, made in a minute."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENTITIES = """
INSERT INTO entity(id, type, key, name, articles, mentions, own_mentions)
SELECT id + :more, type, replace(key, ' ', :word) || :word, name || :word, 1, 1, 1
  FROM entity WHERE id <= :known
"""

NAMES = """
INSERT INTO entity_name(entity_id, name)
SELECT entity_id + :more, replace(name, ' ', :word) || :word FROM entity_name WHERE entity_id <= :known
"""

FORMS = """
INSERT INTO entity_form(entity_id, form)
SELECT entity_id + :more, replace(form, ' ', :word) || :word FROM entity_form WHERE entity_id <= :known
"""

ROLES = """
INSERT INTO entity_role(entity_id, article_id, roles)
SELECT entity_id + :more, article_id, roles FROM entity_role WHERE entity_id <= :known
"""


def with_more_names(path: Path, times: int) -> tuple[Path, int]:
    """Copy a library and give it ``times`` as many names; return the copy and their number.

    The new ones are written otherwise and are named nowhere, so its counters do not hold any more.
    """
    copy = path.with_name(f"{path.stem}-names.db")
    copy.unlink(missing_ok=True)
    shutil.copy(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = -400000")
        (known,) = connection.execute("SELECT max(id) FROM entity").fetchone()
        connection.execute("BEGIN")
        for number in range(1, times):
            values = {"more": number * known, "known": known, "word": f"q{number} "}
            for statement in (ENTITIES, NAMES, FORMS, ROLES):
                connection.execute(statement, values)
        connection.execute("INSERT INTO entity_text(entity_text) VALUES ('rebuild')")
        connection.execute("COMMIT")
    return copy, known * times
