"""Names of bodies inside noun phrases: "the Department of Agriculture and Kota Batu's Water Board"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.phrases import chars
from reader.analysis.quotes.tokens import POSSESSIVES
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


def text_of(reading: Reading, first: int, last: int) -> str:
    """Return what a non-empty range of tokens covers."""
    start, end = chars(reading, first, last)
    return reading.body[start:end]


def is_body(reading: Reading, index: int) -> bool:
    """Whether a token is part of a name that is not a person's."""
    mention = reading.mention(index)
    return mention is not None and mention.type is not EntityType.PERSON


def bodies_at(reading: Reading, first: int, last: int) -> tuple[list[str], int, int]:
    """Return the names of the bodies that open a phrase, with where the first starts and the last ends."""
    words = reading.grammar.words
    joints = words["organization_conjunctions"] | words["articles"] | POSSESSIVES
    names: list[str] = []
    at = begin = end = first
    while at < last:
        mention = reading.mention(at)
        if mention is not None:
            stop = min(reading.mention_tokens[reading.mention_at[at]][1], last)
            full = _past_kind(reading, _past_joints(reading, stop, last), last)
            names.append(mention.name if full == stop else text_of(reading, at, full))
            at = end = max(full, at + 1)
        elif reading.lower(at) in joints:
            if reading.lower(at) in POSSESSIVES:
                # "Kota Batu's Water Board": the board speaks, not its owner.
                names, begin = [], at + 1
            at += 1
        else:
            break
    return names, begin, end


def _past_joints(reading: Reading, stop: int, last: int) -> int:
    """Step over the rest of a name that a tagger cut at "of": "Department OF AGRICULTURE"."""
    joints = reading.grammar.words["name_joints"]
    while stop + 1 < last and reading.lower(stop) in joints and reading.tokens[stop + 1].is_capitalised:
        stop = capital_end(reading, stop + 1, last)
    return stop


def _past_kind(reading: Reading, stop: int, last: int) -> int:
    """Step over the rest of a name up to the noun that says what it is: "U.S. GEOLOGICAL SURVEY"."""
    end = capital_end(reading, stop, last)
    is_kind = end > stop and reading.lower(end - 1) in reading.grammar.words["organization_nouns"]
    return end if is_kind and reading.grammar.is_head_last else stop


def modifies_noun(reading: Reading, at: int, last: int) -> bool:
    """Whether a body only modifies the noun after it, as in English "State Department officials"."""
    words = reading.grammar.words
    if reading.grammar.is_head_last and reading.tokens[at].text[0].islower():
        return reading.lower(at) not in words["prepositions"]
    return reading.grammar.is_head_last and any(
        reading.lower(index) in words["role_heads"]
        or reading.lower(index) in words["description_openers"]
        or reading.lower(index) in words["organization_documents"]
        for index in range(at, last)
    )


def capital_end(reading: Reading, at: int, last: int) -> int:
    """Return where a run of capitalised tokens ends."""
    while at < last and reading.tokens[at].is_capitalised:
        at += 1
    return at
