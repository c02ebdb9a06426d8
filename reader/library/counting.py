"""What a batch does to the counters, added up before it is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.library.entities import EntityCounts
from reader.library.sources import Change, count_languages, count_sources
from reader.library.tagging import count_tags

if TYPE_CHECKING:
    import sqlite3

    from reader.library.retracting import Retraction
    from reader.model.ids import EntityId


class Tally:
    """Changes of counters: per source, language and entity."""

    def __init__(self) -> None:
        self.sources: dict[int, Change] = {}
        self.languages: Counter[str] = Counter()
        self.entities = EntityCounts()
        self.tags: Counter[int] = Counter()

    def add_article(self, source: int, language: str, *, read: int, starred: int, times: int = 1) -> None:
        """Count an article in its source and language; ``times`` is -1 to take it away."""
        change = self.sources.setdefault(source, Change())
        change.articles += times
        change.unread += times * (1 - read)
        change.starred += times * starred
        self.languages[language] += times

    def add_findings(
        self, mentioned: Counter[EntityId], speaking: Counter[EntityId], *, times: int = 1
    ) -> None:
        """Count the mentions and quotes of one article, given per entity."""
        self.entities.add(mentioned, speaking, times)

    def take_away(self, old: Retraction) -> None:
        """Uncount an article that was taken out of the library."""
        self.add_article(old.source_id, old.language, read=old.read, starred=old.starred, times=-1)
        self.add_findings(old.mentioned, old.speaking, times=-1)
        self.tags.subtract(old.tags)

    def write(self, connection: sqlite3.Connection) -> None:
        """Add everything to the stored counters."""
        count_sources(connection, self.sources)
        count_languages(connection, self.languages)
        self.entities.write(connection)
        count_tags(connection, self.tags)
