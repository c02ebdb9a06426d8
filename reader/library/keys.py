"""Keys of entities: the folded name, and for a further bearer of it a number."""

from __future__ import annotations

BEARER = "\x1f"
"""Stands in the key of a further bearer of a name, before its number; no name can hold it."""


def letters_of(key: str) -> str:
    """Return the folded name in the key of an entity."""
    return key.partition(BEARER)[0]
