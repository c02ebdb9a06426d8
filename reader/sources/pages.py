"""Articles in pages of the web, fetched by their addresses."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.addresses import normalised
from reader.sources.documents import read_document, read_page, web_address
from reader.sources.http import Limits, Web
from reader.sources.http_messages import Request
from reader.sources.kinds import Kind
from reader.sources.originals import kept, original_of
from reader.sources.surprises import surprise
from reader.text.decode import declared_charset, decode
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from reader.model.article import RawArticle
    from reader.sources.addresses import Login
    from reader.sources.http_messages import Answer
    from reader.text.site_rules import SiteRules

LARGEST_PAGE = 16_000_000
"""Bytes of a page."""
_PAGES = ("text/html", "application/xhtml+xml", "")
_TEXTS = {"text/plain": Kind.TEXT, "text/markdown": Kind.MARKDOWN}


def read_web_page(address: str, *, rules: SiteRules | None = None) -> RawArticle | Failure:
    """Fetch a page and return the article in it, or the reason why there is none.

    The article is known by the address as it was given.
    """
    try:
        return full_text(address, rules=rules)
    except SourceError as error:
        return Failure(visible(address), str(error))
    except Exception as error:  # noqa: BLE001 - whatever one page does to its reader, the rest is read
        return surprise(visible(address), error)


def full_text(
    address: str,
    *,
    rules: SiteRules | None = None,
    web: Web | None = None,
    user_agent: str | None = None,
    login: Login | None = None,
) -> RawArticle:
    """Fetch a page and return the whole article in it, known by ``address`` without its fragment.

    ``web`` lends its connections; ``login`` is sent to this address alone, and one that stands in it goes
    first. Raise SourceError where the page cannot be had, has no article, or
    shows a paywall, a consent page or a test for robots in its place.
    """
    given = web_address(address)
    if given is None:
        raise SourceError("only http and https addresses are fetched")
    wanted = urldefrag(given)[0]
    if web is None:
        with closing(Web(Limits(size=LARGEST_PAGE))) as own:
            answer = _fetch(own, wanted, user_agent, login)
    else:
        answer = _fetch(web, wanted, user_agent, login)
    if not answer.body.strip():
        raise SourceError("the page is empty")
    if answer.media_type in _TEXTS:
        return replace(read_document(answer.body, _TEXTS[answer.media_type], wanted), url=answer.address)
    decoded = decode(answer.body, declared=answer.charset or declared_charset(answer.body))
    article = read_page(decoded, wanted, url=answer.address, rules=rules, whole=True)
    original = kept(original_of(answer.body, wanted, rules), decoded.text, answer.address)
    return replace(article, url=web_address(article.url) or answer.address, original=original)


def _fetch(web: Web, address: str, user_agent: str | None, login: Login | None) -> Answer:
    where, own = normalised(address)
    answer = web.get(Request(where, user_agent=user_agent, login=own or login))
    if answer.media_type not in (*_PAGES, *_TEXTS):
        raise SourceError(f"it is no page but {visible(answer.media_type)[:80]}")
    return answer
