"""The packaged words by which names are compared."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reader.analysis.entities.known import rows
from reader.errors import ModelError
from reader.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES = ("id", "en")


SAME = ("countries", "capitals", "places", "state_bodies", "parties", "world_bodies", "outlets")
"""The lists of names that are one entity's."""

SHARED = "?"
"""Stands after a name in them that others have too."""


@dataclass(frozen=True, slots=True)
class SameNames:
    """What one entity of the lists is called."""

    first: str
    """The name by which it is compared."""
    names: tuple[str, ...]
    """Those that are nobody else's."""
    shared: tuple[str, ...]
    """Those that others have too."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``words.toml``."""

    given: Mapping[str, tuple[str, ...]]
    """The words by which a spelling of a given name is compared."""
    spelling: Mapping[str, str]
    patronymic: frozenset[str]
    article: frozenset[str]
    body_left_out: frozenset[str]
    before_bodies: frozenset[str]
    after_bodies: frozenset[str]
    regions: frozenset[str]
    place_kinds: frozenset[str]
    place_kinds_after: frozenset[str]
    twofold: frozenset[str]
    translation: Mapping[str, str]


@cache
def load_words() -> Words:
    """Return the lists; raise ModelError when their file is missing or damaged."""
    try:
        table = tomllib.loads((files("reader.analysis.identity") / "words.toml").read_text(encoding="utf-8"))
        person, body, place = table["person"], table["organization"], table["place"]
        return Words(
            given={
                written: tuple(compared.split())
                for compared, spellings in table["given"].items()
                for written in spellings
            },
            spelling=table["spelling"],
            patronymic=frozenset(person["patronymic"]),
            article=frozenset(person["article"]),
            body_left_out=frozenset(body["left_out"]),
            before_bodies=frozenset(body["before"]),
            after_bodies=frozenset(body["after"]),
            regions=frozenset(body["region"]),
            place_kinds=frozenset(place["left_out"]),
            place_kinds_after=frozenset(place["left_out_after"]),
            twofold=frozenset(place["twofold"]),
            translation=table["translation"],
        )
    except (OSError, KeyError, ValueError) as error:
        raise ModelError("The list words.toml is missing or damaged; install the program again.") from error


@cache
def titles() -> frozenset[str]:
    """Return the words before a name that are no part of it: address, titles, ranks and roles."""
    found: set[str] = set()
    openers: set[str] = set()
    try:
        for language in LANGUAGES:
            path = files("reader.analysis.lexicons") / language / "titles.toml"
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            found |= {word for part in ("address", "academic", "ranks") for word in table[part]}
            openers |= set(table["name_openers"])
    except (OSError, KeyError, ValueError) as error:
        raise ModelError("A list titles.toml is missing or damaged; install the program again.") from error
    names = {name.lower() for _, name in rows("names")}
    roles = {word.lower() for kind, word in rows("nouns") if kind == "title"}
    return frozenset((found | (roles - names)) - openers)


@cache
def given_names() -> frozenset[str]:
    """Return the listed given names, folded: by one of them alone nobody is known."""
    return frozenset(fold(name) for kind, name in rows("names") if kind != "family")


@cache
def same_names() -> tuple[SameNames, ...]:
    """Return the entities of the lists in ``same/``; raise ModelError when one is missing or damaged."""
    return tuple(_same_names())


def _same_names() -> Iterator[SameNames]:
    for name in SAME:
        try:
            text = (files("reader.analysis.identity") / "same" / f"{name}.tsv").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(
                f"The list {name}.tsv is missing or damaged; install the program again."
            ) from error
        for line in text.splitlines():
            if line and line[0] != "#":
                names = line.rpartition("\t")[2].split(";")
                own = tuple(each for each in names if not each.endswith(SHARED))
                shared = tuple(each.removesuffix(SHARED) for each in names if each.endswith(SHARED))
                yield SameNames(names[0].removesuffix(SHARED), own, shared)
