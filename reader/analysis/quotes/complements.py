"""What a verb reports when no "that" and no mark says so, by the parts of speech of the words behind it.

For languages with a tagger: infinitives, things foreseen, matters spoken of, what somebody is accused of or
called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.parts_of_speech import BASE, FINITE, GERUND, PARTICIPLE
from reader.analysis.quotes.tokens import NONE, POSSESSIVES

if TYPE_CHECKING:
    from reader.analysis.quotes.grammar import CueWord
    from reader.analysis.quotes.reading import Reading

_LONGEST_TIME = 4
"""Tokens of "on last Monday"."""
_ACCUSED_REACH = 25
"""Tokens of who is accused, before "of"."""
_AROUND_NOUN = frozenset(["$", "£", "€", "%", "&", "-", ".", "(", ")"])


def complement_start(reading: Reading, at: int, last: int, cue: CueWord) -> int | None:
    """Return where the content begins behind a verb, at ``at``; None where no pattern of its class fits."""
    if at >= last or reading.pair_at[at] != NONE:
        return None
    words = reading.grammar.words
    kind = reading.classes[at]
    infinitive = past_when(reading, at, last)
    is_infinitive = "infinitive" in cue.takes and reading.classes[infinitive : infinitive + 1] == "t"
    if is_infinitive and _is_base(reading, infinitive + 1, last):
        return infinitive
    if "question" in cue.takes:
        start = _question_start(reading, at, last, cue)
        if start is not None:
            return start
    if "gerund" in cue.takes and kind == GERUND and at + 1 < last:
        return at
    if "demand" in cue.takes and reading.lower(at) in words["demand_prepositions"]:
        end = noun_phrase_end(reading, at + 1, last)
        if reading.classes[end : end + 1] == "t":
            return at + 1
    if "matter" in cue.takes and reading.lower(at) in words["matters"] and at + 1 < last:
        return at + 1
    markers = frozenset(take.removeprefix("object ") for take in cue.takes if take.startswith("object "))
    if markers and _is_accused(reading, at, last, markers):
        return at
    if cue.takes & {"calling", "naming"} and _is_what_is_called(reading, at, last):
        return at
    if "calling" in cue.takes and _is_called(reading, at, last):
        return at
    if "object" in cue.takes and kind in "dujnPG" and noun_phrase_end(reading, at, last) > at:
        return at
    return None


def is_that(reading: Reading, at: int) -> bool:
    """Whether a token is a "that" which opens a reported clause, and no "if" or "whether"."""
    words = reading.grammar.words
    if reading.lower(at) not in words["complementizers"] - words["weak_complementizers"]:
        return False
    return reading.classes[at] in "spw" if reading.classes else True


def noun_phrase_end(reading: Reading, at: int, last: int) -> int:
    """Return where the noun phrase that begins at a token ends, prepositions left out; ``at`` for none."""
    if at < last and reading.classes[at] == "o":
        return at + 1
    noun = NONE
    index = at
    while index < last and reading.pair_at[index] == NONE:
        kind = reading.classes[index]
        starts_anew = kind == "d" or (kind == "u" and reading.classes[index - 1] == "n")
        if starts_anew and noun != NONE and reading.lower(index - 1) not in POSSESSIVES:
            break
        if kind in "nPu":
            noun = index
        elif kind not in "djrNG" and reading.tokens[index].text not in POSSESSIVES | _AROUND_NOUN:
            break
        index += 1
    if noun == NONE and reading.classes[at:index] == "dj":
        # "the other", "the poor"
        return index
    return at if noun == NONE else noun + 1


def past_when(reading: Reading, at: int, last: int) -> int:
    """Step over when something was said: "proposed LAST WEEK to ban it", "said ON MONDAY"."""
    words = reading.grammar.words
    for index in range(at, min(last, at + _LONGEST_TIME)):
        if reading.lower(index) in words["time_nouns"]:
            return index + 1
        if reading.classes[index] not in "jdurp":
            break
    return at


def _question_start(reading: Reading, at: int, last: int, cue: CueWord) -> int | None:
    """Return where a question begins behind a verb: "asked WHY …", "wants to know WHETHER …"."""
    words = reading.grammar.words
    asked = noun_phrase_end(reading, at, last)
    if asked > at and reading.lower(at) not in words["question_words"]:
        # "asked HIM what …"
        at = asked if reading.lower(asked) in words["question_words"] else at
    is_to_know = reading.lower(at) == "to" and reading.lower(at + 1) in words["knowing"]
    at += 2 * is_to_know
    while at < last and reading.classes[at] == "r" and reading.lower(at) not in words["question_words"]:
        at += 1
    if at >= last or reading.lower(at) not in words["question_words"]:
        return None
    if not is_to_know and not cue.takes - {"question"}:
        # "want" asks nothing by itself.
        return None
    return at + (reading.lower(at) in words["complementizers"])


def stands(reading: Reading, at: int, last: int) -> bool:
    """Whether somebody and how he stands follow: "showed VANE AHEAD by six points"."""
    end = noun_phrase_end(reading, at, last)
    return at < end < last and reading.lower(end) in reading.grammar.words["standings"]


def _is_base(reading: Reading, at: int, last: int) -> bool:
    while at < last and reading.classes[at] == "r":
        at += 1
    return at < last and (reading.classes[at] in {BASE, FINITE})


def _is_accused(reading: Reading, at: int, last: int, markers: frozenset[str]) -> bool:
    """Whether somebody is named, and then what is laid to him: "the holdouts OF playing chicken"."""
    end = noun_phrase_end(reading, at, last)
    if end == at:
        return False
    for index in range(end, min(last, at + _ACCUSED_REACH)):
        if reading.tokens[index].text == "," or reading.classes[index] == FINITE:
            return False
        if reading.lower(index) in markers and index + 1 < last:
            return True
    return False


def _is_what_is_called(reading: Reading, at: int, last: int) -> bool:
    """Whether a name for something stands behind a verb that "what" opens: "WHAT she called A DISASTER"."""
    sentence = reading.sentences[reading.sentence_at[at]]
    before = at - 2
    while before > sentence.first and reading.classes[before] in "dujnPro.":
        before -= 1
    return reading.lower(before) == "what" and noun_phrase_end(reading, at, last) > at


def _is_called(reading: Reading, at: int, last: int) -> bool:
    """Whether an object and what it is called follow: "the price RICH", "him a LIAR"."""
    if reading.lower(at) in reading.grammar.words["prepositions"] and reading.classes[at] in "pt":
        return False
    end = noun_phrase_end(reading, at, last)
    if end == at or end >= last or reading.lower(at) in reading.grammar.words["reflexives"]:
        return False
    if reading.pair_at[end] != NONE:
        return True
    if reading.classes[at] == "o" and end == at + 1 and reading.classes[end] in "nPFB":
        # "called it TYRANNY"
        return True
    if reading.classes[end] in ("d", "j", "u", PARTICIPLE, GERUND):
        return True
    # "called Pickard reckless" may have been read as one phrase.
    return end - at > 1 and reading.classes[end - 1] == "j"
