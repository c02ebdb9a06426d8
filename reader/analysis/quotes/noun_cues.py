"""What nouns report: "critics' CLAIM that …", "his BELIEF that …", "the suggestion by aides that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.asides import pronoun_at
from reader.analysis.quotes.complements import is_that, noun_phrase_end
from reader.analysis.quotes.content_ends import content_end
from reader.analysis.quotes.contents import content_of, words_between
from reader.analysis.quotes.drafts import Draft, Frame
from reader.analysis.quotes.noun_phrases import read_phrase
from reader.analysis.quotes.reading import NONE
from reader.analysis.quotes.tokens import POSSESSIVES
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.drafts import Drafts
    from reader.analysis.quotes.reading import Reading, Sentence
    from reader.analysis.quotes.references import Reference

_MIN_WORDS = 2
_OWNER_REACH = 6
"""Words of the owner of a claim."""
_BY_REACH = 8
"""Words between "by" and "that"."""


def find_noun_cues(drafts: Drafts) -> None:
    """Find the clauses that a noun of speech reports, with who owns the noun; for languages with a tagger."""
    reading = drafts.reading
    if not reading.classes:
        return
    nouns = reading.grammar.words["speech_nouns"]
    for number, sentence in enumerate(reading.sentences):
        for at in range(sentence.first + 1, sentence.last - 1):
            if reading.tokens[at].lower in nouns and drafts.is_free(at) and reading.pair_at[at] == NONE:
                _keep_noun(drafts, number, at, sentence)


def _keep_noun(drafts: Drafts, number: int, at: int, sentence: Sentence) -> None:
    reading = drafts.reading
    that, speaker = _by_somebody(reading, at, sentence.last)
    if speaker is None:
        speaker = _owner(reading, sentence.first, at)
    if speaker is None or not is_that(reading, that) or not drafts.is_free(that):
        return
    content = content_of(reading, that + 1, content_end(drafts, that + 1, sentence.last))
    if content is None or words_between(reading, content.first, content.last) < _MIN_WORDS:
        return
    token = reading.tokens[at]
    draft = Draft(Frame.NOUN, content.kind, content.parts, number, cue=(token.start, token.end))
    draft.speaker = speaker
    drafts.add(draft, [(at, that + 1), (content.first, content.last)])


def _by_somebody(reading: Reading, at: int, last: int) -> tuple[int, Reference | None]:
    """Read "by aides" behind a noun; return where "that" should stand, and who they are."""
    if reading.lower(at + 1) not in reading.grammar.words["agents"]:
        return at + 1, None
    end = noun_phrase_end(reading, at + 2, min(last, at + _BY_REACH))
    return end, read_phrase(reading, at + 2, end) if end > at + 2 else None


def _owner(reading: Reading, first: int, at: int) -> Reference | None:
    """Read who owns a noun: "HIS belief", "THE COMPANY's repeated claim"."""
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
    while begin > max(first, end - 1 - _OWNER_REACH) and reading.classes[begin - 1] in "dujnPN":
        begin -= 1
    speaker = read_phrase(reading, begin, end - 1) if begin < end - 1 else None
    return None if speaker is None or speaker.form is SpeakerForm.NONE else speaker
