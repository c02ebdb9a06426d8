"""What articles were read from: a hash, so that the same is not read again, and the page itself."""

from __future__ import annotations

import zlib
from hashlib import blake2b
from typing import TYPE_CHECKING

from reader.model.article import Original
from reader.text.extract import EXTRACTION_VERSION

if TYPE_CHECKING:
    from reader.text.site_rules import SiteRules

LARGEST_KEPT = 2_000_000
"""Bytes of a page when packed; of larger ones only the article is kept."""


def original_of(data: bytes, locator: str, rules: SiteRules | None, *, is_only: bool = True) -> Original:
    """Return the hash of a page with all that decides which article comes out of it."""
    digest = blake2b(digest_size=16)
    for part in (str(EXTRACTION_VERSION).encode(), repr(rules).encode(), locator.encode("utf-8", "replace")):
        digest.update(part + b"\x00")
    digest.update(data)
    return Original(digest.digest(), is_only=is_only)


def kept(original: Original, markup: str, url: str) -> Original:
    """Return an original with its page, so that the article can be read from it again."""
    page = zlib.compress(markup.encode("utf-8", "replace"), 6)
    if len(page) > LARGEST_KEPT:
        return original
    return Original(original.digest, is_only=original.is_only, page=page, url=url)


def markup_of(page: bytes) -> str:
    """Return the markup of a page that was kept."""
    return zlib.decompress(page).decode("utf-8")
