"""What the rest of the program may ask of a library.

Every method may be called from any thread: each reads through a connection of its own, and one
lock serialises the writes. Errors are LibraryError subclasses with one line for a person.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.library import (
    articles,
    delivery,
    entries,
    facets,
    originals,
    retracting,
    searching,
    snippets,
    sources,
    state,
    stories,
    upkeep,
)
from reader.library.opening import open_connections
from reader.library.parts.accounts import Accounts
from reader.library.parts.analyses import Analyses
from reader.library.parts.decisions import Decisions
from reader.library.parts.entities import Entities
from reader.library.parts.feeds import Feeds
from reader.library.parts.identities import Identities
from reader.library.parts.marks import Marks
from reader.library.parts.pages import Pages
from reader.library.parts.quotes import Quotes
from reader.library.parts.searches import Searches
from reader.library.parts.stories import Stories
from reader.library.parts.words import Words
from reader.model.report import Outcome
from reader.model.results import Order

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from reader.library.connection import Connections
    from reader.model.article import AnalysedArticle, Article, ArticleRow, RawArticle, Revision
    from reader.model.cancel import Cancellation
    from reader.model.feed import Entry
    from reader.model.ids import ArticleId, SourceId
    from reader.model.report import Stored
    from reader.model.results import FacetValue, Found, Snippet
    from reader.model.source import Source, SourceKind, Totals
    from reader.search.tree import Query


def _now() -> int:
    return int(time.time())


class Library:
    """One SQLite file: articles, what was found in them, and what the reader did with them."""

    def __init__(self, connections: Connections, *, clock: Callable[[], int] = _now) -> None:
        """Use ``Library.open``. ``clock`` gives UTC seconds."""
        self._connections = connections
        self._clock = clock
        self.accounts = Accounts(connections, clock)
        self.analyses = Analyses(connections)
        self.decisions = Decisions(connections, clock)
        self.entities = Entities(connections)
        self.feeds = Feeds(connections, clock)
        self.identities = Identities(connections, clock)
        self.marks = Marks(connections)
        self.pages = Pages(connections, clock)
        self.quotes = Quotes(connections)
        self.searches = Searches(connections)
        self.stories = Stories(connections)
        self.words = Words(connections)

    @classmethod
    def open(cls, path: Path, *, create: bool = True, clock: Callable[[], int] = _now) -> Library:
        """Open the library at ``path``; create or migrate it (after a backup beside it) when needed.

        Raise LibraryTooNewError for a newer file, LibraryError (missing, not SQLite, corrupt, locked,
        read-only where a write is needed) with one line for a person. A file that may not be
        written opens for reading.
        """
        return cls(open_connections(path, create=create), clock=clock)

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._connections.path

    @property
    def is_writable(self) -> bool:
        """Whether articles can be added and state be changed."""
        return self._connections.is_writable

    def close(self) -> None:
        """Close every connection; safe to call twice."""
        self._connections.close()

    def unchanged(self, articles: Sequence[RawArticle], *, version: int) -> list[bool]:
        """Say for each article whether the same text is stored already, analysed by ``version`` or newer.

        A copy of a stored article at another place counts as stored.
        """
        from reader.library.storing import unchanged

        with self._connections.reading() as connection:
            return unchanged(connection, articles, version)

    def recognised(self, articles: Sequence[RawArticle]) -> list[RawArticle]:
        """Return all articles of one feed under the locators by which its entries are known already.

        An entry stays the same article when its id, its page or its title changes.
        """
        from reader.library.recognising import recognised

        with self._connections.reading() as connection:
            return recognised(connection, articles)

    def store(
        self, batch: Sequence[AnalysedArticle], *, kind: SourceKind, is_anew: bool = False
    ) -> list[Stored]:
        """Store a batch in one transaction and say what became of each, in order.

        An article is known by its locator. New text makes a new revision and keeps the old one;
        read and starred stay as they are. A copy of a stored article is unchanged. With ``is_anew`` the
        articles were made from those stored (``delivered``): one that was changed or removed meanwhile is
        left as it is, and unchanged.
        """
        from reader.library.storing import store_batch

        with self._connections.writing() as connection:
            stored = store_batch(connection, batch, kind=kind, now=self._clock(), is_anew=is_anew)
        self.words.wait_for(each.article_id for each in stored if each.outcome is Outcome.ADDED)
        return stored

    def remove_source(self, source: SourceId) -> int:
        """Delete a source with its articles; return how many articles went."""
        with self._connections.writing() as connection:
            return retracting.remove_source(connection, source)

    def now(self) -> int:
        """Return UTC seconds by the library's clock."""
        return self._clock()

    def remember(self, key: str, value: str) -> None:
        """Keep a small setting of the reader (last place, pane sizes)."""
        with self._connections.writing() as connection:
            state.remember(connection, key, value)

    def recall(self, key: str) -> str | None:
        """Return a setting that was remembered."""
        with self._connections.reading() as connection:
            return state.recall(connection, key)

    def article(self, article: ArticleId) -> Article | None:
        """Return an article with what was found in it and its story, None when it is gone."""
        with self._connections.reading() as connection:
            return stories.with_story(connection, articles.read_article(connection, article))

    def id_at(self, locator: str) -> ArticleId | None:
        """Return the id of the article that was stored from a place."""
        with self._connections.reading() as connection:
            return articles.id_at(connection, locator)

    def delivered(self, article: ArticleId) -> RawArticle | None:
        """Return an article as its source delivered it last, for analysing it again.

        What is made from it is ``unchanged`` when the source delivers the same once more.
        """
        with self._connections.reading() as connection:
            return delivery.read_delivered(connection, article)

    def entry(self, article: ArticleId) -> tuple[str, Entry] | None:
        """Return what an article's feed is known by and what it says of the article; None without a feed."""
        with self._connections.reading() as connection:
            return entries.read_entry(connection, article)

    def revisions(self, article: ArticleId) -> list[Revision]:
        """Return the earlier texts of an article, oldest first."""
        with self._connections.reading() as connection:
            return articles.read_revisions(connection, article)

    def rows(self, ids: Sequence[ArticleId]) -> list[ArticleRow]:
        """Return rows in the order of ``ids``; ids that are gone are left out."""
        with self._connections.reading() as connection:
            return articles.read_rows(connection, ids)

    def sources(self) -> list[Source]:
        """Return every source by name, from counters."""
        with self._connections.reading() as connection:
            return sources.read_sources(connection)

    def totals(self) -> Totals:
        """Return counts over the whole library, from counters."""
        with self._connections.reading() as connection:
            return sources.read_totals(connection)

    def all_ids(
        self,
        *,
        sources: Sequence[SourceId] | None = None,
        unread_only: bool = False,
        starred_only: bool = False,
        order: Order = Order.NEWEST,
        limit: int | None = None,
        cancellation: Cancellation | None = None,
    ) -> array[int]:
        """Return the ids of a list, or its first ones; without a query BEST is NEWEST.

        A million take 0.4 s.
        """
        with self._connections.reading(cancellation) as connection:
            return articles.list_ids(
                connection,
                sources=sources,
                unread_only=unread_only,
                starred_only=starred_only,
                order=order,
                limit=limit,
            )

    def search(
        self,
        query: Query,
        *,
        order: Order = Order.NEWEST,
        limit: int | None = None,
        before: ArticleId | None = None,
        sources: Sequence[SourceId] | None = None,
        unread_only: bool = False,
        starred_only: bool = False,
        count: bool = True,
        cancellation: Cancellation | None = None,
    ) -> Found:
        """Answer a query; raise Cancelled when interrupted, SearchError for what it cannot ask.

        What is wrong in ``query.problems`` has no part in the answer. With ``limit`` the total is
        counted up to 1,000, or with ``count`` off only so far as to know of more; without ``limit``
        every match is returned. ``before`` is the last id of the
        page before, for NEWEST and OLDEST. ``said:`` and ``speaker:`` side by side mean one quote.
        """
        with self._connections.reading(cancellation) as connection:
            return searching.search(
                connection,
                query,
                order=order,
                limit=limit,
                before=before,
                sources=sources,
                unread_only=unread_only,
                starred_only=starred_only,
                count=count,
            )

    def snippets(self, query: Query, ids: Sequence[ArticleId]) -> dict[ArticleId, Snippet]:
        """Return the best window round the hits for each article in which the query's words stand."""
        with self._connections.reading() as connection:
            return snippets.read_snippets(connection, query, ids)

    def facets(self, query: Query | None, *, ids: Sequence[ArticleId] | None = None) -> list[FacetValue]:
        """Count sources, entities and months over a result: that of ``query``, or ``ids``.

        Counted over the newest 2,000 articles of it, so that the answer is never late.
        """
        with self._connections.reading() as connection:
            return facets.read_facets(connection, query, ids)

    def has_read(self, digest: bytes, *, version: int) -> bool:
        """Say whether an article read from these bytes is stored, analysed by ``version`` or newer."""
        with self._connections.reading() as connection:
            return originals.has_read(connection, digest, version)

    def backup(self, target: Path) -> None:
        """Write a compact copy; never overwrites an existing file."""
        with self._connections.apart() as connection:
            upkeep.copy_into(connection, target)

    def check(self) -> list[str]:
        """Compare file, index and content; return problems, each a sentence; empty when sound."""
        with self._connections.apart() as connection:
            return list(upkeep.problems_of(connection, is_writable=self.is_writable))

    def describe(self) -> Mapping[str, str | int]:
        """Return facts for ``newsreader doctor``: path, size, layout, counts, SQLite version."""
        with self._connections.reading() as connection:
            return upkeep.facts_of(connection, self.path)
