"""Options and arguments that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.output import message
from reader.model.results import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.library.library import Library
    from reader.search.tree import Query

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
jsonl_option = click.option("--jsonl", "as_jsonl", is_flag=True, help="Print one JSON object a line.")
csv_option = click.option("--csv", "as_csv", is_flag=True, help="Print a table as CSV.")
order_option = click.option(
    "--order",
    type=click.Choice(Order, case_sensitive=False),
    default=Order.NEWEST.value,
    show_default=True,
    help="Which articles come first.",
)


exact_option = click.option(
    "--exact", is_flag=True, help="Let words mean themselves alone, without their other forms."
)

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1, max=64),
    default=1,
    show_default=True,
    metavar="N",
    help="Analyse with N processes.",
)


def limit_option(default: int) -> Callable[[Any], Any]:
    """Make the option that bounds a list; 0 means all of it."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=default,
        show_default=True,
        metavar="N",
        help="Show at most N; 0 shows all.",
    )


def as_query(words: Sequence[str]) -> tuple[Query, int]:
    """Parse the words of a query and say on stderr what is wrong in it.

    Return the query with the exit code it leads to: 1 when a part of it could not be asked. Exit
    with 1 when no part of it could: all articles are no answer to a mistake.
    """
    from reader.search.grammar import parse

    query = parse(" ".join(words), finished=True)
    for problem in query.problems:
        message(f"query: {query.text[problem.start : problem.end]}: {problem.message}")
    if query.root is None and query.text.strip():
        if not query.problems:
            message(f"query: {query.text.strip()}: there is no word or condition in it to search for")
        raise click.exceptions.Exit(1)
    return query, 1 if query.problems else 0


def optional_query(words: Sequence[str]) -> tuple[Query | None, int]:
    """Parse a query that may be left out; None stands for the whole library."""
    return as_query(words) if words else (None, 0)


def asked_of(library: Library, query: Query | None, *, exact: bool) -> Query | None:
    """Return the query with the other forms of its words that the library has, unless ``exact``."""
    return query if exact or query is None else library.words.widen(query)


def one_format(**chosen: bool) -> None:
    """Refuse two output formats at once."""
    names = [f"--{name}" for name, is_chosen in chosen.items() if is_chosen]
    if len(names) > 1:
        raise click.UsageError(f"choose one of {' and '.join(names)}")
