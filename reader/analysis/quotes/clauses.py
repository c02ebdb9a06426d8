"""Speech reported in clauses: subject and verb, "…, kata Sari", "Menurut Sari, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotes.contents import (
    Content,
    content_of,
    is_predicate,
    looks_like_clause,
    words_between,
)
from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.analysis.quotes.marked import Attribution, cue_then_speaker, holder_at
from reader.analysis.quotes.speakers import Reference, speaker_before
from reader.model.quote import QuoteKind, SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.grammar import CueWord
    from reader.analysis.quotes.reading import Reading, Sentence

_MIN_WORDS = 3
"""Reported clauses shorter than this are nearly always misread objects."""
_SUBJECT_REACH = 60
_HEARER_REACH = 12
_LONGEST_DESCRIPTION = 16
_ABSOLUTE_REACH = 8


class _Verb(NamedTuple):
    index: int
    cue: CueWord
    speaker: Reference


def find_clauses(drafts: Drafts) -> None:
    """Find reported clauses, sentence by sentence."""
    for number, sentence in enumerate(drafts.reading.sentences):
        _find_postposed(drafts, number)
        begin = sentence.first
        while begin < sentence.last:
            begin = _next_clause(drafts, number, begin)


def _find_postposed(drafts: Drafts, number: int) -> None:
    """Find "…, kata Sari" first: no other reading of a comma, a bare cue and a name is likely."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    begin = sentence.first
    for at in range(sentence.first + 1, sentence.last):
        cue = reading.grammar.cues.get(reading.lower(at))
        if cue is None or not drafts.is_free(at) or reading.pair_at[at] != -1:
            continue
        if "bare" in cue.uses:
            begin = _keep_postposed(drafts, number, begin, at) or begin
        elif not reading.grammar.is_verb_first and "any" in cue.takes:
            begin = _keep_subject_last(drafts, number, begin, at) or begin


def _next_clause(drafts: Drafts, number: int, begin: int) -> int:
    """Find one attribution from ``begin`` on; return where to look for the next."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    for at in range(begin, sentence.last):
        if reading.pair_at[at] != -1 or not drafts.is_free(at):
            continue
        holder = holder_at(reading, at, sentence.last)
        if holder is not None and _is_source(reading, holder):
            end = _keep_holder(drafts, number, begin, holder)
            if end is not None:
                return end
        word = reading.tokens[at].lower
        cue = reading.grammar.cues.get(word)
        if cue is None:
            continue
        end = _keep_subject_last(drafts, number, begin, at)
        if end is None and not reading.grammar.is_verb_first:
            end = _keep_postposed(drafts, number, begin, at)
        is_verb = cue.uses & {"active", "base"} or _has_absolute_subject(reading, begin, at)
        if end is None and is_verb and not cue.clitic:
            end = _keep_subject_verb(drafts, number, begin, at, cue)
        if end is not None:
            return end
    return sentence.last


def _has_absolute_subject(reading: Reading, begin: int, at: int) -> bool:
    """Whether a participle has a subject of its own: ", with one witness saying …"."""
    for index in range(at - 1, max(begin, at - _ABSOLUTE_REACH), -1):
        if reading.tokens[index].text == ",":
            return reading.lower(index + 1) == "with"
    return False


def _is_source(reading: Reading, holder: Attribution) -> bool:
    return holder.speaker.form is not SpeakerForm.NONE and holder.speaker.end > holder.first


# --- "Menurut Sari, …" ----------------------------------------------------------------------------


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
    stop = _content_end(drafts, holder.end, sentence.last)
    before = _free_content(drafts, begin, holder.first)
    if before is not None and reading.lower(before.last - 1) in reading.grammar.words["relatives"]:
        before = None
    after = content_of(reading, holder.end, stop) if _goes_on(reading, holder.end, stop, before) else None
    return _keep_around(drafts, number, holder, before, after, stop)


def _subject_verb_at(drafts: Drafts, begin: int, sentence: Sentence) -> int | None:
    """Return the cue whose subject starts right at the content, if there is one close by."""
    reading = drafts.reading
    for at in range(begin, min(begin + 8, sentence.last)):
        cue = reading.grammar.cues.get(reading.lower(at))
        if cue is not None and cue.uses & {"active"} and not cue.clitic:
            speaker = _speaker_of(drafts, begin, at, cue)
            return at if speaker is not None and speaker.form in _NAMED_FORMS else None
    return None


def _keep_around(
    drafts: Drafts,
    number: int,
    attribution: Attribution,
    before: Content | None,
    after: Content | None,
    stop: int,
) -> int | None:
    """Keep a clause with its attribution behind or inside it."""
    contents = [content for content in (before, after) if content is not None]
    if not contents or sum(words_between(drafts.reading, c.first, c.last) for c in contents) < _MIN_WORDS:
        return None
    kinds = {content.kind for content in contents}
    kind = kinds.pop() if len(kinds) == 1 else QuoteKind.MIXED
    ranges = [(content.first, content.last) for content in contents]
    drafts.add(
        Draft(
            Frame.HOLDER if attribution.frame is Frame.HOLDER else Frame.AFTER_CLAUSE,
            kind,
            [part for content in contents for part in content.parts],
            number,
            cue=attribution.cue,
            speaker=attribution.speaker,
            continues=attribution.continues,
        ),
        [*ranges, (attribution.first, attribution.end)],
    )
    return stop if after is not None else attribution.end


def _free_content(drafts: Drafts, begin: int, end: int) -> Content | None:
    """Return the content of a range, from its last used token on."""
    for at in range(end - 1, begin - 1, -1):
        if not drafts.is_free(at):
            begin = at + 1
            break
    return content_of(drafts.reading, _past_relay(drafts.reading, begin, end), end)


def _past_relay(reading: Reading, begin: int, end: int) -> int:
    """Step over an opening relay with its date: "Melansir Kantor X, Senin (1/1/2024), …"."""
    if not reading.starts_with(begin, end, reading.grammar.phrases["relays"]):
        return begin
    at = begin
    while at < end and reading.tokens[at].text != ",":
        at += 1
    while at + 1 < end and reading.lower(at + 1) in reading.grammar.words["weekdays"]:
        at += 1
        while at + 1 < end and reading.tokens[at + 1].text != ",":
            at += 1
        at += 1
    return at + 1 if at < end else begin


def _goes_on(reading: Reading, first: int, last: int, before: Content | None) -> bool:
    """Whether what follows an attribution is content and not a setting or another clause."""
    while first < last and reading.tokens[first].text in {",", ".", "–", "—", ":"}:
        first += 1
    if first >= last:
        return False
    if before is None:
        return True
    words = reading.grammar.words
    word = reading.lower(first)
    if word in words["joints"] and reading.grammar.is_verb_first and reading.tokens[first - 1].text == ",":
        return looks_like_clause(reading, first, last)
    if (
        word in words["prepositions"]
        or word in words["weekdays"]
        or word in words["tails"]
        or word in words["joints"]
        or word in words["relatives"]
    ):
        return False
    if reading.tokens[first - 1].text != ",":
        return False
    if word in reading.grammar.cues and not reading.grammar.cues[word].uses & {"bare"}:
        return "participle" not in reading.grammar.cues[word].uses and looks_like_clause(
            reading, first - 1, last
        )
    return looks_like_clause(reading, first - 1, last)


# --- "…, kata Sari" -------------------------------------------------------------------------------


def _keep_postposed(drafts: Drafts, number: int, begin: int, at: int) -> int | None:
    reading = drafts.reading
    if at == begin or reading.tokens[at - 1].text not in {",", "–", "—"}:
        return None
    sentence = reading.sentences[number]
    found = cue_then_speaker(reading, at, sentence.last)
    if found is None or found.speaker.form is SpeakerForm.DESCRIPTION:
        return None
    stop = _content_end(drafts, found.end, sentence.last)
    before = _free_content(drafts, begin, at)
    after = content_of(reading, found.end, stop) if _goes_on(reading, found.end, stop, before) else None
    return _keep_around(drafts, number, found, before, after, stop)


def _keep_subject_last(drafts: Drafts, number: int, begin: int, at: int) -> int | None:
    """Keep "…, Sari said." and "…, he said, …": a clause whose subject and verb come last."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    cue = reading.grammar.cues[reading.lower(at)]
    follower = reading.tokens[at + 1] if at + 1 < sentence.last else None
    if "active" not in cue.uses or cue.clitic or not _is_last(reading, at, follower):
        return None
    comma = _comma_before_subject(reading, begin, at)
    if comma is None or reading.lower(at - 1) in reading.grammar.words["negators"]:
        return None
    speaker = speaker_before(reading, comma + 1, at)
    if speaker is None or not (speaker.form in _NAMED_FORMS or _may_come_last(reading, speaker)):
        return None
    before = _free_content(drafts, begin, comma)
    if (
        before is not None
        and reading.lower(before.first) in reading.grammar.words["prepositions"]
        and not looks_like_clause(reading, before.first, before.last)
    ):
        before = None
    stop = _content_end(drafts, at + 1, sentence.last)
    after = content_of(reading, at + 1, stop) if _goes_on(reading, at + 1, stop, before) else None
    if before is None or (before.last - before.first < _MIN_WORDS and after is None):
        return None
    if not looks_like_clause(reading, before.first, before.last) and after is None:
        return None
    token = reading.tokens[at]
    found = Attribution(
        (token.start, token.end), speaker, comma + 1, at + 1, cue.continues, Frame.AFTER_CLAUSE
    )
    return _keep_around(drafts, number, found, before, after, stop)


def _may_come_last(reading: Reading, speaker: Reference) -> bool:
    """Whether a description may follow what it said: "…, people familiar with the matter said"."""
    return not reading.grammar.is_verb_first and _may_be_described(reading, speaker)


def _is_last(reading: Reading, at: int, follower: object) -> bool:
    """Whether nothing that could be said follows the verb at once."""
    if follower is None:
        return True
    token = reading.tokens[at + 1]
    if token.text in {".", ","}:
        return True
    words = reading.grammar.words
    return not reading.grammar.is_verb_first and (
        token.lower in words["weekdays"] or token.lower in {"yesterday", "today"}
    )


def _comma_before_subject(reading: Reading, begin: int, at: int) -> int | None:
    """Return the comma that ends the content before the subject of the verb at ``at``."""
    index = at - 1
    if reading.tokens[index].text == ",":
        index -= 1
        while index > begin and reading.tokens[index].text != ",":
            index -= 1
        index -= 1
    while index > begin and reading.tokens[index].text != ",":
        if reading.pair_at[index] != -1:
            return None
        index -= 1
    return index if index > begin else None


# --- "Sari mengatakan bahwa …" --------------------------------------------------------------------

_PERSON_FORMS = frozenset([SpeakerForm.NAME, SpeakerForm.PRONOUN, SpeakerForm.ROLE])
_NAMED_FORMS = frozenset(
    [SpeakerForm.NAME, SpeakerForm.PRONOUN, SpeakerForm.ORGANIZATION, SpeakerForm.ROLE, SpeakerForm.CLITIC]
)


def _speaker_of(drafts: Drafts, begin: int, at: int, cue: CueWord) -> Reference | None:
    reading = drafts.reading
    subject_end = at
    words = reading.grammar.words
    while subject_end > begin and (
        reading.lower(subject_end - 1) in words["adverbs"] or reading.lower(subject_end - 1).endswith("ly")
    ):
        subject_end -= 1
    if subject_end <= begin or reading.lower(subject_end - 1) in words["negators"]:
        return None
    if reading.lower(at - 1) in words["determiners"] or _is_passive(reading, at, cue):
        return None
    if reading.lower(subject_end - 1) in words["conjunctions"]:
        return _leading_subject(drafts, begin, subject_end)
    first = _clause_start(drafts, max(begin, at - _SUBJECT_REACH), subject_end)
    if first >= subject_end:
        return None
    speaker = speaker_before(reading, first, subject_end)
    if speaker is None or (cue.uses == {"base"} and not _takes_base(reading, speaker, subject_end)):
        return None
    return speaker


def _is_passive(reading: Reading, at: int, cue: CueWord) -> bool:
    """Whether a form of "to be" makes the verb passive, so that its subject did not speak."""
    copulas = reading.grammar.words["copulas"]
    before = at - 1
    while reading.lower(before) in reading.grammar.words["adverbs"] and reading.lower(before) not in copulas:
        before -= 1
    return (reading.lower(before) in copulas) != ("state" in cue.takes) and bool(copulas)


def _leading_subject(drafts: Drafts, begin: int, end: int) -> Reference | None:
    """Return the subject of "SARI datang dan mengatakan …": what stands before the first verb."""
    reading = drafts.reading
    for at in range(begin + 1, end):
        if reading.pair_at[at] != -1 or not drafts.is_free(at):
            return None
        if is_predicate(reading, at):
            speaker = speaker_before(reading, begin, at)
            return speaker if speaker is not None and speaker.form in _NAMED_FORMS else None
    return None


def _takes_base(reading: Reading, speaker: Reference, end: int) -> bool:
    """Whether a subject may stand before a verb without ending: "analysts say", "they claim"."""
    if speaker.form is SpeakerForm.PRONOUN or speaker.is_plural:
        return speaker.is_plural
    return reading.lower(end - 1).endswith("s") and speaker.form is SpeakerForm.DESCRIPTION


def _clause_start(drafts: Drafts, begin: int, end: int) -> int:
    """Return where the clause that ends before ``end`` starts: after a joint, a bracket, a quote."""
    reading = drafts.reading
    words = reading.grammar.words
    for at in range(end - 1, begin - 1, -1):
        token = reading.tokens[at]
        if not drafts.is_free(at) or token.text in {";", ":"} or reading.pair_at[at] != -1:
            return at + 1
        if token.lower in words["joints"] and at > begin and reading.tokens[at - 1].text == ",":
            return at + 1
        if token.lower in words["conjunctions"] and _joins_clauses(reading, begin, at, end):
            return at + 1
    return begin


def _joins_clauses(reading: Reading, begin: int, at: int, end: int) -> bool:
    """Whether a conjunction starts a clause of its own: after a comma, or before a lone name."""
    if not looks_like_clause(reading, begin, at):
        return False
    if reading.tokens[at - 1].text == ",":
        return True
    mention = reading.mention_at[at + 1] if at + 1 < end else -1
    return mention != -1 and reading.mention_tokens[mention][1] >= end


def _keep_subject_verb(drafts: Drafts, number: int, begin: int, at: int, cue: CueWord) -> int | None:
    reading = drafts.reading
    sentence = reading.sentences[number]
    speaker = _speaker_of(drafts, begin, at, cue)
    if speaker is None:
        return None
    if speaker.form is SpeakerForm.DESCRIPTION and not _may_be_described(reading, speaker):
        return None
    stop = _content_end(drafts, at + 1, sentence.last)
    is_person = speaker.form in _PERSON_FORMS
    first = content_start(reading, at + 1, stop, cue, is_person=is_person)
    if first is None:
        return None
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


def _is_too_short(reading: Reading, content: Content) -> bool:
    if content.kind is QuoteKind.DIRECT:
        return words_between(reading, content.first, content.last) < 1
    return words_between(reading, content.first, content.last) < _MIN_WORDS


def _may_be_described(reading: Reading, speaker: Reference) -> bool:
    """Whether a description may speak: it opens or ends as one, or is a document or a body."""
    words = reading.grammar.words
    if not reading.grammar.is_verb_first:
        size = speaker.end - speaker.first
        return size <= _LONGEST_DESCRIPTION and not any(
            is_predicate(reading, at) for at in range(speaker.first, speaker.end)
        )
    first = reading.lower(speaker.first)
    last = reading.lower(speaker.end - 1)
    return (
        speaker.is_document
        or first in words["description_openers"]
        or first in words["organization_nouns"]
        or last in words["description_closers"]
    )


def _content_end(drafts: Drafts, begin: int, last: int) -> int:
    """Return where reported content that starts at ``begin`` must stop: a used token, a tail, a new clause."""
    reading = drafts.reading
    words = reading.grammar.words
    for at in range(begin, last):
        if not drafts.is_free(at):
            return at
        if reading.pair_at[at] != -1:
            continue
        word = reading.tokens[at].lower
        if word in words["tails"] and _opens_tail(reading, at, last):
            return at
        cue = reading.grammar.cues.get(word)
        if cue is None:
            continue
        if "participle" in cue.uses and at > begin and reading.tokens[at - 1].text == ",":
            return at
        if cue.uses & {"active"} and _has_own_subject(drafts, begin, at, cue):
            return _clause_start(drafts, begin, at)
    return last


def _opens_tail(reading: Reading, at: int, last: int) -> bool:
    """Whether a second cue with the same speaker follows: "seraya menambahkan", "dan meminta agar"."""
    words = reading.grammar.words
    index = at + 1
    while index < last and reading.lower(index) in words["adverbs"]:
        index += 1
    cue = reading.grammar.cues.get(reading.lower(index)) if index < last else None
    if cue is None or cue.clitic or not cue.uses & {"active", "base", "participle"}:
        return False
    if not reading.grammar.is_verb_first and "active" in cue.uses and cue.takes & {"any", "hearer"}:
        return True
    if word_is_weak(reading, at):
        follower = reading.lower(index + 1)
        if (
            not reading.grammar.is_verb_first
            and follower in words["pronouns_singular"] | words["pronouns_plural"]
        ):
            return True
        return follower in words["complementizers"] or reading.tokens[at - 1].text == ","
    return True


def word_is_weak(reading: Reading, at: int) -> bool:
    """Whether a tail word joins other things too ("dan"), so that more evidence is needed."""
    return (
        reading.lower(at) in reading.grammar.words["conjunctions"]
        or reading.lower(at) in reading.grammar.words["joints"]
        or reading.lower(at) in {"lalu", "kemudian", "but"}
    )


def _has_own_subject(drafts: Drafts, begin: int, at: int, cue: CueWord) -> bool:
    """Whether a verb inside the content starts a clause of its own after a joint: ", but Budi said"."""
    start = _clause_start(drafts, begin, at)
    if start <= begin:
        return False
    speaker = speaker_before(drafts.reading, start, at)
    return speaker is not None and speaker.form in _NAMED_FORMS


def content_start(
    reading: Reading, first: int, last: int, cue: CueWord, *, is_person: bool = True
) -> int | None:
    """Return where the content begins after a verb, None where nothing is reported."""
    words = reading.grammar.words
    at = first
    while at < last and reading.lower(at) in words["adverbs"] and reading.lower(at) not in {"itu", "ini"}:
        at += 1
    if "hearer" in cue.takes:
        return _past_told(reading, at, last)
    marked = _marked_start(reading, at, last, cue)
    if marked is not None:
        return marked
    if at < last and reading.pair_at[at] != -1:
        return at
    if "any" in cue.takes:
        return (
            at
            if reading.lower(at) not in words["prepositions"] or looks_like_clause(reading, at, last)
            else None
        )
    is_loose = reading.lower(at) in words["prepositions"] and reading.lower(at) not in words["demand_markers"]
    if "demand" in cue.takes and not is_loose and _is_demand(reading, at, last):
        return at
    if "naming" in cue.takes and _is_naming(reading, at, last):
        return at
    if (
        ("clause" in cue.takes or (is_person and "clause of person" in cue.takes))
        and looks_like_clause(reading, at, last)
        and reading.lower(at) not in words["topics"]
        and (not reading.grammar.is_verb_first or reading.lower(at) not in words["prepositions"])
    ):
        return at
    return None


def _marked_start(reading: Reading, at: int, last: int, cue: CueWord) -> int | None:
    """Find a comma, colon or complementiser right after the verb, or after whom it is said to."""
    words = reading.grammar.words
    for index in range(at, min(last, at + _HEARER_REACH)):
        if reading.pair_at[index] != -1:
            is_set_off = index > at and reading.tokens[index - 1].text in {",", ":"}
            is_set_off = is_set_off or (index > at and reading.lower(at) in words["prepositions"])
            return index if is_set_off and not looks_like_clause(reading, at, index) else None
        word = reading.tokens[index]
        if word.lower in words["complementizers"]:
            return index + 1 if index == at or not looks_like_clause(reading, at, index) else None
        if word.text in {",", ":"} and reading.mention_at[index] == -1:
            is_setting = (
                reading.lower(at) in words["prepositions"] and reading.lower(at) not in words["topics"]
            )
            return index + 1 if index == at or (is_setting and index - at > 1) else None
    return None


def _past_told(reading: Reading, at: int, last: int) -> int | None:
    """Step over the hearer of "told reporters (that) …"."""
    words = reading.grammar.words
    for index in range(at, min(last, at + _HEARER_REACH)):
        token = reading.tokens[index]
        if reading.pair_at[index] != -1:
            return index
        if token.lower in words["complementizers"] and index > at:
            return index + 1
        if token.text in {",", ":"} and reading.mention_at[index] == -1:
            return index + 1
    mention = reading.mention_at[at] if at < last else -1
    if mention != -1:
        return reading.mention_tokens[mention][1]
    return min(at + 1, last) if looks_like_clause(reading, at + 1, last) else None


def _is_demand(reading: Reading, at: int, last: int) -> bool:
    words = reading.grammar.words
    return any(
        reading.pair_at[index] == -1 and reading.lower(index) in words["demand_markers"]
        for index in range(at, min(last, at + 14))
    )


def _is_naming(reading: Reading, at: int, last: int) -> bool:
    words = reading.grammar.words
    for index in range(at, min(last, at + 40)):
        if reading.pair_at[index] != -1:
            return True
        if reading.lower(index) in words["naming_markers"] and index > at:
            return True
        if reading.tokens[index].text == ",":
            return False
    return False
