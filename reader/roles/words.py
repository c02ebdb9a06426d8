"""The packaged words for roles, ``roles.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reader.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What the file says of one language."""

    kinds: Mapping[str, str]
    """The kind of each expression."""
    between: frozenset[str]
    """Words in small letters that may stand between a role and a name."""
    joints: frozenset[str]
    """Of these, those that never stand right before the name."""
    apposition: frozenset[str]
    """Words that may stand before the role in an apposition."""
    openers: frozenset[str]
    """Of these, those after which any words may follow before the role."""


@cache
def role_table() -> Mapping[str, Mapping[str, list[str]]]:
    """Return the whole file; raise ModelError when it is missing or damaged."""
    try:
        table = tomllib.loads((files("reader.roles") / "roles.toml").read_text(encoding="utf-8"))
        for part in ("kinds", "contradicts", "between", "joints", "apposition", "openers", *LANGUAGES):
            table[part].items()
    except (OSError, KeyError, ValueError, AttributeError) as error:
        raise ModelError("The list roles.toml is missing or damaged; install the program again.") from error
    return table


@cache
def role_words() -> Mapping[str, RoleWords]:
    """Return the lists by language; raise ModelError when their file is missing or damaged."""
    table = role_table()
    return {
        language: RoleWords(
            {role: kind for kind, roles in table[language].items() for role in roles},
            frozenset(table["between"][language]),
            frozenset(table["joints"][language]),
            frozenset(table["apposition"][language]),
            frozenset(table["openers"][language]),
        )
        for language in LANGUAGES
    }
