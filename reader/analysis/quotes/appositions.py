"""The role that follows a name: "Sari (52), WARGA PALARAN", "Sari selaku KETUA PANITIA"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.contents import is_predicate
from reader.analysis.quotes.phrases import HARD_STOPS, is_title_stop, past_bracket

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

_ROLE_REACH = 7
"""Words that may stand before the noun of a role."""


def apposition_after(reading: Reading, at: int, last: int) -> tuple[int, int] | None:
    """Return the role after a name: "Sari (52), warga Palaran", "Sari selaku ketua panitia".

    The range is empty where only a degree stands there.
    """
    words = reading.grammar.words
    at = past_bracket(reading, at, last)
    has_comma = at < last and reading.tokens[at].text == ","
    begin = at + 1 if has_comma else at
    if begin >= last:
        return None
    if has_comma and reading.lower(begin) in words["title_degrees"]:
        begin = _past_degrees(reading, begin, last)
        if begin >= last:
            return begin, begin
    if has_comma and reading.grammar.is_head_last and reading.lower(begin) in words["relatives"]:
        end = _apposition_end(reading, begin + 1, last)
        return end, end
    skipped = words["articles"] | words["adverbs"]
    if not reading.grammar.is_head_last:
        skipped |= words["relatives"]
    while reading.lower(begin) in skipped and begin < last - 1:
        begin += 1
    if not has_comma and reading.lower(begin) in words["role_links"]:
        begin += 1
    elif reading.lower(begin) not in words["role_heads"] and not (
        has_comma and _has_role_inside(reading, begin, last)
    ):
        return None
    end = _apposition_end(reading, begin, last)
    if end <= begin or (has_comma and _is_clause(reading, begin, end)):
        return None
    return begin, end


def _is_clause(reading: Reading, begin: int, end: int) -> bool:
    """Whether what follows a comma is a clause of its own: "menurut Sari, warga sudah pulang"."""
    if reading.grammar.is_head_last:
        return False
    words = reading.grammar.words
    in_relative = False
    for at in range(begin + 1, end):
        word = reading.lower(at)
        if reading.lower(at - 1) in words["relatives"] or in_relative:
            in_relative = word in words["auxiliaries"]
        elif not reading.tokens[at].is_capitalised and (word in words["verbs"] or _is_active(reading, at)):
            return True
    return False


def _is_active(reading: Reading, at: int) -> bool:
    """Whether a word is a verb of doing, which no role holds but behind a relative: "MENGIRIMKAN"."""
    prefixes = reading.grammar.verb_prefixes[:1]
    return bool(prefixes) and reading.lower(at).startswith(prefixes) and is_predicate(reading, at)


def _past_degrees(reading: Reading, at: int, last: int) -> int:
    degrees = reading.grammar.words["title_degrees"]
    while at < last and (reading.lower(at) in degrees or reading.tokens[at].text in {".", ","}):
        at += 1
    return at


def _apposition_end(reading: Reading, begin: int, last: int) -> int:
    words = reading.grammar.words
    for at in range(begin, last):
        token = reading.tokens[at]
        if reading.pair_at[at] != -1:
            return at
        if reading.mention_at[at] != -1:
            continue
        if token.text in {",", ";", ".", ":"} and not is_title_stop(reading, at):
            return at
        if token.lower in words["apposition_enders"] or token.lower in words["weekdays"]:
            return at
    return last


def _has_role_inside(reading: Reading, begin: int, last: int) -> bool:
    """Whether a role noun ends the phrase that starts here: "the State Department spokesperson"."""
    if not reading.grammar.is_head_last:
        return False
    heads = reading.grammar.words["role_heads"]
    for at in range(begin, min(last, begin + _ROLE_REACH)):
        if reading.tokens[at].text in HARD_STOPS or reading.pair_at[at] != -1:
            return False
        if reading.lower(at) in heads:
            return True
    return False
