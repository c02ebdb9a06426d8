"""Tags that the reader gives to articles and takes again; indexing an article anew keeps them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reader.library.identity import fold
from reader.library.tagging import count_tags, tag_ids, tag_with_key
from reader.library.tags import label_tag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from reader.model.ids import ArticleId

INDEXED = "(article_text, rowid, title, body, said, tags)"
TAKE_OUT = f"""
INSERT INTO article_text{INDEXED}
SELECT 'delete', id, title, body, said, tags FROM article_words WHERE id = ?
"""
PUT_IN = """
INSERT INTO article_text(rowid, title, body, said, tags)
SELECT id, title, body, said, tags FROM article_words WHERE id = ?
"""


def give_tag(connection: sqlite3.Connection, ids: Sequence[ArticleId], name: str) -> list[ArticleId]:
    """Give a tag to articles; return those that did not have it from the reader before."""
    tag = tag_ids(connection, [name])[name]
    having = _having(connection, ids, tag)
    changed = [id_ for id_ in dict.fromkeys(ids) if id_ in having and not having[id_].is_own]
    connection.executemany(
        "INSERT INTO article_tag(article_id, tag_id, own) VALUES (?, ?, 1)", [(id_, tag) for id_ in changed]
    )
    new = [id_ for id_ in changed if not having[id_].is_source]
    _rewrite(connection, new, lambda tags: [*tags, label_tag(tag)])
    count_tags(connection, Counter({tag: len(new)}))
    return changed


def take_tag(connection: sqlite3.Connection, ids: Sequence[ArticleId], name: str) -> list[ArticleId]:
    """Take a tag that the reader gave from articles; return those that had it. A source's tag stays."""
    tag = tag_with_key(connection, fold(name))
    if tag is None:
        return []
    having = _having(connection, ids, tag)
    changed = [id_ for id_ in dict.fromkeys(ids) if id_ in having and having[id_].is_own]
    connection.executemany(
        "DELETE FROM article_tag WHERE article_id = ? AND tag_id = ? AND own = 1",
        [(id_, tag) for id_ in changed],
    )
    gone = [id_ for id_ in changed if not having[id_].is_source]
    _rewrite(connection, gone, lambda tags: [each for each in tags if each != label_tag(tag)])
    count_tags(connection, Counter({tag: -len(gone)}))
    return changed


class _Having(NamedTuple):
    """From whom an article has a tag."""

    is_own: bool
    is_source: bool


def _having(connection: sqlite3.Connection, ids: Sequence[ArticleId], tag: int) -> dict[ArticleId, _Having]:
    """Say of each article that there is from whom it has the tag."""
    rows = connection.execute(
        """
        SELECT state.id,
               EXISTS (SELECT 1 FROM article_tag WHERE article_id = state.id AND tag_id = :tag AND own = 1),
               EXISTS (SELECT 1 FROM article_tag WHERE article_id = state.id AND tag_id = :tag AND own = 0)
          FROM json_each(:ids) AS wanted
         CROSS JOIN article_state AS state ON state.id = wanted.value
        """,
        {"ids": json.dumps(list(ids)), "tag": tag},
    )
    return {id_: _Having(bool(own), bool(source)) for id_, own, source in rows}


def _rewrite(
    connection: sqlite3.Connection, ids: Sequence[ArticleId], change: Callable[[list[str]], list[str]]
) -> None:
    """Change the tags of articles in the index; the index must be given the very text that it holds."""
    for id_ in sorted(ids):
        connection.execute(TAKE_OUT, (id_,))
        (tags,) = connection.execute("SELECT tags FROM article WHERE id = ?", (id_,)).fetchone()
        connection.execute("UPDATE article SET tags = ? WHERE id = ?", (" ".join(change(tags.split())), id_))
        connection.execute(PUT_IN, (id_,))
