"""``newsreader export``: articles with their analysis, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.listing import counted
from reader.cli.opening import opened_library
from reader.cli.options import asked_of, exact_option, optional_query
from reader.cli.output import note, write_json
from reader.cli.records import exported_as_json
from reader.model.ids import ArticleId
from reader.model.results import Order

if TYPE_CHECKING:
    from array import array

    from reader.library.library import Library
    from reader.search.tree import Query


@click.command(name="export")
@click.argument("words", metavar="[QUERY]", nargs=-1)
@exact_option
@click.option("--jsonl", is_flag=True, help="One JSON object a line; the only format, and the default.")
@click.pass_context
def command(context: click.Context, words: tuple[str, ...], *, exact: bool, jsonl: bool) -> int:  # noqa: ARG001 - see its help
    """Write articles with their analysis, one JSON object a line.

    Oldest first. QUERY is in the language of the search box; without it, everything is written.
    """
    query, code = optional_query(words)
    written = 0
    with opened_library(context) as library:
        for article_id in _wanted(library, asked_of(library, query, exact=exact)):
            article = library.article(ArticleId(article_id))
            if article is not None:
                feed = library.entry(article.id)
                write_json(exported_as_json(article, feed[1] if feed else None))
                written += 1
    note(f"{counted(written, 'article')} written")
    return code


def _wanted(library: Library, query: Query | None) -> array[int]:
    if query is None:
        return library.all_ids(order=Order.OLDEST)
    return library.search(query, order=Order.OLDEST).ids
