"""What ``newsreader entities`` changes: the same, not the same, called so, hidden; and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from reader.cli.output import message, write_json, write_line
from reader.errors import LibraryError
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library
    from reader.model.decision import Decision
    from reader.model.entity import Entity


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to decide, as it was written."""

    name: str
    """The option, without dashes."""
    values: tuple[str, ...]


def deciding_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide something."""
    options = (
        ("--merge", 2, "NAME OTHER", "Make NAME another name of OTHER."),
        ("--split", 2, "NAME ENTITY", "Take NAME out of the names of ENTITY, into its own."),
        ("--rename", 2, "NAME NEW", "Show NAME as NEW."),
        ("--hide", 1, "NAME", "Show NAME no more in lists, facets and highlights."),
    )
    for option, values, metavar, text in reversed(options):
        command = click.option(option, nargs=values, metavar=metavar, help=text)(command)
    command = click.option("--undo", is_flag=True, help="Take the last decision back.")(command)
    listing = click.option("--decisions", "lists_decisions", is_flag=True, help="List what was decided.")
    wrapped: Callable[..., Any] = listing(command)
    return wrapped


def wish_of(**options: tuple[str, ...] | None) -> Wish | None:
    """Return what is to be decided; None for a plain list. Refuse two at once."""
    wishes = [Wish(name, values) for name, values in options.items() if values is not None]
    if len(wishes) > 1:
        raise click.UsageError("decide one thing at a time")
    return wishes[0] if wishes else None


def decide(library: Library, wish: Wish, type_: EntityType | None, *, as_json: bool) -> int:
    """Do what was wished and print it; return the exit code."""
    if wish.name == "lists_decisions":
        _list(library.decisions.all(), as_json=as_json)
        return 0
    made = _made(library, wish, type_)
    if made is None:
        message("nothing to undo")
        return 1
    sentence = f"undone: {made.sentence}" if wish.name == "undo" else made.sentence
    if as_json:
        write_json(decision_as_json(made))
    else:
        write_line(sentence)
    if made.stale:
        count = f"{made.stale:,} article{'s' if made.stale > 1 else ''}"
        message(f"{count} will follow: newsreader index --reanalyze")
    return 0


def _made(library: Library, wish: Wish, type_: EntityType | None) -> Decision | None:
    match wish.name, wish.values:
        case "merge", (name, other):
            into = entity_called(library, other, _type_or(library, other, type_))
            return library.decisions.merge(entity_called(library, name, type_).id, into.id)
        case "split", (name, whole):
            return library.decisions.split(entity_called(library, whole, type_).id, name)
        case "rename", (name, new):
            return library.decisions.rename(entity_called(library, name, type_).id, new)
        case "hide", (name,):
            return library.decisions.hide(entity_called(library, name, type_).id)
    return library.decisions.undo()


def _type_or(library: Library, name: str, type_: EntityType | None) -> EntityType | None:
    """Return the type asked for where the name has it: what is merged may be of two types."""
    return type_ if type_ is not None and library.entities.called(name, type_) else None


def entity_called(library: Library, name: str, type_: EntityType | None) -> Entity:
    """Return the one entity of a name; raise LibraryError where there is none, or more than one."""
    found = library.entities.called(name, type_)
    if not found:
        near = library.entities.with_words(name, list(EntityType), unfinished=False, limit=3)
        hint = f"; there is {', '.join(entity.name for entity in near)}" if near else ""
        raise LibraryError(f"{name}: no entity is called so{hint}")
    kinds = {entity.type for entity in found}
    if len(kinds) > 1:
        said = " and ".join(f"{entity.type.value} ({entity.articles:,} articles)" for entity in found)
        raise LibraryError(f"{name} is a name of {said}; say which with --type")
    return found[0]


def decision_as_json(decision: Decision) -> dict[str, Any]:
    """Return the JSON of a decision."""
    from reader.cli.records import instant

    return {
        "id": decision.id,
        "decision": decision.kind.value,
        "type": decision.type.value,
        "name": decision.name,
        "other": decision.other,
        "made_at": instant(decision.made_at),
        "stale": decision.stale,
    }


def _list(decisions: list[Decision], *, as_json: bool) -> None:
    if as_json:
        write_json([decision_as_json(decision) for decision in decisions])
        return
    from reader.cli.ink import faint
    from reader.cli.listing import day

    for decision in decisions:
        write_line(f"{decision.sentence}  {faint(f'{decision.type.value}, {day(decision.made_at)}')}")
    if not decisions:
        message("nothing was decided")
