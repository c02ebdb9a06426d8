"""Markdown with front matter, as site generators and note takers keep articles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FENCE = re.compile(r"(-{3}|\+{3})[ \t]*\n")
_ENTRY = re.compile(r"([A-Za-z_][\w-]{0,40})\s*[:=]\s*(.*)")
_ITEM = re.compile(r"\s*- (.*)")
"""One of a list of values, each on a line of its own."""

_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*")
_OWN_LINE = re.compile(
    r"\s*(?:[-*+]|\d{1,3}[.)])\s|\s{4,}|\s*>|\||#{1,6}\s|\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$"
)

_CLOSED = re.compile(r"#{1,6}\s|\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
"""Headings and rules: the next line belongs to neither."""


@dataclass(frozen=True, slots=True)
class MarkdownArticle:
    """An article as its Markdown says it."""

    body: str
    """Plain text, paragraphs separated by one blank line."""
    title: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    """The front matter, keys in lower case: ``date``, ``author``, ``source``, ``url``, ``lang`` …"""


def read_markdown(text: str) -> MarkdownArticle:
    """Return the article in clean Markdown text; markup of links, emphasis and headings goes."""
    fields, rest = _front_matter(text)
    blocks = [block for block in re.split(r"\n[ \t]*\n", rest) if block.strip()]
    title = fields.get("title") or None
    if blocks and (heading := _first_heading(blocks[0])):
        title = title or _plain(heading[0])
        blocks[0:1] = [heading[1]] if heading[1].strip() else []
    paragraphs = [paragraph for block in blocks for paragraph in _paragraphs(block)]
    return MarkdownArticle("\n\n".join(paragraphs), title, fields)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the entries between two fences at the very start, and the text behind them."""
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text
    closing = re.compile(rf"^{re.escape(opening[1])}[ \t]*$", re.MULTILINE).search(text, opening.end())
    if closing is None:
        return {}, text
    fields = {}
    key = ""
    for line in text[opening.end() : closing.start()].splitlines():
        entry = _ENTRY.fullmatch(line.rstrip())
        if entry is not None:
            key = entry[1].casefold()
            fields[key] = entry[2].strip().strip("\"'")
        elif key and (item := _ITEM.fullmatch(line.rstrip())):
            fields[key] = f"{fields[key]}, {item[1].strip()}".removeprefix(", ")
    return fields, text[closing.end() :].lstrip("\n")


def _first_heading(block: str) -> tuple[str, str] | None:
    """Return the heading that opens a block, and what else the block holds."""
    line, _, rest = block.lstrip("\n").partition("\n")
    heading = _HEADING.fullmatch(line)
    if heading is not None:
        return heading[1], rest
    underline, _, below = rest.partition("\n")
    if re.fullmatch(r"={3,}[ \t]*", underline):
        return line.strip(), below
    return None


def _paragraphs(block: str) -> list[str]:
    """Return the paragraphs of a block: wrapped lines joined, list items and headings apart."""
    joined: list[str] = []
    is_open = False
    for line in block.strip("\n").split("\n"):
        if not line.strip():
            continue
        stands_alone = _OWN_LINE.match(line) is not None
        if joined and is_open and not stands_alone:
            joined[-1] += " " + line.strip()
        else:
            joined.append(line.strip())
        is_open = not line.endswith("  ") and _CLOSED.match(line) is None
    plain = (_plain(line) for line in joined)
    return [line for line in plain if line]


def _plain(line: str) -> str:
    """Return a line without its markup; its words stay as they are."""
    line = re.sub(r"^(?:#{1,6}|>{1,3})[ \t]+", "", line)
    line = re.sub(r"^(?:-{3,}|\*{3,}|_{3,}|={3,})$", "", line)
    line = re.sub(r"<!--.{0,2000}?-->", "", line)
    line = re.sub(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,1000}(?:\s\"[^\"]{0,200}\")?\)", "", line)
    line = re.sub(r"\[([^\[\]]{1,500})\]\([^()\s]{0,1000}(?:\s\"[^\"]{0,200}\")?\)", r"\1", line)
    line = re.sub(r"<(https?://[^<>\s]{1,1000})>", r"\1", line)
    line = re.sub(r"(\*\*|__)(?=\S)([^*_]{1,1000})(?<=\S)\1", r"\2", line)
    line = re.sub(r"(?<![\w*])\*(?=\S)([^*]{1,1000})(?<=\S)\*(?![\w*])", r"\1", line)
    line = re.sub(r"(?<![\w_])_(?=\S)([^_]{1,1000})(?<=\S)_(?![\w_])", r"\1", line)
    line = re.sub(r"\\([\\`*_{}\[\]()#+\-.!>~|\"'])", r"\1", line)
    return line.strip()
