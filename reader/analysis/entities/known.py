"""Read the packaged lists of names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reader.analysis.entities.lexicon import Lexicon
from reader.analysis.entities.packaged import read_model
from reader.analysis.tokens import tokenize
from reader.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.entities.lexicon import Phrase

_SHORTEST_WORD = 3

LISTS_OF_ONE_LANGUAGE = {"en": ("english", "english_names", "english_cities")}
"""Lists of kinds and names that only the models of one language look up."""


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one packaged list; raise ModelError when it cannot be read."""
    try:
        text = (files("reader.analysis.entities.gazetteer") / f"{name}.tsv").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"The list {name}.tsv is missing or damaged; install the program again.") from error
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and line[0] != "#")


@cache
def word_set(kind: str) -> frozenset[str]:
    """Return the lower-case words of one kind of the list of designations."""
    return frozenset(words.lower() for listed, words in rows("designations") if listed == kind)


def phrases() -> Iterator[tuple[str, Phrase]]:
    """Yield every listed name with the kind it is listed under, as the features want them."""
    for _, names in aliases("countries"):
        yield from _each("country", names)
    for kind, names in aliases("places"):
        yield from _each(kind, names)
    for level, name in rows("regions"):
        yield level, phrase(name)
    for _, names in aliases("organizations"):
        for name in names:
            yield ("abbreviation" if " " not in name else "organization"), phrase(name)
    for _, names in aliases("outlets"):
        yield from _each("outlet", names)
    for kind, name in rows("names"):
        yield kind, phrase(name)
    for kind, word in rows("nouns"):
        yield f"{kind}noun", phrase(word)


def phrases_for(language: str) -> Iterator[tuple[str, Phrase]]:
    """Yield the phrases that the models of ``id`` or ``en`` look up."""
    yield from phrases()
    for listed in LISTS_OF_ONE_LANGUAGE.get(language, ()):
        for kind, name in rows(listed):
            yield kind, phrase(name)


def aliases(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the kind and all names of each entity of a packaged list of entities."""
    for row in rows(name):
        match name:
            case "countries":
                kind, names = "country", row[:2]
            case "outlets":
                kind, names = "outlet", ()
            case _:
                kind, names = row[0], row[1:2]
        others = row[len(names) + (name in {"places", "organizations"}) :]
        listed = (*names, *(other for cell in others for other in cell.split(";")))
        yield kind, tuple(dict.fromkeys(part for cell in listed for part in cell.split(";")))


def _each(kind: str, names: tuple[str, ...]) -> Iterator[tuple[str, Phrase]]:
    for name in names:
        yield kind, phrase(name)


def phrase(name: str) -> Phrase:
    """Return a name as it is looked up: its tokens in lower case."""
    words = name.lower().split(" ")
    if all(map(str.isalpha, words)):  # nine names in ten; five times as fast as the tokenizer
        return tuple(words)
    return tuple(token.text for token in tokenize(name.lower()))


@cache
def _word_table(language: str) -> dict[str, str]:
    """Return the words of a language with their class codes; raise ModelError when the list is damaged."""
    lines = read_model(f"words.{language}.tsv").decode().splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the words of a language that stand in lower case more often than not, but for listed names."""
    names = {name.lower() for _, name in rows("names")}
    rates = {"k0", "k1", "k2"}
    return frozenset(
        word
        for word, codes in _word_table(language).items()
        if not rates.isdisjoint(codes.split()) and word not in names
    )


@cache
def single_words(*kinds: str) -> frozenset[str]:
    """Return the single words that are listed under any of some kinds, but for listed names of people."""
    names = {name.lower() for _, name in rows("names")}
    words = {words[0] for kind, words in phrases() if kind in kinds and len(words) == 1}
    return frozenset(word for word in words if word not in names and len(word) >= _SHORTEST_WORD)


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return all listed names with the word classes of ``id`` or ``en``; ModelError when one is damaged."""
    return Lexicon(phrases_for(language), _word_table(language))


@cache
def word_rows(language: str) -> dict[str, int]:
    """Return the row that each word with clusters has in the network's table of words."""
    clustered = (word for word, codes in _word_table(language).items() if codes[0] == "a")
    return {word: row for row, word in enumerate(clustered)}
