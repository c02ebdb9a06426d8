"""The outlet or agency that a sentence was taken from: "Melansir Kantor X, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.mention import EntityType

if TYPE_CHECKING:
    from reader.analysis.quotes.drafts import Draft
    from reader.analysis.quotes.reading import Reading

_REACH = 8
"""How many words may lead from a relay cue to the name of the outlet."""


def relay_of(reading: Reading, draft: Draft) -> str | None:
    """Return the outlet named with a relay cue in the sentence of an attribution."""
    sentence = reading.sentences[draft.sentence]
    phrases = reading.grammar.phrases["relays"]
    for at in range(sentence.first, sentence.last):
        size = 0 if reading.pair_at[at] != -1 else reading.starts_with(at, sentence.last, phrases)
        if size:
            name = _outlet(reading, at + size, sentence.last, draft)
            if name is not None:
                return name
    return None


def _outlet(reading: Reading, first: int, last: int, draft: Draft) -> str | None:
    lead_words = reading.grammar.words["relay_lead_words"]
    for at in range(first, min(last, first + _REACH)):
        mention = reading.mention(at)
        if mention is not None:
            is_speaker = mention.name in draft.speaker.names
            return mention.name if mention.type is EntityType.ORGANIZATION and not is_speaker else None
        token = reading.tokens[at]
        if token.is_capitalised:
            end = at
            while end + 1 < last and reading.tokens[end + 1].is_capitalised:
                end += 1
            return reading.body[token.start : reading.tokens[end].end]
        if token.lower not in lead_words:
            return None
    return None
