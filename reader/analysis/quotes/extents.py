"""Where reported content begins and ends after a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.contents import looks_like_clause
from reader.analysis.quotes.references import NAMED_FORMS
from reader.analysis.quotes.speakers import speaker_before
from reader.analysis.quotes.subjects import clause_start

if TYPE_CHECKING:
    from reader.analysis.quotes.drafts import Drafts
    from reader.analysis.quotes.grammar import CueWord
    from reader.analysis.quotes.reading import Reading

_HEARER_REACH = 12
"""How many tokens the hearer or setting between a verb and its content may take."""


def content_start(
    reading: Reading, first: int, last: int, cue: CueWord, *, is_person: bool = True
) -> int | None:
    """Return where the content begins after a verb, None where nothing is reported."""
    words = reading.grammar.words
    at = first
    while at < last and reading.lower(at) in words["verb_particles"]:
        at += 1
    if "hearer" in cue.takes:
        return _past_told(reading, at, last)
    marked = _marked_start(
        reading, at, last, is_demand="demand" in cue.takes or "demand of person" in cue.takes
    )
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
    is_act = reading.grammar.is_head_last and "clause" not in cue.takes
    is_demand = "demand" in cue.takes or (is_person and "demand of person" in cue.takes)
    if is_demand and not is_loose and _is_demand(reading, at, last, is_act=is_act):
        return at
    if "predicate" in cue.takes and reading.lower(at) in words["verbs"]:
        return at
    if "naming" in cue.takes and _is_naming(reading, at, last):
        return at
    if "as" in cue.takes and _is_named_as(reading, at, last):
        return at
    if "clause" in cue.takes and _is_sum(reading, at, last):
        return at
    if (
        ("clause" in cue.takes or (is_person and "clause of person" in cue.takes))
        and looks_like_clause(reading, at, last)
        and reading.lower(at) not in words["topics"]
        and reading.lower(at) not in words["nominals"]
        and (
            not reading.grammar.is_verb_first
            or reading.lower(at) not in words["prepositions"]
            or ("naming" in cue.takes and reading.lower(at) in words["time_openers"])
        )
    ):
        return at
    return None


def _is_sum(reading: Reading, at: int, last: int) -> bool:
    """Whether a noun with its owner and a number make a clause: "menyebut JUMLAHNYA 214 pasien"."""
    clitic = reading.grammar.clitic
    if not clitic or at + 1 >= last or not reading.lower(at).endswith(clitic):
        return False
    return any(letter.isdigit() for letter in reading.tokens[at + 1].text) or reading.lower(at + 1) == "rp"


def _marked_start(reading: Reading, at: int, last: int, *, is_demand: bool) -> int | None:
    """Find a comma, colon or complementiser right after the verb, or after whom it is said to."""
    words = reading.grammar.words
    for index in range(at, min(last, at + _HEARER_REACH)):
        if reading.pair_at[index] != -1:
            is_set_off = index > at and reading.tokens[index - 1].text in {",", ":"}
            is_set_off = is_set_off or (index > at and reading.lower(at) in words["prepositions"])
            return index if is_set_off and not looks_like_clause(reading, at, index) else None
        word = reading.tokens[index]
        if index > at and word.lower in words["weak_complementizers"]:
            continue
        if word.lower in words["complementizers"] and is_demand and index > at:
            # "mengimbau warga agar …": who is asked belongs to what is asked, unless "kepada" sets him apart.
            return index + 1 if reading.lower(at) in words["prepositions"] else at
        if word.lower in words["complementizers"]:
            return index + 1 if index == at or not looks_like_clause(reading, at, index) else None
        if word.text in {",", ":"} and reading.mention_at[index] == -1:
            is_setting = (
                reading.lower(at) in words["prepositions"] and reading.lower(at) not in words["topics"]
            )
            is_setting = is_setting and index - at > 1 and not looks_like_clause(reading, at, index)
            return index + 1 if index == at or is_setting else None
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


def _is_demand(reading: Reading, at: int, last: int, *, is_act: bool) -> bool:
    words = reading.grammar.words
    if is_act and reading.lower(at) in words["demand_markers"]:
        # "Two jurors asked to see a weld": nobody is told to do anything.
        return False
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


def _is_named_as(reading: Reading, at: int, last: int) -> bool:
    """Whether somebody is called something: "memuji keduanya SEBAGAI teladan"."""
    comma = next((k for k in range(at, last) if reading.tokens[k].text == ","), last)
    return any(reading.lower(k) in reading.grammar.words["naming_markers"] for k in range(at + 1, comma))


def content_end(drafts: Drafts, begin: int, last: int) -> int:
    """Return where content that starts at ``begin`` must stop: a used token, a tail, a new clause."""
    reading = drafts.reading
    for at in range(begin, last):
        if not drafts.is_free(at):
            return at
        if reading.pair_at[at] != -1:
            continue
        word = reading.tokens[at].lower
        if at > begin and word in {"–", "—", "--"} and reading.pair_at[at - 1] != -1:
            return at
        if at > begin and (opens_tail(reading, at, last) or _opens_refusal(reading, at, last)):
            return at
        cue = reading.grammar.cues.get(word)
        if cue is None:
            continue
        if cue.uses & {"active"} and _has_own_subject(drafts, begin, at):
            return clause_start(drafts, begin, at)
    return last


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
        is_asking = reading.grammar.is_verb_first and bool(cue.takes & {"demand", "demand of person"})
        is_demand = is_asking and _is_demand_of(reading, index, last)
        is_set_off = reading.tokens[at - 1].text == ","
        return follower in words["complementizers"] or is_set_off or is_demand
    return True


def _is_demand_of(reading: Reading, verb: int, last: int) -> bool:
    """Whether somebody is asked something right after a verb: "dan MEMINTA WARGA MENGUNGSI"."""
    words = reading.grammar.words
    if reading.lower(verb + 1) in words["prepositions"] | words["nominals"]:
        return False
    return looks_like_clause(reading, verb + 1, last) or _is_demand(reading, verb + 1, last, is_act=False)


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
