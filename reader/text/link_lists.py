"""Parts of a page that only lead to other pages: menus, lists of headlines, teasers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOLDERS = ("td", "ul", "ol", "div", "section", "aside", "nav", "table", "dl", "font")
_HEADINGS = ("h2", "h3", "h4", "h5")
_FEWEST_LINKS = 3
_LINKED = 0.8
"""Share of the letters of a list of links that stand in links."""
_MOST_UNLINKED = 80
"""Letters outside the links of such a list; a sentence has more."""
_FEWEST_TEASERS = 3
_PROSE = 60
"""Letters of a paragraph that may be one of a story."""
_MOST_ELEMENTS = 20_000
"""Elements of a page that is looked through; larger ones are left as they are."""


def drop_link_lists(tree: Any) -> None:
    """Take lists of links out of a page, and teasers that stand apart from its story.

    A teaser is a block with a linked headline among others of its form. The story is in the smallest
    element round the headline of the page that has prose; nothing in it is taken for a teaser.
    """
    if sum(1 for _ in tree.iter("*")) > _MOST_ELEMENTS:
        return
    for element in [*_link_lists(tree), *_teasers(tree)]:
        if element.getparent() is not None:
            element.drop_tree()


def _link_lists(tree: Any) -> list[Any]:
    """Return the elements that are nothing but links.

    One walk adds up letters as it goes, so that the depth of a page costs nothing.
    """
    from lxml import etree

    found = []
    letters = linked = links = depth = 0
    open_elements: list[tuple[int, int, int]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            open_elements.append((letters, linked, links))
            depth += element.tag == "a"
            links += element.tag == "a"
            size = _letters(element.text)
        else:
            depth -= element.tag == "a"
            before = open_elements.pop()
            whole, inside, count = letters - before[0], linked - before[1], links - before[2]
            is_list = inside >= _LINKED * whole and whole - inside <= _MOST_UNLINKED
            if element.tag in _HOLDERS and count >= _FEWEST_LINKS and is_list:
                found.append(element)
            size = _letters(element.tail)
        letters += size
        linked += size if depth else 0
    return found


def _teasers(tree: Any) -> list[Any]:
    """Return the blocks with linked headlines outside the element that holds the story."""
    story = _story(tree)
    if story is None:
        return []
    inside = set(story.iter("*"))
    groups: dict[tuple[Any, str, str | None], list[Any]] = defaultdict(list)
    for heading in tree.iter(*_HEADINGS):
        block = heading.getparent()
        if heading in inside or block is None or block.tag in {"body", "html"} or not _is_linked(heading):
            continue
        groups[block.getparent(), block.tag, block.get("class")].append(block)
    return [block for blocks in groups.values() if len(blocks) >= _FEWEST_TEASERS for block in blocks]


def _story(tree: Any) -> Any:
    """Return the smallest element with the page's headline and two paragraphs of prose."""
    heading = next(tree.iter("h1"), None)
    element = None if heading is None else heading.getparent()
    while element is not None and element.tag not in {"body", "html"}:
        if sum(1 for _ in zip(range(2), _prose(element), strict=False)) == 2:
            return element
        element = element.getparent()
    return None


def _prose(element: Any) -> Iterator[Any]:
    return (paragraph for paragraph in element.iter("p") if len(_text(paragraph)) >= _PROSE)


def _is_linked(heading: Any) -> bool:
    """Say whether a heading is a link, inside it or round it."""
    text = _text(heading)
    if not text:
        return False
    inner = sum(len(_text(link)) for link in heading.iter("a"))
    return inner >= len(text) or next(heading.iterancestors("a"), None) is not None


def _letters(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _text(element: Any) -> str:
    return visible("".join(element.itertext()))
