"""Which panes are on the screen, which one has the focus, and how wide they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.reactive import reactive
from textual.widget import Widget

from reader.tui.commands import Where
from reader.tui.flows.desk import Desk
from reader.tui.pane_sizes import STEP
from reader.tui.panes.search import SearchBox

if TYPE_CHECKING:
    from reader.library.library import Library

PANES = (Where.SOURCES, Where.ARTICLES, Where.SAID, Where.ARTICLE, Where.QUOTES, Where.CARD)
"""Panes from left to right."""

LAYOUTS = ("tiny", "narrow", "medium", "wide")

WIDE_FROM = 190
"""Columns from which four panes stand side by side and leave the article some 65 cells of text."""

_READABLE = 24
"""Cells that resizing leaves to the article at least."""


class Arranging(Desk):
    """Layouts, focus and sizes. The style sheets decide what each class of the screen shows."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (100, "-medium"), (WIDE_FROM, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (12, "-tall")]  # noqa: RUF012

    quotes_wanted: reactive[bool | None] = reactive(None)
    """Whether the quotes stand beside the article; None leaves it to the layout."""
    maximised: reactive[bool] = reactive(default=False)
    focus_mode: reactive[bool] = reactive(default=False)
    sources_folded: reactive[bool | None] = reactive(None)
    """Whether the sources are a rail of counts; None leaves it to the layout."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._given_widths: dict[Where, int | None] = {}
        """Widths that panes have instead of those of the style sheet."""

    @property
    def layout_name(self) -> str:
        """The layout in force: tiny, narrow, medium or wide."""
        return next((name for name in LAYOUTS if self.has_class(f"-{name}")), "medium")

    @property
    def shows_one_pane(self) -> bool:
        """Whether only the pane in focus is on the screen."""
        return self.layout_name in {"tiny", "narrow"} or self.maximised or self.focus_mode

    @property
    def _hides_panes(self) -> bool:
        """Whether what is on the screen depends on the pane in focus."""
        has_side = self.quotes_shown or self.has_class("-with-card")
        return self.shows_one_pane or (self.layout_name == "medium" and has_side)

    @property
    def quotes_shown(self) -> bool:
        """Whether the quotes stand beside the article."""
        if self.quotes_wanted is None:
            return self.layout_name == "wide"
        return self.quotes_wanted

    def pane_at(self, where: Where) -> Widget:
        """Return the pane that goes by this name."""
        panes: dict[Where, Widget] = {
            Where.SOURCES: self.sources_pane,
            Where.ARTICLES: self.articles_pane,
            Where.SAID: self.said_pane,
            Where.ARTICLE: self.article_pane,
            Where.QUOTES: self.quotes_pane,
            Where.CARD: self.card_pane,
        }
        return panes[where]

    def go_to(self, where: Where) -> None:
        """Show a pane, where the layout hides it, and give it the focus."""
        if where is Where.ARTICLES and self.speaker is not None:
            where = Where.SAID
        if where is Where.QUOTES and not self.quotes_shown:
            self.quotes_wanted = True
        if where in {Where.ARTICLES, Where.SAID} and self.layout_name == "medium" and self.quotes_wanted:
            self.quotes_wanted = None
        if where is Where.CARD and not self.has_class("-with-card"):
            return
        self.at = where
        target = _focusable(self.pane_at(where))
        if target is not None:
            self.set_focus(target)

    # -- what the layout follows ---------------------------------------------------------------

    @on(events.DescendantFocus)
    def follow_focus(self, event: events.DescendantFocus) -> None:
        """Note which pane the focus came to."""
        if isinstance(event.widget, SearchBox):
            self.hints_line.where = Where.SEARCH
            return
        for where in PANES:
            pane = self.pane_at(where)
            if event.widget is pane or pane in event.widget.ancestors:
                self.at = where
                self.hints_line.where = where

    def on_resize(self) -> None:
        """Fit sizes and classes to the layout that the new size brings."""
        self.call_after_refresh(self.fit_layout)

    def fit_layout(self) -> None:
        """Bring classes and widths in line with the state."""
        folded = self.layout_name == "medium" if self.sources_folded is None else self.sources_folded
        state = {
            "-alone": self.shows_one_pane,
            "-with-quotes": self.quotes_shown,
            "-with-said": self.speaker is not None,
            "-maximised": self.maximised,
            "-focus-mode": self.focus_mode,
            "-folded": folded,
            # Where panes stand side by side, a move between them need not style anything anew.
            **{f"-at-{where.name.lower()}": self.at is where and self._hides_panes for where in PANES},
        }
        # All at once: each change of a class styles the whole screen anew.
        self.set_classes((self.classes - set(state)) | {name for name, holds in state.items() if holds})
        for where in (Where.SOURCES, Where.ARTICLES, Where.SAID, Where.QUOTES):
            pane = self._sized(where)
            chosen = self.pane_sizes.width(self.layout_name, _sized_as(where).value)
            width = None if self.shows_one_pane else chosen
            if self._given_widths.get(where) != width:  # to give the same again would cost a layout
                pane.styles.width = pane.styles.min_width = pane.styles.max_width = width
                self._given_widths[where] = width
        self.hints_line.instead = "make me wider" if self.layout_name == "tiny" else ""

    def watch_at(self) -> None:
        """Show the pane that is alone on the screen."""
        if self.is_mounted:
            self.fit_layout()
            self.show_place()

    def show_place(self) -> None:
        """Say where the reader is; the flow that fills the list knows."""

    def watch_quotes_wanted(self) -> None:
        """Show or hide the quotes."""
        if self.is_mounted:
            self.fit_layout()

    def watch_maximised(self) -> None:
        """Give one pane the screen, or give it back."""
        if self.is_mounted:
            self.fit_layout()

    def watch_focus_mode(self) -> None:
        """Show the article alone, or everything again."""
        if self.is_mounted:
            self.fit_layout()

    def watch_sources_folded(self) -> None:
        """Fold or widen the sources."""
        if self.is_mounted:
            self.fit_layout()

    # -- actions -------------------------------------------------------------------------------

    def action_left(self) -> None:
        """Go to the pane on the left; when one pane fills the screen, back out."""
        self._step(-1, wraps=False)

    def action_right(self) -> None:
        """Go to the pane on the right."""
        self._step(1, wraps=False)

    def action_next_pane(self) -> None:
        """Go to the next pane, from the last to the first."""
        self._step(1, wraps=True)

    def action_previous_pane(self) -> None:
        """Go to the pane before, from the first to the last."""
        self._step(-1, wraps=True)

    def action_go_to_sources(self) -> None:
        """Go to the sources."""
        self.go_to(Where.SOURCES)

    def action_go_to_articles(self) -> None:
        """Go to the list of articles."""
        self.go_to(Where.ARTICLES)

    def action_go_to_article(self) -> None:
        """Go to the article."""
        self.go_to(Where.ARTICLE)

    def action_go_to_quotes(self) -> None:
        """Go to the quotes, and show them."""
        self.go_to(Where.QUOTES)

    def action_toggle_quotes(self) -> None:
        """Show or hide the quotes of the article."""
        self.quotes_wanted = not self.quotes_shown
        if self.quotes_wanted:
            self.go_to(Where.QUOTES)
        elif self.at is Where.QUOTES:
            self.go_to(Where.ARTICLE)

    def action_maximise(self) -> None:
        """Give the pane in focus the whole screen, or give it back."""
        self.maximised = not self.maximised

    def action_focus_mode(self) -> None:
        """Show nothing but the article, or everything again."""
        self.focus_mode = not self.focus_mode
        if self.focus_mode:
            self.go_to(Where.ARTICLE)

    def action_fold_sources(self) -> None:
        """Fold the sources to a rail, or widen them."""
        self.pane_sizes.widths.get(self.layout_name, {}).pop(Where.SOURCES.value, None)
        self.sources_folded = not self.has_class("-folded")

    def action_narrower(self) -> None:
        """Make the pane in focus narrower."""
        self._resize(-STEP)

    def action_wider(self) -> None:
        """Make the pane in focus wider."""
        self._resize(STEP)

    def action_reset_sizes(self) -> None:
        """Give all panes of this layout the widths of the style sheet."""
        self.pane_sizes.reset(self.layout_name)
        self.sources_folded = None
        self.fit_layout()

    # -- steps ---------------------------------------------------------------------------------

    def _step(self, step: int, *, wraps: bool) -> None:
        """Go to a neighbour among the panes that this layout can show."""
        there = [where for where in PANES if self._can_go(where)]
        position = there.index(self.at) if self.at in there else 0
        if wraps:
            self.go_to(there[(position + step) % len(there)])
        elif 0 <= position + step < len(there):
            self.go_to(there[position + step])

    def _can_go(self, where: Where) -> bool:
        if where in {Where.ARTICLES, Where.SAID}:
            return (where is Where.SAID) == (self.speaker is not None)
        if where is Where.QUOTES:
            return self.quotes_shown
        if where is Where.CARD:
            return self.has_class("-with-card") and _focusable(self.card_pane) is not None
        return True

    def _sized(self, where: Where) -> Widget:
        """Return what a width is given to; the quotes share their column with the card."""
        return self.query_one("#side") if where is Where.QUOTES else self.pane_at(where)

    def _resize(self, by: int) -> None:
        if self.shows_one_pane:
            return
        # The article takes what the others leave: it grows when the list beside it shrinks.
        where, change = (Where.ARTICLES, -by) if self.at is Where.ARTICLE else (self.at, by)
        where = Where.QUOTES if where is Where.CARD else where
        if where is Where.ARTICLES and self.speaker is not None:
            where = Where.SAID
        now = self._sized(where).outer_size.width
        largest = now + self.article_pane.outer_size.width - _READABLE
        self.pane_sizes.resize(self.layout_name, _sized_as(where).value, now=now, by=change, largest=largest)
        self.fit_layout()


def _sized_as(where: Where) -> Where:
    """Return the pane whose width this one has: what stands in the place of the articles is as wide."""
    return Where.ARTICLES if where is Where.SAID else where


def _focusable(pane: Widget) -> Widget | None:
    """Return the pane, or the first widget in it that can take the focus."""
    if pane.can_focus:
        return pane
    return next((widget for widget in pane.walk_children(Widget) if widget.can_focus), None)
