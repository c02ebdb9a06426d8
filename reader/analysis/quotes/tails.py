"""Second cues without a subject, and sentences that attribute the words before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.breaking_off import end_of_remark
from reader.analysis.quotes.content_ends import content_end
from reader.analysis.quotes.content_starts import content_start
from reader.analysis.quotes.contents import content_of, words_between
from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.analysis.quotes.parts_of_speech import FINITE
from reader.analysis.quotes.speakers import clitic_of, speaker_after, speaker_before
from reader.analysis.quotes.subjects import leading_subject
from reader.model.quote import QuoteKind

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.sentences import Sentence

_MIN_WORDS = 2
_LEADING = frozenset([Frame.AFTER_MARKS, Frame.AFTER_CLAUSE, Frame.SUBJECT_VERB])
"""Frames behind which a second verb may follow without a word that ties it."""


def find_tails(drafts: Drafts) -> None:
    """Find "…, seraya menambahkan bahwa …" behind an attribution of the same sentence."""
    leaders: dict[int, Draft] = {}
    for draft in drafts.in_order():
        leaders[draft.sentence] = draft
    for number, leader in leaders.items():
        sentence = drafts.reading.sentences[number]
        for at in range(sentence.first, sentence.last):
            if drafts.is_free(at) and drafts.reading.pair_at[at] == -1:
                _keep_tail(drafts, at, sentence, leader)
    if drafts.reading.classes:
        for number, sentence in enumerate(drafts.reading.sentences):
            if number not in leaders:
                _keep_participle(drafts, number, sentence)


def _keep_participle(drafts: Drafts, number: int, sentence: Sentence) -> None:
    """Keep "The mayor vetoed the plan, SAYING it cost too much": who acted says why."""
    reading = drafts.reading
    for at in range(sentence.first + 2, sentence.last):
        cue = reading.grammar.cues.get(reading.lower(at))
        if cue is None or "participle" not in cue.uses or reading.lower(at - 1) != ",":
            continue
        if reading.pair_at[at] != -1 or not drafts.is_free(at):
            continue
        last = end_of_remark(reading, at + 1, sentence.last)
        first = content_start(reading, at + 1, last, cue)
        content = None if first is None else content_of(reading, first, content_end(drafts, first, last))
        if content is None or words_between(reading, content.first, content.last) < _MIN_WORDS:
            continue
        speaker = leading_subject(drafts, sentence.first, at, may_describe=True)
        if speaker is None and FINITE not in reading.classes[sentence.first : at]:
            # "Sari, ARGUING that it was late, voted no"
            speaker = speaker_before(reading, sentence.first, at - 1)
        if speaker is not None:
            token = reading.tokens[at]
            draft = Draft(Frame.TAIL, content.kind, content.parts, number, cue=(token.start, token.end))
            draft.speaker = speaker
            drafts.add(draft, [(at, content.last)])
        return


def _keep_tail(drafts: Drafts, at: int, sentence: Sentence, leader: Draft) -> None:
    reading = drafts.reading
    is_bare = leader.frame in _LEADING and _is_bare_tail(reading, at)
    verb = at if is_bare else _tail_verb(reading, at, sentence)
    if verb is None or reading.tokens[verb].start < leader.parts[0][0]:
        return
    cue = reading.grammar.cues[reading.lower(verb)]
    last = verb + 1
    while last < sentence.last and drafts.is_free(last):
        last += 1
    first = content_start(reading, verb + 1, last, cue)
    content = None if first is None else content_of(reading, first, last)
    if content is None or words_between(reading, content.first, content.last) < _MIN_WORDS:
        return
    token = reading.tokens[verb]
    draft = Draft(
        Frame.TAIL,
        content.kind,
        content.parts,
        leader.sentence,
        cue=(token.start, token.end),
        continues=cue.continues,
        leads=leader,
    )
    drafts.add(draft, [(verb, content.last)])


def _is_bare_tail(reading: Reading, at: int) -> bool:
    """Whether a verb goes on right behind an attribution: "…," katanya, menambahkan bahwa …"."""
    cue = reading.grammar.cues.get(reading.lower(at))
    if cue is None or "active" not in cue.uses or reading.lower(at - 1) != ",":
        return False
    return reading.lower(at + 1) in reading.grammar.words["complementizers"]


def _tail_verb(reading: Reading, at: int, sentence: Sentence) -> int | None:
    """Return the cue that a tail word introduces, or the ", adding" that is one by itself."""
    words = reading.grammar.words
    cue = reading.grammar.cues.get(reading.lower(at))
    if cue is not None and "participle" in cue.uses:
        return at if at > sentence.first and not reading.tokens[at - 1].is_word else None
    if reading.lower(at) not in words["tails"]:
        return None
    index = at + 1
    while index < sentence.last and reading.lower(index) in words["adverbs"]:
        index += 1
    cue = reading.grammar.cues.get(reading.lower(index)) if index < sentence.last else None
    if cue is None or cue.clitic or not cue.uses & {"active", "base", "participle"}:
        return None
    return index


def find_anaphors(drafts: Drafts) -> None:
    """Find "Hal itu disampaikan Sari": it attributes the sentence before, if nobody has said that."""
    reading = drafts.reading
    for number, sentence in enumerate(reading.sentences):
        phrases = reading.grammar.phrases
        echo = reading.starts_with(sentence.first, sentence.last, phrases["echoes"])
        size = echo or reading.starts_with(sentence.first, sentence.last, phrases["anaphors"])
        if not size or not number or not drafts.is_free(sentence.first):
            continue
        at = sentence.first + size
        while at < sentence.last and reading.lower(at) in reading.grammar.words["adverbs"]:
            at += 1
        cue = reading.grammar.cues.get(reading.lower(at)) if at < sentence.last else None
        if cue is None or "passive" not in cue.uses:
            continue
        _keep_anaphor(drafts, number, at, clitic=cue.clitic, is_echo=echo > 0)


def _keep_anaphor(drafts: Drafts, number: int, at: int, *, clitic: int, is_echo: bool) -> None:
    reading = drafts.reading
    sentence, before = reading.sentences[number], reading.sentences[number - 1]
    begin = at + 1
    while reading.lower(begin) in reading.grammar.words["agents"]:
        begin += 1
    speaker = clitic_of(reading, at, clitic) if clitic else speaker_after(reading, begin, sentence.last)
    if speaker is None:
        return
    token = reading.tokens[at]
    cue = (token.start, token.end - clitic)
    is_denied = reading.lower(at) in reading.grammar.words["denials"]
    if is_echo or is_denied or not all(drafts.is_free(index) for index in range(before.first, before.last)):
        drafts.heard.append(Draft(Frame.ANAPHOR, QuoteKind.INDIRECT, [cue], number, cue=cue, speaker=speaker))
        return
    if sentence.paragraph - before.paragraph > 1:
        return
    content = content_of(reading, before.first, before.last)
    if content is None or words_between(reading, content.first, content.last) < _MIN_WORDS:
        return
    drafts.add(
        Draft(
            Frame.ANAPHOR,
            content.kind,
            content.parts,
            number,
            cue=cue,
            speaker=speaker,
        ),
        [(content.first, content.last), (sentence.first, speaker.end)],
    )
