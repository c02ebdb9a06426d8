"""What the articles of the list have in common, and how many would stay if one narrowed to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from reader.model.results import FacetValue
from reader.tui.glyphs import glyphs_of
from reader.tui.listing import named_query
from reader.tui.widgets.lines import spread
from reader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.strip import Strip

    from reader.tui.widgets.row_list import RowLook

FIELD_CELLS = 8


class FacetList(RowList[FacetValue]):
    """Values by field, with a field's name beside its first value."""

    UNIFORM_HEIGHT = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {"facets--field", "facets--value", "facets--count"}
    DEFAULT_CSS = """
    FacetList {
        & > .facets--field { color: $muted; }
        & > .facets--value { color: $foreground; }
        & > .facets--count { color: $muted; }
    }
    """

    def __init__(self, values: Sequence[FacetValue]) -> None:
        super().__init__(id="facets")
        self._values = values

    def on_mount(self) -> None:
        """Show all values."""
        self.empty_text = "These articles have nothing in common that could narrow them."
        self.show_keys(range(len(self._values)))

    def fetch_rows(self, keys: Sequence[int]) -> Mapping[int, FacetValue]:
        """Return values by position."""
        return {key: self._values[key] for key in keys}

    def draw_row(self, row: FacetValue, look: RowLook) -> list[Strip]:
        """Draw field, value and count."""
        position = self._values.index(row)
        is_first = position == 0 or self._values[position - 1].field != row.field
        left = [
            Segment((row.field if is_first else "").ljust(FIELD_CELLS), self.ink("facets--field")),
            Segment(row.value, self.ink("facets--value")),
        ]
        count = [Segment(f"{row.articles:,} ", self.ink("facets--count"))]
        return [spread(left, count, look.width, look.base, mark=glyphs_of(self).cut)]


class FacetsScreen(ModalScreen[str | None]):
    """Choose a value to narrow the list to, or to leave out; answers with words for the query."""

    BINDINGS = [  # noqa: RUF012 - Textual reads it once
        ("minus", "leave_out", "Leave out"),
        ("escape,q,f", "close", "Close"),
    ]

    def __init__(self, values: Sequence[FacetValue]) -> None:
        super().__init__()
        fields = list(dict.fromkeys(value.field for value in values))
        self._list = FacetList(
            sorted(values, key=lambda value: (fields.index(value.field), -value.articles, value.value))
        )

    def compose(self) -> ComposeResult:
        """Lay out the values over their keys."""
        with Vertical(classes="dialog -tall"):
            yield Label("Narrow the list", markup=False, classes="dialog--title")
            yield self._list
            yield Label("Enter narrow   - leave out   Esc close", markup=False, classes="dialog--keys")

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Narrow to the value that was chosen."""
        event.stop()
        self.action_narrow()

    def action_narrow(self) -> None:
        """Keep only articles that have the value."""
        if (chosen := self._list.cursor_row) is not None:
            self.dismiss(facet_query(chosen))

    def action_leave_out(self) -> None:
        """Keep only articles that do not have the value."""
        if (chosen := self._list.cursor_row) is not None:
            self.dismiss("-" + facet_query(chosen))

    def action_close(self) -> None:
        """Leave the list as it is."""
        self.dismiss(None)


def facet_query(facet: FacetValue) -> str:
    """Return the words of the query language for a value: ``place:"Port Amber"``, ``on:2026-11``."""
    return f"on:{facet.value}" if facet.field == "on" else named_query(facet.field, facet.value)
