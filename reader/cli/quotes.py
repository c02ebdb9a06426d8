"""``newsreader quotes``: who said what, over the whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.opening import opened_library
from reader.cli.options import (
    asked_of,
    csv_option,
    exact_option,
    json_option,
    jsonl_option,
    limit_option,
    one_format,
    optional_query,
)
from reader.cli.output import note, write_csv, write_json
from reader.cli.records import QUOTE_COLUMNS, stored_quote_as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.entity import StoredQuote


@click.command(name="quotes")
@click.argument("words", metavar="[QUERY]", nargs=-1)
@exact_option
@click.option("--speaker", metavar="NAME", help="Only quotes by this speaker.")
@limit_option(0)
@json_option
@jsonl_option
@csv_option
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    speaker: str | None,
    limit: int,
    *,
    exact: bool,
    as_json: bool,
    as_jsonl: bool,
    as_csv: bool,
) -> int:
    """List who said what over the library.

    QUERY is in the language of the search box: the quotes of the articles that match.
    """
    one_format(json=as_json, jsonl=as_jsonl, csv=as_csv)
    query, code = optional_query(words)
    with opened_library(context) as library:
        quotes = library.quotes.said(
            asked_of(library, query, exact=exact), speaker=speaker, limit=limit or None
        )
        if as_json:
            write_json([stored_quote_as_json(quote) for quote in quotes])
        elif as_jsonl:
            for quote in quotes:
                write_json(stored_quote_as_json(quote))
        elif as_csv:
            write_csv(QUOTE_COLUMNS, (tuple(stored_quote_as_json(quote).values()) for quote in quotes))
        else:
            _write_for_people(quotes)
    return code


def _write_for_people(quotes: Iterator[StoredQuote]) -> None:
    from reader.cli.listing import write_quotes

    first = next(quotes, None)
    if first is None:
        note("no quotes match")
        return
    write_quotes(first, quotes)
