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


_SHORTEST_CLAUSE = 2
"""Tokens of a subject and its verb."""


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
    if not classes:
        return classes
    modals = grammar.words["modals"]
    found = list(classes)
    _read_plans(found, tokens, grammar)
    classes = "".join(found)
    is_explained = False
    for at, kind in enumerate(classes):
        if kind in "FB" and _is_initial(tokens, at):
            found[at] = "P"
        elif kind in "FB" and _is_noun(classes, tokens, grammar, at):
            found[at] = "n"
        elif kind == FINITE and tokens[at].lower in grammar.words["only_participles"]:
            found[at] = PARTICIPLE
        elif kind == BASE and not is_explained:
            found[at] = FINITE
        elif kind == PARTICIPLE:
            found[at] = FINITE if _is_after_subject(classes, tokens, grammar, at) else PARTICIPLE
            is_explained = False
        elif kind in "tF":
            is_explained = kind == "t" or tokens[at].lower in modals
        elif kind not in "Brc":
            is_explained = False
    _read_lone_participles(found, tokens, grammar)
    return "".join(found)


def _read_lone_participles(classes: list[str], tokens: Sequence[Token], grammar: Grammar) -> None:
    """Read a participle as the finite verb where its clause has no other: "the firm DISCLOSED that …"."""
    copulas = grammar.words["copulas"] | grammar.words["perfects"]
    lefts = -1
    for at, kind in enumerate(classes):
        if kind in "F.swc" and (kind != "." or tokens[at].text != "."):
            lefts = at
        if kind != PARTICIPLE or at - lefts < _SHORTEST_CLAUSE:
            continue
        if tokens[at].lower in grammar.words["only_participles"]:
            continue
        before = at - 1
        while before > lefts and classes[before] == "r":
            before -= 1
        is_subject = classes[before] in "nPo" or tokens[before].lower in grammar.words["description_openers"]
        if classes[lefts : lefts + 1] == [FINITE] or not is_subject or before <= lefts:
            continue
        if tokens[before].lower in copulas or not _is_alone(classes, tokens, grammar, at):
            continue
        classes[at] = FINITE
        lefts = at


def _is_alone(classes: list[str], tokens: Sequence[Token], grammar: Grammar, at: int) -> bool:
    """Whether a participle has an object or "that", or its clause no finite verb behind it."""
    follower = classes[at + 1] if at + 1 < len(classes) else ""
    cue = grammar.cues.get(tokens[at].lower)
    if follower == FINITE and cue is not None and "any" in cue.takes:
        # "who the radio SAID had left"
        return True
    if tokens[at].lower in grammar.words["intransitives"]:
        return True
    is_time = any(token.lower in grammar.words["time_nouns"] for token in tokens[at + 1 : at + 3])
    is_open = follower in {"d", "o", "s"} and not is_time
    if is_open and tokens[at].lower not in grammar.words["ditransitives"]:
        return True
    if at + 1 < len(tokens) and tokens[at + 1].lower in grammar.words["agents"]:
        return False
    for kind, token in zip(classes[at + 1 :], tokens[at + 1 :], strict=False):
        if kind == FINITE:
            return False
        if kind in "sc" or token.text in {".", ";", ":"}:
            break
    return True


def _read_plans(classes: list[str], tokens: Sequence[Token], grammar: Grammar) -> None:
    """Read "the board PLANS TO OPEN", and "people CLOSE to him", whatever a model made of them."""
    words = grammar.words
    not_infinitives = words["determiners"] | words["pronouns_owners"] | words["pronouns_singular"]
    for at in range(1, len(tokens) - 2):
        if tokens[at + 1].lower != "to":
            continue
        if tokens[at].lower in words["adjectives_with_to"] and classes[at - 1] == "n":
            classes[at] = "j"
        cue = grammar.cues.get(tokens[at].lower)
        is_subject = classes[at - 1] in "nPo" or tokens[at - 1].is_capitalised
        if cue is None or "infinitive" not in cue.takes or not is_subject:
            continue
        follower = tokens[at + 2]
        may_be_verb = follower.text.islower() and classes[at + 2] in "BFnj"
        if cue.uses & {"active", "base"} and may_be_verb and follower.lower not in not_infinitives:
            classes[at], classes[at + 1], classes[at + 2] = FINITE, "t", BASE


def _is_after_subject(classes: str, tokens: Sequence[Token], grammar: Grammar, at: int) -> bool:
    """Whether a pronoun before a participle is its subject, so that it is none: ", but he REPLIED"."""
    pronouns = grammar.words["pronouns_singular"] | grammar.words["pronouns_plural"]
    is_subject = at > 0 and tokens[at - 1].lower in pronouns - grammar.words["pronouns_owners"]
    return is_subject and (at == 1 or classes[at - 2] not in "FBGNp")


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the initial of a name: "Roger F. Kessler"."""
    is_letter = len(tokens[at].text) == 1 and tokens[at].text.isupper()
    return is_letter and at + 1 < len(tokens) and tokens[at + 1].text == "."


def _is_noun(classes: str, tokens: Sequence[Token], grammar: Grammar, at: int) -> bool:
    """Whether an article shows that a word is no verb: "her first RUN", "a May CALL", "raising HOPES"."""
    if at and classes[at - 1] == GERUND and tokens[at].lower in grammar.words["speech_nouns"]:
        return True
    if classes[at] == BASE:
        if tokens[at].lower in grammar.words["verbs"]:
            return False
        before = tokens[at - 1].lower if at else ""
        is_plural = before.endswith("s") or before in grammar.words["plurals"]
        return not is_plural and _has_article(classes, tokens, grammar, at, "jnP")
    return not grammar.speaks(tokens[at].lower) and _has_article(classes, tokens, grammar, at, "j")


def _has_article(classes: str, tokens: Sequence[Token], grammar: Grammar, at: int, between: str) -> bool:
    """Whether an article or an owner stands before a word and the words of some classes before it."""
    before = at - 1
    while before >= 0 and classes[before] in between:
        before -= 1
    markers = grammar.words["noun_markers"] | grammar.words["pronouns_owners"]
    return before >= 0 and tokens[before].lower in markers
