"""Completing tags while they are typed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.suggester import Suggester

from reader.errors import NewsreaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class TagSuggester(Suggester):
    """Offer the tag on most articles that begins as the last one typed; commas stand between tags."""

    def __init__(self, complete: Callable[[str], Sequence[tuple[str, int]]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return a longer line, or None."""
        typed = value.rpartition(",")[2].lstrip()
        if not typed:
            return None
        try:
            found = await asyncio.to_thread(self._complete, typed)
        except NewsreaderError:  # an offer is a courtesy
            return None
        tag = next((tag for tag, _ in found if tag.casefold().startswith(typed.casefold())), None)
        return value + tag[len(typed) :] if tag else None
