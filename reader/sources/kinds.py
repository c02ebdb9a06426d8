"""What kind of document a file is, by its name or by its first bytes."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePosixPath

from reader.sources.feeds.recognising import is_feed


class Kind(Enum):
    """A kind of file that articles are read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PAGE = "page"
    MAIL = "mail"
    SAVED_PAGE = "saved page"
    """MHTML: a page with its pictures in one file."""
    FEED = "feed"
    LINES = "lines"
    JSON = "json"
    TABLE = "table"
    MBOX = "mbox"
    WARC = "warc"
    EPUB = "epub"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"


ARCHIVES = frozenset({Kind.ZIP, Kind.TAR, Kind.GZIP, Kind.EPUB})
"""Files with files inside."""
COLLECTIONS = frozenset({Kind.LINES, Kind.JSON, Kind.TABLE, Kind.MBOX, Kind.WARC})
"""Files with many articles, read one after another; they may be larger than memory."""

_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".eml": Kind.MAIL,
    ".mht": Kind.SAVED_PAGE,
    ".mhtml": Kind.SAVED_PAGE,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".rdf": Kind.FEED,
    ".cdf": Kind.FEED,
    ".xml": Kind.FEED,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".json": Kind.JSON,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".mbox": Kind.MBOX,
    ".mbx": Kind.MBOX,
    ".warc": Kind.WARC,
    ".epub": Kind.EPUB,
    ".zip": Kind.ZIP,
    ".tar": Kind.TAR,
    ".tgz": Kind.TAR,
    ".gz": Kind.GZIP,
}
SUFFIXES = " ".join(_BY_SUFFIX)
"""The endings of names that are read, for a person."""


def kind_by_name(name: str) -> Kind | None:
    """Return the kind that a file's name tells; None where articles are not kept under such a name."""
    suffixes = [suffix.casefold() for suffix in PurePosixPath(name.replace("\\", "/")).suffixes[-2:]]
    if not suffixes:
        return None
    if suffixes == [".tar", ".gz"]:
        return Kind.TAR
    kind = _BY_SUFFIX.get(suffixes[-1])
    if kind is Kind.GZIP and len(suffixes) == 2 and suffixes[0] not in _BY_SUFFIX:
        return None
    return kind


def kind_by_content(head: bytes) -> Kind:
    """Return the kind that the first bytes of a document tell; plain text where they tell nothing."""
    if head.startswith(b"PK\x03\x04"):
        return Kind.EPUB if b"mimetypeapplication/epub+zip" in head[:100] else Kind.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if is_feed(head):
        return Kind.FEED
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    if re.match(rb"WARC/\d\.\d+\r?\n", start):
        return Kind.WARC
    if re.match(rb"From [^\r\n]{1,200}\r?\n[A-Za-z-]{1,40}:", start):
        return Kind.MBOX
    if re.match(rb"\{\s*\"", start):
        return Kind.LINES
    if re.match(rb"\[\s*\{\s*\"", start):
        return Kind.JSON
    if re.match(rb"<(?:!doctype\s|html|head|body|article|\?xml|!--)", start, re.IGNORECASE):
        return Kind.PAGE
    if re.match(
        rb"(?:[A-Za-z-]{1,40}: [^\r\n]{0,900}\r?\n(?:[ \t][^\r\n]{0,900}\r?\n)*){3,}", start
    ) and re.search(rb"(?im)^(?:mime-version|message-id|received): ", start):
        return Kind.MAIL
    return Kind.TEXT
