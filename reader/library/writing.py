"""Writing the rows of articles, with everything that is counted and indexed along with them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reader.library.bearers import join_bridged
from reader.library.counting import Tally
from reader.library.delivery import pack_differences
from reader.library.entities import EntityName, name_ids
from reader.library.entries import write_entries
from reader.library.grouping import wait_for_grouping
from reader.library.identifying import identify_known, identify_new, told_by
from reader.library.identity import published_seconds
from reader.library.mentions import add_mentions
from reader.library.originals import write_originals
from reader.library.quotes import add_quotes, quote_row
from reader.library.sources import source_ids
from reader.library.tagging import add_source_tags, tag_ids
from reader.library.tags import tags_of
from reader.library.who import add_roles_told, speakers_in, who_is_who

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from reader.library.retracting import Retraction
    from reader.library.sources import SourceName
    from reader.library.who import Who
    from reader.model.article import AnalysedArticle
    from reader.model.ids import ArticleId, EntityId
    from reader.model.quote import Quote

COLUMNS = (
    *("id", "source_id", "published_at", "language", "words", "quotes", "revision", "analysis_version"),
    *("fingerprint", "copy_key", "indexed_at", "locator", "url", "byline", "outlet", "published", "problem"),
    "delivered",
    *("dateline", "furniture", "tags", "title", "body"),
)

UPSERT = f"""
INSERT INTO article({", ".join(COLUMNS)})
VALUES ({", ".join(f":{column}" for column in COLUMNS)})
    ON CONFLICT (id) DO UPDATE SET {", ".join(f"{column} = excluded.{column}" for column in COLUMNS[1:])}
"""
"""Not by ``upsert_all`` of sqlite-utils: to find out what SQLite can do, that creates and drops a table
each time, and every reader that is just then preparing a search fails with SQLITE_SCHEMA."""

INDEX = """
INSERT INTO article_text(rowid, title, body, said, tags)
SELECT id, title, body, said, tags FROM article_words WHERE id = :id
"""
"""Index what is stored, so that the two cannot differ."""

INDEX_UNQUOTED = """
INSERT INTO article_text(rowid, title, body, said, tags) VALUES (:id, :title, :body, NULL, :tags)
"""
"""The same for an article without quotes, in half the time: nothing is read back."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article about to be stored, with what it is recognised by."""

    item: AnalysedArticle
    source: SourceName
    fingerprint: bytes
    copy_key: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """An incoming article with the id it gets, and what it replaces."""

    id: ArticleId
    incoming: Incoming
    old: Retraction | None

    @property
    def is_new_text(self) -> bool:
        """Whether the source delivered another title or body than what is stored.

        What only the analysis makes of the same text is no revision.
        """
        if self.old is None or self.old.fingerprint == self.incoming.fingerprint:
            return False
        now = self.incoming.item.analysis
        return (self.old.title, self.old.body) != (now.title, now.body)


def write_articles(connection: sqlite3.Connection, writes: Sequence[Written], now: int) -> None:
    """Write articles in ascending order of id, as the full-text index likes it."""
    sources = source_ids(connection, (written.incoming.source for written in writes))
    items = [(written.id, written.incoming.item) for written in writes]
    who, bearers = who_is_who(
        connection, [(written.id, written.incoming.item, _before(written)) for written in writes]
    )
    add_roles_told(connection, items, who)
    labels = _labels(connection, writes)
    rows = [
        _article_row(written, sources[written.incoming.source], who[written.id], labels, now)
        for written in writes
    ]
    connection.executemany(UPSERT, rows)
    connection.executemany(
        """
        INSERT INTO article_state(id, source_id, read, starred) VALUES (:id, :source_id, :read, :starred)
            ON CONFLICT (id) DO UPDATE SET source_id = excluded.source_id
        """,
        [row | _state(written) for row, written in zip(rows, writes, strict=True)],
    )
    _keep_earlier_texts(connection, writes, now)
    _write_mentions(connection, writes, who)
    _write_quotes(connection, writes, who)
    _write_tags(connection, writes, labels)
    write_entries(connection, ((written.id, written.incoming.item.raw) for written in writes))
    write_originals(connection, ((written.id, written.incoming.item.raw) for written in writes), now)
    for has_quotes, some in groupby(rows, key=lambda row: row["quotes"] > 0):
        connection.executemany(INDEX if has_quotes else INDEX_UNQUOTED, some)
    told = told_by(((written.incoming.item, who[written.id]) for written in writes), bearers.all_further())
    known = identify_new(connection, told)
    _count(writes, rows, who, labels).write(connection)
    wait_for_grouping(connection, (written.id for written in writes))
    identify_known(connection, told, known)
    join_bridged(connection, [pair for pairs in bearers.bridged.values() for pair in pairs])


def _before(written: Written) -> set[EntityId]:
    """Return the rows that an article named until now."""
    return {*written.old.mentioned, *written.old.speaking} if written.old else set()


def _state(written: Written) -> dict[str, int]:
    """Return what the reader did with an article; of a new one, what its source says of that."""
    known = written.old or written.incoming.item.raw
    return {"read": int(known.read), "starred": int(known.starred)}


def _keep_earlier_texts(connection: sqlite3.Connection, writes: Sequence[Written], now: int) -> None:
    connection.executemany(
        "INSERT INTO revision(article_id, number, stored_at, title, body) VALUES (?, ?, ?, ?, ?)",
        [
            (written.id, written.old.revision, now, written.old.title, written.old.body)
            for written in writes
            if written.old is not None and written.is_new_text
        ],
    )


def _write_mentions(
    connection: sqlite3.Connection, writes: Sequence[Written], who: Mapping[ArticleId, Who]
) -> None:
    places = [
        (written.id, mention, who[written.id][EntityName(mention.type, mention.name)])
        for written in writes
        for mention in written.incoming.item.analysis.mentions
    ]
    names = {(entity, name) for _, mention, entity in places for name in (mention.name, mention.text)}
    names |= {(entity, name.name) for named in who.values() for name, entity in named.items()}
    rows = name_ids(connection, names)
    add_mentions(
        connection,
        (
            (article, mention.start, mention.end, rows[entity, mention.name])
            for article, mention, entity in places
        ),
    )


def _write_quotes(
    connection: sqlite3.Connection, writes: Sequence[Written], who: Mapping[ArticleId, Who]
) -> None:
    rows = [
        quote_row(written.id, number, quote, speaker)
        for written in writes
        for number, (quote, speaker) in enumerate(_quotes(written.incoming.item, who[written.id]), 1)
    ]
    add_quotes(connection, rows)


def _write_tags(connection: sqlite3.Connection, writes: Sequence[Written], labels: dict[str, int]) -> None:
    given = ((written.id, written.incoming.item.raw.tags) for written in writes)
    add_source_tags(connection, ((article, labels[tag]) for article, tags in given for tag in tags))


def _labels(connection: sqlite3.Connection, writes: Sequence[Written]) -> dict[str, int]:
    """Return the row of each tag that the sources gave."""
    return tag_ids(connection, (tag for written in writes for tag in written.incoming.item.raw.tags))


def _labels_of(written: Written, labels: dict[str, int]) -> set[int]:
    """Return the tags of an article: those of its source, and those that the reader gave it before."""
    own = written.old.own_tags if written.old else frozenset()
    return {labels[tag] for tag in written.incoming.item.raw.tags} | own


def _quotes(item: AnalysedArticle, entities: Who) -> list[tuple[Quote, EntityId | None]]:
    speakers = [name and entities[name] for name in speakers_in(item)]
    return list(zip(item.analysis.quotes, speakers, strict=False))


def _article_row(
    written: Written, source: int, entities: Who, labels: dict[str, int], now: int
) -> dict[str, Any]:
    one, old = written.incoming, written.old
    raw, analysis = one.item.raw, one.item.analysis
    published = analysis.published or raw.published
    return {
        "id": written.id,
        "source_id": source,
        "published_at": published_seconds(published, now=now, otherwise=old.published_at if old else now),
        "language": analysis.language,
        "words": len(analysis.body.split()),
        "quotes": len(analysis.quotes),
        "revision": old.revision + written.is_new_text if old else 1,
        "analysis_version": one.item.version,
        "fingerprint": one.fingerprint,
        "copy_key": one.copy_key,
        "indexed_at": now,
        "locator": old.locator if old else raw.locator,
        "url": raw.url,
        "byline": raw.byline,
        "outlet": analysis.source,
        "published": analysis.published,
        "problem": one.item.problem,
        "delivered": pack_differences(raw, analysis),
        "dateline": json.dumps(asdict(analysis.dateline)) if analysis.dateline else None,
        "furniture": json.dumps([[span.start, span.end] for span in analysis.furniture])
        if analysis.furniture
        else None,
        "tags": _tags(one.item, source, entities, _labels_of(written, labels)),
        "title": analysis.title,
        "body": analysis.body,
    }


def _tags(item: AnalysedArticle, source: int, entities: Who, labels: Iterable[int]) -> str:
    named = {entities[EntityName(mention.type, mention.name)] for mention in item.analysis.mentions}
    speaking = {entities[name] for name in speakers_in(item) if name is not None}
    has_quotes = bool(item.analysis.quotes)
    return tags_of(source, item.analysis.language, named, speaking, has_quotes=has_quotes, labels=labels)


def _count(
    writes: Sequence[Written],
    rows: Sequence[dict[str, Any]],
    who: Mapping[ArticleId, Who],
    labels: dict[str, int],
) -> Tally:
    tally = Tally()
    for written, row in zip(writes, rows, strict=True):
        item, old, entities = written.incoming.item, written.old, who[written.id]
        if old is not None:
            tally.take_away(old)
        tally.add_article(row["source_id"], row["language"], **_state(written))
        mentioned = Counter(
            entities[EntityName(mention.type, mention.name)] for mention in item.analysis.mentions
        )
        speaking = Counter(speaker for _, speaker in _quotes(item, entities) if speaker is not None)
        tally.add_findings(mentioned, speaking)
        tally.tags.update(_labels_of(written, labels))
    return tally
