"""Where the words of a query stand in a text: without case or diacritics, offsets kept."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from reader.search.tree import Not, Phrase, Within, Word, children_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.search.tree import Node

Hit: TypeAlias = tuple[int, int]
"""A half-open range of code points."""

ANYWHERE = ""
"""The field of words that were asked for without one."""


class _Folds(dict[str, str]):
    """Characters as they are compared: lower case, no diacritics, one code point each."""

    def __missing__(self, character: str) -> str:
        base = unicodedata.normalize("NFKD", character)[:1]
        lower = base.lower()
        lower = "σ" if lower == "ς" else lower
        folded = self[character] = lower if len(lower) == 1 else character
        return folded


_FOLDS = _Folds()
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Return the text as it is compared, code point for code point."""
    lower = text.lower()
    if text.isascii():
        return lower
    if len(lower) != len(text):
        return "".join(map(_FOLDS.__getitem__, text))
    # Four times as fast as character by character: most of a body is ASCII.
    return _NOT_ASCII.sub(lambda match: _FOLDS[match[0]], lower)


def find_all(folded: str, needle: str) -> list[Hit]:
    """Return where ``needle`` stands in a folded text, in order; spaces match line breaks too."""
    words = fold(needle).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [match.span() for match in pattern.finditer(folded)]


def hits_pattern(root: Node | None, *fields: str) -> re.Pattern[str] | None:
    """Return a pattern for the words and phrases asked for in some fields, to be used on folded text.

    ``fields`` are names of text fields (``title``, ``said``) and ANYWHERE. What must not be there is
    left out; None when nothing is asked for.
    """
    leaves = _asked_for(root, fields, ANYWHERE)
    wanted = {pattern for leaf in leaves for pattern in _patterns_of(leaf)}
    if not wanted:
        return None
    # Longest first: a phrase wins over a word of it.
    return re.compile("|".join(sorted(wanted, key=len, reverse=True)))


def hits_of(folded: str, root: Node | None) -> list[Hit]:
    """Return where in a folded body the words stand that a query asks for in it or in its quotes."""
    pattern = hits_pattern(root, ANYWHERE, "said")
    return [match.span() for match in pattern.finditer(folded)] if pattern else []


def _asked_for(node: Node | None, fields: tuple[str, ...], field: str) -> Iterator[Word | Phrase]:
    if node is None or isinstance(node, Not):
        return
    if isinstance(node, Word | Phrase) and field in fields:
        yield node
    inner = node.field if isinstance(node, Within) else field
    for child in children_of(node):
        yield from _asked_for(child, fields, inner)


def _patterns_of(leaf: Word | Phrase) -> Iterator[str]:
    """Yield patterns for a word and its other forms, or for a phrase.

    Each begins with its letters and looks back only then: a pattern that begins by looking back is
    tried at every place of a text, which takes five to forty times as long.
    """
    is_beginning = leaf.unfinished or (isinstance(leaf, Word) and leaf.prefix)
    ending = r"[^\W_]*" if is_beginning else r"(?![^\W_])"
    for text in (leaf.text, *leaf.forms) if isinstance(leaf, Word) else (leaf.text,):
        words = [re.escape(word) for word in re.findall(r"[^\W_]+", fold(text))]
        if words:
            first, *rest = words
            yield r"[\W_]+".join([rf"{first}(?<![^\W_]{first})", *rest]) + ending
