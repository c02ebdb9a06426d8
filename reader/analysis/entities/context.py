"""What the steps after the tagger know of an article and its language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reader.analysis.entities.known import aliases, phrase, rows, word_set
from reader.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.analysis.entities.lexicon import Lexicon, Phrase
    from reader.analysis.tokens import Token


SHORT_DEGREE = 2
"""Letters of degrees that look like anybody's initials: ``SE``."""


@dataclass(frozen=True, slots=True)
class Titles:
    """Words around personal names that are no part of them, in lower case."""

    before: frozenset[str]
    """Forms of address, academic titles, ranks and role nouns."""
    openers: frozenset[str]
    """Words that begin names though they look like titles."""
    degrees: tuple[str, ...]
    """Degrees that stand after a name and a comma, those with a full stop or small letters inside."""
    after_bodies: frozenset[str]
    """Role nouns that stand after the name of a body: ``State Department spokesman``."""


@dataclass(frozen=True, slots=True)
class Context:
    """The tokens of one body with the lists of its language."""

    tokens: Sequence[Token]
    lexicon: Lexicon
    titles: Titles
    language: str

    def is_listed(self, begin: int, end: int, *kinds: str) -> bool:
        """Tell whether these tokens are listed under one of ``kinds``."""
        found = self.lexicon.kinds_of([token.text for token in self.tokens[begin:end]])
        return any(kind in kinds for kind in found)

    def is_in_adjective(self, position: int) -> bool:
        """Tell whether the word at ``position`` is only part of an adjective: ``anti-Utara``."""
        tokens = self.tokens
        return (
            position > 1
            and tokens[position - 1].text == "-"
            and tokens[position - 2].text.lower() in word_set("adjective_prefix")
        )


@cache
def load_titles(language: str) -> Titles:
    """Return the titles of ``id`` or ``en``; raise ModelError when their file is missing or damaged."""
    try:
        text = (files("reader.analysis.lexicons") / language / "titles.toml").read_text(encoding="utf-8")
        table = tomllib.loads(text)
        before = {word for part in ("address", "academic", "ranks") for word in table[part]}
        openers = frozenset(table["name_openers"])
        degrees = tuple(degree for degree in table["degrees"] if len(degree) > SHORT_DEGREE)
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(
            f"The list {language}/titles.toml is missing or damaged; install the program again."
        ) from error
    names = {name.lower() for _, name in rows("names")}
    roles = {word.lower() for kind, word in rows("nouns") if kind == "title"} - names
    after_bodies = {word.lower() for kind, word in rows("designations") if kind == "after_body"}
    return Titles(frozenset(before | roles) - openers, openers, degrees, frozenset(after_bodies))


@cache
def not_names() -> frozenset[Phrase]:
    """Return the capitalised expressions that name no person, body or place."""
    return frozenset(phrase(row[0]) for row in rows("not_names"))


@cache
def vessels() -> frozenset[str]:
    """Return the abbreviations before the names of ships, as they are written."""
    return frozenset(words for kind, words in rows("designations") if kind == "vessel")


@cache
def same_entities() -> Mapping[Phrase, int]:
    """Return for each listed name the number of the entity that it names, where it names only one."""
    numbers: dict[Phrase, int] = {}
    shared: set[Phrase] = set()
    groups = [names for part in ("countries", "organizations", "outlets") for _, names in aliases(part)]
    for number, names in enumerate(groups):
        for name in {phrase(name) for name in names}:
            if numbers.setdefault(name, number) != number:
                shared.add(name)
    return {name: number for name, number in numbers.items() if name not in shared}
