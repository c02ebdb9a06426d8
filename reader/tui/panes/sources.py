"""The sources pane: places to look in, with what is unread in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from reader.model.mention import EntityType
from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.listing import Listing, named_query
from reader.tui.widgets.lines import spread
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.strip import Strip

    from reader.model.entity import Entity
    from reader.model.ids import SavedSearchId
    from reader.model.source import SavedSearch, Source, Totals
    from reader.tui.widgets.row_list import RowLook


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


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: a place one can open, or a heading when it leads nowhere."""

    label: str
    count: int | None = None
    listing: Listing | None = None
    source: Source | None = None
    saved: SavedSearch | None = None

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
    rows += _group("sources", [_source_row(source) for source in contents.sources])
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
    }
    DEFAULT_CSS = """
    SourcesPane {
        & > .sources--label { color: $foreground; }
        & > .sources--shown { color: $foreground; text-style: bold; }
        & > .sources--count { color: $muted; }
        & > .sources--heading { color: $muted; text-style: bold; }
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
        same = next((key for key, row in enumerate(self._rows) if here and row.label == here.label), 0)
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
            heading = Segment(row.label.upper(), self.ink("sources--heading"))
            return [spread([heading], [], look.width, look.base, mark=mark)]
        is_shown = row.listing.same_place(self._listing)
        label = Segment(row.label, self.ink("sources--shown" if is_shown else "sources--label"))
        count = [Segment(f"{row.count:,}", self.ink("sources--count"))] if row.count else []
        return [spread([label], count, look.width, look.base, mark=mark)]

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


def with_order_of(chosen: Listing, shown: Listing) -> Listing:
    """Return a chosen place in the order, and with read articles and word forms or not, as now."""
    return replace(chosen, order=shown.order, unread_only=shown.unread_only, exact=shown.exact)
