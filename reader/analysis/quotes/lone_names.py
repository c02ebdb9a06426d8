"""Words that stand alone beside a cue, and so are short names of people: "kata SARI"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.quotes.grammar import Grammar
    from reader.analysis.quotes.tokens import Token


def lone_speakers(
    tokens: Sequence[Token], pair_at: Sequence[int], grammar: Grammar
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the capitalised words that stand alone beside a cue, and those behind a bare one ("kata SARI").

    Bodies stand before verbs too ("Dinas Air menyatakan"), rarely behind a bare cue.
    """
    called: set[str] = set()
    subjects: set[str] = set()
    words = grammar.words
    last = len(tokens) - 1
    skipped = words["adverbs"] | words["negators"]
    for at, token in enumerate(tokens):
        if pair_at[at] != -1:
            continue
        cue = grammar.cues.get(token.lower)
        is_holder = (token.lower,) in grammar.phrases["holders"].get(token.lower, ())
        if cue is None and not is_holder:
            continue
        if at < last and (is_holder or (cue is not None and cue.uses & {"bare", "passive"})):
            after = tokens[at + 1]
            if after.is_capitalised and (at + 1 == last or not tokens[at + 2].is_capitalised):
                called.add(after.lower)
        if at and cue is not None and "active" in cue.uses and cue.may_follow_quote:
            behind = at - 1
            while behind and tokens[behind].lower in skipped:
                behind -= 1
            if tokens[behind].is_capitalised and (behind == 0 or not tokens[behind - 1].is_word):
                subjects.add(tokens[behind].lower)
    called = {word for word in called if _may_be_short(word, grammar)}
    return frozenset(called | {word for word in subjects if _may_be_short(word, grammar)}), frozenset(called)


def _may_be_short(word: str, grammar: Grammar) -> bool:
    """Whether a word beside a cue may be a short name, and is no role, pronoun or connective."""
    words = grammar.words
    return (
        word not in words["role_heads"]
        and word not in words["prepositions"]
        and (word,) not in grammar.phrases["connectives"].get(word, ())
        and word not in words["pronouns_singular"]
        and word not in words["pronouns_plural"]
        and word not in words["pronouns_other"]
        and word not in words["title_address"]
        and word not in words["organization_nouns"]
        and word not in words["description_openers"]
    )
