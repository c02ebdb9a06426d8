"""``newsreader entities``: persons, organisations and places over the whole library."""

from __future__ import annotations

import click

from reader.cli.deciding import decide, deciding_options, wish_of
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
@deciding_options
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
    merge: tuple[str, ...] | None,
    split: tuple[str, ...] | None,
    rename: tuple[str, ...] | None,
    hide: str | None,
    undo: bool,
    lists_decisions: bool,
) -> int:
    """List persons, organisations and places over the library, or correct them.

    The one named in most articles comes first. QUERY is in the language of the search box: only what
    is named in the articles that match. What is decided with --merge, --split, --rename or --hide holds
    everywhere at once, and for all that comes later.
    """
    one_format(json=as_json, jsonl=as_jsonl, csv=as_csv)
    wish = wish_of(
        merge=merge,
        split=split,
        rename=rename,
        hide=(hide,) if hide else None,
        undo=() if undo else None,
        lists_decisions=() if lists_decisions else None,
    )
    if wish is not None:
        with opened_library(context) as library:
            return decide(library, wish, entity_type, as_json=as_json)
    query, code = optional_query(words)
    with opened_library(context) as library:
        asked = asked_of(library, query, exact=exact)
        entities = library.entities.named_in(asked, type=entity_type, limit=limit or EVERYTHING)
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
