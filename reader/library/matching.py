"""From the words of a query to FTS5 expressions.

No text of the reader ever reaches MATCH unquoted: each word and phrase is written as an FTS5
string, in which nothing but the quotation mark has a meaning.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.library.identity import fold
from reader.library.tags import has_tag
from reader.library.terms import common_words_beginning, words_beginning
from reader.search.tree import And, Near, Not, Or, Phrase, Word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from reader.search.tree import Node

_UNSENDABLE = re.compile('["\x00\ud800-\udfff]')
_TOKENS = re.compile(r"[^\W_]+")
MOST_TOKENS = 32
"""Words of one phrase that count."""

_LAST_TOKEN = re.compile(r"[^\W_]+$")

ANYWHERE = "body title"
"""Columns of words that were asked for without a field.

What is said stands in the body too, and no word of a text looks like a tag, so that a single word
needs no columns: without them FTS5 reads a common word's list twice as fast.
"""

CHEAP_BEGINNING = 3
"""Letters from which ``"abc"*`` inside a phrase is cheap at any size."""


def quoted(text: str) -> str:
    """Return ``text`` as an FTS5 string: the tokens in it, next to each other, up to some.

    Each token has a list of its own to be read, and no sentence is told from others by more.
    """
    sendable = _UNSENDABLE.sub(" ", text)
    if len(sendable) > 2 * MOST_TOKENS:
        tokens = list(islice(_TOKENS.finditer(sendable), MOST_TOKENS + 1))
        if len(tokens) > MOST_TOKENS:
            sendable = sendable[: tokens[MOST_TOKENS - 1].end()]
    return f'"{sendable}"'


def any_of(expressions: Sequence[str]) -> str:
    """Join expressions with OR."""
    return expressions[0] if len(expressions) == 1 else f"({' OR '.join(expressions)})"


def compose(node: Node, leaf: Callable[[Node], str | None], everything: str | None) -> str | None:
    """Return the expression of a tree whose leaves ``leaf`` can say; None where it cannot.

    FTS5 can only take away from something: ``everything`` is what a lone exclusion takes from.
    """
    if isinstance(node, Or):
        return _all_or_none([compose(child, leaf, everything) for child in node.children], any_of)
    if isinstance(node, And | Not):
        children = node.children if isinstance(node, And) else (node,)
        wanted = [compose(child, leaf, everything) for child in children if not isinstance(child, Not)]
        excluded = [compose(child.child, leaf, everything) for child in children if isinstance(child, Not)]
        if not wanted and everything is not None:
            wanted = [everything]
        base = _all_or_none(wanted, lambda found: f"({' AND '.join(found)})") if wanted else None
        if base is None or not excluded:
            return base
        return _all_or_none(excluded, lambda found: f"({base} NOT {any_of(found)})")
    return leaf(node)


def _all_or_none(expressions: Sequence[str | None], join: Callable[[list[str]], str]) -> str | None:
    found = [expression for expression in expressions if expression is not None]
    return join(found) if len(found) == len(expressions) else None


def words_expression(connection: sqlite3.Connection, node: Node, columns: str) -> str | None:
    """Return an expression for a word, phrase or ``near()`` in some columns; None for anything else."""
    if isinstance(node, Word):
        expression = word_expression(connection, node)
        is_anywhere = columns == ANYWHERE and not has_tag(fold(node.text))
        return expression if is_anywhere else f"{{{columns}}} : {expression}"
    if isinstance(node, Phrase):
        is_open = node.unfinished and _ends_long(node.text)
        return f"{{{columns}}} : {quoted(node.text)}{' *' if is_open else ''}"
    if isinstance(node, Near):
        parts = " ".join(quoted(part.text) for part in node.parts)
        return f"{{{columns}}} : NEAR({parts}, {node.distance:d})"
    return None


def word_expression(connection: sqlite3.Connection, word: Word) -> str:
    """Return what stands for a word: itself with its other forms, or what begins so."""
    if not word.unfinished and not word.prefix:
        return any_of([quoted(text) for text in (word.text, *word.forms)])
    find = words_beginning if word.unfinished else common_words_beginning
    terms = find(connection, word.text)
    forms = [quoted(form) for form in word.forms]
    if terms:
        return any_of([*(quoted(term) for term in dict.fromkeys((word.text, *terms))), *forms])
    is_one_token = word.text.isalnum()
    is_cheap = is_one_token or word.prefix or _ends_long(word.text)
    return any_of([f"{quoted(word.text)} *" if is_cheap else quoted(word.text), *forms])


def _ends_long(text: str) -> bool:
    """Tell whether the last word is long enough to be looked for as a beginning."""
    match = _LAST_TOKEN.search(text)
    return match is not None and len(match[0]) >= CHEAP_BEGINNING
