"""Where the writer goes on behind what was said: a second verb, a clause of his own, who says so.

For languages with a tagger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.complements import noun_phrase_end, past_when
from reader.analysis.quotes.contents import is_predicate
from reader.analysis.quotes.parts_of_speech import BASE, FINITE, PARTICIPLE
from reader.analysis.quotes.tokens import NONE

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


def breaks_off(reading: Reading, begin: int, at: int, last: int) -> bool:
    """Whether what follows a token is no part of what was said: a second verb, a summary, a remark."""
    return (
        _joins_verb(reading, begin, at, last)
        or _sums_up(reading, at, last)
        or _opens_said(reading, at, last)
        or _is_said_last(reading, at, last)
        or (at > begin + 2 and _goes_on_alone(reading, at, last))
    )


def _goes_on_alone(reading: Reading, at: int, last: int) -> bool:
    """Whether the writer goes on with a clause of his own: ", AND ITS SHARES DROPPED", no pronoun."""
    words = reading.grammar.words
    if reading.tokens[at].text != "," or reading.lower(at + 1) not in words["conjunctions"] | words["joints"]:
        return False
    is_open = at + 2 < last and reading.classes[at + 2] not in "op" and reading.pair_at[at + 2] == NONE
    return is_open and _is_clause_at(reading, at + 2, last)


def _is_clause_at(reading: Reading, at: int, last: int) -> bool:
    """Whether a subject without a preposition and its finite verb begin at a token."""
    end = noun_phrase_end(reading, at, last)
    while end < last and reading.classes[end] == "r":
        end += 1
    return at < end < last and reading.classes[end] == FINITE


def _is_said_last(reading: Reading, at: int, last: int) -> bool:
    """Whether nothing but who says so follows a comma: "the decline could stall, THE MINUTES SHOW"."""
    if reading.tokens[at].text != ",":
        return False
    end = noun_phrase_end(reading, at + 1, last)
    is_cue = at + 1 < end < last and reading.grammar.speaks(reading.lower(end))
    if not is_cue or reading.classes[end] != FINITE:
        return False
    return past_when(reading, end + 1, last) + 1 >= last


def _opens_said(reading: Reading, at: int, last: int) -> bool:
    """Whether a subject, its cue and a verb without a subject follow: ", who the radio SAID HAD left"."""
    words = reading.grammar.words
    is_where = False
    if reading.tokens[at].text == ",":
        if reading.lower(at + 1) not in words["relatives"] | words["places_of_clauses"]:
            return False
        is_where = reading.lower(at + 1) in words["places_of_clauses"]
        at += 1
    elif reading.lower(at) not in words["conjunctions"]:
        return False
    end = noun_phrase_end(reading, at + 1, last)
    while end < last and reading.classes[end] == "r":
        end += 1
    cue = reading.grammar.cues.get(reading.lower(end)) if at + 1 < end < last else None
    is_verb = cue is not None and bool(cue.uses & {"active", "base"}) and reading.classes[end] == FINITE
    return is_verb and (is_where or reading.classes[end + 1 : end + 2] == FINITE)


def end_of_relative(reading: Reading, begin: int, verb: int, last: int) -> int:
    """Return where content ends whose verb stands in a remark: ", which critics say is dear, WILL …".

    ``begin`` is where the subject of the verb may begin, its relative pronoun included.
    """
    words = reading.grammar.words
    if not reading.classes:
        return last
    if reading.lower(begin) in words["subordinators"] - words["likenesses"]:
        # "When the mayor proposed a ban, he knew what was coming"
        return next((at for at in range(verb + 1, last) if _opens_main(reading, at, last)), last)
    if not any(reading.lower(at) in words["relatives"] for at in range(begin, verb)):
        return last
    return end_of_remark(reading, verb + 1, last)


def _opens_main(reading: Reading, at: int, last: int) -> bool:
    """Whether a comma and a subject with its verb stand at a token."""
    is_comma = reading.tokens[at].text == "," and reading.pair_at[at] == NONE
    return is_comma and _is_clause_at(reading, at + 1, last)


def end_of_remark(reading: Reading, begin: int, last: int) -> int:
    """Return the comma at which a sentence goes on with its main verb, ``last`` where it does not."""
    for at in range(begin, last):
        if reading.tokens[at].text not in {",", "–", "—", "--"} or reading.pair_at[at] != -1:
            continue
        after = at + 1
        while after < last and reading.classes[after] == "r":
            after += 1
        if after < last and reading.classes[after] in (FINITE, PARTICIPLE):
            return at
    return last


def _sums_up(reading: Reading, at: int, last: int) -> bool:
    """Whether the writer goes on with a word of his own for it: ", a CLAIM that critics dispute"."""
    if reading.tokens[at].text != "," or at + 2 >= last or reading.classes[at + 1] != "d":
        return False
    end = noun_phrase_end(reading, at + 1, last)
    return reading.lower(end - 1) in reading.grammar.words["summaries"]


def _joins_verb(reading: Reading, begin: int, at: int, last: int) -> bool:
    """Whether a second verb follows content that has none: "expects a loss and HAS cut jobs"."""
    words = reading.grammar.words
    if reading.lower(at) not in words["conjunctions"] and reading.lower(at) not in words["joints"]:
        return False
    after = at + 1
    while after < last and reading.classes[after] == "r":
        after += 1
    return reading.classes[after : after + 1] == FINITE and not any(
        is_predicate(reading, k) or reading.classes[k] in (BASE, "t") for k in range(begin, at)
    )
