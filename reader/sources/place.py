"""Where a stream of bytes comes from."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from reader.text.sanitize import visible


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stream comes from."""

    name: str
    """As a person knows it, safe to print: ``news/june.zip!/a.txt``."""
    locator: str
    """As the library knows it: ``file:///home/wulan/news/june.zip!/a.txt``."""
    depth: int = 0
    """Archives around it."""

    def member(self, name: str) -> Place:
        """Return the place of a file inside this archive."""
        inside = quote(name.encode("utf-8", "surrogateescape"))
        return Place(f"{self.name}!/{visible(name)}", f"{self.locator}!/{inside}", self.depth + 1)

    def item(self, key: str) -> str:
        """Return the locator of one of many articles in this file, by what it is known by there."""
        return f"{self.locator}#{quote(key, safe='')}"
