"""What the keys for moving do in a pane that scrolls and has no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.scroll_view import ScrollView


class ScrollKeys:
    """Actions of the ``move`` commands, for a pane that says what it scrolls."""

    PAGE_OVERLAP = 0
    """Lines of the page before that stay in view."""

    def scrolled_part(self) -> ScrollView:
        """Return what the keys scroll."""
        raise NotImplementedError

    def action_down(self) -> None:
        """Scroll a line."""
        self._scroll_lines(1)

    def action_up(self) -> None:
        """Scroll a line back."""
        self._scroll_lines(-1)

    def action_page_down(self) -> None:
        """Scroll a page."""
        self._scroll_lines(self._page_lines())

    def action_page_up(self) -> None:
        """Scroll a page back."""
        self._scroll_lines(-self._page_lines())

    def action_half_page_down(self) -> None:
        """Scroll half a page."""
        self._scroll_lines(max(self.scrolled_part().size.height // 2, 1))

    def action_half_page_up(self) -> None:
        """Scroll half a page back."""
        self._scroll_lines(-max(self.scrolled_part().size.height // 2, 1))

    def action_top(self) -> None:
        """Go to the first line."""
        self.scrolled_part().scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        """Go to the last line."""
        part = self.scrolled_part()
        part.scroll_to(y=part.max_scroll_y, animate=False)

    def _page_lines(self) -> int:
        return max(self.scrolled_part().size.height - self.PAGE_OVERLAP, 1)

    def _scroll_lines(self, lines: int) -> None:
        part = self.scrolled_part()
        part.scroll_to(y=part.scroll_offset.y + lines, animate=False)
