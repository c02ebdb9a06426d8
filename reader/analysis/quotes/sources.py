"""Sources that a preposition names: "menurut SARI", "according to THE MINUTES", "in LEE VANE's view"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotes.drafts import Frame
from reader.analysis.quotes.owners import view_at
from reader.analysis.quotes.speakers import clitic_of, speaker_after

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference


_DOCUMENT_REACH = 8


class Attribution(NamedTuple):
    """A cue with its speaker, and the tokens they take."""

    cue: tuple[int, int]
    speaker: Reference
    first: int
    end: int
    continues: bool = False
    frame: Frame = Frame.AFTER_MARKS


def holder_at(reading: Reading, index: int, limit: int) -> Attribution | None:
    """Read "menurut Sari", "according to Sari" at a token."""
    size = reading.starts_with(index, limit, reading.grammar.phrases["holders"])
    token = reading.tokens[index]
    view = view_at(reading, index, limit) if not size else None
    if view is not None:
        noun, owner = view
        span = (reading.tokens[noun].start, reading.tokens[noun].end)
        return Attribution(span, owner, index, noun + 1, frame=Frame.HOLDER)
    if not size:
        cue = reading.grammar.cues.get(token.lower)
        clitic = reading.grammar.clitic
        if cue is None and clitic and token.lower.endswith(clitic):
            stem = token.lower[: -len(clitic)]
            if stem in reading.grammar.phrases["holders"]:
                speaker = clitic_of(reading, index, len(clitic))
                return Attribution(
                    (token.start, token.end - len(clitic)), speaker, index, index + 1, frame=Frame.HOLDER
                )
        return None
    if is_idiom(reading, index, limit):
        return None
    found = speaker_after(reading, index + size, limit)
    if found is None:
        return None
    if found.is_document:
        found = _to_comma(reading, found, limit)
    span = (token.start, reading.tokens[index + size - 1].end)
    return Attribution(span, found, index, found.end, frame=Frame.HOLDER)


def _to_comma(reading: Reading, document: Reference, limit: int) -> Reference:
    """Give a document the words up to the comma: "a summary published by the transport office"."""
    for at in range(document.end, min(limit, document.end + _DOCUMENT_REACH)):
        if reading.pair_at[at] != -1:
            break
        if reading.tokens[at].text == "," and reading.mention_at[at] == -1:
            span = (reading.tokens[document.first].start, reading.tokens[at - 1].end)
            return replace(document, span=span, end=at)
    return document


def is_idiom(reading: Reading, index: int, limit: int) -> bool:
    """Whether a cue is part of a phrase that says nothing: "that said"."""
    phrases = reading.grammar.phrases["not_speech"]
    return any(
        reading.starts_with(index - back, limit, phrases) > back for back in (0, 1, 2) if index >= back
    )
