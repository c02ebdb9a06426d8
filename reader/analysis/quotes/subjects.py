"""The subjects of verbs that report: "SARI, ketua panitia, kemudian mengatakan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.clause_bounds import subject_start
from reader.analysis.quotes.contents import is_predicate, looks_like_clause
from reader.analysis.quotes.parts_of_speech import FINITE, PARTICIPLE
from reader.analysis.quotes.references import NAMED_FORMS, Reference
from reader.analysis.quotes.speakers import speaker_before
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.drafts import Drafts
    from reader.analysis.quotes.grammar import CueWord
    from reader.analysis.quotes.reading import Reading

_SUBJECT_REACH = 60
"""How many tokens a subject with its appositions may take before its verb."""
_LONGEST_DESCRIPTION = 25
_ABSOLUTE_REACH = 8


def subject_of(drafts: Drafts, begin: int, at: int, cue: CueWord) -> Reference | None:
    """Return who says what follows the verb at a token, None where nobody does or it is denied."""
    reading = drafts.reading
    words = reading.grammar.words
    end = _subject_end(reading, begin, at)
    habit = habit_before(reading, begin, end)
    end = end if habit is None else habit
    if end <= begin or _is_no_verb(reading, end, at, cue, has_habit=habit is not None):
        return None
    joins = words["conjunctions"] | words["joints"] if reading.classes else words["conjunctions"]
    if reading.lower(end - 1) in joins:
        return leading_subject(drafts, begin, end)
    start_of = subject_start if reading.classes else clause_start
    first = start_of(drafts, max(begin, at - _SUBJECT_REACH), end)
    if reading.classes and reading.classes[at] == PARTICIPLE and reading.classes[first - 1 : first] == FINITE:
        # "blamed inspections ORDERED after the trial"
        return None
    if (
        first >= end
        or reading.lower(first - 1) in words["unreal"]
        or reading.lower(first) in words["nobodies"]
    ):
        return None
    speaker = speaker_before(reading, first, end)
    is_emphatic = reading.lower(at - 1) in words["emphatics"] or habit is not None
    if speaker is None or is_emphatic or cue.uses != {"base"}:
        return speaker
    return speaker if _takes_base(reading, speaker, end) else None


def _subject_end(reading: Reading, begin: int, at: int) -> int:
    """Return where a subject ends before its verb, past the adverbs between: "Sari KEMUDIAN mengatakan"."""
    words = reading.grammar.words
    end = at
    while end > begin and not _is_subject_alone(reading, begin, end - 1):
        is_adverb = (
            reading.classes[end - 1 : end] == "r"
            and reading.tokens[end - 1].text not in words["negators"]
            and not reading.tokens[end - 1].is_capitalised
        )
        if not is_adverb and reading.lower(end - 1) not in words["adverbs"]:
            break
        end -= 1
    return end


def _is_no_verb(reading: Reading, end: int, at: int, cue: CueWord, *, has_habit: bool) -> bool:
    """Whether what stands around a verb whose subject ends at ``end`` shows that nobody says anything."""
    words = reading.grammar.words
    before, after = reading.lower(at - 1), reading.lower(at + 1)
    if reading.lower(end - 1) in words["negators"] or is_passive(reading, at, cue):
        return True
    is_marked = after in words["complementizers"] or after == ","
    if reading.grammar.is_verb_first and reading.lower(end - 1) in words["verb_markers"] and not is_marked:
        # "dipakai dalam menilai kelayakan"
        return True
    is_alone = reading.classes[at : at + 1] == FINITE and before in words["description_openers"]
    if before in words["determiners"] and not is_alone and not has_habit:
        return True
    # "The checks will continue, but …"
    return before in words["modals"] - words["emphatics"] and after == ","


def habit_before(reading: Reading, begin: int, at: int) -> int | None:
    """Return where the subject of "SARI liked to SAY" ends, the verb standing at a token."""
    words = reading.grammar.words
    if not reading.classes or reading.lower(at - 1) != "to" or reading.lower(at - 2) not in words["habits"]:
        return None
    end = at - 2
    skipped = words["habits"] | words["adverbs"]
    while end > begin and (reading.lower(end) in skipped or reading.classes[end] in "rF"):
        end -= 1
    return end + 1


def _is_subject_alone(reading: Reading, begin: int, at: int) -> bool:
    """Whether a word that may stand beside a verb is its subject: "BOTH agreed", but "they BOTH agreed"."""
    if reading.lower(at) not in reading.grammar.words["pronouns_plural"]:
        return False
    return at == begin or not reading.tokens[at - 1].is_word


def is_passive(reading: Reading, at: int, cue: CueWord) -> bool:
    """Whether a form of "to be" makes the verb passive, so that its subject did not speak."""
    copulas = reading.grammar.words["copulas"]
    if is_progressive(reading, at, cue):
        return False
    before = at - 1
    while before >= 0 and reading.lower(before) not in copulas and _is_between(reading, before):
        before -= 1
    return (reading.lower(before) in copulas) != ("state" in cue.takes) and bool(copulas)


def is_progressive(reading: Reading, at: int, cue: CueWord) -> bool:
    """Whether a form in -ing is a finite verb with a form of "to be": "is THREATENING to strike"."""
    if not reading.classes or "participle" not in cue.uses:
        return False
    before = at - 1
    while before >= 0 and reading.classes[before] == "r":
        before -= 1
    return before >= 0 and reading.lower(before) in reading.grammar.words["copulas"]


def _is_in_aside(reading: Reading, begin: int, at: int) -> bool:
    """Whether a verb belongs to a remark on the subject: "Sari, WHO left early, …", "a man KNOWN as …"."""
    index = at
    while index > begin and reading.tokens[index - 1].text != ",":
        index -= 1
        if reading.lower(index) in reading.grammar.words["relatives"]:
            return True
    is_modifier = reading.classes[at] == PARTICIPLE and reading.classes[at - 1] in "nP"
    return is_modifier or (
        index == at > begin + 1 and reading.classes[at] == PARTICIPLE and not _is_closed(reading, begin, at)
    )


def _is_closed(reading: Reading, begin: int, at: int) -> bool:
    """Whether the comma before a verb ends a remark that another comma began."""
    return sum(reading.tokens[k].text == "," for k in range(begin, at)) > 1


def _is_between(reading: Reading, at: int) -> bool:
    """Whether a word may stand between an auxiliary and its verb."""
    return reading.lower(at) in reading.grammar.words["adverbs"] or reading.classes[at : at + 1] == "r"


def leading_subject(drafts: Drafts, begin: int, end: int, *, may_describe: bool = False) -> Reference | None:
    """Return the subject of "SARI datang dan mengatakan …": what stands before the first verb."""
    reading = drafts.reading
    for at in range(begin + 1, end):
        if reading.pair_at[at] != -1 or not drafts.is_free(at):
            return None
        is_verb = is_predicate(reading, at) or reading.classes[at : at + 1] == PARTICIPLE
        if is_verb and (not reading.classes or not _is_in_aside(reading, begin, at)):
            speaker = speaker_before(reading, begin, at)
            is_named = speaker is not None and speaker.form in NAMED_FORMS
            return speaker if is_named or may_describe else None
    return None


def _takes_base(reading: Reading, speaker: Reference, end: int) -> bool:
    """Whether a subject may stand before a verb without ending: "analysts say", "they claim"."""
    if speaker.form is SpeakerForm.PRONOUN or speaker.is_plural:
        return speaker.is_plural
    if reading.classes:
        return True
    if speaker.form is not SpeakerForm.DESCRIPTION:
        return False
    words = reading.grammar.words
    head = speaker.begin
    while head + 1 < end and reading.lower(head + 1) not in words["prepositions"] | words["relatives"]:
        head += 1
    return reading.lower(head).endswith("s") or reading.lower(head) in words["plurals"]


def has_absolute_subject(reading: Reading, begin: int, at: int) -> bool:
    """Whether a participle has a subject of its own: ", with one witness saying …"."""
    for index in range(at - 1, max(begin, at - _ABSOLUTE_REACH), -1):
        if reading.tokens[index].text == ",":
            return reading.lower(index + 1) == "with"
    return False


def clause_start(drafts: Drafts, begin: int, end: int) -> int:
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


def _is_participle(reading: Reading, at: int) -> bool:
    """Whether a verb form may only modify the noun before it: "a memorandum dated 6 March"."""
    return reading.lower(at).endswith(reading.grammar.verb_suffixes)


def may_be_described(reading: Reading, speaker: Reference) -> bool:
    """Whether a description may speak: it opens or ends as one, or is a document or a body."""
    words = reading.grammar.words
    if reading.classes:
        # Its bounds were found by the verbs around it.
        return speaker.end - speaker.first <= _LONGEST_DESCRIPTION
    if not reading.grammar.is_verb_first:
        size = speaker.end - speaker.first
        return size <= _LONGEST_DESCRIPTION and not any(
            is_predicate(reading, at) and not (speaker.is_document and _is_participle(reading, at))
            for at in range(speaker.first, speaker.end)
        )
    first = reading.lower(speaker.first)
    return (
        speaker.is_document
        or first in words["description_openers"]
        or first in words["organization_nouns"]
        or first in words["role_heads"]
    )
