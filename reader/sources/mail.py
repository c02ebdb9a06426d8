"""Articles that came as mail: newsletters and forwarded stories saved as .eml."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.sources.documents import read_page, visible_body
from reader.text.decode import Decoded, decode
from reader.text.published import parse_published
from reader.text.sanitize import visible
from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_MOST_PARTS = 500
_WRAPPED_AT = range(50, 81)
"""Columns at which mail programs break lines."""


def read_mail(data: bytes, locator: str) -> RawArticle:
    """Return the article in a mail: its subject, sender, date and text; attachments are passed over.

    Raise SourceError for a mail without readable text.
    """
    try:
        message = message_from_bytes(data)
        parts = list(_text_parts(message))
    except RecursionError as error:
        raise SourceError("its parts are nested too deeply") from error
    title = _header(message, "subject")
    plain = next((part for part in parts if part.get_content_subtype() == "plain"), None)
    page = next((part for part in parts if part.get_content_subtype() == "html"), None)
    if plain is not None and (decoded := _decoded(plain)).text.strip():
        article = RawArticle(locator, _unwrapped(visible_body(decoded.text)), warning=decoded.warning)
    elif page is not None:
        article = read_page(_decoded(page), locator)
    else:
        raise SourceError("the mail has no text")
    name, address = parseaddr(_header(message, "from") or "")
    return RawArticle(
        locator=locator,
        body=article.body,
        title=title or article.title,
        source=article.source,
        url=article.url,
        byline=visible(name or address) or article.byline,
        published=parse_published(_header(message, "date") or "") or article.published,
        language=article.language,
        warning=article.warning,
        tags=clean_tags([_header(message, "keywords") or ""]) or article.tags,
    )


def _text_parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            yield part


def _decoded(part: Message) -> Decoded:
    payload = part.get_payload(decode=True)
    charset = part.get_content_charset()
    return decode(payload if isinstance(payload, bytes) else b"", declared=charset)


def _header(message: Message, name: str) -> str | None:
    """Return a header with its encoded words (RFC 2047) decoded."""
    value = str(message.get(name, ""))
    try:
        pieces = decode_header(value)
    except ValueError:
        return visible(value) or None
    text = "".join(
        piece if isinstance(piece, str) else decode(piece, declared=charset).text for piece, charset in pieces
    )
    return visible(text) or None


def _unwrapped(body: str) -> str:
    """Return mail text with the lines of a paragraph joined, where the mail was wrapped at a column.

    Every joining line feed becomes a space, so that the length stays.
    """
    return re.sub(r"(?<=[^\n ])[ ]?\n(?=[^\s>*•-])", lambda feed: _joined(feed, body), body)


def _joined(feed: re.Match[str], body: str) -> str:
    line_start = body.rfind("\n", 0, feed.start()) + 1
    return " " * len(feed[0]) if feed.start() - line_start in _WRAPPED_AT else feed[0]
