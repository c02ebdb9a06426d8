"""Trees as FTS5 expressions: over articles, and over quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.matching import ANYWHERE, any_of, compose, quoted, words_expression
from reader.library.naming import entities_called, languages_called, sources_called, tags_called
from reader.library.tags import EVERY, QUOTED, entity_tag, label_tag, language_tag, source_tag, speaker_tag
from reader.search.tree import And, Having, Named, Not, Or, Phrase, Within, Word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.ids import SourceId
    from reader.search.tree import Node

NOTHING = '{tags} : "0none"'
"""An expression that nothing matches."""


def is_about_quotes(node: Node) -> bool:
    """Tell whether a node asks about quotes and nothing else."""
    if isinstance(node, And | Or):
        return all(is_about_quotes(child) for child in node.children)
    if isinstance(node, Not):
        return is_about_quotes(node.child)
    return isinstance(node, Within | Named) and node.field in {"said", "speaker"}


def quote_expression(connection: sqlite3.Connection, node: Node) -> str | None:
    """Return an expression over ``quote_text`` for a tree that is about quotes.

    None when the tree asks for something else, or only excludes.
    """

    def leaf(node: Node) -> str | None:
        if isinstance(node, Within) and node.field == "said":
            return compose(node.child, lambda inner: words_expression(connection, inner, "text"), None)
        if isinstance(node, Named) and node.field == "speaker":
            return _tagged(speaker_tag(entity) for entity in entities_called(connection, node))
        return None

    return compose(node, leaf, None)


def article_expression(connection: sqlite3.Connection, node: Node, *, loosely: bool = False) -> str | None:
    """Return an expression over ``article_text``, or None when the index alone cannot answer.

    ``said:(a b)`` wants both words in one quote, but an article's quotes are indexed together;
    with ``loosely`` the words may stand in two.
    """

    def leaf(node: Node) -> str | None:
        if isinstance(node, Within):
            if node.field == "said" and not loosely and not _fits_any_quote(node.child):
                return None
            return compose(
                node.child, lambda inner: words_expression(connection, inner, node.field), _tag(EVERY)
            )
        if isinstance(node, Named):
            return None if node.field == "story" else _named(connection, node)
        if isinstance(node, Having) and node.what == "quote":
            return _tag(QUOTED)
        return words_expression(connection, node, ANYWHERE)

    return compose(node, leaf, _tag(EVERY))


def sources_expression(sources: Sequence[SourceId]) -> str:
    """Return an expression for the articles of some sources."""
    return any_of([_tag(source_tag(source)) for source in sources]) if sources else NOTHING


def match_expression(wanted: Sequence[str], excluded: Sequence[str]) -> str | None:
    """Join expressions: all of ``wanted``, none of ``excluded``; None when there are neither.

    FTS5 asks every list of an AND about every candidate of any of them. Lists with alternatives are
    dear to ask, so the plain ones agree on a candidate first, behind a NOT that excludes nothing:
    nested ANDs alone would be flattened.
    """
    if not wanted and not excluded:
        return None
    plain = [expression for expression in wanted if " OR " not in expression]
    dear = [expression for expression in wanted if " OR " in expression]
    base = f"({' AND '.join(plain or dear or [_tag(EVERY)])})"
    if plain and dear:
        agreed = f"({base} NOT {NOTHING})" if len(plain) > 1 else base
        base = f"({' AND '.join([agreed, *dear])})"
    return f"({base} NOT {any_of(list(excluded))})" if excluded else base


def _fits_any_quote(node: Node) -> bool:
    """Tell whether it makes no difference in which quote the words stand."""
    if isinstance(node, Or):
        return all(_fits_any_quote(child) for child in node.children)
    if isinstance(node, Not):
        return _fits_any_quote(node.child)
    return isinstance(node, Word | Phrase)


def _named(connection: sqlite3.Connection, node: Named) -> str:
    if node.field == "source":
        return _tagged(source_tag(source) for source in sources_called(connection, node))
    if node.field == "lang":
        return _tagged(language_tag(code) for code in languages_called(connection, node))
    if node.field == "tag":
        return _tagged(label_tag(tag) for tag in tags_called(connection, node))
    make_tag = speaker_tag if node.field == "speaker" else entity_tag
    return _tagged(make_tag(entity) for entity in entities_called(connection, node))


def _tagged(tags: Iterable[str]) -> str:
    found = [quoted(tag) for tag in tags]
    return f"{{tags}} : {any_of(found)}" if found else NOTHING


def _tag(tag: str) -> str:
    return f"{{tags}} : {quoted(tag)}"
