"""What the rest of the program may ask of a library.

Every method may be called from any thread: each reads through a connection of its own, and one
lock serialises the writes. Errors are LibraryError subclasses with one line for a person.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.library import (
    articles,
    cards,
    delivery,
    entities,
    entries,
    facets,
    families,
    listing,
    marking,
    naming,
    originals,
    retracting,
    searching,
    snippets,
    sources,
    speakers,
    spelling,
    state,
    stories,
    terms,
    upkeep,
)
from reader.library.opening import open_connections
from reader.library.parts.accounts import Accounts
from reader.library.parts.decisions import Decisions
from reader.library.parts.feeds import Feeds
from reader.library.parts.pages import Pages
from reader.model.mention import EntityType
from reader.model.report import Outcome
from reader.model.results import Order

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from reader.library.connection import Connections
    from reader.model.article import (
        AnalysedArticle,
        Article,
        ArticleRow,
        RawArticle,
        Revision,
    )
    from reader.model.cancel import Cancellation
    from reader.model.entity import Entity, EntityCard, StoredQuote
    from reader.model.feed import Entry
    from reader.model.ids import (
        ArticleId,
        EntityId,
        QuoteId,
        SavedSearchId,
        SourceId,
        StoryId,
    )
    from reader.model.mark import Mark
    from reader.model.report import Stored
    from reader.model.results import FacetValue, Found, Snippet, Spelling
    from reader.model.source import SavedSearch, Source, SourceKind, Totals
    from reader.model.story import Story, StorySummary
    from reader.search.tree import Query

PAGE = 500
"""Articles or quotes read at once by what is returned as an iterator."""


def _now() -> int:
    return int(time.time())


MOST_UNCOUNTED = 20_000
"""New articles whose words are learnt one by one; more wait until the dictionary is made anew."""


class Library:
    """One SQLite file: articles, what was found in them, and what the reader did with them."""

    def __init__(self, connections: Connections, *, clock: Callable[[], int] = _now) -> None:
        """Use ``Library.open``. ``clock`` gives UTC seconds."""
        self._connections = connections
        self._clock = clock
        self._uncounted: list[ArticleId] = []
        self.accounts = Accounts(connections, clock)
        self.decisions = Decisions(connections, clock)
        self.feeds = Feeds(connections, clock)
        self.pages = Pages(connections, clock)

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

    def store(self, batch: Sequence[AnalysedArticle], *, kind: SourceKind) -> list[Stored]:
        """Store a batch in one transaction and say what became of each, in order.

        An article is known by its locator. New text makes a new revision and keeps the old one;
        read and starred stay as they are. A copy of a stored article is unchanged.
        """
        from reader.library.storing import store_batch

        with self._connections.writing() as connection:
            stored = store_batch(connection, batch, kind=kind, now=self._clock())
        if len(self._uncounted) < MOST_UNCOUNTED:
            self._uncounted += [each.article_id for each in stored if each.outcome is Outcome.ADDED]
        return stored

    def group_stories(
        self,
        ids: Sequence[ArticleId] | None = None,
        *,
        limit: int = PAGE,
        cancellation: Cancellation | None = None,
    ) -> int:
        """Put articles that wait for it into stories: those among ``ids``, or the newest that are analysed.

        Return how many were done, 0 when none waits. A millisecond or so each, in one transaction.
        """
        from reader.library.grouping import group_waiting

        with self._connections.writing() as connection:
            return group_waiting(connection, ids, limit=limit, cancellation=cancellation)

    def story(self, article: ArticleId) -> Story | None:
        """Return the story of an article with its other articles, None when it stands alone."""
        with self._connections.reading() as connection:
            return stories.read_story(connection, article)

    def story_summaries(self, ids: Iterable[StoryId]) -> dict[StoryId, StorySummary]:
        """Return how many articles, and which sources, some stories have."""
        with self._connections.reading() as connection:
            return stories.read_summaries(connection, ids)

    def fold_stories(self, ids: Sequence[int], cancellation: Cancellation | None = None) -> array[int]:
        """Return ids with only the first article of each story, in the same order."""
        with self._connections.reading(cancellation) as connection:
            return stories.fold(connection, ids)

    def set_read(self, ids: Iterable[ArticleId], *, read: bool) -> list[ArticleId]:
        """Mark articles read or unread; return those that changed (what an undo must revert)."""
        with self._connections.writing() as connection:
            return state.set_read(connection, ids, read=read)

    def set_starred(self, ids: Iterable[ArticleId], *, starred: bool) -> list[ArticleId]:
        """Star articles or take the star away; return those that changed."""
        with self._connections.writing() as connection:
            return state.set_starred(connection, ids, starred=starred)

    def mark(self, mark: Mark, ids: Iterable[ArticleId], *, keep: bool = False) -> list[ArticleId]:
        """Mark articles; return those that changed. ``mark.opposite`` on these takes it back.

        Tags are written in steps of 500 articles, half a millisecond each. With ``keep``,
        ``take_back_marks`` can undo it in another run.
        """
        changed = marking.mark_articles(self._connections, mark, ids)
        if keep:
            with self._connections.writing() as connection:
                marking.keep_last(connection, mark, changed)
        return changed

    def take_back_marks(self) -> tuple[Mark, list[ArticleId]] | None:
        """Take back the marks that were kept last; return them with the articles that changed."""
        with self._connections.reading() as connection:
            last = marking.read_last(connection)
        if last is None:
            return None
        mark, ids = last
        changed = self.mark(mark.opposite, ids)
        with self._connections.writing() as connection:
            marking.keep_last(connection, mark, [])
        return mark, changed

    def save_search(self, name: str, query: str) -> SavedSearchId:
        """Keep a search under a name, in place of the one that had it."""
        with self._connections.writing() as connection:
            return state.save_search(connection, name, query)

    def delete_saved_search(self, saved: SavedSearchId) -> None:
        """Forget a search."""
        with self._connections.writing() as connection:
            state.delete_saved_search(connection, saved)

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

    def article_by_locator(self, locator: str) -> Article | None:
        """Return the article that was stored from a place."""
        with self._connections.reading() as connection:
            return stories.with_story(connection, articles.read_article_by_locator(connection, locator))

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

    def saved_searches(self) -> list[SavedSearch]:
        """Return the searches that were kept, oldest first."""
        with self._connections.reading() as connection:
            return state.saved_searches(connection)

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

    def widen(self, query: Query) -> Query:
        """Return the query with the other forms of its words, as ``reader.search.forms`` lists them.

        Without this a word means itself alone. With it, BEST shows articles with the words as they
        were written first.
        """
        if query.root is None:
            return query
        with self._connections.reading() as connection:
            return replace(query, root=families.widen(connection, query.root))

    def spellings(self, query: Query) -> list[Spelling]:
        """Return what was probably meant by words of a query that hardly an article has."""
        with self._connections.reading() as connection:
            return spelling.spellings(connection, query.root, query.text)

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

    def top_entities(self, type: EntityType, *, limit: int) -> list[Entity]:  # noqa: A002 - the word of the model
        """Return the entities of a type that are named in most articles."""
        with self._connections.reading() as connection:
            return entities.top_entities(connection, type, limit)

    def entity_named(self, name: str, type: EntityType) -> Entity | None:  # noqa: A002
        """Return the entity of a name, whatever its case and diacritics."""
        with self._connections.reading() as connection:
            return entities.entity_named(connection, name, type)

    def entity(self, entity: EntityId) -> Entity | None:
        """Return an entity by its id, or by that of one of its names."""
        with self._connections.reading() as connection:
            return entities.entity_by_id(connection, entity)

    def entity_card(self, entity: EntityId) -> EntityCard | None:
        """Return what the card of an entity shows."""
        with self._connections.reading() as connection:
            return cards.read_card(connection, entity)

    def entities(self, query: Query | None, *, type: EntityType | None = None, limit: int) -> list[Entity]:  # noqa: A002
        """Return the entities named most, in the articles of ``query`` or in the whole library.

        With a query, the counters are those within its newest 2,000 articles.
        """
        with self._connections.reading() as connection:
            return facets.read_entities(connection, query, type, limit)

    def quotes(
        self, query: Query | None = None, *, speaker: str | None = None, limit: int | None = None
    ) -> Iterator[StoredQuote]:
        """Yield quotes, those of the newest articles first.

        With a query those of the articles that match; what it asks of quotes (``said:``,
        ``speaker:``) each quote must fulfil itself. ``speaker`` is a name, or words of one.
        """
        return listing.read_quotes(self._connections, query, speaker=speaker, limit=limit, page=PAGE)

    def quote_ids_by(self, entity: EntityId) -> array[int]:
        """Return the ids of everything a speaker said, those of the newest articles first."""
        with self._connections.reading() as connection:
            return speakers.quote_ids_by(connection, entity)

    def quote_rows(self, ids: Sequence[QuoteId]) -> dict[QuoteId, StoredQuote]:
        """Return quotes by id; those that are gone are left out."""
        with self._connections.reading() as connection:
            return speakers.read_stored_quotes(connection, ids)

    def speaker_of(self, article: ArticleId, number: int) -> Entity | None:
        """Return who speaks in a quote of an article, counted from 1; None where nobody is named."""
        with self._connections.reading() as connection:
            return speakers.speaker_of(connection, article, number)

    def entity_at(self, article: ArticleId, start: int, end: int) -> Entity | None:
        """Return the entity that is mentioned at exactly this place of an article."""
        with self._connections.reading() as connection:
            return speakers.entity_at(connection, article, start, end)

    def entities_called(self, name: str, type: EntityType | None = None) -> list[Entity]:  # noqa: A002
        """Return the entities that have exactly this name, in any letter case, hidden ones too."""
        with self._connections.reading() as connection:
            types = list(EntityType) if type is None else [type]
            return [found for each in types for found in entities.entities_by_name(connection, name, each)]

    def entities_with(
        self,
        words: str,
        types: Sequence[EntityType],
        *,
        unfinished: bool,
        limit: int,
    ) -> list[Entity]:
        """Return entities by words of their names, those in most articles first."""
        with self._connections.reading() as connection:
            return naming.entities_with(connection, types, words, unfinished=unfinished, limit=limit)

    def complete(self, field: str, prefix: str, *, limit: int) -> list[tuple[str, int]]:
        """Return values of a field that start so, with article counts (for the search box)."""
        with self._connections.reading() as connection:
            return naming.complete(connection, field, prefix, limit)

    def stale(self, version: int, *, with_failed: bool = True) -> Iterator[ArticleId]:
        """Yield articles analysed by an older version; they may be rewritten meanwhile.

        Those whose analysis failed are among them unless ``with_failed`` is false.
        """
        after = (-1, 0)
        while True:
            with self._connections.reading() as connection:
                found = articles.stale_ids(connection, version, after, PAGE, with_failed=with_failed)
            yield from (id_ for _, id_ in found)
            if len(found) < PAGE:
                return
            after = found[-1]

    def count_stale(self, version: int, *, with_failed: bool = True) -> int:
        """Return how many articles an older version analysed."""
        with self._connections.reading() as connection:
            return articles.count_stale(connection, version, with_failed=with_failed)

    def waiting(self) -> Iterator[ArticleId]:
        """Yield articles that are stored as text and wait for their analysis, newest first."""
        before = None
        while True:
            with self._connections.reading() as connection:
                found = articles.waiting_ids(connection, before, PAGE)
            yield from found
            if len(found) < PAGE:
                return
            before = found[-1]

    def count_waiting(self) -> int:
        """Return how many articles wait for their analysis."""
        with self._connections.reading() as connection:
            return articles.count_waiting(connection)

    def has_read(self, digest: bytes, *, version: int) -> bool:
        """Say whether an article read from these bytes is stored, analysed by ``version`` or newer."""
        with self._connections.reading() as connection:
            return originals.has_read(connection, digest, version)

    def refresh_terms(self, cancellation: Cancellation | None = None) -> bool:
        """Bring the dictionary of words up to date: for words being typed, and for other forms of words.

        Meant for the end of an indexing run, or the background: where the library has outgrown it,
        it is made anew, which takes 23 s at a million articles; else the words of articles stored
        since are added. Return whether it was made anew. Searches are right without it, only slower.
        """
        with self._connections.reading(cancellation) as connection:
            is_outdated = terms.is_outdated(connection)
            new, self._uncounted = self._uncounted, []
            if not is_outdated and new:
                found = terms.count_new_terms(connection, new)
        if not is_outdated:
            if new:
                with self._connections.writing() as connection:
                    terms.add_terms(connection, found)
            return False
        with self._connections.reading(cancellation) as connection:
            counted = sources.read_totals(connection).articles
            found = terms.count_terms(connection)
        with self._connections.writing() as connection:
            terms.write_terms(connection, found, counted)
        return True

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
