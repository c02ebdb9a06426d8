"""Rows by page: the visible ones in memory, the rest one question away."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Row = TypeVar("Row")

PAGE_ROWS = 128
"""Rows asked for at once: more than a screen has lines, and one quick question to the library."""

PAGES_KEPT = 24
"""Pages held; some 3,000 rows, however long the list."""


class RowPages(Generic[Row]):
    """Fetch rows of a sequence of keys a page at a time and forget the least recently used."""

    def __init__(self, keys: Sequence[int], fetch: Callable[[Sequence[int]], Mapping[int, Row]]) -> None:
        self._keys = keys
        self._fetch = fetch
        self._pages: OrderedDict[int, Mapping[int, Row]] = OrderedDict()

    def row_at(self, index: int) -> Row | None:
        """Return the row at a position, or None when it is gone; raise what ``fetch`` raises."""
        number = index // PAGE_ROWS
        page = self._pages.get(number)
        if page is None:
            first = number * PAGE_ROWS
            page = self._fetch(self._keys[first : first + PAGE_ROWS])
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._keys[index])

    def forget(self) -> None:
        """Drop every page, so that changed rows are asked for again."""
        self._pages.clear()
