"""Who owns a noun of speech: "HIS belief", "THE COMPANY's repeated claim", "in LEE VANE's view"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.asides import pronoun_at
from reader.analysis.quotes.noun_phrases import read_phrase
from reader.analysis.quotes.tokens import NONE, POSSESSIVES
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference

_OWNER_REACH = 8
"""Words of the owner of a claim."""


def owner_before(reading: Reading, first: int, at: int) -> Reference | None:
    """Read the owner of the noun at a token, whose phrase begins at ``first`` at the earliest."""
    end = at
    while end > first and reading.classes[end - 1] in "jrN":
        end -= 1
    if end <= first:
        return None
    if reading.classes[end - 1] == "d":
        return pronoun_at(reading, end - 1, is_owner=True)
    is_owned = reading.lower(end - 1) in POSSESSIVES or (
        reading.tokens[end - 1].text in {"'", "’"} and reading.lower(end - 2).endswith("s")
    )
    if not is_owned:
        return None
    begin = end - 1
    while begin > max(first, end - 1 - _OWNER_REACH) and _is_of_owner(reading, begin - 1):
        begin -= 1
    speaker = read_phrase(reading, begin, end - 1) if begin < end - 1 else None
    return None if speaker is None or speaker.form is SpeakerForm.NONE else speaker


def _is_of_owner(reading: Reading, at: int) -> bool:
    is_title = reading.tokens[at].text == "." and reading.tokens[at - 1].is_capitalised
    return reading.classes[at] in "dujnPN" or is_title or reading.mention_at[at] != NONE


def view_at(reading: Reading, at: int, last: int) -> tuple[int, Reference] | None:
    """Read "in Lee Vane's VIEW", "by his own ACCOUNT" at a preposition: the noun's token and its owner."""
    words = reading.grammar.words
    if reading.lower(at) not in words["view_prepositions"] or not reading.classes:
        return None
    for noun in range(at + 2, min(last, at + _OWNER_REACH)):
        if reading.tokens[noun].text == "," or reading.pair_at[noun] != NONE:
            return None
        if reading.lower(noun) in words["view_nouns"]:
            speaker = owner_before(reading, at + 1, noun)
            return None if speaker is None else (noun, speaker)
    return None
