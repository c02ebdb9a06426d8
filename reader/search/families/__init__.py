"""Word families: the root under which the forms of a word stand together, language by language."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

LANGUAGES = ("id", "en")
"""Languages whose word forms are known."""

SHORTEST = 3
"""Letters of a word, and of a root, below which rules do harm."""


def root_of(word: str, language: str) -> str | None:
    """Return the root of a word in lower case, None when the language does not know the word.

    Each language judges by its own dictionary and rules (``id.toml``, ``en.toml``): those of
    Indonesian would make *rector* of *director*. A language's dictionary is loaded at its first
    word, which takes 0.02 s for Indonesian and 0.3 s for English.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    return _root_of(word, language)


LONG = 4
"""Letters that a root needs where a word unknown to the dictionary, perhaps a name, is taken apart."""


def load_dictionaries() -> None:
    """Load what every language knows, so that no search waits for it."""
    for language in LANGUAGES:
        root_of("apa", language)


@lru_cache(maxsize=50_000)
def _root_of(word: str, language: str) -> str | None:
    words = _words(language)
    joined: str | None = words["joined"].get(word)
    if joined is not None:
        return joined
    if word in words["whole"]:
        return word
    find = _indonesian if language == "id" else _english
    return find(word, words)


def _indonesian(word: str, words: dict[str, Any]) -> str | None:
    """Look the word up; take off clitics, and fronts of verbs that end like verbs, while that leads on."""
    for clitic in words["clitics"]:
        bare = word.removesuffix(clitic)
        if bare != word and (root := root_of(bare, "id")):
            return root
    known = _lemma(word, "id")
    if known is not None and known != word:
        return str(words["joined"].get(known, known))
    for ending in words["endings"]:
        verb = word.removesuffix(ending)
        if verb != word and (root := _without_front(verb, words["fronts"], words)):
            return root
    if known is None:
        for ending in ("", *words["passive_endings"]):
            verb = word.removesuffix(ending)
            if verb.startswith(words["passive"]) and len(verb) >= len(words["passive"]) + LONG:
                root = _without_front(verb, {words["passive"]: [""]}, words)
                if root:
                    return root
    return known


def _without_front(verb: str, fronts: dict[str, list[str]], words: dict[str, Any]) -> str | None:
    for front, swallowed in fronts.items():
        if not verb.startswith(front):
            continue
        for letter in swallowed:
            bare = letter + verb.removeprefix(front)
            root = words["joined"].get(bare) or (_lemma(bare, "id") if len(bare) >= SHORTEST else None)
            if root:
                return str(root)
    return None


def _english(word: str, words: dict[str, Any]) -> str | None:
    known = _lemma(word, "en")
    if known is not None and known != word:
        return root_of(known, "en") if known.endswith("ing") else str(words["joined"].get(known, known))
    if word.endswith("ing"):
        stem = word.removesuffix("ing")
        candidates = [f"{stem}e", stem, stem[:-1] if stem[-2:-1] == stem[-1:] else ""]
        return next((verb for verb in candidates if len(verb) >= SHORTEST and _lemma(verb, "en")), known)
    return known


def _lemma(word: str, language: str) -> str | None:
    """Return the dictionary's root of a word, None where it has none."""
    import simplemma

    if not simplemma.is_known(word, language):
        return None
    lemma = simplemma.lemmatize(word, language).lower()
    is_sound = lemma == word or simplemma.is_known(lemma, language)
    return lemma if is_sound else word


@cache
def _words(language: str) -> dict[str, Any]:
    import tomllib
    from importlib import resources

    words = tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))
    return {**words, "whole": frozenset(words["whole"])}
