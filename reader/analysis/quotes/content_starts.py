"""Where reported content begins after a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.complements import complement_start, is_that, noun_phrase_end, stands
from reader.analysis.quotes.contents import looks_like_clause
from reader.analysis.quotes.tokens import POSSESSIVES

if TYPE_CHECKING:
    from reader.analysis.quotes.grammar import CueWord
    from reader.analysis.quotes.reading import Reading

_MARKED = frozenset(["marked", "clause", "any", "demand"])
"""Classes of verbs that take "that" or a mark."""
_LONGEST_WORDING = 6
"""Tokens from "it" to the end of "it this way"."""
_HEARER_REACH = 12
"""How many tokens the hearer or setting between a verb and its content may take."""


def content_start(
    reading: Reading,
    first: int,
    last: int,
    cue: CueWord,
    *,
    is_person: bool = True,
    is_document: bool = False,
) -> int | None:
    """Return where the content begins after a verb, None where nothing is reported.

    ``is_person`` and ``is_document`` say what the subject of the verb is.
    """
    words = reading.grammar.words
    if "particle" in cue.takes:
        first += reading.lower(first) in words["wordings"]
        if reading.lower(first) not in words["reply_particles"]:
            return None
        first += 1
    at = first
    while at < last and reading.lower(at) in words["verb_particles"]:
        at += 1
    at = _past_day(reading, at, last)
    if "hearer" in cue.takes:
        return _past_told(reading, at, last)
    if "wording" in cue.takes and reading.lower(at) in words["wordings"]:
        return _past_wording(reading, at, last)
    start = _set_off_start(reading, at, last, cue)
    if start is None and reading.classes:
        start = complement_start(reading, at, last, cue)
        if start is None and is_document and _is_shown(reading, at, last, cue):
            start = at
    if start is not None:
        return start
    if "any" in cue.takes:
        is_free = reading.lower(at) not in words["prepositions"]
        return at if is_free or looks_like_clause(reading, at, last) else None
    is_reported = _is_demand(reading, at, last, cue, is_person=is_person) or _is_predicated(
        reading, at, last, cue
    )
    return at if is_reported or _is_clause(reading, at, last, cue, is_person=is_person) else None


def _past_day(reading: Reading, at: int, last: int) -> int:
    """Step over the day on which something was said: "said (on) THURSDAY he would go"."""
    days = reading.grammar.words["weekdays"]
    day = at + (reading.lower(at) in reading.grammar.words["prepositions"])
    if not reading.classes or reading.lower(day) not in days or day + 2 >= last:
        return at
    is_open = reading.tokens[day + 1].is_word and reading.classes[day + 1] in "doPnujw"
    return day + 1 if is_open and reading.lower(day + 1) not in POSSESSIVES else at


def _set_off_start(reading: Reading, at: int, last: int, cue: CueWord) -> int | None:
    """Return where content begins that "that", a comma, a colon or a mark sets off from its verb."""
    if "that" in cue.takes and is_that(reading, at) and looks_like_clause(reading, at + 1, last):
        return at + 1
    if "quoted" in cue.takes:
        marked = _marked_start(reading, at, last, is_demand=False)
        if marked is not None and marked < last and reading.pair_at[marked] != -1:
            return marked
    if not reading.classes or cue.takes & _MARKED:
        is_demand = "demand" in cue.takes or "demand of person" in cue.takes
        marked = _marked_start(reading, at, last, is_demand=is_demand)
        if marked is not None:
            return marked
    if not cue.may_follow_quote or at >= last:
        return None
    if reading.pair_at[at] != -1:
        return at
    named = noun_phrase_end(reading, at, last) if reading.classes else at
    if at < named < last - 1 and reading.tokens[named].text == ":" and reading.pair_at[named + 1] != -1:
        # "offers a simple explanation: "…""
        return named + 1
    return None


def _is_demand(reading: Reading, at: int, last: int, cue: CueWord, *, is_person: bool) -> bool:
    """Whether somebody is told to do something right behind a verb that demands."""
    words = reading.grammar.words
    is_loose = reading.lower(at) in words["prepositions"] and reading.lower(at) not in words["demand_markers"]
    is_act = reading.grammar.is_head_last and "clause" not in cue.takes
    is_demand = "demand" in cue.takes or (is_person and "demand of person" in cue.takes)
    return is_demand and not is_loose and is_told(reading, at, last, is_act=is_act)


def _is_predicated(reading: Reading, at: int, last: int, cue: CueWord) -> bool:
    """Whether a predicate, what somebody is called, or a sum stands behind a verb that takes it."""
    return (
        ("predicate" in cue.takes and reading.lower(at) in reading.grammar.words["verbs"])
        or ("naming" in cue.takes and _is_naming(reading, at, last))
        or ("as" in cue.takes and _is_named_as(reading, at, last))
        or ("clause" in cue.takes and _is_sum(reading, at, last))
    )


def _is_clause(reading: Reading, at: int, last: int, cue: CueWord, *, is_person: bool) -> bool:
    """Whether a clause stands straight behind a verb that takes one."""
    words = reading.grammar.words
    word = reading.lower(at)
    takes_clause = "clause" in cue.takes or (is_person and "clause of person" in cue.takes)
    if not takes_clause or word in words["topics"] or word in words["nominals"]:
        return False
    is_timed = "naming" in cue.takes and word in words["time_openers"]
    may_open = not reading.grammar.is_verb_first or word not in words["prepositions"] or is_timed
    return may_open and looks_like_clause(reading, at, last)


def _is_shown(reading: Reading, at: int, last: int, cue: CueWord) -> bool:
    """Whether what a document shows follows a verb: a clause, or how somebody stands."""
    if "standing of document" in cue.takes and stands(reading, at, last):
        return True
    is_free = reading.lower(at) not in reading.grammar.words["prepositions"]
    return "clause of document" in cue.takes and is_free and looks_like_clause(reading, at, last)


def _past_wording(reading: Reading, at: int, last: int) -> int | None:
    """Step over "it (this way)" up to a colon, or to a comma with a mark behind it: "put it: "…"."""
    for index in range(at + 1, min(last, at + _LONGEST_WORDING)):
        if reading.pair_at[index] != -1:
            return index
        is_marked = index + 1 < last and reading.pair_at[index + 1] != -1
        is_opening = reading.lower(_sentence_start(reading, at)) in reading.grammar.words["likenesses"]
        if reading.tokens[index].text == ":":
            return index + 1
        if reading.tokens[index].text == "," and (is_marked or is_opening):
            # "As he sees it, the lock is safe"
            return index + 1
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
        if "t" in reading.classes[at:index] and reading.classes[index] == "w" and index > at:
            # "proposed to ban the machines THAT make noise"
            return None
        if word.lower in words["complementizers"] and is_demand and index > at:
            # "mengimbau warga agar …": who is asked belongs to what is asked, unless "kepada" sets him apart.
            return index + 1 if reading.lower(at) in words["prepositions"] else at
        if word.lower in words["complementizers"]:
            is_setting = bool(reading.classes) and reading.lower(at) in words["prepositions"]
            if index == at or (is_setting and reading.classes[index] == "s"):
                return index + 1
            return index + 1 if not looks_like_clause(reading, at, index) else None
        if word.text in {",", ":"} and reading.mention_at[index] == -1:
            opens_marks = index + 1 < last and reading.pair_at[index + 1] != -1
            is_setting = reading.lower(at) in words["prepositions"] and (
                opens_marks or reading.lower(at) not in words["topics"]
            )
            is_setting = is_setting and index - at > 1 and not looks_like_clause(reading, at, index)
            return index + 1 if index == at or is_setting else None
    return None


def _past_told(reading: Reading, at: int, last: int) -> int | None:
    """Step over the hearer of "told reporters (that) …"."""
    words = reading.grammar.words
    that = _that_ahead(reading, at, last)
    if that is not None:
        return that + 1
    for index in range(at, min(last, at + _HEARER_REACH)):
        token = reading.tokens[index]
        if reading.pair_at[index] != -1:
            return index
        if token.lower in words["complementizers"] and index > at:
            return index + 1
        if token.text in {",", ":"} and reading.mention_at[index] == -1:
            return index + 1
    if reading.classes:
        end = noun_phrase_end(reading, at, last)
        if end > at and (reading.classes[end : end + 1] == "t" or looks_like_clause(reading, end, last)):
            return end
    mention = reading.mention_at[at] if at < last else -1
    if mention != -1:
        return reading.mention_tokens[mention][1]
    return min(at + 1, last) if looks_like_clause(reading, at + 1, last) else None


def _that_ahead(reading: Reading, at: int, last: int) -> int | None:
    """Return the "that" behind a hearer with his name between commas: "told her boss, Lee Vane, that"."""
    if not reading.classes:
        return None
    index, limit = at + 1, min(last, at + _HEARER_REACH)
    while index < limit and reading.pair_at[index] == -1 and reading.classes[index] not in "FB":
        if is_that(reading, index):
            return index
        is_remark = reading.tokens[index].text == "," and reading.classes[index + 1 : index + 2] == "w"
        if is_remark:
            # "told the owners, WHOSE HOUSE BURNED, that …"
            index = next((k for k in range(index + 1, last) if reading.tokens[k].text == ","), last)
            limit = min(last, index + 2)
        index += 1
    return None


def _sentence_start(reading: Reading, at: int) -> int:
    return reading.sentences[reading.sentence_at[at]].first


def is_told(reading: Reading, at: int, last: int, *, is_act: bool) -> bool:
    """Whether somebody is told to do something; with ``is_act`` "asked to see a weld" is no demand."""
    words = reading.grammar.words
    if reading.classes and reading.lower(at) in words["nominals"]:
        return False
    if is_act and reading.lower(at) in words["demand_markers"]:
        # "Two jurors asked to see a weld": nobody is told to do anything.
        return False
    return any(
        reading.lower(index) in words["demand_markers"]
        and (reading.pair_at[index] == -1 or reading.pair_at[index - 1] == -1 or reading.classes)
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
