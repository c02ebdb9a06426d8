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
        folded = self[character] = lower if len(lower) == 1 else character
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return the text as it is compared, code point for code point."""
    if text.isascii():
        return text.lower()
    return "".join(map(_FOLDS.__getitem__, text))


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
    wanted = {pattern for leaf in _asked_for(root, fields, ANYWHERE) if (pattern := _pattern_of(leaf))}
    if not wanted:
        return None
    # Longest first: a phrase wins over a word of it.
    alternatives = "|".join(sorted(wanted, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{alternatives})")


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


def _pattern_of(leaf: Word | Phrase) -> str:
    texts = (leaf.text, *leaf.forms) if isinstance(leaf, Word) else (leaf.text,)
    patterns = ["[\\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", fold(text)))) for text in texts]
    pattern = patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(filter(None, patterns))})"
    if not any(patterns):
        return ""
    is_beginning = leaf.unfinished or (isinstance(leaf, Word) and leaf.prefix)
    return pattern + (r"[^\W_]*" if is_beginning else r"(?![^\W_])")
