"""Completing paths while they are typed."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from textual.suggester import Suggester


class PathSuggester(Suggester):
    """Offer the first file or folder that begins as typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return a longer path, a folder with a slash after it, or None."""
        return await asyncio.to_thread(first_match, value)


def first_match(typed: str) -> str | None:
    """Return the path that ``typed`` begins, first by name; hidden ones only when a dot was typed."""
    folder, begun = os.path.split(typed)
    try:
        with os.scandir(Path(folder or ".").expanduser()) as entries:
            names = sorted(
                entry.name + (os.sep if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(begun) and (begun.startswith(".") or not entry.name.startswith("."))
            )
    except OSError:
        return None
    if not typed or not names or names[0] == begun:
        return None
    return typed[: len(typed) - len(begun)] + names[0]
