"""The part of speech of each word, where a language has a model for it: what may be a verb, what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.quotes.grammar import Grammar
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


def with_finite(classes: str, tokens: Sequence[Token], grammar: Grammar) -> str:
    """Return the classes with base forms that nothing explains taken for finite verbs: "critics SAY".

    A base form is explained by "to", by a modal verb, or by another base form that it is joined to. Behind an
    article and its adjectives stands a noun ("her first RUN"), unless it is a verb that attributes speech.
    """
    modals = grammar.words["modals"]
    found = list(classes)
    is_explained = False
    for at, kind in enumerate(classes):
        if kind in "FB" and tokens[at].lower not in grammar.cues and _is_headed(classes, tokens, grammar, at):
            found[at] = "n"
        elif kind == BASE and not is_explained:
            found[at] = FINITE
        elif kind in "tF":
            is_explained = kind == "t" or tokens[at].lower in modals
        elif kind not in "Brc":
            is_explained = False
    return "".join(found)


def _is_headed(classes: str, tokens: Sequence[Token], grammar: Grammar, at: int) -> bool:
    """Whether an article stands before a word, or before the adjectives before it."""
    before = at - 1
    while before >= 0 and classes[before] == "j":
        before -= 1
    markers = grammar.words["noun_markers"] | grammar.words["pronouns_owners"]
    return before >= 0 and tokens[before].lower in markers
