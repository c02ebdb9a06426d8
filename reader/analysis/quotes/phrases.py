"""Noun phrases by their words: where one ends, which names and roles it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.person_names import settle
from reader.analysis.quotes.tokens import POSSESSIVES
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

HARD_STOPS = frozenset([".", ",", ";", ":", "?", "!", "…", "...", "–", "—", "-", "--", "[", "]"])
_MAX_WORDS = 25
"""A noun phrase longer than this is a clause that was misread."""


def chars(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Return the code points that a non-empty range of tokens covers."""
    return reading.tokens[first].start, reading.tokens[last - 1].end


def is_age(reading: Reading, first: int, last: int) -> bool:
    """Whether a range is a remark in brackets after a name: "(52)", "(kanan)"."""
    return first < last and reading.tokens[first].text == "(" and reading.tokens[last - 1].text == ")"


def is_proper(reading: Reading, index: int) -> bool:
    """Whether a capitalised token is likely a name, not the first word of a sentence."""
    token = reading.tokens[index]
    if reading.mention_at[index] != -1:
        return True
    words = reading.grammar.words
    if token.lower in words["role_heads"] or token.lower in words["prepositions"]:
        return False
    sentence = reading.sentences[reading.sentence_at[index]]
    if index > sentence.first:
        return True
    if token.lower in words["description_openers"] or token.lower in words["organization_nouns"]:
        return False
    follower = reading.tokens[index + 1] if index + 1 < sentence.last else None
    return token.text.isupper() or (follower is not None and follower.is_capitalised)


def skip_titles(reading: Reading, first: int, last: int) -> int:
    """Step over forms of address, academic titles and their full stops."""
    words = reading.grammar.words
    while first < last - 1 and (
        reading.lower(first) in words["title_address"]
        or reading.lower(first) in words["title_academic"]
        or reading.tokens[first].text == "."
    ):
        first += 1
    return first


def person_runs(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """Return the token ranges of people named as themselves in a noun phrase, in order.

    Left out are owners ("Dewi's lawyer") and people after a preposition ("kuasa hukum dari Dewi").
    """
    found = []
    at = first
    while at < last:
        mention = reading.mention(at, EntityType.PERSON)
        if mention is None:
            at += 1
            continue
        begin, end = reading.mention_tokens[reading.mention_at[at]]
        begin, end = max(begin, first), min(end, last)
        if reading.tokens[begin].start < mention.start and end - begin == 1:
            # The "A" of the degree "Sp.A".
            at = end
            continue
        if not _is_owned(reading, first, begin, end):
            found.append(settle(reading, first, begin, end))
        at = max(end, at + 1)
    return found


def _is_owned(reading: Reading, first: int, begin: int, end: int) -> bool:
    if reading.lower(end) in POSSESSIVES or (
        reading.lower(end) in {"'", "’"} and reading.lower(end - 1).endswith("s")
    ):
        return True
    before = begin - 1
    words = reading.grammar.words
    while before >= first and (
        reading.lower(before) in words["title_address"]
        or reading.lower(before) in words["title_academic"]
        or reading.lower(before) == "."
    ):
        before -= 1
    is_example = reading.lower(before) in words["likenesses"] and not reading.grammar.is_head_last
    return before >= first and reading.lower(before) in words["prepositions"] and not is_example


def phrase_end(reading: Reading, first: int, last: int) -> int:
    """Return where the noun phrase that begins at ``first`` ends, after its cue."""
    words = reading.grammar.words
    at = first
    limit = min(last, first + _MAX_WORDS)
    while at < limit:
        token = reading.tokens[at]
        if reading.pair_at[at] != -1:
            break
        mention = reading.mention_at[at]
        if mention != -1:
            at = max(at + 1, min(reading.mention_tokens[mention][1], limit))
            continue
        if token.text == "(":
            closing = _closing_bracket(reading, at, limit)
            if closing < 0 or not _is_inside_name(reading, closing + 1, limit):
                break
            at = closing + 1
            continue
        if token.text in HARD_STOPS and not is_title_stop(reading, at):
            break
        if token.lower in words["description_closers"] and not token.is_capitalised and at > first:
            at += 1
            break
        is_ender = token.lower in words["role_enders"] or token.lower in words["prepositions"]
        if is_ender and at > first and not _joins_people(reading, at, limit):
            break
        at += 1
    return at


def is_title_stop(reading: Reading, at: int) -> bool:
    """Whether a full stop belongs to a title before it."""
    return reading.tokens[at].text == "." and reading.lower(at - 1) in reading.grammar.words["abbreviations"]


def _joins_people(reading: Reading, at: int, limit: int) -> bool:
    """Whether a conjunction stands between two people, or inside a role of a named body."""
    words = reading.grammar.words
    if reading.lower(at) not in words["organization_conjunctions"] | words["role_joints"]:
        return False
    return at + 1 < limit and reading.tokens[at + 1].is_capitalised


def past_bracket(reading: Reading, at: int, last: int) -> int:
    """Step over a remark in brackets, as an abbreviation or an age."""
    if at < last and reading.tokens[at].text == "(":
        closing = _closing_bracket(reading, at, last)
        return closing + 1 if closing > 0 else at
    return at


def _closing_bracket(reading: Reading, at: int, limit: int) -> int:
    for index in range(at + 1, min(limit, at + 8)):
        if reading.tokens[index].text == ")":
            return index
    return -1


def _is_inside_name(reading: Reading, at: int, limit: int) -> bool:
    """Whether a bracket is a part of a rank or body before the name: "Kombes (Pol) Hadi"."""
    return at < limit and reading.tokens[at].is_capitalised


def role_between(reading: Reading, first: int, name_first: int) -> tuple[int, int] | None:
    """Return the role written before a name, without articles, titles and forms of address."""
    words = reading.grammar.words
    while first < name_first and (
        reading.lower(first) in words["articles"] | {","} or reading.lower(first) in words["adverbs"]
    ):
        first += 1
    last = name_first
    while last > first and (
        reading.lower(last - 1) in words["title_address"]
        or reading.lower(last - 1) in words["title_academic"]
        or reading.tokens[last - 1].text in {".", ","}
    ):
        last -= 1
    if last <= first or reading.tokens[first].text[0] in "()":
        return None
    return chars(reading, first, last)


def segments_of(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a range at its commas, leaving out what stands in brackets at the end of a piece."""
    segments = []
    begin = first
    depth = 0
    for at in range(first, last + 1):
        text = reading.tokens[at].text if at < last else ","
        if text == "(":
            depth += 1
        elif text == ")":
            depth = max(0, depth - 1)
        elif at == last or (text in {",", "–", "—"} and not depth and reading.mention_at[at] == -1):
            if begin < at:
                segments.append((begin, _without_bracket(reading, begin, at)))
            begin = at + 1
    return _without_lists(reading, segments)


def _without_lists(reading: Reading, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the pieces of a list inside one name: "Dinas Tenaga Kerja, Transmigrasi, dan Energi"."""
    joined: list[tuple[int, int]] = []
    conjunctions = reading.grammar.words["conjunctions"]
    for segment in segments:
        if reading.lower(segment[0]) in conjunctions and len(joined) > 1:
            joined.pop()
            joined[-1] = (joined[-1][0], segment[1])
        else:
            joined.append(segment)
    return joined


def _without_bracket(reading: Reading, begin: int, end: int) -> int:
    if reading.tokens[end - 1].text != ")":
        return end
    for at in range(end - 2, begin, -1):
        if reading.tokens[at].text == "(":
            return at
    return end
