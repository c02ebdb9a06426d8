"""The sources pane: places to look in, with what is unread in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.content import Content
from textual.message import Message

from reader.tui.commands import Where, bindings_for
from reader.tui.glyphs import glyphs_of
from reader.tui.listing import Listing
from reader.tui.source_rows import SourceRow, folder_around, is_same_place, source_rows
from reader.tui.widgets.lines import spread
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.strip import Strip

    from reader.model.following import FeedFolder
    from reader.model.ids import SourceId
    from reader.tui.source_rows import Contents
    from reader.tui.widgets.row_list import RowLook


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

    @dataclass
    class ChangeWanted(Message):
        """The reader wants to change a feed or the name of a saved search."""

        row: SourceRow

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._contents: Contents | None = None
        self._rows: list[SourceRow] = []
        self.closed: frozenset[FeedFolder] = frozenset()
        """Folders that show nothing of what lies in them."""
        self._listing = Listing()
        self.border_title = Content("Sources")

    def show_contents(self, contents: Contents) -> None:
        """Show what the library holds now; the cursor stays on the same place."""
        here = self.cursor_row
        self._contents = contents
        self._rows = source_rows(contents, self.closed)
        same = next((key for key, row in enumerate(self._rows) if here and is_same_place(row, here)), 0)
        self.show_keys(range(len(self._rows)), cursor_key=same)

    def mark_listing(self, listing: Listing) -> None:
        """Show which place the list of articles is showing."""
        self._listing = listing
        self.refresh()

    def row_named(self, label: str) -> SourceRow | None:
        """Return the first row that can be opened and is called so."""
        return next((row for row in self._rows if row.label == label and not row.is_heading), None)

    def is_of_account(self, source: SourceId) -> bool:
        """Tell whether only an account brings what a source has."""
        if self._contents is None:
            return False
        followed = any(feed.source == source for feed in self._contents.feeds)
        return not followed and any(one.source == source for one in self._contents.subscriptions)

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, SourceRow]:
        """Return rows by their position."""
        return {key: self._rows[key] for key in keys}

    def draw_row(self, row: SourceRow, look: RowLook) -> list[Strip]:
        """Draw a label with its count on the right."""
        glyphs = glyphs_of(self)
        if row.listing is None:
            heading = Segment(row.label.upper(), self.ink("sources--heading"))
            return [spread([heading], [], look.width, look.base, mark=glyphs.cut)]
        is_shown = row.listing.same_place(self._listing)
        is_closed = row.folder in self.closed
        sign = "" if row.folder is None else f"{glyphs.path if is_closed else glyphs.menu} "
        # What lies in a folder begins below the folder's name.
        indent = "  " * row.depth
        ink = self.ink("sources--shown" if is_shown else "sources--label")
        label = Segment(indent + sign + row.label, ink)
        facts = [Segment(f"{row.count:,}", self.ink("sources--count"))] if row.count else []
        if row.has_problem and (row.folder is None or is_closed or row.folder.path == ""):
            problem = f"{glyphs.problem} " if facts else glyphs.problem
            facts.insert(0, Segment(problem, self.ink("sources--problem")))
        return [spread([label], facts, look.width, look.base, mark=glyphs.cut)]

    def action_toggle_folder(self) -> None:
        """Show or hide what lies in the folder under the cursor, or around the feed there."""
        row = self.cursor_row
        folder = None if row is None else folder_around(row)
        if folder is None or self._contents is None:
            return
        self.closed ^= {folder}
        self.show_contents(self._contents)
        around = next((key for key, each in enumerate(self._rows) if each.folder == folder), self.cursor)
        self.move_cursor(around)

    def close_folders(self, folders: Iterable[FeedFolder]) -> None:
        """Let these folders, and no others, show nothing of what lies in them."""
        self.closed = frozenset(folders)
        if self._contents is not None:
            self.show_contents(self._contents)

    def action_change_feed(self) -> None:
        """Ask for the settings of the row under the cursor to be changed."""
        if (row := self.cursor_row) is not None:
            self.post_message(self.ChangeWanted(row))

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
