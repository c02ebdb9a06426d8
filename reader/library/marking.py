"""Marks on many articles, in steps that let others write in between, with the last one kept to undo."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library.own_tags import give_tag, take_tag
from reader.library.state import chunks, recall, remember, set_read, set_starred
from reader.model.ids import ArticleId
from reader.model.mark import Mark, MarkKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from reader.library.connection import Connections

TAGGED_AT_ONCE = 500
"""Articles in one transaction where the index is rewritten, half a millisecond each."""

_LAST = "mark.last"
"""Setting: the last marks made on the command line."""


def mark_articles(connections: Connections, mark: Mark, ids: Iterable[ArticleId]) -> list[ArticleId]:
    """Mark articles; return those that changed, which is what taking it back must revert."""
    makers: dict[MarkKind, Callable[[sqlite3.Connection, Sequence[ArticleId]], list[ArticleId]]] = {
        MarkKind.READ: lambda connection, some: set_read(connection, some, read=True),
        MarkKind.UNREAD: lambda connection, some: set_read(connection, some, read=False),
        MarkKind.STAR: lambda connection, some: set_starred(connection, some, starred=True),
        MarkKind.UNSTAR: lambda connection, some: set_starred(connection, some, starred=False),
        MarkKind.TAG: lambda connection, some: give_tag(connection, some, mark.tag or ""),
        MarkKind.UNTAG: lambda connection, some: take_tag(connection, some, mark.tag or ""),
    }
    changed: list[ArticleId] = []
    for chunk in chunks(ids, TAGGED_AT_ONCE if mark.tag else None):
        with connections.writing() as connection:
            changed += makers[mark.kind](connection, chunk)
    return changed


def keep_last(connection: sqlite3.Connection, mark: Mark, changed: Sequence[ArticleId]) -> None:
    """Keep what was marked, in place of what was kept before."""
    remember(connection, _LAST, json.dumps({"kind": mark.kind, "tag": mark.tag, "ids": list(changed)}))


def read_last(connection: sqlite3.Connection) -> tuple[Mark, list[ArticleId]] | None:
    """Return what was marked last, None when nothing was, or when it was taken back."""
    kept = json.loads(recall(connection, _LAST) or "null")
    if not kept or not kept["ids"]:
        return None
    return Mark(MarkKind(kept["kind"]), kept["tag"]), [ArticleId(id_) for id_ in kept["ids"]]
