"""The dictionary of terms: a word being typed becomes the commonest words that begin so.

``"b"*`` takes 2.7 s at a million articles even newest first, because the index merges the lists of
every word with that beginning; twenty words from the dictionary take 3 ms.
"""

from __future__ import annotations

import heapq
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from reader.library.families import languages_here, write_families
from reader.library.identity import fold
from reader.library.state import recall, remember

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

MOST_FORMS = 20
"""Words that stand for a beginning."""

SHORT = 2
"""Beginnings of up to so many letters have their words worked out in advance."""

CHEAP = 10_000
"""Articles, added up over the words of a beginning, up to which the index may merge them all."""

GROWTH = 1.25
"""How much a library grows before its dictionary is made anew; until then it learns new articles' words."""

ARTICLES_AT_ONCE = 500
"""Bodies held in memory while the words of new articles are counted."""

_QUOTED = re.compile(r'"([^"]*)"')
_TOKEN = re.compile(r"[^\W_]+")

COUNTED = "terms.articles"
"""Setting: how many articles the dictionary was made from."""


def words_beginning(connection: sqlite3.Connection, typed: str) -> tuple[str, ...]:
    """Return the commonest terms that begin with ``typed``.

    Empty when there is no dictionary or the terms are rare: then ``"typed"*`` is cheap, and finds
    also what the dictionary does not hold yet.
    """
    wanted = fold(typed)
    if not wanted or not wanted.isalnum():
        return ()
    if len(wanted) <= SHORT:
        rows = connection.execute("SELECT term FROM common_term WHERE prefix = ? ORDER BY rank", (wanted,))
        return tuple(term for (term,) in rows)
    common = connection.execute(
        "SELECT articles, term FROM term WHERE term >= ? AND term < ?", (wanted, f"{wanted}\U0010ffff")
    ).fetchall()
    if sum(articles for articles, _ in common) < CHEAP:
        return ()
    return tuple(term for _, term in heapq.nlargest(MOST_FORMS, common))


def common_words_beginning(connection: sqlite3.Connection, typed: str) -> tuple[str, ...]:
    """Return the same for a beginning of one or two letters, and nothing for a longer one."""
    return words_beginning(connection, typed) if len(fold(typed)) <= SHORT else ()


def places_of(connection: sqlite3.Connection, match: str) -> int:
    """Estimate how many articles stand in the lists of all words of an FTS5 expression, added up.

    Tags and what the dictionary lacks count as a thousand each.
    """
    words = Counter(word for text in _QUOTED.findall(match) for word in _TOKEN.findall(fold(text)))
    rows = connection.execute(
        "SELECT term, articles FROM term WHERE term IN (SELECT value FROM json_each(?))",
        (json.dumps(list(words)),),
    )
    known = dict(rows.fetchall())
    return sum(count * known.get(word, 1000) for word, count in words.items())


def is_outdated(connection: sqlite3.Connection) -> bool:
    """Tell whether the dictionary is missing, or made when the library was much smaller."""
    articles = connection.execute("SELECT coalesce(sum(articles), 0) FROM source").fetchone()[0]
    return bool(articles > GROWTH * int(recall(connection, COUNTED) or 0))


def count_terms(connection: sqlite3.Connection) -> dict[str, int]:
    """Read all terms in two or more articles, with how many; takes 23 s at a million articles."""
    rows = connection.execute(
        "SELECT term, doc FROM article_vocabulary WHERE doc > 1 AND term NOT GLOB '0[a-z]*'"
    )
    return dict(rows)


def write_terms(connection: sqlite3.Connection, terms: dict[str, int], articles: int) -> None:
    """Put a new dictionary in the place of the old one."""
    connection.execute("DELETE FROM term")
    connection.execute("DELETE FROM common_term")
    connection.execute("DELETE FROM word_form")
    connection.executemany("INSERT INTO term(term, articles) VALUES (?, ?)", sorted(terms.items()))
    connection.executemany("INSERT INTO common_term(prefix, rank, term) VALUES (?, ?, ?)", _common(terms))
    write_families(connection, terms, languages_here(connection))
    remember(connection, COUNTED, str(articles))


def count_new_terms(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[str, int]:
    """Count the terms of some articles, each once an article, as the full-text index cuts them."""
    counts: Counter[str] = Counter()
    for start in range(0, len(ids), ARTICLES_AT_ONCE):
        rows = connection.execute(
            "SELECT coalesce(title, ''), body FROM article WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids[start : start + ARTICLES_AT_ONCE])),),
        )
        for title, body in rows:
            counts.update(set(_TOKEN.findall(fold(f"{title}\n{body}"))))
    return dict(counts)


def add_terms(connection: sqlite3.Connection, terms: dict[str, int]) -> None:
    """Count the terms of new articles in, and group those that are new with their families.

    A word in one article alone stays out, as it does when the whole dictionary is made: the next
    article that has it brings it in only if the dictionary knows it by then.
    """
    known = {
        term
        for (term,) in connection.execute(
            "SELECT term FROM term WHERE term IN (SELECT value FROM json_each(?))", (json.dumps(list(terms)),)
        )
    }
    wanted = {term: articles for term, articles in terms.items() if articles > 1 or term in known}
    connection.executemany(
        """
        INSERT INTO term(term, articles) VALUES (?, ?)
            ON CONFLICT (term) DO UPDATE SET articles = articles + excluded.articles
        """,
        sorted(wanted.items()),
    )
    write_families(connection, wanted.keys() - known, languages_here(connection))


def _common(terms: dict[str, int]) -> Iterator[tuple[str, int, str]]:
    """Yield the commonest words of each short beginning whose words are common."""
    totals: Counter[str] = Counter()
    groups: dict[str, list[tuple[int, str]]] = {}
    for term, articles in terms.items():
        for prefix in _short_prefixes(term):
            totals[prefix] += articles
            groups.setdefault(prefix, []).append((articles, term))
    for prefix, group in groups.items():
        if totals[prefix] >= CHEAP:
            for rank, (_, term) in enumerate(heapq.nlargest(MOST_FORMS, group)):
                yield prefix, rank, term


def _short_prefixes(term: str) -> Iterable[str]:
    return (term[:length] for length in range(1, min(SHORT, len(term)) + 1))
