"""Where reported content ends: at a second verb, another speaker's clause, what the writer adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.breaking_off import breaks_off
from reader.analysis.quotes.clause_bounds import subject_start
from reader.analysis.quotes.complements import complement_start, noun_phrase_end
from reader.analysis.quotes.content_starts import is_told
from reader.analysis.quotes.contents import looks_like_clause
from reader.analysis.quotes.grammar import CueWord
from reader.analysis.quotes.parts_of_speech import FINITE, PARTICIPLE
from reader.analysis.quotes.references import NAMED_FORMS
from reader.analysis.quotes.speakers import speaker_before
from reader.analysis.quotes.subjects import clause_start
from reader.analysis.quotes.tokens import NONE
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.drafts import Drafts
    from reader.analysis.quotes.reading import Reading

_SUBJECT_REACH = 40
"""Tokens of a subject that begins a clause of its own inside content."""


def content_end(drafts: Drafts, begin: int, last: int) -> int:
    """Return where content that starts at ``begin`` must stop: a used token, a tail, a new clause."""
    reading = drafts.reading
    joints = reading.grammar.words["conjunctions"] | reading.grammar.words["joints"]
    joint = -1
    for at in range(begin, last):
        if not drafts.is_free(at):
            return at
        if reading.pair_at[at] != -1:
            continue
        word = reading.tokens[at].lower
        if at > begin and word in {"–", "—", "--"} and reading.pair_at[at - 1] != -1:
            return at
        if word == ";" or (word in joints and reading.tokens[at - 1].text == ","):
            joint = at
        if at > begin and (opens_tail(reading, at, last) or _opens_refusal(reading, at, last)):
            return at
        if (
            reading.classes
            and at > begin
            and (word == "," or word in joints)
            and breaks_off(reading, begin, at, last)
        ):
            return at
        cue = reading.grammar.cues.get(word)
        if cue is None:
            continue
        if reading.classes:
            start = _new_clause(drafts, begin, at) if at - joint < _SUBJECT_REACH and joint > begin else None
            if start is not None:
                return start
        elif cue.uses & {"active"} and _has_own_subject(drafts, begin, at):
            return clause_start(drafts, begin, at)
    return last


def _new_clause(drafts: Drafts, begin: int, at: int) -> int | None:
    """Return where the content ends before a joint and a clause of another speaker: ", and critics say …"."""
    reading = drafts.reading
    words = reading.grammar.words
    if not _is_finite(reading, at):
        return None
    end = at
    while end > begin and (reading.classes[end - 1] == "r" or reading.lower(end - 1) in words["perfects"]):
        end -= 1
    start = subject_start(drafts, max(begin, end - _SUBJECT_REACH), end) - 1
    if start <= begin or start + 1 >= end:
        return None
    if reading.tokens[start].text == ";":
        return start
    is_joint = reading.lower(start) in words["conjunctions"] or reading.lower(start) in words["joints"]
    speaker = speaker_before(reading, start + 1, end) if is_joint else None
    if speaker is None or (speaker.form is SpeakerForm.PRONOUN and not _is_set_off(reading, at + 1)):
        return None
    return start if reading.tokens[start - 1].text == "," else None


def _is_finite(reading: Reading, at: int) -> bool:
    """Whether a verb is finite by itself or in the perfect: "VOWED", "has VOWED"."""
    if reading.classes[at] == FINITE:
        return True
    before = at - 1
    while before > 0 and reading.classes[before] == "r":
        before -= 1
    return reading.classes[at] == PARTICIPLE and reading.lower(before) in reading.grammar.words["perfects"]


def _is_set_off(reading: Reading, at: int) -> bool:
    """Whether a mark or "that" stands behind a verb: ", but he replied, "…"."""
    if at >= len(reading.tokens):
        return False
    is_marked = reading.pair_at[at] != -1 or reading.tokens[at].text in {",", ":"}
    return is_marked or reading.lower(at) in reading.grammar.words["complementizers"]


def _opens_refusal(reading: Reading, at: int, last: int) -> bool:
    """Whether the report ends and tells what the speaker would not say: "and declined to give details"."""
    words = reading.grammar.words
    if at + 1 >= last or reading.lower(at) not in words["conjunctions"] | words["joints"]:
        return False
    return reading.lower(at + 1) in words["refusals"]


def opens_tail(reading: Reading, at: int, last: int) -> bool:
    """Whether a second cue with the same speaker follows: "seraya menambahkan", ", adding that"."""
    words = reading.grammar.words
    cue = reading.grammar.cues.get(reading.lower(at))
    if cue is not None and "participle" in cue.uses:
        return reading.tokens[at - 1].text == ","
    if _is_bare_second(reading, at, cue):
        return True
    if reading.lower(at) not in words["tails"]:
        return False
    index = at + 1
    while index < last and reading.lower(index) in words["adverbs"]:
        index += 1
    cue = reading.grammar.cues.get(reading.lower(index)) if index < last else None
    if cue is None or cue.clitic or not cue.uses & {"active", "base", "participle"}:
        return False
    if not reading.grammar.is_verb_first and "active" in cue.uses and cue.takes & {"any", "hearer"}:
        return True
    if _is_weak(reading, at):
        follower = reading.lower(index + 1)
        pronouns = words["pronouns_singular"] | words["pronouns_plural"]
        if not reading.grammar.is_verb_first and follower in pronouns:
            return True
        if reading.classes and _has_complement(reading, index, last, cue):
            return True
        is_asking = reading.grammar.is_verb_first and bool(cue.takes & {"demand", "demand of person"})
        is_demand = is_asking and _is_demand_of(reading, index, last)
        is_set_off = reading.tokens[at - 1].text == ","
        return follower in words["complementizers"] or is_set_off or is_demand
    return True


def _has_complement(reading: Reading, verb: int, last: int, cue: CueWord) -> bool:
    """Whether somebody is accused of or asked something behind a verb: "and ACCUSED the board of lying"."""
    if reading.classes[verb] not in (FINITE, PARTICIPLE) or "active" not in cue.uses:
        return False
    kinds = frozenset(take for take in cue.takes if take == "demand" or take.startswith("object "))
    if not kinds:
        return False
    if complement_start(reading, verb + 1, last, CueWord(cue.uses, kinds, cue.continues)) is not None:
        return True
    end = noun_phrase_end(reading, verb + 1, last)
    is_asked = "demand" in kinds and end > verb + 1
    return is_asked and (reading.classes[end : end + 1] == "t" or reading.pair_at[min(end, last - 1)] != NONE)


def _is_demand_of(reading: Reading, verb: int, last: int) -> bool:
    """Whether somebody is asked something right after a verb: "dan MEMINTA WARGA MENGUNGSI"."""
    words = reading.grammar.words
    if reading.lower(verb + 1) in words["prepositions"] | words["nominals"]:
        return False
    return looks_like_clause(reading, verb + 1, last) or is_told(reading, verb + 1, last, is_act=False)


def _is_bare_second(reading: Reading, at: int, cue: CueWord | None) -> bool:
    """Whether a verb that goes on needs no tail word: "…, menambahkan bahwa …"."""
    if cue is None or not cue.continues or "active" not in cue.uses or not reading.grammar.is_verb_first:
        return False
    is_marked = reading.lower(at + 1) in reading.grammar.words["complementizers"]
    return is_marked and reading.tokens[at - 1].text == ","


def _is_weak(reading: Reading, at: int) -> bool:
    """Whether a tail word joins other things too ("dan"), so that more evidence is needed."""
    return (
        reading.lower(at) in reading.grammar.words["conjunctions"]
        or reading.lower(at) in reading.grammar.words["joints"]
        or reading.lower(at) in reading.grammar.words["weak_tails"]
    )


def _has_own_subject(drafts: Drafts, begin: int, at: int) -> bool:
    """Whether a verb inside the content starts a clause of its own after a joint: ", but Budi said"."""
    start = clause_start(drafts, begin, at)
    if start <= begin:
        return False
    speaker = speaker_before(drafts.reading, start, at)
    return speaker is not None and speaker.form in NAMED_FORMS
