"""The part of speech of each word, where a language has a model for it: what may be a verb, what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.quotes.tokens import Token

CLASSES = "FBNGnPudjrpswcot.x"
"""One letter a class, in the order of the model's columns: Finite verb, Base form, past participle (N),
-inG form, noun, Proper name, nUmber, determiner, adjective, adverb (r), preposition, subordinator, relative
or question word (w), conjunction, pronoun (o), "to", punctuation, and what is none of these (x)."""
FINITE, BASE, PARTICIPLE, GERUND = "F", "B", "N", "G"

MODELS = {"en": "en.pos"}
"""The languages with a model; in others no word has a class."""


def classes_of(tokens: Sequence[Token], language: str) -> str:
    """Return a letter of ``CLASSES`` for each token, an empty string for a language without a model.

    Raise ModelError when the model is missing or damaged.
    """
    name = MODELS.get(language)
    if name is None or not tokens:
        return ""
    # NumPy is slow to import: only when a text is read.
    from reader.analysis.quotes.word_tagger import tag

    return tag(tokens, name)


def with_finite(classes: str, tokens: Sequence[Token], modals: frozenset[str]) -> str:
    """Return the classes with base forms that nothing explains taken for finite verbs: "critics SAY".

    A base form is explained by "to", by a verb of ``modals``, or by another base form that it is joined to.
    """
    found = list(classes)
    is_explained = False
    for at, kind in enumerate(classes):
        if kind == BASE and not is_explained:
            found[at] = FINITE
        elif kind in "tF":
            is_explained = kind == "t" or tokens[at].lower in modals
        elif kind not in "Brc":
            is_explained = False
    return "".join(found)
