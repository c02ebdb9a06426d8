"""``newsreader entities``: persons, organisations and places over the whole library."""

from __future__ import annotations

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
from reader.cli.records import ENTITY_COLUMNS, entity_as_json
from reader.model.mention import EntityType

EVERYTHING = 2**31 - 1
"""A limit that no library reaches."""


@click.command(name="entities")
@click.argument("words", metavar="[QUERY]", nargs=-1)
@exact_option
@click.option(
    "--type",
    "entity_type",
    type=click.Choice(EntityType, case_sensitive=False),
    help="Only entities of this type.",
)
@limit_option(50)
@json_option
@jsonl_option
@csv_option
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    entity_type: EntityType | None,
    limit: int,
    *,
    exact: bool,
    as_json: bool,
    as_jsonl: bool,
    as_csv: bool,
) -> int:
    """List persons, organisations and places over the library.

    The one named in most articles comes first. QUERY is in the language of the search box: only what
    is named in the articles that match.
    """
    one_format(json=as_json, jsonl=as_jsonl, csv=as_csv)
    query, code = optional_query(words)
    with opened_library(context) as library:
        asked = asked_of(library, query, exact=exact)
        entities = library.entities(asked, type=entity_type, limit=limit or EVERYTHING)
    if as_json:
        write_json([entity_as_json(entity) for entity in entities])
    elif as_jsonl:
        for entity in entities:
            write_json(entity_as_json(entity))
    elif as_csv:
        write_csv(ENTITY_COLUMNS, (tuple(entity_as_json(entity).values()) for entity in entities))
    elif entities:
        from reader.cli.listing import write_entities

        write_entities(entities)
    else:
        note("no entities match")
    return code
