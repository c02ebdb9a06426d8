"""Other forms of the words of a query: put into its tree, taken out, and listed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.search.tree import And, Named, Not, Or, Within, Word, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.search.tree import Node


def with_forms(root: Node, find: Callable[[Word], Sequence[str]]) -> Node:
    """Return the tree in which each word also stands for the forms that ``find`` gives.

    Words that are exact or end in ``*`` stay as they are, as do phrases and ``near()``.
    """
    if isinstance(root, Word):
        if root.exact or root.prefix:
            return root
        forms = tuple(find(root))
        return replace(root, forms=forms) if forms != root.forms else root
    if isinstance(root, And | Or):
        return replace(root, children=tuple(with_forms(child, find) for child in root.children))
    if isinstance(root, Not | Within):
        return replace(root, child=with_forms(root.child, find))
    return root


def without_forms(root: Node) -> Node:
    """Return the tree with each word standing for itself alone."""
    return with_forms(root, lambda _: ())


def forms_in(root: Node | None) -> list[str]:
    """Return the other forms that a tree asks for, in order, each once."""
    found = (form for node in walk(root) if isinstance(node, Word) for form in node.forms)
    return list(dict.fromkeys(found))


def languages_asked(root: Node | None) -> set[str]:
    """Return the languages to which a query keeps itself; empty when it keeps to none."""
    top = root.children if isinstance(root, And) else (root,)
    return {node.text.lower() for node in top if isinstance(node, Named) and node.field == "lang"}
