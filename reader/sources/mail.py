"""Articles that came as mail: newsletters and forwarded stories saved as .eml."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.sources.documents import read_page, visible_body, web_address
from reader.text.decode import Decoded, decode
from reader.text.elements import all_paragraphs, parse_page
from reader.text.published import parse_published
from reader.text.sanitize import visible
from reader.text.tags import clean_tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_MOST_PARTS = 500
_LONGEST_HEADER = 65_536
_WRAPPED_AT = range(50, 81)
"""Columns at which mail programs break lines."""


def read_mail(data: bytes, locator: str) -> RawArticle:
    """Return the article in a mail: its subject, sender, date and text; attachments are passed over.

    A newsletter is read from its HTML, because its plain part is often only a link to the page; its
    source is its list (RFC 2919). Raise SourceError for a mail without readable text.
    """
    try:
        message = message_from_bytes(data)
        parts = list(_text_parts(message))
    except RecursionError as error:
        raise SourceError("its parts are nested too deeply") from error
    newsletter = _list_name(message)
    article = _content(parts, locator, is_newsletter=newsletter is not None)
    name, address = parseaddr(_header(message, "from") or "")
    return RawArticle(
        locator=locator,
        body=article.body,
        title=_header(message, "subject") or article.title,
        source=newsletter or article.source,
        url=web_address((_header(message, "archived-at") or "").strip("<>")) or article.url,
        byline=visible(name or address) or article.byline,
        published=parse_published(_header(message, "date") or "") or article.published,
        language=article.language,
        warning=article.warning,
        tags=clean_tags([_header(message, "keywords") or ""]) or article.tags,
        read="R" in (_header(message, "status") or ""),
        starred="F" in (_header(message, "x-status") or ""),
    )


def message_id(data: bytes) -> str | None:
    """Return the Message-ID in the header of a mail."""
    header = re.split(rb"\r?\n\r?\n", data[:_LONGEST_HEADER], maxsplit=1)[0]
    found = re.search(rb"(?im)^message-id:\s{0,9}<?([^\s<>]{1,300})", header)
    return visible(found[1].decode("ascii", "replace")) or None if found else None


def _content(parts: list[Message], locator: str, *, is_newsletter: bool) -> RawArticle:
    """Return the article in the text parts of a mail: the plain one, or the HTML of a newsletter."""
    plain = next((part for part in parts if part.get_content_subtype() == "plain"), None)
    page = next((part for part in parts if part.get_content_subtype() == "html"), None)
    decoded = _decoded(plain) if plain is not None else None
    if page is not None and (is_newsletter or decoded is None or not decoded.text.strip()):
        try:
            return _read_html(_decoded(page), locator)
        except SourceError:
            if decoded is None or not decoded.text.strip():
                raise
    if decoded is None or not decoded.text.strip():
        raise SourceError("the mail has no text")
    return RawArticle(locator, _unwrapped(visible_body(decoded.text)), warning=decoded.warning)


def _read_html(page: Decoded, locator: str) -> RawArticle:
    """Return the article in HTML of a mail: what a browser shows where no article stands out in it.

    Mails are laid out in tables, so that what looks like an article may be one cell of many.
    """
    tree = parse_page(page.text)
    everything = all_paragraphs(tree)
    try:
        article = read_page(page, locator)
    except SourceError:
        if not everything:
            raise
        return RawArticle(locator, "\n\n".join(everything), warning=page.warning)
    if len(article.body) * 2 < sum(map(len, everything)):
        return replace(article, body="\n\n".join(everything))
    return article


def _list_name(message: Message) -> str | None:
    """Return the name of the list that a newsletter was sent to; None for other mail."""
    stated = _header(message, "list-id")
    if stated is None:
        return None
    name, mark, address = stated.partition("<")
    return visible(name.strip(' "')) or address.rstrip("> ") or None if mark else stated


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
