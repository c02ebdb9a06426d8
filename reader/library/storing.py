"""Writing analysed articles: rows, full text and counters change together or not at all.

An article is known by its locator. A document at a new place with the title and body of a stored
article of the same outlet is a copy (a moved folder, a second archive) and is not added again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reader.library.cleaning import without_surrogates
from reader.library.delivery import read_delivered
from reader.library.identity import copy_key_of, fingerprint_of, first_id, free_id, published_seconds
from reader.library.parting import names_taken_out, with_names_apart
from reader.library.retracting import retract
from reader.library.sources import source_of
from reader.library.writing import Incoming, Written, write_articles
from reader.model.ids import ArticleId
from reader.model.report import Outcome, Stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

    from reader.model.article import AnalysedArticle, RawArticle
    from reader.model.source import SourceKind

NOWHERE = ArticleId(0)
"""The id of an article that was removed before it could be stored anew; no article has it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A stored article that an incoming one may be."""

    id: ArticleId
    fingerprint: bytes
    version: int
    words: int
    is_copy: bool

    def is_current(self, raw: RawArticle, fingerprint: bytes, version: int) -> bool:
        """Tell whether there is nothing to change; a link without text never replaces a text."""
        if self.words and not raw.body:
            return True
        return self.version >= version and (self.is_copy or self.fingerprint == fingerprint)


def unchanged(connection: sqlite3.Connection, articles: Sequence[RawArticle], version: int) -> list[bool]:
    """Say of each whether the same is stored already, analysed by ``version`` or newer.

    Where no analysis is asked for (version 0), copies at other places are not looked for: that would save
    nothing, since storing finds them.
    """
    keys = [(raw.locator, partial(copy_key_of, raw) if version else None) for raw in articles]
    known = _find_known(connection, keys)
    return [
        found is not None and found.is_current(raw, fingerprint_of(raw), version)
        for raw, found in zip(articles, known, strict=True)
    ]


def store_batch(
    connection: sqlite3.Connection,
    batch: Sequence[AnalysedArticle],
    *,
    kind: SourceKind,
    now: int,
    is_anew: bool = False,
) -> list[Stored]:
    """Store articles inside the caller's transaction; ``now`` is in UTC seconds.

    With ``is_anew`` only those that are still stored as they were delivered.
    """
    taken_out = names_taken_out(connection)
    incoming = [_incoming(with_names_apart(item, taken_out), kind) for item in batch]
    outcomes: list[Stored] = []
    for part in _distinct_parts(incoming):
        waiting = part
        while waiting:
            stored = _store_some(connection, waiting, now, is_anew=is_anew)
            outcomes += stored
            waiting = waiting[len(stored) :]
    return outcomes


def _incoming(item: AnalysedArticle, kind: SourceKind) -> Incoming:
    clean = without_surrogates(item)
    return Incoming(clean, source_of(clean, kind), fingerprint_of(item.raw), copy_key_of(item.raw))


def _distinct_parts(incoming: Sequence[Incoming]) -> Iterator[list[Incoming]]:
    """Cut a batch where a document comes a second time, so that it meets the first one stored."""
    part: list[Incoming] = []
    seen: set[str | bytes] = set()
    for one in incoming:
        marks: set[str | bytes] = {one.item.raw.locator, one.copy_key}
        if seen & marks:
            yield part
            part, seen = [], set()
        part.append(one)
        seen |= marks
    if part:
        yield part


def _store_some(
    connection: sqlite3.Connection, part: Sequence[Incoming], now: int, *, is_anew: bool
) -> list[Stored]:
    """Store articles from the first on, up to one that is the same as an earlier one of them."""
    known = _find_known(connection, [(one.item.raw.locator, partial(_copy_key, one)) for one in part])
    outcomes: list[Stored] = []
    writes: list[Written] = []
    taken: set[int] = set()
    free: dict[int, int] = {}
    for one, found in zip(part, known, strict=True):
        if found is not None and found.id in taken:
            break
        if found is not None and found.is_current(one.item.raw, one.fingerprint, one.item.version):
            outcomes.append(Stored(Outcome.UNCHANGED, found.id))
            continue
        if is_anew and (found is None or not _is_as_delivered(connection, found, one)):
            outcomes.append(Stored(Outcome.UNCHANGED, found.id if found else NOWHERE))
            continue
        id_ = found.id if found else _new_id(connection, one, taken, free, now)
        taken.add(id_)
        outcomes.append(Stored(Outcome.UPDATED if found else Outcome.ADDED, id_))
        writes.append(Written(id_, one, retract(connection, id_) if found else None))
    if writes:
        write_articles(connection, sorted(writes, key=lambda written: written.id), now)
    return outcomes


def _is_as_delivered(connection: sqlite3.Connection, found: Known, one: Incoming) -> bool:
    """Tell whether an article is stored as it was when it was read for its analysis.

    Its fingerprint does not tell: an older version of the program may have made it otherwise.
    """
    stored = None if found.is_copy else read_delivered(connection, found.id)
    return stored is not None and fingerprint_of(stored) == one.fingerprint


def _copy_key(one: Incoming) -> bytes:
    return one.copy_key


def _find_known(
    connection: sqlite3.Connection, keys: Sequence[tuple[str, Callable[[], bytes] | None]]
) -> list[Known | None]:
    """Find stored articles by (locator, copy key); the locator decides, so that few keys are worked out.

    Without a copy key only the locator counts.
    """
    rows = connection.execute(
        """
        SELECT a.locator, a.id, a.fingerprint, a.analysis_version, a.words
          FROM json_each(?) AS wanted
         CROSS JOIN article AS a ON a.locator = wanted.value
        """,
        (json.dumps([locator for locator, _ in keys]),),
    )
    by_locator = {
        locator: Known(ArticleId(id_), mark, version, words, is_copy=False)
        for locator, id_, mark, version, words in rows
    }
    find_copy = (
        "SELECT id, fingerprint, analysis_version, words FROM article WHERE copy_key = ? ORDER BY id LIMIT 1"
    )
    found: list[Known | None] = []
    for locator, copy_key in keys:
        known = by_locator.get(locator)
        if (
            known is None
            and copy_key is not None
            and (row := connection.execute(find_copy, (copy_key(),)).fetchone())
        ):
            known = Known(ArticleId(row[0]), row[1], row[2], row[3], is_copy=True)
        found.append(known)
    return found


def _new_id(
    connection: sqlite3.Connection, one: Incoming, taken: set[int], free: dict[int, int], now: int
) -> ArticleId:
    """Return an id that neither a stored article has nor one of those ``taken``.

    ``free`` remembers for each minute where the search ended: articles of one batch often share theirs.
    """
    find = "SELECT 1 FROM article_state WHERE id = ?"
    first = first_id(published_seconds(one.item.analysis.published or one.item.raw.published, now=now))
    found = free_id(
        free.get(first, first),
        lambda id_: id_ in taken or connection.execute(find, (id_,)).fetchone() is not None,
    )
    free[first] = found + 1
    return ArticleId(found)
