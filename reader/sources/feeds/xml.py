"""From bytes to the elements of a feed, however broken its XML is, and whatever it tries."""

from __future__ import annotations

import re
from typing import Any

from reader.errors import SourceError
from reader.sources.feeds.entities import without_entities
from reader.sources.feeds.mending import entries_in, has_lost_entries, mended
from reader.text.decode import Decoded, declared_charset, decode
from reader.text.sanitize import without_sequences

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_ALL_ASCII = re.compile(
    r"(?:iso-2022-[a-z0-9-]+|utf-?7|hz(?:-gb-2312)?|cp037|cp500|ibm037|ebcdic.*)", re.IGNORECASE
)
"""Encodings whose bytes pass for ASCII or mean something else below 128, so that they must be believed."""

_FIRST_BYTES = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
"""How ``<?xml`` begins without a byte order mark (XML 1.0, appendix F)."""

_TOO_MUCH = re.compile(r"excessive depth|too deep|huge|too long|too large|resource limit", re.IGNORECASE)


def decode_xml(data: bytes, *, charset: str | None = None) -> Decoded:
    """Return the text of an XML document; ``charset`` is what the server said, and goes before the document.

    Raise NotTextError for what is no text.
    """
    for start, encoding in _FIRST_BYTES:
        if data.startswith(start):
            return Decoded(data.decode(encoding, "replace"), encoding)
    stated = (charset, declared_charset(data))
    for name in stated:
        if name and _ALL_ASCII.fullmatch(name):
            try:
                return Decoded(data.decode("cp037" if name.startswith("ebcdic") else name), name)
            except (UnicodeDecodeError, LookupError):
                continue
    return decode(data, declared=next(filter(None, stated), None))


def parse_xml(text: str) -> Any:
    """Return the root element; what is broken is mended where that can be done.

    Raise SourceError for what is no XML at all, and for XML made to hurt: nested, repeated or long beyond
    what any feed is.
    """
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub("", without_sequences(text))
    text = without_entities(text)
    start = text.find("<")
    if start < 0:
        raise SourceError("it is no XML")
    root, log = _parsed(text[start:])
    if log and (root is None or has_lost_entries(text, root)):
        again, complaints = _parsed(mended(text))
        if entries_in(again) > entries_in(root):
            root, log = again, f"{log}\n{complaints}"
    if _TOO_MUCH.search(log):
        raise SourceError("its XML is nested too deeply or has a text too long for any feed")
    if root is None:
        raise SourceError("it is no XML that can be read")
    return root


def _parsed(text: str) -> tuple[Any, str]:
    """Return the root element, None where there is none, and what the parser complains of."""
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, "\n".join(entry.message for entry in parser.error_log)
