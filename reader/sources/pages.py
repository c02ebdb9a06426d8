"""Articles in pages of the web, fetched by their addresses."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from reader import __version__
from reader.errors import SourceError
from reader.model.report import Failure
from reader.sources.documents import read_page, visible_body, web_address
from reader.sources.limits import in_megabytes
from reader.sources.surprises import surprise
from reader.text.decode import declared_charset, decode
from reader.text.sanitize import visible

if TYPE_CHECKING:
    import httpx

    from reader.model.article import RawArticle
    from reader.text.site_rules import SiteRules

LARGEST_PAGE = 16_000_000
"""Bytes of a page, unpacked."""
PATIENCE = 60.0
"""Seconds that a whole page may take; servers that send a byte now and then keep nobody waiting."""
_WAITS = {"connect": 10.0, "read": 20.0, "write": 10.0, "pool": 10.0}
_MOST_REDIRECTS = 10
_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain", "text/markdown")
_AGENT = f"newsreader/{__version__}"


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as its server sent it."""

    url: str
    """Where it was found in the end, after redirects."""
    content: bytes
    type: str
    """The media type, without parameters."""
    charset: str | None


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


def full_text(address: str, *, rules: SiteRules | None = None) -> RawArticle:
    """Fetch a page and return the whole article in it, known by ``address`` without its fragment.

    Raise SourceError where the page cannot be had, has no article, or shows a paywall, a consent page or
    a test for robots in its place.
    """
    wanted = web_address(urldefrag(address)[0])
    if wanted is None:
        raise SourceError("only http and https addresses are fetched")
    page = fetch_page(wanted)
    if not page.content.strip():
        raise SourceError("the page is empty")
    decoded = decode(page.content, declared=page.charset or declared_charset(page.content))
    if page.type in _TEXTS:
        from reader.sources.documents import read_document
        from reader.sources.kinds import Kind

        visible_body(decoded.text)
        return replace(read_document(page.content, Kind.MARKDOWN, wanted), url=page.url)
    article = read_page(decoded, wanted, url=page.url, rules=rules, whole=True)
    return replace(article, url=web_address(article.url) or page.url)


def fetch_page(address: str) -> FetchedPage:
    """Fetch a page or text; raise SourceError with the reason where that fails or it is neither."""
    import httpx

    try:
        with (
            httpx.Client(
                follow_redirects=True,
                max_redirects=_MOST_REDIRECTS,
                timeout=httpx.Timeout(**_WAITS),
                headers={"User-Agent": _AGENT, "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8"},
            ) as client,
            client.stream("GET", address) as answer,
        ):
            if answer.status_code >= 400:
                raise SourceError(
                    f"the server says {answer.status_code} {visible(answer.reason_phrase)}".rstrip()
                )
            stated = answer.headers.get("Content-Type", "text/html")
            kind = stated.split(";", 1)[0].strip().casefold()
            if kind not in (*_PAGES, *_TEXTS):
                raise SourceError(f"it is no page but {visible(kind)[:80] or 'of an unknown kind'}")
            content = _content(answer)
            return FetchedPage(str(answer.url), content, kind, answer.charset_encoding)
    except httpx.TooManyRedirects as error:
        raise SourceError(f"its redirects do not end (more than {_MOST_REDIRECTS})") from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise SourceError("it leads to an address that is neither http nor https") from error
    except httpx.TimeoutException as error:
        raise SourceError("the server took too long to answer") from error
    except (httpx.HTTPError, UnicodeError, ValueError) as error:
        raise SourceError(
            f"it could not be fetched ({visible(str(error)) or type(error).__name__})"
        ) from error


def _content(answer: httpx.Response) -> bytes:
    content = bytearray()
    end = time.monotonic() + PATIENCE
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > LARGEST_PAGE:
            raise SourceError(f"the page is too large; at most {in_megabytes(LARGEST_PAGE)} are read")
        if time.monotonic() > end:
            raise SourceError(f"the page took longer than {PATIENCE:.0f} seconds")
    return bytes(content)
