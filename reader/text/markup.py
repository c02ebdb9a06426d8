"""Pieces of HTML as feeds carry them: to text, and to markup that nothing can hide in.

Read with one expression from tag to tag and never as a tree: its time grows with its length, however deep or
broken it is.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from reader.text.element_names import BLOCKS, CELLS, EMPTY, UNSEEN
from reader.text.sanitize import clean, visible

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<[!?][^>]{0,4000}>"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:.-]{0,60})"
    r"(?P<attributes>(?:[^\"'<>]++|\"[^\"]{0,8000}+\"|'[^']{0,8000}+')*+|[^<>]{0,8000}+)>",
    re.DOTALL,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,8000}>|<!--")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))})\b[^<>]*>", re.IGNORECASE)
_CELL_TAG = re.compile(rf"</?(?:{'|'.join(sorted(CELLS))})\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_UNSEEN_TAG = re.compile(rf"<(?:[!?]|(?i:{'|'.join(sorted(UNSEEN))})\b)")
_MARK_IN_ATTRIBUTE = re.compile(r"=\s*(?:\"[^\"<>]*[<>]|'[^'<>]*[<>])")
_STRAY_MARK = re.compile(r"<(?!/?[a-zA-Z])")
_WITH_ATTRIBUTES = re.compile(r"<[a-zA-Z][^\s<>/]*[\s/][^<>]*>")
_SUSPECT = re.compile(
    r"[\s/\"'](?:on[a-z]+|style|srcdoc)\s*="
    r"|\b(?:href|src|cite|poster|longdesc|action|formaction|background)\s*=\s*(?![\"']?(?:https?://|mailto:))",
    re.IGNORECASE,
)
"""Attributes that the plain way cannot answer for, or must change."""

_ATTRIBUTE = re.compile(
    r"(?<![\s/])[\s/]++(?P<name>[^\s=\"'<>/]{1,80})"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>]{1,8000})))?"
)
_ADDRESSES = frozenset(
    ("href", "src", "cite", "poster", "longdesc", "action", "formaction", "background", "xlink:href")
)
_HARMLESS = re.compile(
    r"(?:https?|mailto|ftp|tel|geo|magnet|data:image/(?:png|gif|jpeg|webp)):?", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,30}:")


def has_markup(text: str) -> bool:
    """Say whether there is a tag in a text, rather than a sign of comparison."""
    return _TAG.search(text) is not None


def text_of(markup: str) -> str:
    """Return the text of HTML, its blocks as paragraphs with one blank line between; clean and never markup.

    Text without any tag keeps its lines.
    """
    if "<" not in markup:
        return _paragraphs(unescape(markup) if "&" in markup else markup)
    if not _needs_care(markup):
        lines = _BLOCK_TAG.sub("\0", markup).split("\0")
        return _paragraphs("\n".join(_flowing(_ANY_TAG.sub("", _CELL_TAG.sub(" ", line))) for line in lines))
    pieces: list[str] = []
    position = 0
    hidden: str | None = None
    for token in _TOKEN.finditer(markup):
        if hidden is None:
            pieces.append(_flowing(markup[position : token.start()]))
        position = token.end()
        name = (token["name"] or "").casefold()
        if hidden is not None:
            hidden = None if token["close"] and name == hidden else hidden
        elif name in BLOCKS:
            pieces.append("\n")
        elif name in CELLS:
            pieces.append(" ")
        elif name in UNSEEN and name not in EMPTY and not token["close"]:
            hidden = name if not (token["attributes"] or "").endswith("/") else None
    if hidden is None:
        pieces.append(_flowing(markup[position:]))
    return _paragraphs("".join(pieces))


def line_of(markup: str) -> str:
    """Return HTML, or text that may hold some, as one line: the words of a title."""
    if "<" in markup and has_markup(markup):
        return visible(text_of(markup).replace("\n", " "))
    return visible(unescape(markup)) if _REFERENCE.search(markup) else visible(markup)


def harmless(markup: str, base: str | None = None) -> str:
    """Return HTML without what acts or hides, its addresses made absolute where ``base`` is known.

    Scripts, styles, frames, embedded things and comments go with what is inside them, so do attributes
    that hold scripts and addresses other than those of pages, pictures and mail. All else stays as it is.
    """
    markup = clean(markup)
    if "<" not in markup or _is_plain(markup):
        return markup
    pieces: list[str] = []
    position = 0
    hidden: str | None = None
    for token in _TOKEN.finditer(markup):
        if hidden is None:
            pieces.append(_without_open_tags(markup[position : token.start()]))
        position = token.end()
        if token["name"] is None:
            continue
        name = token["name"].casefold()
        if hidden is not None:
            hidden = None if token["close"] and name == hidden else hidden
        elif name in UNSEEN:
            is_open = name not in EMPTY and not token["close"]
            hidden = name if is_open and not token["attributes"].endswith("/") else None
        elif token["attributes"]:
            pieces.append(f"<{token['close']}{token['name']}{_attributes(token['attributes'], base)}>")
        else:
            pieces.append(token[0])
    if hidden is None:
        pieces.append(_without_open_tags(markup[position:]))
    return "".join(pieces)


def absolute(address: str, base: str | None) -> str:
    """Return an address joined to a base; as it is where there is no base or no sense in it."""
    address = visible(address)
    if base is None or not address or _SCHEME.match(address):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _is_plain(markup: str) -> bool:
    """Tell in a tenth of the time whether there is nothing to change, as in most feeds."""
    if _needs_care(markup) or _STRAY_MARK.search(markup):
        return False
    return not _SUSPECT.search("".join(_WITH_ATTRIBUTES.findall(markup)))


def _needs_care(markup: str) -> bool:
    """Tell what must be read from tag to tag: comments, unseen elements, signs in attributes."""
    return _UNSEEN_TAG.search(markup) is not None or _MARK_IN_ATTRIBUTE.search(markup) is not None


def _without_open_tags(text: str) -> str:
    """Return text between tags in which no browser finds the beginning of another tag."""
    return text.replace("<", "&lt;") if "<" in text else text


def _attributes(text: str, base: str | None) -> str:
    kept = [_attribute(found, base) for found in _ATTRIBUTE.finditer(text)]
    return "".join(kept) + (" /" if text.endswith("/") else "")


def _attribute(found: re.Match[str], base: str | None) -> str:
    name = found["name"].casefold()
    if name.startswith("on") or name in {"style", "srcdoc"}:
        return ""
    value = next((found[kind] for kind in ("double", "single", "bare") if found[kind] is not None), None)
    if value is None:
        return f" {found['name']}"
    if name in _ADDRESSES:
        address = absolute(unescape(value), base)
        scheme = _SCHEME.match(re.sub(r"\s", "", address))
        if scheme and not _HARMLESS.match(address):
            return ""
        if address != value:
            value = address.replace("&", "&amp;")
    return f' {found["name"]}="{value.replace(chr(34), "&quot;")}"'


def flowing(text: str) -> str:
    """Return text between tags, where line breaks mean no more than spaces."""
    return text.replace("\r", " ").replace("\n", " ") if "\n" in text or "\r" in text else text


def paragraphs_in(text: str) -> list[str]:
    """Return the lines of a text that show something, clean, white space inside them one space."""
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return [line for line in lines if line]


def _flowing(text: str) -> str:
    text = flowing(text)
    return unescape(text) if "&" in text else text


def _paragraphs(text: str) -> str:
    return "\n\n".join(paragraphs_in(text))
