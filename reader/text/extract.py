"""From a web page to the article in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from reader.errors import SourceError
from reader.text.furniture import find_byline
from reader.text.page_facts import PageFacts, page_facts
from reader.text.sanitize import clean, visible

LARGEST_PAGE = 8_000_000
"""Code points of markup; pages with an article in them have a hundredth of that."""

_MOST_ELEMENTS = 150_000

_STORY = ("p", "h2", "h3", "h4", "li", "blockquote", "pre", "dd", "td", "figcaption")
_PAGE = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
)
_UNSEEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_BLOCK = re.compile(rf"</?(?:div|br|tr|h1|ul|ol|{'|'.join(_STORY)})\b[^<>]{{0,2000}}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SHORTEST_PROSE = 40
_TRUSTED_FROM = 250
"""Characters; with less, trafilatura gathers loose pieces of text and cuts sentences at every element."""
_FEWEST_WORDS = 3
"""Below that it is the label of a link, not a story."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,2000})")


@dataclass(frozen=True, slots=True)
class PageArticle:
    """The article of a web page."""

    body: str
    """Clean text, paragraphs separated by one blank line; never empty."""
    facts: PageFacts


def extract_page(markup: str, *, url: str | None = None) -> PageArticle:
    """Return the article in a page; raise SourceError when the page is too large or has no article.

    ``url`` is where the page was found; what the page says of its own address goes before it.
    """
    if len(markup) > LARGEST_PAGE or markup.count("<") > 2 * _MOST_ELEMENTS:
        raise SourceError(
            f"the page is too large to be an article ({len(markup) / 1e6:.1f} million characters of HTML)"
        )
    saved_from = _SAVED_FROM.search(markup[:4096])
    tree = _parse(markup)
    facts = page_facts(tree, url=url or (saved_from[1] if saved_from else None))
    paragraphs = _by_trafilatura(markup)
    if sum(map(len, paragraphs)) < _TRUSTED_FROM:
        paragraphs = _by_elements(tree) or _by_tags(markup) or paragraphs
    paragraphs = _without_title(paragraphs, facts.title)
    body = "\n\n".join(paragraphs)
    if len(body.split()) < _FEWEST_WORDS:
        raise SourceError("no article text was found in this page")
    if facts.byline is None and (byline := find_byline(body, facts.language or "und")):
        facts = replace(facts, byline=byline)
    return PageArticle(body, facts)


def _parse(markup: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError("the page is empty or no HTML at all") from error


def _by_trafilatura(markup: str) -> list[str]:
    """Return the paragraphs that trafilatura takes for the article; empty when it finds none or fails."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(_parse(markup), include_comments=False, include_tables=False)
    except Exception:  # noqa: BLE001 - whatever a page does to the extractor, the plain way still reads it
        return []
    text = getattr(document, "text", None) or ""
    return _lines(text)


def _by_elements(tree: Any) -> list[str]:
    """Return the text of the elements that hold stories, in page order, page furniture left out."""
    for element in list(tree.iter(*_PAGE)):
        if element.getparent() is not None:
            element.drop_tree()
    for line_break in tree.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    main = next(tree.iter("article"), None)
    main = next(tree.iter("main"), tree) if main is None else main
    inner = [
        element for element in main.iter(*_STORY) if next(element.iterdescendants(*_STORY), None) is None
    ]
    return [line for element in inner for line in _lines("".join(element.itertext()))]


def _by_tags(markup: str) -> list[str]:
    """Return the lines that are prose where no usual element has text, or too deep for a parser."""
    kept, position = [], 0
    for start in _UNSEEN.finditer(markup):
        if start.start() >= position:
            kept.append(markup[position : start.start()])
            end = markup.find(f"</{start[1]}", start.end())
            position = end if end >= 0 else len(markup)
    kept.append(markup[position:])
    text = _TAG.sub("", _BLOCK.sub("\n", "".join(kept)))
    return [line for line in _lines(unescape(text)) if len(line) >= _SHORTEST_PROSE or line[-1] in ".!?"]


def _lines(text: str) -> list[str]:
    lines = (visible(line).removeprefix("- ") for line in clean(text).split("\n"))
    return [line for line in lines if line]


def _without_title(paragraphs: list[str], title: str | None) -> list[str]:
    """Return the paragraphs without the headline that pages repeat above the story."""
    wanted = re.sub(r"\W+", "", title or "").casefold()
    for number, paragraph in enumerate(paragraphs[:3]):
        if wanted and re.sub(r"\W+", "", paragraph).casefold() == wanted:
            return paragraphs[:number] + paragraphs[number + 1 :]
    return paragraphs
