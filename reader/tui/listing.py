"""What the list of articles shows, and the question to the library behind it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from reader.model.following import FeedFolder
from reader.model.ids import SourceId
from reader.model.results import Found, Order
from reader.search.grammar import parse
from reader.search.tree import Named, Phrase, Word, walk

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.cancel import Cancellation
    from reader.search.tree import Query

EVERYTHING_LABEL = "All sources"


@dataclass(frozen=True, slots=True)
class Listing:
    """A choice of articles: where from, which, in what order."""

    label: str = EVERYTHING_LABEL
    """What the status line calls the place that a search looks in."""
    source: SourceId | None = None
    folder: FeedFolder | None = None
    """Instead of a source, the feeds of a folder: those that are in it when it is asked for."""
    starred_only: bool = False
    unread_only: bool = False
    query: str = ""
    order: Order = Order.NEWEST
    exact: bool = False
    """Whether words mean themselves alone, without their other forms."""

    @property
    def is_everything(self) -> bool:
        """Whether this is the outermost place: all sources, no search."""
        return self.source is None and self.folder is None and not self.starred_only and not self.query

    def searching(self, query: str) -> Listing:
        """Return the same place with another search."""
        return replace(self, query=query)

    def same_place(self, other: Listing) -> bool:
        """Whether both show the same articles, order and read marks aside."""
        return (self.source, self.folder, self.starred_only, self.query.strip()) == (
            other.source,
            other.folder,
            other.starred_only,
            other.query.strip(),
        )


def ask(
    library: Library,
    listing: Listing,
    *,
    limit: int | None = None,
    typing: bool = False,
    cancellation: Cancellation | None = None,
) -> Found:
    """Answer a listing; raise Cancelled, SearchError or LibraryError.

    While the reader is ``typing`` the last word of the search may be unfinished.
    """
    query = question_of(library, listing, typing=typing)
    sources = _sources_of(library, listing)
    if query.root is None:
        ids = library.all_ids(
            sources=sources,
            unread_only=listing.unread_only,
            starred_only=listing.starred_only,
            # Nothing is searched for, so nothing can match best.
            order=Order.NEWEST if listing.order is Order.BEST else listing.order,
            limit=limit,
            cancellation=cancellation,
        )
        return Found(ids, len(ids), capped=len(ids) == limit)
    return library.search(
        query,
        order=listing.order,
        limit=limit,
        sources=sources,
        unread_only=listing.unread_only,
        starred_only=listing.starred_only,
        count=not typing,
        cancellation=cancellation,
    )


def _sources_of(library: Library, listing: Listing) -> list[SourceId] | None:
    """Return the sources that a listing is bound to, None for all."""
    if listing.folder is not None:
        return library.feeds.sources_in(listing.folder)
    return None if listing.source is None else [listing.source]


@dataclass(frozen=True, slots=True)
class Rows:
    """What the list shows of an answer."""

    found: Found
    has_more: bool
    """Whether the answer was cut off at the limit."""


def ask_rows(
    library: Library,
    listing: Listing,
    *,
    folded: bool,
    limit: int | None = None,
    typing: bool = False,
    cancellation: Cancellation | None = None,
) -> Rows:
    """Answer a listing as ``ask`` does; ``folded`` shows only the first article of each story.

    Who asks for a story wants all of it.
    """
    found = ask(library, listing, limit=limit, typing=typing, cancellation=cancellation)
    has_more = limit is not None and len(found.ids) == limit
    if folded and not asks_for_story(listing.query):
        ids = library.stories.fold(found.ids, cancellation)
        found = replace(found, ids=ids, total=found.total if has_more else len(ids))
    return Rows(found, has_more)


def asks_for_story(text: str) -> bool:
    """Whether a query asks for the articles of a story."""
    root = parse(text).root
    return any(isinstance(node, Named) and node.field == "story" for node in walk(root))


def question_of(library: Library, listing: Listing, *, typing: bool = False) -> Query:
    """Return what a listing asks of the library, with the other forms of its words."""
    query = parse(listing.query, finished=not typing)
    return query if listing.exact else library.words.widen(query)


def looks_for_words(text: str) -> bool:
    """Whether a query asks for words, so that there is something to show of where they stand."""
    return any(isinstance(node, Word | Phrase) for node in walk(parse(text).root))


def named_query(field: str, name: str) -> str:
    """Return the query for one entity: ``person:"Rana Idris"``."""
    return f'{field}:"{name.replace(chr(34), " ")}"'


def listing_as_text(listing: Listing) -> str:
    """Return a listing for the library to remember."""
    return json.dumps(asdict(listing))


def listing_from_text(text: str | None) -> Listing:
    """Return a remembered listing, or everything when there is none or it cannot be read."""
    try:
        kept = json.loads(text or "{}")
        source, folder = kept.get("source"), kept.get("folder")
        return Listing(
            label=str(kept["label"]),
            source=None if source is None else SourceId(int(source)),
            folder=folder and FeedFolder(str(folder["path"]), folder["account"]),
            starred_only=bool(kept["starred_only"]),
            unread_only=bool(kept["unread_only"]),
            query=str(kept["query"]),
            order=Order(kept["order"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Listing()
