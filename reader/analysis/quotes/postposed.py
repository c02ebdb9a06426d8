"""Clauses with their attribution behind or inside them: "…, kata Sari", "…, he said, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.clause_bounds import subject_start
from reader.analysis.quotes.clause_drafts import MIN_WORDS, free_content, keep_around, without_role
from reader.analysis.quotes.content_ends import content_end
from reader.analysis.quotes.contents import Content, content_of, looks_like_clause
from reader.analysis.quotes.continuations import ends_with_setting, goes_on, past_setting
from reader.analysis.quotes.drafts import Drafts, Frame
from reader.analysis.quotes.marked import cue_then_speaker
from reader.analysis.quotes.parts_of_speech import FINITE
from reader.analysis.quotes.references import NAMED_FORMS, Reference
from reader.analysis.quotes.sources import Attribution
from reader.analysis.quotes.speakers import speaker_before
from reader.analysis.quotes.subjects import habit_before, is_passive, may_be_described
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.grammar import CueWord
    from reader.analysis.quotes.reading import Reading


_LONGEST_HEARER = 5
"""Tokens from "told" to the end of whom it was told."""


def find_postposed(drafts: Drafts, number: int) -> None:
    """Find "…, kata Sari" first: no other reading of a comma, a bare cue and a name is likely."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    begin = sentence.first
    for at in reading.triggers_in(sentence.first + 1, sentence.last):
        cue = reading.grammar.cues.get(reading.lower(at))
        if cue is None or not drafts.is_free(at) or reading.pair_at[at] != -1:
            continue
        if cue.uses & {"bare", "passive"}:
            begin = keep_postposed(drafts, number, begin, at) or begin
        elif not reading.grammar.is_verb_first and "any" in cue.takes:
            begin = keep_subject_last(drafts, number, begin, at) or begin


def find_preposed(drafts: Drafts, number: int) -> None:
    """Find "Kata Sari, …", "Katanya, …" and "Dijelaskannya, …" at the start of a sentence."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    first = _past_likeness(reading, sentence.first)
    cue = reading.grammar.cues.get(reading.lower(first))
    if not reading.grammar.is_verb_first or cue is None or not cue.uses & {"bare", "passive"}:
        return
    found = cue_then_speaker(reading, first, sentence.last, is_passive=True)
    if found is None or found.speaker.form is SpeakerForm.DESCRIPTION:
        return
    begin = past_date(reading, found.end, sentence.last)
    if reading.lower(begin) != ",":
        return
    stop = content_end(drafts, begin + 1, sentence.last)
    content = content_of(reading, begin + 1, stop)
    is_sure = found.speaker.form is SpeakerForm.CLITIC and "bare" in cue.uses
    if content is not None and (is_sure or looks_like_clause(reading, content.first, content.last)):
        keep_around(drafts, number, found, None, content, stop)


def _past_likeness(reading: Reading, first: int) -> int:
    """Step over "Seperti (yang)" before a cue: "SEPERTI ditegaskan Sari, …"."""
    words = reading.grammar.words
    if reading.lower(first) not in words["likenesses"]:
        return first
    return first + 1 + (reading.lower(first + 1) in words["relatives"])


def past_date(reading: Reading, at: int, last: int) -> int:
    """Step over a comma with a day behind it, up to the next comma: "Sari, SENIN (1/1/2024) DI BATU, …"."""
    if reading.lower(at) != "," or reading.lower(at + 1) not in reading.grammar.words["weekdays"]:
        return at
    return next((k for k in range(at + 1, last) if reading.tokens[k].text == ","), at)


def keep_postposed(drafts: Drafts, number: int, begin: int, at: int) -> int | None:
    """Keep "…, kata Sari" with its cue at a token; return where it ends, None where it is none."""
    reading = drafts.reading
    if at == begin or reading.tokens[at - 1].text not in {",", "–", "—"}:
        return None
    sentence = reading.sentences[number]
    found = cue_then_speaker(reading, at, sentence.last, is_passive=reading.grammar.is_verb_first)
    if found is None or found.speaker.form is SpeakerForm.DESCRIPTION:
        return None
    stop = content_end(drafts, found.end, sentence.last)
    before = free_content(drafts, begin, at)
    if before is not None and not reading.grammar.is_verb_first and _is_subject(reading, before):
        return None
    after = content_of(reading, found.end, stop) if goes_on(reading, found.end, stop, before) else None
    if before is not None and after is not None and _is_topic(reading, before):
        before = None
    if before is None and after is None and found.end > found.speaker.stop > 0:
        found, after, stop = without_role(drafts, found, sentence.last)
    return keep_around(drafts, number, found, before, after, stop)


def _is_subject(reading: Reading, content: Content) -> bool:
    """Whether what stands before a verb is its subject with an apposition, not what was said."""
    first = content.first
    if reading.pair_at[first] != -1 or reading.lower(first) in reading.grammar.words["prepositions"]:
        return False
    cue = reading.grammar.cues.get(reading.lower(first))
    if cue is not None and "hearer" in cue.takes:
        # "Asked what he would eat, Vane answered: …"
        return True
    comma = next((k for k in range(first, content.last) if reading.tokens[k].text == ","), None)
    return comma is not None and not looks_like_clause(reading, first, comma)


def keep_subject_last(drafts: Drafts, number: int, begin: int, at: int) -> int | None:
    """Keep "…, Sari said." and "…, he said, …": a clause whose subject and verb come last."""
    reading = drafts.reading
    sentence = reading.sentences[number]
    found = _subject_and_verb(drafts, begin, at, sentence.last)
    if found is None:
        return None
    comma, end = found.first - 1, found.end
    before = free_content(drafts, begin, comma)
    if (
        before is not None
        and reading.lower(before.first) in reading.grammar.words["prepositions"]
        and not looks_like_clause(reading, before.first, before.last)
    ):
        before = None
    if before is not None and reading.lower(end) == "," and _is_fronted(reading, before):
        # "Dalam keterangan tertulis, Sari mengatakan, …": what stands first is no part of what was said.
        return None
    stop = content_end(drafts, end, sentence.last)
    begin_after = past_setting(reading, end, stop)
    after = content_of(reading, begin_after, stop) if goes_on(reading, begin_after, stop, before) else None
    if after is not None and _is_verb_next(reading, begin_after) and _opens_verb(reading, begin, comma):
        # "an inmate who, prosecutors said, WAS tied", "a deal would grow and, he says, WOULD last"
        return keep_around(drafts, number, found, None, after, stop)
    if before is None or (before.last - before.first < MIN_WORDS and after is None):
        return None
    if not looks_like_clause(reading, before.first, before.last) and after is None:
        return None
    return keep_around(drafts, number, found, before, after, stop)


def _subject_and_verb(drafts: Drafts, begin: int, at: int, last: int) -> Attribution | None:
    """Read the comma, the subject and the verb at a token, where nothing that could be said follows."""
    reading = drafts.reading
    words = reading.grammar.words
    cue = reading.grammar.cues[reading.lower(at)]
    habit = habit_before(reading, begin, at)
    is_base = "base" in cue.uses and (reading.classes[at : at + 1] == FINITE or habit is not None)
    end = at + 1 + ("wording" in cue.takes and reading.lower(at + 1) in words["wordings"])
    if not ("active" in cue.uses or is_base) or cue.clitic or not _is_last(reading, end - 1, last, cue):
        return None
    takes = {"any", "clause", "hearer", "marked"} if reading.classes else {"any", "clause", "hearer"}
    comma = (_comma_before if reading.classes else _comma_before_subject)(drafts, begin, at)
    if comma is None or (end == at + 1 and not cue.takes & takes):
        return None
    if reading.lower(comma + 1) in words["conjunctions"]:
        # "Menteri Politik, Hukum, DAN KEAMANAN Sari mengatakan": a list.
        return None
    if reading.lower(at - 1) in words["negators"] and habit is None:
        return None
    if end > at + 1 and reading.lower(comma + 1) not in words["likenesses"]:
        # "…, as Vane put it", but not "…, and Vane saw it".
        return None
    subject_end = habit or at
    while reading.classes and subject_end > comma + 2 and reading.classes[subject_end - 1] == "r":
        subject_end -= 1
    speaker = speaker_before(reading, comma + 1, subject_end)
    is_speaker = speaker is not None and (speaker.form in NAMED_FORMS or _may_come_last(reading, speaker))
    if speaker is None or not is_speaker or (reading.classes and is_passive(reading, at, cue)):
        return None
    token = reading.tokens[at]
    return Attribution((token.start, token.end), speaker, comma + 1, end, cue.continues, Frame.AFTER_CLAUSE)


def _is_verb_next(reading: Reading, at: int) -> bool:
    """Whether a finite verb stands at a token, a comma and adverbs before it left out."""
    while at < len(reading.classes) and (reading.tokens[at].text == "," or reading.classes[at] == "r"):
        at += 1
    return reading.classes[at : at + 1] == FINITE


def _opens_verb(reading: Reading, begin: int, comma: int) -> bool:
    """Whether a relative pronoun or "and" stands before the comma that opens an attribution."""
    words = reading.grammar.words
    return comma - 1 > begin and reading.lower(comma - 1) in words["relatives"] | words["conjunctions"]


def _is_topic(reading: Reading, content: Content) -> bool:
    """Whether a stretch only tells what the talk is about: "TERKAIT BANJIR ITU, kata Sari, …"."""
    words = reading.grammar.words
    word = reading.lower(content.first)
    return reading.grammar.is_verb_first and word in words["topic_openers"]


def _is_fronted(reading: Reading, content: Content) -> bool:
    """Whether what stands before a subject tells when or how it was said: no clause, or a preposition."""
    is_adverbial = reading.lower(content.first) in reading.grammar.words["sentence_openers"]
    is_clause = looks_like_clause(reading, content.first, content.last)
    return reading.grammar.is_verb_first and (is_adverbial or not is_clause)


def _may_come_last(reading: Reading, speaker: Reference) -> bool:
    """Whether a description may follow what it said: "…, people familiar with the matter said"."""
    return not reading.grammar.is_verb_first and may_be_described(reading, speaker)


def _is_last(reading: Reading, at: int, last: int, cue: CueWord) -> bool:
    """Whether nothing that could be said follows the verb: only an end, a day or a setting."""
    if at + 1 >= last:
        return True
    token = reading.tokens[at + 1]
    if token.text in {".", ","}:
        return True
    if "hearer" in cue.takes:
        end = next((k for k in range(at + 1, last) if reading.tokens[k].text in {".", ","}), last)
        return end - at <= _LONGEST_HEARER and not looks_like_clause(reading, at + 1, end)
    words = reading.grammar.words
    if reading.grammar.is_verb_first:
        return False
    is_setting = token.lower in words["prepositions"]
    if reading.classes:
        return ends_with_setting(reading, at + 1, last)
    return token.lower in words["weekdays"] or (is_setting and not looks_like_clause(reading, at + 1, last))


def _comma_before(drafts: Drafts, begin: int, at: int) -> int | None:
    """Return the comma before the subject of a verb, its appositions included."""
    reading = drafts.reading
    end = habit_before(reading, begin, at) or at
    while end > begin and reading.classes[end - 1] == "r":
        end -= 1
    comma = subject_start(drafts, begin, end) - 1
    if comma > begin + 1 and reading.lower(comma) in reading.grammar.words["likenesses"]:
        # "…, AS Sari said, …"
        comma -= 1
    return comma if comma > begin and reading.tokens[comma].text == "," else None


def _comma_before_subject(drafts: Drafts, begin: int, at: int) -> int | None:
    """Return the comma that ends the content before the subject of the verb at ``at``."""
    reading = drafts.reading
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
