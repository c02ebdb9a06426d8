"""A passive with its speaker glued on, inside what was said: "Jasa itu DISEBUTNYA akan tetap ada"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.clause_drafts import MIN_WORDS, keep_around
from reader.analysis.quotes.content_ends import content_end
from reader.analysis.quotes.contents import content_of
from reader.analysis.quotes.drafts import Drafts, Frame
from reader.analysis.quotes.sources import Attribution
from reader.analysis.quotes.speakers import clitic_of
from reader.analysis.quotes.subjects import clause_start

if TYPE_CHECKING:
    from reader.analysis.quotes.grammar import CueWord


def keep_inside(drafts: Drafts, number: int, begin: int, at: int, cue: CueWord) -> int | None:
    """Keep what stands on both sides of such a verb; return where it ends, None where it is none."""
    reading = drafts.reading
    words = reading.grammar.words
    if not cue.clitic or "passive" not in cue.uses or at - begin < MIN_WORDS:
        return None
    before_verb = reading.lower(at - 1)
    if not reading.tokens[at - 1].is_word or before_verb in words["relatives"] | words["conjunctions"]:
        return None
    first = clause_start(drafts, begin, at)
    comma = next((k + 1 for k in range(at - 1, first - 1, -1) if reading.tokens[k].text == ","), first)
    stop = content_end(drafts, at + 1, reading.sentences[number].last)
    before, after = content_of(reading, comma, at), content_of(reading, at + 1, stop)
    if before is None or after is None:
        return None
    token = reading.tokens[at]
    speaker = clitic_of(reading, at, cue.clitic)
    span = (token.start, token.end - cue.clitic)
    found = Attribution(span, speaker, at, at + 1, cue.continues, Frame.AFTER_CLAUSE)
    return keep_around(drafts, number, found, before, after, stop)
