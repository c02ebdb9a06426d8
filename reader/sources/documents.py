"""One document as one article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.errors import SourceError
from reader.model.article import RawArticle
from reader.sources.kinds import Kind
from reader.text.decode import Decoded, declared_charset, decode
from reader.text.markdown import read_markdown
from reader.text.outlets import outlet_named
from reader.text.plain import read_plain
from reader.text.published import parse_published
from reader.text.sanitize import clean, is_blank, visible
from reader.text.tags import clean_tags

_TAGS = ("category", "categories", "section", "kategori", "tags", "keywords", "tag")
"""Entries of the front matter that file an article under something."""

if TYPE_CHECKING:
    from reader.text.site_rules import SiteRules


def read_document(data: bytes, kind: Kind, locator: str, *, rules: SiteRules | None = None) -> RawArticle:
    """Return the article in a document; raise SourceError with the reason where there is none.

    ``rules`` say where the article stands in the pages of single sites; None takes those shipped.
    """
    if not data.strip():
        raise SourceError("it is empty")
    if kind is Kind.MAIL:
        from reader.sources.mail import read_mail

        return read_mail(data, locator)
    if kind is Kind.SAVED_PAGE:
        from reader.sources.saved_pages import read_saved_page

        return read_saved_page(data, locator, rules=rules)
    if kind is Kind.PAGE:
        return read_page(decode(data, declared=declared_charset(data)), locator, rules=rules)
    decoded = decode(data)
    if kind is Kind.MARKDOWN:
        return _read_markdown(decoded, locator)
    return _read_text(decoded, locator)


def read_page(
    page: Decoded,
    locator: str,
    *,
    title: str | None = None,
    url: str | None = None,
    rules: SiteRules | None = None,
    whole: bool = False,
) -> RawArticle:
    """Return the article in a web page; ``title`` stands in where the page has none.

    ``url`` is where the page was found, if that is known. Raise SourceError where the page asks for
    consent or tests for robots; before a paywall too if the ``whole`` article is wanted, else the
    article comes with a warning.
    """
    from reader.text.extract import extract_page
    from reader.text.obstacles import ObstacleKind

    article = extract_page(page.text, url=url, rules=rules)
    facts, obstacle = article.facts, article.obstacle
    if obstacle is not None and (whole or obstacle.kind is not ObstacleKind.PAYWALL):
        raise SourceError(obstacle.reason)
    return RawArticle(
        locator=locator,
        body=article.body,
        title=facts.title or title,
        source=facts.source,
        url=facts.url,
        byline=facts.byline,
        published=facts.published,
        language=facts.language,
        warning=obstacle.reason if obstacle else page.warning,
        tags=facts.tags,
    )


def web_address(text: str | None) -> str | None:
    """Return an http or https URL without anything hidden in it; None for any other text."""
    address = visible(text or "")
    if not re.fullmatch(r"https?://[^\s<>\"]{3,2000}", address):
        return None
    try:
        urlsplit(address)
    except ValueError:  # "http://[": whoever takes it apart would fail
        return None
    return address


def visible_body(text: str) -> str:
    """Return clean text; raise SourceError when nothing in it can be seen."""
    body = clean(text)
    if is_blank(body):
        raise SourceError("it has no visible text")
    return body


def _read_text(decoded: Decoded, locator: str) -> RawArticle:
    article = read_plain(visible_body(decoded.text))
    return RawArticle(
        locator=locator,
        body=article.body,
        title=article.title,
        url=article.url,
        byline=article.byline,
        warning=decoded.warning,
    )


def _read_markdown(decoded: Decoded, locator: str) -> RawArticle:
    article = read_markdown(visible_body(decoded.text))
    if is_blank(article.body):
        raise SourceError("it has no text under its heading")

    def stated(*names: str) -> str | None:
        return next((value for name in names if (value := visible(article.fields.get(name, "")))), None)

    source = stated("source", "outlet", "publisher", "site")
    date = stated("date", "published", "published_at")
    return RawArticle(
        locator=locator,
        body=article.body,
        title=visible(article.title or "") or None,
        source=(outlet_named(source) or source) if source else None,
        url=web_address(stated("url", "link", "canonical", "original")),
        byline=stated("author", "byline", "authors", "penulis"),
        published=parse_published(date) if date else None,
        language=stated("lang", "language", "bahasa"),
        warning=decoded.warning,
        tags=clean_tags(article.fields.get(name, "") for name in _TAGS),
    )
