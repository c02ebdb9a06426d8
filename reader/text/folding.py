"""The key by which names are equal."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return ``text`` without case, diacritics and doubled spaces: the key by which names are equal."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(text.casefold().split())
