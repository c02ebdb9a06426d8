"""``newsreader search``: the reader's search box on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.listing import Hit, counted, write_articles
from reader.cli.opening import opened_library
from reader.cli.options import as_query, exact_option, json_option, jsonl_option, limit_option, order_option
from reader.cli.output import note, write_json
from reader.cli.records import article_row_as_json
from reader.model.ids import ArticleId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.library import Library
    from reader.model.results import Found, Order
    from reader.search.tree import Query

PAGE = 128
"""Rows read from the library at a time."""


@click.command(name="search")
@click.argument("words", metavar="QUERY", nargs=-1, required=True)
@order_option
@exact_option
@limit_option(20)
@json_option
@jsonl_option
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    order: Order,
    limit: int,
    *,
    exact: bool,
    as_json: bool,
    as_jsonl: bool,
) -> int:
    """Find articles, in the language of the reader's search box.

    Words mean all of them; "a phrase", -word, a OR b, ( ), word*, near(a b, 5); and fields such as
    person:, speaker:, said:, source:, tag:, story:, after:2026-09, is:unread, has:quote.
    Words find their other forms too (membantah: dibantah, bantahan), unless written =word or --exact.
    Put -- before a QUERY that starts with a minus.
    """
    query, code = as_query(words)
    with opened_library(context) as library:
        query = query if exact else library.words.widen(query)
        found = library.search(query, order=order, limit=limit or None)
        hits = _hits(library, query, found)
        if as_json:
            write_json(_document(library, query, order, found, hits))
        elif as_jsonl:
            for hit in hits:
                write_json(article_row_as_json(*hit))
        else:
            write_articles(hits)
            _summarise(found)
            if not found.ids:
                _suggest(library, query)
    return code


def _hits(library: Library, query: Query, found: Found) -> Iterator[Hit]:
    """Yield the rows of a result with their snippets and stories, a page at a time."""
    for start in range(0, len(found.ids), PAGE):
        rows = library.rows([ArticleId(number) for number in found.ids[start : start + PAGE]])
        snippets = library.snippets(query, [row.id for row in rows])
        stories = library.stories.summaries(row.story for row in rows if row.story is not None)
        for row in rows:
            yield Hit(row, snippets.get(row.id), stories.get(row.story) if row.story else None)


def _document(
    library: Library, query: Query, order: Order, found: Found, hits: Iterator[Hit]
) -> dict[str, Any]:
    return {
        "query": query.text,
        "order": order.value,
        "total": found.total,
        "capped": found.capped,
        "forms": list(found.forms),
        "spellings": [] if found.ids else [each.instead for each in library.words.spellings(query)],
        "problems": [
            {"start": problem.start, "end": problem.end, "message": problem.message}
            for problem in query.problems
        ],
        "articles": [article_row_as_json(*hit) for hit in hits],
    }


def _suggest(library: Library, query: Query) -> None:
    """Say on stderr what was probably meant, as a query that can be asked."""
    text = query.text
    for spelling in reversed(library.words.spellings(query)):
        text = text[: spelling.start] + spelling.instead + text[spelling.end :]
    if text != query.text:
        note(f"did you mean: {text}")


def _summarise(found: Found) -> None:
    """Say on stderr which other forms counted, and how many there are: a list may show only the first."""
    if found.forms:
        note(f"also: {', '.join(found.forms)}")
    total = f"{found.total:,}{'+' if found.capped else ''}"
    if not found.ids:
        note("no articles match")
    elif found.capped or len(found.ids) < found.total:
        note(f"{len(found.ids):,} of {total} articles; --limit 0 shows all")
    else:
        note(counted(found.total, "article"))
