"""What the rest of the program may ask of a library.

Every method may be called from any thread: each thread reads through a connection of its own,
and one lock serialises the writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reader.model.article import AnalysedArticle, Article, ArticleRow, RawArticle, Revision
    from reader.model.cancel import Cancellation
    from reader.model.entity import Entity, EntityCard, StoredQuote
    from reader.model.ids import ArticleId, EntityId, SavedSearchId, SourceId
    from reader.model.mention import EntityType
    from reader.model.report import Stored
    from reader.model.results import FacetValue, Found, Order, Snippet
    from reader.model.source import SavedSearch, Source, SourceKind, Totals
    from reader.search.tree import Query


class Library:
    """One SQLite file: articles, what was found in them, and what the reader did with them."""

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Library:
        """Open the library at ``path``; create or migrate it (after a backup beside it) when needed.

        Raise LibraryTooNewError for a newer file, LibraryError (missing, not SQLite, corrupt, locked,
        read-only where a write is needed) with one line for a person. A file that may not be
        written opens for reading.
        """

    @property
    def path(self) -> Path: ...

    @property
    def is_writable(self) -> bool: ...

    def close(self) -> None:
        """Close every connection; safe to call twice."""

    # -- writing -------------------------------------------------------------------------------

    def unchanged(self, articles: Sequence[RawArticle], *, version: int) -> list[bool]:
        """Say for each article whether the same text is stored already, analysed by ``version`` or newer."""

    def store(self, batch: Sequence[AnalysedArticle], *, kind: SourceKind) -> list[Stored]:
        """Store a batch in one transaction and say what became of each, in order."""

    def set_read(self, ids: Iterable[ArticleId], *, read: bool) -> list[ArticleId]:
        """Mark articles read or unread; return those that changed (what an undo must revert)."""

    def set_starred(self, ids: Iterable[ArticleId], *, starred: bool) -> list[ArticleId]: ...

    def save_search(self, name: str, query: str) -> SavedSearchId: ...

    def delete_saved_search(self, saved: SavedSearchId) -> None: ...

    def remove_source(self, source: SourceId) -> int:
        """Delete a source with its articles; return how many articles went."""

    def remember(self, key: str, value: str) -> None:
        """Keep a small setting of the reader (last place, pane sizes)."""

    def recall(self, key: str) -> str | None: ...

    # -- reading -------------------------------------------------------------------------------

    def article(self, article: ArticleId) -> Article | None: ...

    def article_by_locator(self, locator: str) -> Article | None: ...

    def revisions(self, article: ArticleId) -> list[Revision]: ...

    def rows(self, ids: Sequence[ArticleId]) -> list[ArticleRow]:
        """Rows in the order of ``ids``; ids that are gone are left out."""

    def sources(self) -> list[Source]: ...

    def saved_searches(self) -> list[SavedSearch]: ...

    def totals(self) -> Totals: ...

    def all_ids(
        self, *, source: SourceId | None = None, unread_only: bool = False, starred_only: bool = False,
        order: Order, cancellation: Cancellation | None = None,
    ) -> array[int]: ...

    def search(
        self, query: Query, *, order: Order, limit: int | None = None, before: ArticleId | None = None,
        source: SourceId | None = None, unread_only: bool = False, starred_only: bool = False,
        cancellation: Cancellation | None = None,
    ) -> Found:
        """Answer a query; raise Cancelled when interrupted, SearchError for what it cannot ask."""

    def snippets(self, query: Query, ids: Sequence[ArticleId]) -> dict[ArticleId, Snippet]: ...

    def facets(self, query: Query | None, *, ids: Sequence[ArticleId] | None = None) -> list[FacetValue]: ...

    def top_entities(self, type: EntityType, *, limit: int) -> list[Entity]: ...

    def entity_named(self, name: str, type: EntityType) -> Entity | None: ...

    def entity_card(self, entity: EntityId) -> EntityCard | None: ...

    def entities(self, query: Query | None, *, type: EntityType | None = None, limit: int) -> list[Entity]: ...

    def quotes(
        self, query: Query | None = None, *, speaker: str | None = None, limit: int | None = None
    ) -> Iterator[StoredQuote]: ...

    def complete(self, field: str, prefix: str, *, limit: int) -> list[tuple[str, int]]:
        """Values of a field that start so, with article counts (for the search box)."""

    def stale(self, version: int) -> Iterator[ArticleId]:
        """Articles analysed by an older version."""

    # -- upkeep --------------------------------------------------------------------------------

    def backup(self, target: Path) -> None:
        """Write a compact copy; never overwrites an existing file."""

    def check(self) -> list[str]:
        """Compare file, index and content; return problems, each a sentence; empty when sound."""

    def describe(self) -> Mapping[str, str | int]:
        """Facts for ``newsreader doctor``: path, size, schema, counts, SQLite version."""
