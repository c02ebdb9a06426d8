"""Going to any visible row by one letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import work

from reader.tui.commands import Where
from reader.tui.flows.following import FollowingFeeds
from reader.tui.screens.jump import JumpScreen

if TYPE_CHECKING:
    from reader.tui.widgets.row_list import RowList

LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
"""The home row first: the rows one sees first are the easiest to type."""


class Jumping(FollowingFeeds):
    """Letters stand in the gutters of the lists until one is typed."""

    @work(exclusive=True, group="jump", exit_on_error=False)
    async def action_jump(self) -> None:
        """Show a letter on every visible row and go to the one that is typed."""
        spots = self._visible_rows()
        letters = dict(zip(LETTERS, spots, strict=False))
        shown: dict[RowList[Any], dict[int, str]] = {}
        for letter, (rows, index) in letters.items():
            shown.setdefault(rows, {})[index] = letter
        for rows, labels in shown.items():
            rows.show_letters(labels)
        try:
            typed = await self.app.push_screen_wait(JumpScreen(letters))
        finally:
            for rows in shown:
                rows.show_letters({})
        if typed is not None:
            rows, index = letters[typed]
            self.set_focus(rows)
            rows.move_cursor(index)
            rows.action_open()

    def _visible_rows(self) -> list[tuple[RowList[Any], int]]:
        """Return list and position of every row on the screen, the pane in focus first."""
        panes: dict[Where, RowList[Any]] = {
            Where.ARTICLES: self.articles_pane,
            Where.SAID: self.said_pane,
            Where.SOURCES: self.sources_pane,
            Where.QUOTES: self.quotes_pane,
        }
        order = sorted(panes, key=lambda where: where is not self.at)
        return [
            (panes[where], index)
            for where in order
            if panes[where].display and self._sized(where).display
            for index in panes[where].visible_rows()
        ]
