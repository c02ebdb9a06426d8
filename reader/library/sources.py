"""Where articles come from, with counters that make lists of sources cheap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.library.identity import fold, site_of
from reader.model.ids import SourceId
from reader.model.source import Source, SourceKind, Totals

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from reader.model.article import AnalysedArticle

SAMPLES = "Samples"
LOOSE = "Files"
"""Name of the source of documents that stand in no folder, such as standard input."""


@dataclass(frozen=True, slots=True)
class SourceName:
    """What a source is known by before it has an id."""

    kind: SourceKind
    key: str
    name: str


@dataclass(slots=True)
class Change:
    """What a batch adds to the counters of one source."""

    articles: int = 0
    unread: int = 0
    starred: int = 0


def source_of(item: AnalysedArticle, kind: SourceKind) -> SourceName:
    """Return the source of an article.

    The outlet that the article names decides, so that its stories stand together whatever folder
    they lay in. Samples stay apart from an outlet of the same name, so that they can be removed.
    Without an outlet it is the site of a web page, or the folder or archive that holds the file. What a feed
    delivers belongs to that feed, whatever it is called.
    """
    outlet = (item.raw.source or item.analysis.source or "").strip()
    if item.raw.feed is not None:
        return SourceName(SourceKind.FEED, item.raw.feed, outlet or site_of(item.raw.feed) or item.raw.feed)
    if kind is SourceKind.SAMPLES:
        return SourceName(kind, fold(outlet or SAMPLES), outlet or SAMPLES)
    if outlet:
        return SourceName(kind if kind is SourceKind.FEED else SourceKind.OUTLET, fold(outlet), outlet)
    site = site_of(item.raw.locator)
    if site is not None:
        return SourceName(kind if kind is SourceKind.FEED else SourceKind.OUTLET, fold(site), site)
    return _folder(item.raw.locator)


def _folder(locator: str) -> SourceName:
    holder, is_archived, _ = locator.partition("!/")
    path = unquote(holder.removeprefix("file://"))
    if not is_archived:
        path = path.rpartition("/")[0]
    name = path.rpartition("/")[2]
    return SourceName(SourceKind.FOLDER, path or LOOSE, name or LOOSE)


def source_ids(connection: sqlite3.Connection, names: Iterable[SourceName]) -> dict[SourceName, SourceId]:
    """Return the ids of sources, adding those that are new."""
    return {name: _source_id(connection, name) for name in set(names)}


def _source_id(connection: sqlite3.Connection, source: SourceName) -> SourceId:
    find = "SELECT id FROM source WHERE kind = ? AND key = ?"
    row = connection.execute(find, (source.kind.value, source.key)).fetchone()
    if row is not None:
        return SourceId(row[0])
    add = "INSERT INTO source(kind, key, name) VALUES (?, ?, ?)"
    cursor = connection.execute(add, (source.kind.value, source.key, source.name))
    return SourceId(cursor.lastrowid or 0)


def count_sources(connection: sqlite3.Connection, changes: Mapping[int, Change]) -> None:
    """Add to the counters; forget sources that have no article left."""
    connection.executemany(
        """
        UPDATE source
           SET articles = articles + ?, unread = unread + ?, starred = starred + ?
         WHERE id = ?
        """,
        [(change.articles, change.unread, change.starred, source) for source, change in changes.items()],
    )
    losers = [(source,) for source, change in changes.items() if change.articles < 0]
    connection.executemany("DELETE FROM source WHERE id = ? AND articles = 0", losers)


def count_languages(connection: sqlite3.Connection, changes: Mapping[str, int]) -> None:
    """Add to the number of articles in each language."""
    connection.executemany(
        """
        INSERT INTO language(code, articles) VALUES (?, ?)
            ON CONFLICT (code) DO UPDATE SET articles = articles + excluded.articles
        """,
        [(code, change) for code, change in changes.items() if change],
    )


def read_sources(connection: sqlite3.Connection) -> list[Source]:
    """Return every source, by name."""
    rows = connection.execute("SELECT id, name, kind, articles, unread FROM source")
    found = [Source(SourceId(row[0]), row[1], SourceKind(row[2]), row[3], row[4]) for row in rows]
    return sorted(found, key=lambda source: (fold(source.name), source.kind, source.id))


def read_totals(connection: sqlite3.Connection) -> Totals:
    """Add up the counters of the sources."""
    row = connection.execute(
        """
        SELECT coalesce(sum(articles), 0), coalesce(sum(unread), 0), coalesce(sum(starred), 0), count(*)
          FROM source
        """
    ).fetchone()
    return Totals(*row)


def languages_like(connection: sqlite3.Connection, prefix: str) -> list[tuple[str, int]]:
    """Return language codes that begin so, with their number of articles."""
    rows = connection.execute("SELECT code, articles FROM language WHERE articles > 0 ORDER BY articles DESC")
    return [(code, articles) for code, articles in rows if code.startswith(prefix.lower())]


def sources_like(connection: sqlite3.Connection, prefix: str) -> list[Source]:
    """Return sources of which a word begins so, those with most articles first."""
    wanted = fold(prefix)
    found = [source for source in read_sources(connection) if f" {wanted}" in f" {fold(source.name)}"]
    return sorted(found, key=lambda source: -source.articles)
