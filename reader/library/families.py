"""Word families of a library: which of its words are forms of the same root.

The words of the dictionary of terms are grouped once, in the background; a search looks its words up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.identity import fold
from reader.search.families import LANGUAGES, SHORTEST, root_of
from reader.search.forms import languages_asked, with_forms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from reader.search.tree import Node, Word

MOST_FORMS = 16
"""Other forms that count with a word, those in most articles first."""

LONG_ENOUGH = 5
"""Letters of a word being typed from which its other forms count; a shorter one becomes another word."""

FEWEST = 0.01
"""Share of the articles that a language needs for its rules to be applied."""

RELATIVES = """
SELECT other.term
  FROM word_form AS other
  JOIN term ON term.term = other.term
 WHERE other.language = :language AND other.root = :root AND other.term <> :word
 ORDER BY term.articles DESC, other.term
 LIMIT :limit
"""


def widen(connection: sqlite3.Connection, root: Node) -> Node:
    """Return the tree with the other forms of its words, as far as the library has them."""
    here = languages_here(connection)
    asked = languages_asked(root)
    languages = [language for language in here if language in asked] if asked else here
    return with_forms(root, lambda word: forms_of(connection, word, languages))


def languages_here(connection: sqlite3.Connection) -> list[str]:
    """Return the languages with known word forms in which the library has more than a few articles."""
    counts = dict(connection.execute("SELECT code, articles FROM language").fetchall())
    fewest = FEWEST * sum(counts.values())
    return [language for language in LANGUAGES if counts.get(language, 0) > fewest]


def forms_of(connection: sqlite3.Connection, word: Word, languages: Collection[str]) -> list[str]:
    """Return the other forms of a word in some languages, those in most articles first.

    Each language judges by its own rules; a word of two languages has the forms of both.
    """
    folded = fold(word.text)
    if len(folded) < (LONG_ENOUGH if word.unfinished else SHORTEST) or not folded.isalpha():
        return []
    roots = dict(
        connection.execute("SELECT language, root FROM word_form WHERE term = ?", (folded,)).fetchall()
    )
    if not roots and not word.unfinished:  # a form that the library lacks may have relatives that it has
        roots = {language: root for language in languages if (root := root_of(folded, language))}
    found: dict[str, None] = {}
    for language, root in roots.items():
        if language in languages:
            wanted = {"language": language, "root": root, "word": folded, "limit": MOST_FORMS}
            found.update((form, None) for (form,) in connection.execute(RELATIVES, wanted))
    return list(found)[:MOST_FORMS]


def write_families(connection: sqlite3.Connection, terms: Iterable[str], languages: Collection[str]) -> None:
    """Group terms by their roots; those that no language knows are left out."""
    connection.executemany(
        "INSERT OR IGNORE INTO word_form(term, language, root) VALUES (?, ?, ?)", _rooted(terms, languages)
    )


def _rooted(terms: Iterable[str], languages: Collection[str]) -> Iterator[tuple[str, str, str]]:
    for term in terms:
        for language in languages:
            root = root_of(term, language)
            if root is not None:
                yield term, language, root
