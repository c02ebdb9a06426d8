"""What nouns report: "critics' CLAIM that …", "his BELIEF that …", "the suggestion by aides that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.complements import is_that, noun_phrase_end
from reader.analysis.quotes.content_ends import content_end
from reader.analysis.quotes.contents import content_of, words_between
from reader.analysis.quotes.drafts import Draft, Frame
from reader.analysis.quotes.grammar import CueWord
from reader.analysis.quotes.noun_phrases import read_phrase
from reader.analysis.quotes.owners import owner_before
from reader.analysis.quotes.parts_of_speech import BASE, FINITE
from reader.analysis.quotes.subjects import subject_of
from reader.analysis.quotes.tokens import NONE

if TYPE_CHECKING:
    from reader.analysis.quotes.drafts import Drafts
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference
    from reader.analysis.quotes.sentences import Sentence

_MIN_WORDS = 2
_BY_REACH = 8
"""Words between "by" and "that", or between a verb and its noun."""
_LIGHT = CueWord(frozenset(["active"]), frozenset(), continues=False)
"""A verb that says nothing without its noun: "made (the point)"."""


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
    after, speaker = _by_somebody(reading, at, sentence.last)
    owner = owner_before(reading, sentence.first, at)
    first = _content_start(reading, at, after, sentence.last, is_owned=(speaker or owner) is not None)
    if first is None or not drafts.is_free(first):
        return
    speaker = speaker or owner or _subject_of_light_verb(drafts, sentence, at)
    if speaker is None:
        return
    content = content_of(reading, first, content_end(drafts, first, sentence.last))
    if content is None or words_between(reading, content.first, content.last) < _MIN_WORDS:
        return
    token = reading.tokens[at]
    draft = Draft(Frame.NOUN, content.kind, content.parts, number, cue=(token.start, token.end))
    draft.speaker = speaker
    drafts.add(draft, [(at, after), (content.first, content.last)])


def _content_start(reading: Reading, noun: int, at: int, last: int, *, is_owned: bool) -> int | None:
    """Return where what a noun reports begins: behind "that", "is that", a colon, or at "to open it"."""
    if at + 1 >= last:
        return None
    if is_that(reading, at):
        return at + 1
    words = reading.grammar.words
    if not is_owned:
        return None
    is_plan = reading.lower(noun) in words["plan_nouns"] and reading.lower(at) == "to"
    if is_plan and reading.classes[at + 1] in (BASE, FINITE):
        return at
    if reading.lower(at) in words["copulas"] and is_that(reading, at + 1):
        return at + 2
    is_set_off = reading.tokens[at].text == ":" or reading.lower(at) in words["copulas"]
    return at + 1 if is_set_off and reading.pair_at[at + 1] != NONE else None


def _by_somebody(reading: Reading, at: int, last: int) -> tuple[int, Reference | None]:
    """Read "by aides" behind a noun; return where what it reports should begin, and who they are."""
    if reading.lower(at + 1) not in reading.grammar.words["noun_agents"]:
        return at + 1, None
    end = noun_phrase_end(reading, at + 2, min(last, at + _BY_REACH))
    return end, read_phrase(reading, at + 2, end) if end > at + 2 else None


def _subject_of_light_verb(drafts: Drafts, sentence: Sentence, at: int) -> Reference | None:
    """Read who "HARRIET VANE has no doubt that" and "SHE made the point that" are about."""
    reading = drafts.reading
    words = reading.grammar.words
    verb = at - 1
    while verb > sentence.first and reading.classes[verb] in "djNrp" and verb > at - _BY_REACH:
        verb -= 1
    if reading.lower(verb) not in words["light_verbs"]:
        return None
    is_denied = any(reading.lower(k) in words["nobodies"] for k in range(verb, at))
    if is_denied and reading.lower(at) not in words["doubts"]:
        return None
    return subject_of(drafts, sentence.first, verb, _LIGHT)
