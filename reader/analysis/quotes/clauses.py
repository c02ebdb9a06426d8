"""Speech reported in clauses: "Sari mengatakan bahwa …", "Menurut Sari, …"."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.analysis.quotes.breaking_off import end_of_relative, end_of_remark
from reader.analysis.quotes.clause_bounds import may_be_verb
from reader.analysis.quotes.clause_drafts import MIN_WORDS, free_content, keep_around, without_role
from reader.analysis.quotes.content_ends import content_end, opens_tail
from reader.analysis.quotes.content_starts import content_start
from reader.analysis.quotes.contents import (
    Content,
    closes_speech,
    content_of,
    looks_like_clause,
    words_between,
)
from reader.analysis.quotes.continuations import goes_on
from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.analysis.quotes.inside import keep_inside
from reader.analysis.quotes.noun_phrases import read_phrase
from reader.analysis.quotes.postposed import find_postposed, find_preposed, keep_postposed, keep_subject_last
from reader.analysis.quotes.references import NAMED_FORMS, PERSON_FORMS
from reader.analysis.quotes.sources import Attribution, holder_at
from reader.analysis.quotes.speakers import speaker_after, speaker_before
from reader.analysis.quotes.subjects import has_absolute_subject, is_progressive, may_be_described, subject_of
from reader.model.quote import QuoteKind, SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.grammar import CueWord
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.sentences import Sentence


_LONGEST_PLACE = 14
_HEARSAY_REACH = 12
"""Tokens from "quoted" to "as saying"."""


def find_clauses(drafts: Drafts) -> None:
    """Find reported clauses, sentence by sentence."""
    for number, sentence in enumerate(drafts.reading.sentences):
        find_preposed(drafts, number)
        find_postposed(drafts, number)
        begin = sentence.first
        while begin < sentence.last:
            begin = _next_clause(drafts, number, begin)
            if begin < sentence.last and opens_tail(drafts.reading, begin, sentence.last):
                # What follows has the same speaker: tails.py reads it.
                break


def _next_clause(drafts: Drafts, number: int, begin: int) -> int:
    """Find one attribution from ``begin`` on; return where to look for the next."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    question = _keep_question(drafts, number, begin)
    if question is not None:
        return question
    asked = _question_end(reading, begin, sentence)
    for at in reading.triggers_in(begin, sentence.last):
        if reading.pair_at[at] != -1 or not drafts.is_free(at) or begin < at < asked:
            continue
        begin = max(begin, asked) if at > begin else begin
        if reading.lower(at) in reading.grammar.words["hearsay"]:
            end = _keep_hearsay(drafts, number, begin, at)
            if end is not None:
                return end
        holder = holder_at(reading, at, sentence.last)
        if holder is not None and _is_source(holder):
            end = _keep_holder(drafts, number, begin, holder)
            if end is not None:
                return end
        word = reading.tokens[at].lower
        cue = reading.grammar.cues.get(word)
        if cue is None or not may_be_verb(reading, at):
            continue
        end = keep_inside(drafts, number, begin, at, cue)
        end = keep_subject_last(drafts, number, begin, at) if end is None else end
        if end is None and not reading.grammar.is_verb_first:
            end = keep_postposed(drafts, number, begin, at)
        is_verb = (
            cue.uses & {"active", "base"}
            or has_absolute_subject(reading, begin, at)
            or is_progressive(reading, at, cue)
        )
        if end is None and is_verb and not cue.clitic:
            end = _keep_subject_verb(drafts, number, begin, at, cue)
        if end is not None:
            return end
    return sentence.last


def _question_end(reading: Reading, begin: int, sentence: Sentence) -> int:
    """Return where "Asked whether he believed it, …" ends: what he was asked is nobody's statement."""
    is_asked = reading.lower(begin) in reading.grammar.words["asked"] and begin == sentence.first
    if not reading.classes or not is_asked:
        return begin
    return next((at + 1 for at in range(begin, sentence.last) if reading.tokens[at].text == ","), begin)


def _keep_question(drafts: Drafts, number: int, begin: int) -> int | None:
    """Keep "Asked by SARI whether HE HAD SEEN IT, …": who asks and what."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    words = reading.grammar.words
    is_asked = reading.lower(begin) in words["asked"] and begin == sentence.first
    if not is_asked or reading.lower(begin + 1) not in words["agents"] or not reading.classes:
        return None
    limit = min(sentence.last, begin + _HEARSAY_REACH)
    at = next((k for k in range(begin + 2, limit) if reading.lower(k) in words["question_words"]), limit)
    speaker = read_phrase(reading, begin + 2, at) if begin + 2 < at < limit else None
    end = next((k for k in range(at, sentence.last) if reading.tokens[k].text == ","), sentence.last)
    content = content_of(reading, at, end) if speaker is not None else None
    if speaker is None or content is None:
        return None
    token = reading.tokens[begin]
    draft = Draft(Frame.ASKED, content.kind, content.parts, number, cue=(token.start, token.end))
    draft.speaker = speaker
    drafts.add(draft, [(begin, content.last)])
    return end


def _keep_hearsay(drafts: Drafts, number: int, begin: int, at: int) -> int | None:
    """Keep "quoted Sari as saying …" and "Sari was quoted as saying …"; the one who quotes is the relay."""
    reading = drafts.reading
    words = reading.grammar.words
    sentence = reading.sentences[number]
    joint = next(
        (
            k
            for k in range(at + 1, min(sentence.last, at + _HEARSAY_REACH))
            if reading.lower(k) in words["likenesses"]
        ),
        -1,
    )
    cue = reading.grammar.cues.get(reading.lower(joint + 1)) if joint > 0 else None
    if cue is None or "participle" not in cue.uses:
        return None
    is_passive = reading.lower(at - 1) in words["copulas"]
    speaker = speaker_before(reading, begin, at - 1) if is_passive else speaker_after(reading, at + 1, joint)
    content = content_of(reading, joint + 2, content_end(drafts, joint + 2, sentence.last))
    if speaker is None or content is None:
        return None
    relay = None if is_passive else speaker_before(reading, begin, at)
    token = reading.tokens[joint + 1]
    draft = Draft(Frame.SUBJECT_VERB, content.kind, content.parts, number, cue=(token.start, token.end))
    draft.speaker = speaker
    draft.relay = relay.names[0] if relay is not None and relay.names else None
    drafts.add(draft, [(begin, content.last)])
    return content.last


def _is_source(holder: Attribution) -> bool:
    return holder.speaker.form is not SpeakerForm.NONE and holder.speaker.end > holder.first


def _keep_holder(drafts: Drafts, number: int, begin: int, holder: Attribution) -> int | None:
    reading = drafts.reading
    sentence = reading.sentences[number]
    verb = _subject_verb_at(drafts, holder.end, sentence)
    if verb is not None:
        # "According to X, Sari said …": the cue next to the content counts, X is the relay.
        end = _keep_subject_verb(drafts, number, holder.end, verb, reading.grammar.cues[reading.lower(verb)])
        if end is not None:
            drafts.found[-1].relay = holder.speaker.names[0] if holder.speaker.names else None
            return end
    first = _past_relative(reading, _past_place(reading, holder.end, sentence.last), sentence.last)
    stop = content_end(drafts, first, sentence.last)
    before = free_content(drafts, begin, holder.first)
    if before is not None and reading.lower(before.last - 1) in reading.grammar.words["relatives"]:
        before = None
    after = content_of(reading, first, stop) if goes_on(reading, first, stop, before) else None
    if before is None and reading.classes[first : first + 1] == "p" and reading.lower(first - 1) != ",":
        # "according to a transcript released BY THE BOARD": no more than its source
        after = None
    if before is None and after is None and holder.end > holder.speaker.stop > 0:
        holder, after, stop = without_role(drafts, holder, sentence.last)
    return keep_around(drafts, number, holder, before, after, stop)


def _past_place(reading: Reading, at: int, last: int) -> int:
    """Step over where a source belongs: "According to Sari Dewi OF THE INSTITUTE OF BOTANY, …"."""
    if reading.classes[at : at + 1] != "p":
        return at
    for end in range(at, min(last, at + _LONGEST_PLACE)):
        if reading.tokens[end].text == "," and reading.mention_at[end] == -1:
            return end
        if reading.classes[end] in "FBswo" or reading.pair_at[end] != -1:
            break
    return at


def _past_relative(reading: Reading, at: int, last: int) -> int:
    """Step over a remark on a source: "According to the minutes, which the Courier has seen, …"."""
    is_relative = reading.lower(at) == "," and reading.lower(at + 1) in reading.grammar.words["relatives"]
    if not is_relative or not reading.classes:
        return at
    return next((k for k in range(at + 1, last) if reading.tokens[k].text == ","), at)


def _subject_verb_at(drafts: Drafts, begin: int, sentence: Sentence) -> int | None:
    """Return the cue whose subject starts right at the content, if there is one close by."""
    reading = drafts.reading
    for at in range(begin, min(begin + 8, sentence.last)):
        cue = reading.grammar.cues.get(reading.lower(at))
        if cue is not None and cue.uses & {"active"} and not cue.clitic:
            speaker = subject_of(drafts, begin, at, cue)
            return at if speaker is not None and speaker.form in NAMED_FORMS else None
    return None


def _keep_subject_verb(drafts: Drafts, number: int, begin: int, at: int, cue: CueWord) -> int | None:
    reading = drafts.reading
    sentence = reading.sentences[number]
    speaker = subject_of(drafts, begin, at, cue)
    if speaker is None:
        return None
    if speaker.form is SpeakerForm.DESCRIPTION and not may_be_described(reading, speaker):
        return None
    if _is_asked_aside(reading, at, sentence.last):
        return None
    start = partial(
        content_start,
        reading,
        at + 1,
        cue=cue,
        is_person=speaker.form in PERSON_FORMS,
        is_document=speaker.is_document,
    )
    if start(last=sentence.last) is None:
        # Cheaper than looking for an end, which most words that could be cues have no use for.
        return None
    stop = content_end(drafts, at + 1, sentence.last)
    stop = end_of_relative(reading, max(begin, speaker.begin - 1), at, stop)
    first = start(last=stop)
    if first is None:
        return None
    source = holder_at(reading, first, stop) if reading.classes and first < stop else None
    if source is not None and _is_source(source):
        # "told the paper that, according to the minutes, …"
        return None
    stop = _end_of_speech(reading, first, stop)
    content = content_of(reading, first, stop)
    if content is None or _is_too_short(reading, content):
        return None
    token = reading.tokens[at]
    drafts.add(
        Draft(
            Frame.SUBJECT_VERB,
            content.kind,
            content.parts,
            number,
            cue=(token.start, token.end),
            speaker=speaker,
            continues=cue.continues,
        ),
        [(speaker.first, at + 1), (content.first, content.last)],
    )
    return max(stop, content.last)


def _is_asked_aside(reading: Reading, at: int, last: int) -> bool:
    """Whether a subject was asked what follows: "One dealer, ASKED if he had heard of it, laughed"."""
    words = reading.grammar.words
    if not reading.classes or reading.lower(at) not in words["asked"] or reading.lower(at - 1) != ",":
        return False
    is_question = reading.lower(at + 1) in words["weak_complementizers"] | words["topics"]
    return is_question and end_of_remark(reading, at + 1, last) < last


def _end_of_speech(reading: Reading, first: int, stop: int) -> int:
    """Return where content ends that starts as a whole marked string: "…," tetapi tidak merinci nama."""
    pair = reading.pair_at[first] if first < stop else -1
    if pair == -1 or reading.pair_tokens[pair][0] != first:
        return stop
    last = reading.pair_tokens[pair][1]
    is_closed = closes_speech(reading, pair, ",.?!")
    rest_is_marked = any(reading.pair_at[at] != -1 for at in range(last, stop))
    return last if is_closed and last < stop and not rest_is_marked else stop


def _is_too_short(reading: Reading, content: Content) -> bool:
    if content.kind is QuoteKind.DIRECT:
        return words_between(reading, content.first, content.last) < 1
    if reading.lower(content.last - 1) in reading.grammar.words["description_closers"]:
        # "membenarkan cerita itu": a thing, not a statement.
        return not looks_like_clause(reading, content.first, content.last) and content.kind is not (
            QuoteKind.MIXED
        )
    return words_between(reading, content.first, content.last) < MIN_WORDS
