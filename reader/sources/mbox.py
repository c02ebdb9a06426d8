"""Articles in mailboxes: many mails in one mbox file."""

from __future__ import annotations

from hashlib import sha256
from typing import IO, TYPE_CHECKING

from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.limits import LARGEST_DOCUMENT, too_large
from reader.sources.mail import message_id, read_mail
from reader.sources.surprises import surprise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.article import RawArticle
    from reader.sources.place import Place

_LONGEST_LINE = 1_000_000
"""Bytes taken at once; longer lines come in pieces."""


def read_mbox(stream: IO[bytes], place: Place) -> Iterator[RawArticle | Failure]:
    """Yield the article, or the reason there is none, of each mail; only one is held at a time.

    A mail begins at a line ``From …`` after a blank one (mboxrd, RFC 4155); it is known by its Message-ID.
    """
    for number, mail in enumerate(_mails(stream), start=1):
        name = f"{place.name}#{number}"
        if mail is None:
            yield Failure(name, too_large())
            continue
        try:
            yield read_mail(mail, place.item(message_id(mail) or sha256(mail).hexdigest()[:16]))
        except SourceError as error:
            yield Failure(name, str(error))
        except Exception as error:  # noqa: BLE001 - whatever one mail does to its reader, the rest is read
            yield surprise(name, error)


def _mails(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield the mails, None for one that is too large; what stands before the first is none."""
    lines: list[bytes] = []
    size = 0
    has_begun, after_blank, after_break = False, True, True
    while line := stream.readline(_LONGEST_LINE):
        if after_blank and after_break and line.startswith(b"From "):
            if has_begun:
                yield b"".join(lines) if size <= LARGEST_DOCUMENT else None
            lines, size, has_begun = [], 0, True
        elif has_begun:
            size += len(line)
            if size <= LARGEST_DOCUMENT:
                lines.append(_unquoted(line) if after_break else line)
            else:
                lines.clear()
        if after_break:
            after_blank = not line.strip()
        after_break = line.endswith(b"\n")
    if not has_begun:
        raise SourceError("it is no mailbox: it does not begin with a line 'From …'")
    yield b"".join(lines) if size <= LARGEST_DOCUMENT else None


def _unquoted(line: bytes) -> bytes:
    """Take away the mark that keeps a line of text from looking like the start of a mail."""
    return line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line
