"""The sources pane: places to look in, with what is unread in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from reader.model.ids import SourceId
from reader.model.mention import EntityType
from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.listing import Listing, named_query
from reader.tui.widgets.lines import spread
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.strip import Strip

    from reader.model.entity import Entity
    from reader.model.following import FollowedFeed
    from reader.model.ids import SavedSearchId
    from reader.model.source import SavedSearch, Source, Totals
    from reader.tui.widgets.row_list import RowLook

NO_SOURCE = SourceId(0)
"""What a feed lists that has no articles yet."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the library says for this pane."""

    totals: Totals
    sources: Sequence[Source]
    saved: Sequence[SavedSearch]
    saved_unread: Mapping[SavedSearchId, int]
    """Unread articles of the saved searches, up to 1,000."""
    people: Sequence[Entity]
    places: Sequence[Entity]
    feeds: Sequence[FollowedFeed] = ()
    """By folder and name."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: a place one can open, or a heading when it leads nowhere."""

    label: str
    count: int | None = None
    listing: Listing | None = None
    source: Source | None = None
    saved: SavedSearch | None = None
    feed: FollowedFeed | None = None
    folder: str | None = None
    """The folder whose heading this row is."""

    @property
    def is_heading(self) -> bool:
        """Whether the cursor passes this row by."""
        return self.listing is None


def source_rows(contents: Contents) -> list[SourceRow]:
    """Return all rows in order; a group without members has no heading either."""
    totals = contents.totals
    rows = [
        SourceRow("All", totals.unread, Listing()),
        SourceRow("Starred", totals.starred, Listing("Starred", starred_only=True)),
        SourceRow("Today", None, Listing(query="on:today ")),
    ]
    rows += _group("feeds", list(_feed_rows(contents.feeds)))
    of_feeds = {feed.source for feed in contents.feeds}
    rows += _group(
        "sources", [_source_row(source) for source in contents.sources if source.id not in of_feeds]
    )
    rows += _group(
        "searches",
        [
            SourceRow(
                saved.name, contents.saved_unread.get(saved.id), Listing(query=saved.query), saved=saved
            )
            for saved in contents.saved
        ],
    )
    rows += _group("people", [_entity_row(entity) for entity in _most_named(contents.people)])
    rows += _group("places", [_entity_row(entity) for entity in _most_named(contents.places)])
    return rows


def _group(heading: str, rows: Sequence[SourceRow]) -> list[SourceRow]:
    return [SourceRow(""), SourceRow(heading), *rows] if rows else []


def _most_named(entities: Sequence[Entity]) -> list[Entity]:
    """Return entities by their counts, equal ones by name, so that rows do not change places."""
    return sorted(entities, key=lambda entity: (-entity.articles, entity.name))


def _source_row(source: Source) -> SourceRow:
    return SourceRow(source.name, source.unread, Listing(source.name, source=source.id), source=source)


def _feed_rows(feeds: Sequence[FollowedFeed]) -> Iterator[SourceRow]:
    """Yield the feeds under headings of their folders, those without a folder first."""
    for folder, inside in groupby(feeds, key=lambda feed: feed.folder):
        members = list(inside)
        if folder:
            label = folder.replace("/", " / ")
            yield SourceRow(label, sum(feed.unread for feed in members), folder=folder)
        for feed in members:
            source = NO_SOURCE if feed.source is None else feed.source
            yield SourceRow(feed.name, feed.unread, Listing(feed.name, source=source), feed=feed)


def _entity_row(entity: Entity) -> SourceRow:
    field = "person" if entity.type is EntityType.PERSON else "place"
    return SourceRow(entity.name, entity.articles, Listing(query=named_query(field, entity.name) + " "))


class SourcesPane(RowList[SourceRow]):
    """List the places of the library; opening one shows its articles."""

    UNIFORM_HEIGHT = 1
    BINDINGS = bindings_for(Where.SOURCES)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sources--label",
        "sources--shown",
        "sources--count",
        "sources--heading",
        "sources--problem",
    }
    DEFAULT_CSS = """
    SourcesPane {
        & > .sources--label { color: $foreground; }
        & > .sources--shown { color: $foreground; text-style: bold; }
        & > .sources--count { color: $muted; }
        & > .sources--heading { color: $muted; text-style: bold; }
        & > .sources--problem { color: $error; text-style: bold; }
    }
    """

    @dataclass
    class RemoveWanted(Message):
        """The reader wants a source or saved search gone."""

        row: SourceRow

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._rows: list[SourceRow] = []
        self._listing = Listing()
        self.border_title = Content("Sources")

    def show_contents(self, contents: Contents) -> None:
        """Show what the library holds now; the cursor stays on the same place."""
        here = self.cursor_row
        self._rows = source_rows(contents)
        same = next((key for key, row in enumerate(self._rows) if here and _is_same(row, here)), 0)
        self.show_keys(range(len(self._rows)), cursor_key=same)

    def mark_listing(self, listing: Listing) -> None:
        """Show which place the list of articles is showing."""
        self._listing = listing
        self.refresh()

    def row_named(self, label: str) -> SourceRow | None:
        """Return the first row that can be opened and is called so."""
        return next((row for row in self._rows if row.label == label and not row.is_heading), None)

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, SourceRow]:
        """Return rows by their position."""
        return {key: self._rows[key] for key in keys}

    def draw_row(self, row: SourceRow, look: RowLook) -> list[Strip]:
        """Draw a label with its count on the right."""
        mark = glyphs_of(self).cut
        if row.listing is None:
            title = row.label.upper() if row.folder is None else row.label
            count = [Segment(f"{row.count:,}", self.ink("sources--heading"))] if row.count else []
            heading = Segment(title, self.ink("sources--heading"))
            return [spread([heading], count, look.width, look.base, mark=mark)]
        is_shown = row.listing.same_place(self._listing)
        indent = " " if row.feed is not None and row.feed.folder else ""
        label = Segment(indent + row.label, self.ink("sources--shown" if is_shown else "sources--label"))
        facts = [Segment(f"{row.count:,}", self.ink("sources--count"))] if row.count else []
        if row.feed is not None and row.feed.problem:
            sign = f"{glyphs_of(self).problem} " if facts else glyphs_of(self).problem
            facts.insert(0, Segment(sign, self.ink("sources--problem")))
        return [spread([label], facts, look.width, look.base, mark=mark)]

    def action_remove(self) -> None:
        """Ask for the row under the cursor to be removed."""
        if (row := self.cursor_row) is not None:
            self.post_message(self.RemoveWanted(row))

    def can_reach(self, index: int) -> bool:
        """Headings are passed by."""
        return not self._rows[index].is_heading

    def move_cursor(self, index: int, *, by_user: bool = True) -> None:
        """Put the cursor on a row; headings are passed by in the direction of the move."""
        step = 1 if index >= self.cursor else -1
        index = min(max(index, 0), len(self._rows) - 1)
        while 0 <= index < len(self._rows) and self._rows[index].is_heading:
            index += step
        super().move_cursor(index, by_user=by_user)


def _is_same(row: SourceRow, other: SourceRow) -> bool:
    """Whether two rows, one of them older, are the same place."""
    if row.feed is not None and other.feed is not None:
        return row.feed.id == other.feed.id
    return row.label == other.label and row.is_heading == other.is_heading


def with_order_of(chosen: Listing, shown: Listing) -> Listing:
    """Return a chosen place in the order, and with read articles and word forms or not, as now."""
    return replace(chosen, order=shown.order, unread_only=shown.unread_only, exact=shown.exact)
