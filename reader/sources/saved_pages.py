"""Web pages saved by a browser into one file with their pictures (MHTML, RFC 2557)."""

from __future__ import annotations

from email import message_from_bytes
from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.sources.documents import read_page, web_address
from reader.text.decode import declared_charset, decode

if TYPE_CHECKING:
    from email.message import Message

    from reader.model.article import RawArticle
    from reader.text.site_rules import SiteRules

_MOST_PARTS = 5000


def read_saved_page(data: bytes, locator: str, *, rules: SiteRules | None = None) -> RawArticle:
    """Return the article in a saved page; raise SourceError where it holds no page."""
    try:
        message = message_from_bytes(data)
        page = _page(message)
    except RecursionError as error:
        raise SourceError("its parts are nested too deeply") from error
    payload = page.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = page.get_content_charset() or declared_charset(content)
    stated = (page.get("content-location"), message.get("snapshot-content-location"))
    url = next((address for text in stated if (address := web_address(str(text or "")))), None)
    return read_page(decode(content, declared=charset), locator, url=url, rules=rules)


def _page(message: Message) -> Message:
    """Return the first part that is a page: the others are frames, pictures and styles."""
    for number, part in enumerate(message.walk()):
        if number < _MOST_PARTS and part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            return part
    raise SourceError("there is no page in this file")
