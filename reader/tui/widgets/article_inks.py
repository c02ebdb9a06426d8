"""The inks of an article, mixed once per theme and not once per row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget

INKS = (
    "title",
    "meta",
    "furniture",
    "dateline",
    "person",
    "organization",
    "place",
    "other",
    "quote",
    "number",
    "hit",
    "found",
    "focused",
    "bar",
    "empty",
)
PREFIX = "article-view--"
COMPONENTS = frozenset(PREFIX + ink for ink in INKS)


class Inks:
    """Styles of single inks and of inks laid over each other; valid until the widget's styles change.

    Reading one component style costs a quarter of a millisecond, so each is read once.
    """

    def __init__(self, widget: Widget) -> None:
        self.base = widget.rich_style
        self._single = {ink: widget.get_component_rich_style(PREFIX + ink, partial=True) for ink in INKS}
        self._single["selection"] = widget.screen.get_component_rich_style("screen--selection", partial=True)
        self._mixed: dict[tuple[str, ...], Style] = {}

    def mix(self, inks: tuple[str, ...]) -> Style:
        """Return the base with inks laid over it, lowest first."""
        style = self._mixed.get(inks)
        if style is None:
            style = self._mixed[inks] = Style.combine([self.base, *(self._single[ink] for ink in inks)])
        return style
