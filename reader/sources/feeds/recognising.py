"""Whether a document is a feed, by its first bytes."""

from __future__ import annotations

import re

_SAMPLE = 16_384

_START = re.compile(
    rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:(?:rss|rdf|feed|channel)(?=[\s>/])"
    rb"|entry\s[^>]{0,2000}(?:www\.w3\.org/2005/Atom|purl\.org/atom))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rb"\s*(?:<\?[^>]{0,2000}\?>|<!--.{0,8000}?-->|<!DOCTYPE\s+(?:rss|rdf|feed|channel)\b[^\[>]{0,2000}(?:\[.{0,12000}?\]\s*)?>"
    rb"|[^<]{1,400}?(?=<))\s*",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(rb"\s*\{")
_JSON_VERSION = re.compile(
    rb"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version", re.IGNORECASE
)


def is_feed(head: bytes) -> bool:
    """Say whether a document that begins so is RSS, RDF, Atom or JSON Feed."""
    sample = _in_ascii(head[:_SAMPLE])
    if _JSON.match(sample):
        return _JSON_VERSION.search(sample) is not None
    position = 0
    while position < len(sample):
        if _START.match(sample, position):
            return True
        before = _BEFORE.match(sample, position)
        if before is None or before.end() == position:
            return False
        position = before.end()
    return False


def _in_ascii(head: bytes) -> bytes:
    """Return the beginning without what encodings of two and four bytes put between the letters."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"\x4c\x6f\xa7\x94"):
        return head.decode("cp037", "replace").encode("ascii", "replace")
    if head[:4].count(0) or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return head
