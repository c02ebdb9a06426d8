"""The text in a page's elements, paragraph by paragraph."""

from __future__ import annotations

import re
from copy import deepcopy
from html import unescape
from typing import Any

from reader.errors import SourceError
from reader.text.element_names import BLOCKS, CELLS, UNSEEN
from reader.text.markup import flowing, paragraphs_in
from reader.text.sanitize import clean, visible

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

_MOST_ATTRIBUTES = 2000
_FEW_SIGNS = 20_000
_TAG_START = re.compile(r"<[a-zA-Z]")
_ATTRIBUTES = re.compile(r"""[^"'>]++|"[^"]*+"|'[^']*+'""")


def parse_page(markup: str) -> Any:
    """Return the tree of a page, comments and instructions left out; raise SourceError for what is none."""
    from lxml import etree, html

    if _may_have_many_attributes(markup) and _most_attributes(markup) > _MOST_ATTRIBUTES:
        raise SourceError(f"it is no page: an element has over {_MOST_ATTRIBUTES:,} attributes")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError("the page is empty or no HTML at all") from error


def _may_have_many_attributes(markup: str) -> bool:
    return markup.count("=") > _FEW_SIGNS or max(map(len, markup.split(">"))) > _FEW_SIGNS


def _most_attributes(markup: str) -> int:
    """Return the largest number of attributes, about, that one element has.

    Parsers compare each attribute with all before it: 100,000 of them take minutes.
    """
    most, position = 0, 0
    while (start := _TAG_START.search(markup, position)) is not None:
        position, attributes = start.end(), 0
        while position < len(markup) and markup[position] != ">":
            part = _ATTRIBUTES.match(markup, position)
            if part is None or part.end() == position:
                return max(most, attributes)  # a quote without an end takes the rest of the page
            attributes += 0 if part[0][0] in "\"'" else len(part[0].split())
            position = part.end()
        most = max(most, attributes)
    return most


def story_paragraphs(tree: Any) -> list[str]:
    """Return the text of the elements that hold stories, in page order, page furniture left out.

    The tree is changed.
    """
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
    return [line for element in inner for line in visible_lines("".join(element.itertext()))]


def all_paragraphs(tree: Any) -> list[str]:
    """Return all text that a browser would show, cut where blocks begin and end.

    For a tree that is known to hold nothing but the text, such as a chapter. ``reader.text.markup.text_of``
    does the same with markup that need not be made a tree.
    """
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag in BLOCKS:
            pieces.append("\n")
        elif tag in CELLS:
            pieces.append(" ")
        if event == "end":
            pieces.append(flowing(element.tail or ""))
        elif not isinstance(tag, str) or tag in UNSEEN:
            walk.skip_subtree()
        else:
            pieces.append(flowing(element.text or ""))
    return paragraphs_in("".join(pieces))


def shown(tree: Any) -> Any:
    """Return a copy of a page without what it hides from its reader."""
    copy = deepcopy(tree)
    for element in list(copy.iter("*")):
        style = re.sub(r"\s", "", element.get("style") or "").casefold()
        is_hidden = element.get("hidden") is not None or "display:none" in style
        if is_hidden and element.getparent() is not None and element.tag not in {"html", "body"}:
            element.drop_tree()
    return copy


def prose_lines(markup: str) -> list[str]:
    """Return the lines that are prose where no usual element has text, or too deep for a parser."""
    kept, position = [], 0
    for start in _UNSEEN.finditer(markup):
        if start.start() >= position:
            kept.append(markup[position : start.start()])
            end = markup.find(f"</{start[1]}", start.end())
            position = end if end >= 0 else len(markup)
    kept.append(markup[position:])
    text = _TAG.sub("", _BLOCK.sub("\n", "".join(kept)))
    return [
        line for line in visible_lines(unescape(text)) if len(line) >= _SHORTEST_PROSE or line[-1] in ".!?"
    ]


def visible_lines(text: str) -> list[str]:
    """Return the lines of a text that show something, without the dash of a list."""
    lines = (visible(line).removeprefix("- ") for line in clean(text).split("\n"))
    return [line for line in lines if line]


def without_title(paragraphs: list[str], title: str | None) -> list[str]:
    """Return the paragraphs without the headline that pages repeat above the story."""
    wanted = re.sub(r"\W+", "", title or "").casefold()
    for number, paragraph in enumerate(paragraphs[:3]):
        if wanted and re.sub(r"\W+", "", paragraph).casefold() == wanted:
            return paragraphs[:number] + paragraphs[number + 1 :]
    return paragraphs
