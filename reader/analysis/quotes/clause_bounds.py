"""Where the subject of a verb begins, by the parts of speech of the words before it.

For languages with a tagger, where the subject stands before its verb: "Residents who lost homes in the
fire [say] …", "…, three people involved in the talks [said]", "a trial in which prosecutors [said] …".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotes.complements import is_that, noun_phrase_end
from reader.analysis.quotes.contents import closes_speech
from reader.analysis.quotes.parts_of_speech import FINITE
from reader.analysis.quotes.tokens import NONE, POSSESSIVES
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from reader.analysis.quotes.drafts import Drafts
    from reader.analysis.quotes.reading import Reading

_LONGEST_BRACKET = 10
_LONGEST_NAME = 5
"""Tokens of a name in marks, the marks included."""
_LONGEST_TIME = 4
"""Tokens of "for seven years"."""
_ASIDES = frozenset("wGNpj")
"""Classes with which a remark between commas begins: "who …", "speaking …", "based …", "in remarks to …"."""
_RELATIVE_REACH = 5
"""Words between a relative pronoun and the verb whose subject it is ("who have long since LEFT")."""
_MARKS = frozenset([";", ":", "–", "—", "--", "(", ")"])


class Break(NamedTuple):
    """A word that belongs to another clause."""

    at: int
    is_joint: bool
    """Whether it opens the clause of the words behind it ("because", "that"), and is no verb of its own."""


def subject_start(drafts: Drafts, begin: int, end: int) -> int:
    """Return where the subject that ends before ``end`` begins, with its appositions."""
    reading = drafts.reading
    begin = _free_from(drafts, begin, end)
    pieces = _pieces(reading, begin, end)
    has_aside = reading.lower(end - 1) == ","
    for number in range(len(pieces) - 1, -1, -1):
        first, last = pieces[number]
        if has_aside and number and _is_aside(reading, first, last):
            continue
        found = _break_in(reading, first, last, is_adjacent=number == len(pieces) - 1 and not has_aside)
        if found is not None and (found.is_joint or not has_aside):
            return found.at + 1
        if found is not None:
            return pieces[number + 1][0] if number + 1 < len(pieces) else found.at + 1
        if not has_aside and not _goes_back(reading, begin, first, last):
            words = reading.grammar.words
            first += reading.lower(first) in words["conjunctions"] | words["joints"]
            return _past_time(reading, first, last)
    return _past_time(reading, *pieces[0]) if pieces else begin


def _past_time(reading: Reading, first: int, last: int) -> int:
    """Step over when it was said, before a subject: "LAST MONTH the firm", "FOR SEVEN YEARS the bank"."""
    words = reading.grammar.words
    for at in range(first, min(last - 1, first + _LONGEST_TIME)):
        if reading.lower(at) in words["time_nouns"]:
            is_time = at > first or reading.classes[at + 1] == "d"
            return at + 1 if is_time and reading.classes[at + 1] in "dPonuj" else first
        if reading.classes[at] not in ("jupd" if at == first else "jud") or reading.tokens[
            at
        ].is_capitalised > (at == first):
            break
    return first


def may_be_verb(reading: Reading, at: int) -> bool:
    """Whether a word that attributes speech is a verb where it stands: no "States", no "the most POINTS"."""
    if not reading.classes or reading.classes[at] not in "nP":
        return True
    if "any" in reading.grammar.cues[reading.lower(at)].takes:
        # "say", "said" are hardly ever nouns.
        return reading.classes[at - 1 : at] not in {"d", "j"} or reading.tokens[at - 1].is_capitalised
    if reading.classes[at] == "P" and at > reading.sentences[reading.sentence_at[at]].first:
        return False
    if reading.lower(at - 1) in POSSESSIVES:
        # "the department's report"
        return False
    before = reading.classes[at - 1 : at]
    uses = reading.grammar.cues[reading.lower(at)].uses
    if before == "d" or reading.lower(at).endswith(reading.grammar.verb_suffixes):
        return before != "d"
    if before in {"j", "p", "u"} and not reading.tokens[at - 1].is_capitalised:
        return False
    # "critics claim that", but not "the harbour project depends on", "a May call that"
    if uses & {"active", "participle"}:
        return before != "n" or _is_marked(reading, at + 1)
    is_noun = reading.lower(at) in reading.grammar.words["speech_nouns"]
    if "base" in uses and _lacks_verb(reading, at):
        return True
    is_after_plural = reading.lower(at - 1).endswith("s") and _is_marked(reading, at + 1)
    return at == 0 or is_after_plural or (not is_noun and is_that(reading, at + 1))


def _lacks_verb(reading: Reading, at: int) -> bool:
    """Whether a plural subject has no verb but a cue, and a clause follows: "friends of it FEAR he will"."""
    first = reading.sentences[reading.sentence_at[at]].first
    begin = at
    while (
        begin > first and reading.classes[begin - 1] in "dnjuP" + "p" and reading.pair_at[begin - 1] == NONE
    ):
        begin -= 1
    head = next((k for k in range(begin, at) if reading.classes[k] in "nP"), at)
    while head + 1 < at and reading.classes[head + 1] == "n":
        head += 1
    if (
        head >= at - 1
        or not reading.lower(head).endswith("s")
        or reading.classes[at + 1 : at + 2] not in {"d", "o"}
    ):
        return False
    end = noun_phrase_end(reading, at + 1, len(reading.tokens))
    return end > at + 1 and reading.classes[end : end + 1] == FINITE


def _is_marked(reading: Reading, at: int) -> bool:
    """Whether what stands behind a verb shows that it is one: "that", a mark, an article, a particle."""
    if at >= len(reading.tokens):
        return False
    words = reading.grammar.words
    is_mark = reading.pair_at[at] != NONE or reading.classes[at] in "st.do"
    return is_mark or reading.lower(at) in words["complementizers"] | words["verb_particles"]


def has_verb(reading: Reading, first: int, last: int) -> bool:
    """Whether a range holds a finite verb that is its own, not one of a relative clause."""
    found = _break_in(reading, first, last, is_verb=True)
    return found is not None


def _free_from(drafts: Drafts, begin: int, end: int) -> int:
    """Return where the words begin that no quote and no mark separates from ``end``."""
    reading = drafts.reading
    at = end
    while at > begin and drafts.is_free(at - 1):
        if reading.pair_at[at - 1] != NONE:
            first = _short_string(reading, begin, reading.pair_at[at - 1])
            if first is None or at < end:
                break
            at = first
            continue
        if reading.tokens[at - 1].text == ")":
            opening = _opening_bracket(reading, begin, at - 1)
            if opening is not None:
                at = opening
                continue
        if reading.tokens[at - 1].text in _MARKS:
            break
        at -= 1
    return at


def _short_string(reading: Reading, begin: int, pair: int) -> int | None:
    """Return where a name in marks begins that is no speech: "a reader who signed as "CONCERNED"."""
    first, last = reading.pair_tokens[pair]
    is_name = last - first <= _LONGEST_NAME and not closes_speech(reading, pair, ",.?!")
    return first if is_name and first > begin and reading.tokens[first - 1].is_word else None


def _opening_bracket(reading: Reading, begin: int, closing: int) -> int | None:
    for at in range(closing - 1, max(begin, closing - _LONGEST_BRACKET) - 1, -1):
        if reading.tokens[at].text == "(":
            return at
    return None


def _is_aside(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece between commas is a remark, whatever verbs it holds: "who declined to be named"."""
    if reading.lower(first) in reading.grammar.words["relatives"]:
        # "which the mayor, Althea Bruce, called …" holds the subject itself.
        is_owner = reading.lower(first) in reading.grammar.words["relative_owners"]
        has_verb_in = any(kind in "FBN" for kind in reading.classes[first:last])
        return has_verb_in or (is_owner and last - first > 2)
    return reading.classes[first] in _ASIDES


def _pieces(reading: Reading, begin: int, end: int) -> list[tuple[int, int]]:
    """Cut a range at its commas, those inside a name excepted."""
    pieces = []
    first = begin
    for at in range(begin, end + 1):
        if at == end or (reading.tokens[at].text == "," and reading.mention_at[at] == NONE):
            if first < at:
                pieces.append((first, at))
            first = at + 1
    return pieces


def _goes_back(reading: Reading, begin: int, first: int, last: int) -> bool:
    """Whether a piece is no subject by itself, so that the subject began before its comma."""
    if first <= begin:
        return False
    words = reading.grammar.words
    word = reading.lower(first)
    if word in words["relatives"]:
        return True
    if word in words["conjunctions"]:
        # "farmers, ranchers and anglers said", but not "the plan failed, and anglers said".
        return not any(reading.classes[at] in "FB" for at in range(begin, first))
    mention = reading.mention(first, EntityType.PLACE)
    is_place = mention is not None and all(
        reading.mention_at[at] == reading.mention_at[first] for at in range(first, last)
    )
    # "of Duluth, Minnesota, said" without its second comma.
    return is_place and reading.mention(first - 2, EntityType.PLACE) is not None


def _break_in(
    reading: Reading, first: int, last: int, *, is_verb: bool = False, is_adjacent: bool = False
) -> Break | None:
    """Return the last word of a piece that belongs to another clause than its end (``is_verb``: a verb)."""
    words = reading.grammar.words
    at = last - 1
    while at >= first:
        kind, word = reading.classes[at], reading.lower(at)
        if kind == FINITE:
            relative = _relative_of(reading, first, at)
            if relative is None and not _is_reduced(reading, at, is_adjacent=is_adjacent):
                return Break(at, is_joint=False)
            at = at if relative is None else relative
        elif not is_verb and at + 1 < last and _opens_clause(reading, first, at):
            return Break(at, is_joint=True)
        elif not is_verb and word in words["relatives"] and at + 1 < last and not _is_acronym(reading, at):
            # "a trial in which prosecutors": its own verb is the one behind the range.
            return Break(at, is_joint=True)
        at -= 1
    return None


def _is_acronym(reading: Reading, at: int) -> bool:
    """Whether a word is all capitals: the WHO is nobody's relative pronoun."""
    return len(reading.tokens[at].text) > 1 and reading.tokens[at].text.isupper()


def _opens_clause(reading: Reading, first: int, at: int) -> bool:
    """Whether a conjunction opens the clause of what follows it."""
    words = reading.grammar.words
    word, kind = reading.lower(at), reading.classes[at]
    if word in words["complementizers"]:
        return kind in "spw"
    if word in words["subordinators"]:
        is_behind_verb = kind == "p" and has_verb(reading, first, at)
        return kind in "sw" or word in words["joints"] or is_behind_verb
    if word in words["conjunctions"] or word in words["joints"]:
        return at > first and has_verb(reading, first, at)
    return False


def _relative_of(reading: Reading, first: int, at: int) -> int | None:
    """Return the relative pronoun that is the subject of the verb at a token: "WHO have dealt with him"."""
    for index in range(at - 1, max(first, at - _RELATIVE_REACH) - 1, -1):
        if reading.lower(index) in reading.grammar.words["relatives"]:
            return index
        if reading.classes[index] == FINITE and index < at - 2:
            return None
        if reading.classes[index] == "w":
            # "whose district includes the county"
            return index
    return None


def _is_reduced(reading: Reading, at: int, *, is_adjacent: bool) -> bool:
    """Whether a form in -ed only modifies the noun before it: "people INVOLVED in the talks".

    With ``is_adjacent`` another verb follows without a comma: "a poll RELEASED this week by X [found]".
    """
    word = reading.lower(at)
    if not word.endswith(reading.grammar.verb_suffixes):
        return False
    if reading.classes[at - 1 : at] not in {"n", "P", "o"}:
        return False
    if is_adjacent and not reading.grammar.speaks(word):
        return True
    return reading.classes[at + 1 : at + 2] in {"p", "t", "r", "s"}
