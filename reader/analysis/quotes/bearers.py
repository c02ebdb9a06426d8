"""Whoever bears a role that stands beside a name: before it and a comma, or behind it as an apposition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.appositions import apposition_after
from reader.analysis.quotes.noun_phrases import read_named
from reader.analysis.quotes.person_names import is_name_word
from reader.analysis.quotes.phrases import (
    chars,
    past_bracket,
    person_runs,
    phrase_end,
    role_between,
)

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference

_LONGEST_FIELD = 8
"""Tokens from a role to the comma before its bearer."""
_MOST_COMMAS = 4
"""Commas between a role and the name that bears it."""


def bearer_behind_comma(reading: Reading, band: Reference, last: int) -> Reference | None:
    """Read the bearer of a role in what a tagger holds for a person: "kata vokalis Lentera, SARI, …"."""
    words = reading.grammar.words
    at = band.stop + 1
    is_role = band.first > band.begin and reading.lower(band.first - 1) in words["role_heads"]
    if not is_role or reading.tokens[band.first - 1].is_capitalised or reading.lower(band.stop) != ",":
        return None
    end = at
    while end < last and is_name_word(reading, end):
        end += 1
    if end == at or end >= last or reading.tokens[end].text not in {",", "."}:
        return None
    return replace(
        read_named(reading, at, end, [(at, end)]),
        role=role_between(reading, band.begin, at),
        begin=band.begin,
    )


def named_after_comma(reading: Reading, role: Reference, last: int) -> Reference | None:
    """Read the name behind a role and its commas: "kata Camat Sukawana, Kabupaten Batu, SARI DEWI"."""
    words = reading.grammar.words
    head = reading.lower(role.begin)
    if reading.grammar.clitic:
        # "kata sutradaranya, Sari Dewi"
        head = head.removesuffix(reading.grammar.clitic)
    if head not in words["role_heads"] and reading.lower(role.end - 1) not in words["role_heads"]:
        return None
    at = _past_field(reading, role.end, last)
    for _ in range(_MOST_COMMAS):
        at = past_bracket(reading, at, last)
        if at + 1 >= last or reading.tokens[at].text != "," or not reading.tokens[at + 1].is_word:
            return None
        first = at + 1
        at = phrase_end(reading, first, last)
        if at <= first:
            return None
        people = [run for run in person_runs(reading, first, at) if _closes(reading, run, first, at)]
        at = people[-1][1] if people else at
        if reading.lower(at) == "," and reading.lower(at + 1) in words["conjunctions"]:
            # "Menteri Koordinator Politik, HUKUM, dan Keamanan Sari Dewi": one of a list in the role.
            continue
        if not people and all(is_name_word(reading, k) for k in range(first, at)):
            people = [(first, at)]
        if people:
            reference = read_named(reading, first, at, people[-1:])
            return replace(reference, role=role_between(reading, role.begin, reference.first))
        if not reading.tokens[first].is_capitalised and reading.lower(first) not in words["conjunctions"]:
            return None
    return None


def _past_field(reading: Reading, at: int, last: int) -> int:
    """Step over what a role is for: "said its vice president FOR LABOR RELATIONS, SARI DEWI"."""
    words = reading.grammar.words
    if not reading.classes or reading.lower(at) not in words["name_joints"]:
        return at
    for end in range(at, min(last, at + _LONGEST_FIELD)):
        if reading.tokens[end].text == ",":
            return end
        if reading.classes[end] in "FBswo" or reading.pair_at[end] != -1:
            break
    return at


def _closes(reading: Reading, run: tuple[int, int], first: int, last: int) -> bool:
    """Whether a name ends its piece between commas, or opens it before a setting: "SARI DEWI di Batu"."""
    begin, end = run
    words = reading.grammar.words
    is_opening = begin == first or reading.lower(first) in words["conjunctions"]
    is_before_setting = reading.lower(end) in words["prepositions"] and not reading.grammar.is_head_last
    return end == last or (is_opening and is_before_setting)


def with_apposition(reading: Reading, reference: Reference, last: int) -> Reference:
    """Return a name with the role that follows it: "Sari Dewi, CAMAT BATU"."""
    found = apposition_after(reading, max(reference.stop, reference.first + 1), last)
    if found is None:
        return reference
    begin, end = found
    role = reference.role
    if begin < end and (role is None or is_rank(reading, reference)):
        role = chars(reading, begin, end)
    return replace(reference, role=role, end=max(end, reference.end))


def is_rank(reading: Reading, reference: Reference) -> bool:
    """Whether only ranks stand before a name: the apposition behind it says more."""
    ranks = reading.grammar.words["title_ranks"]
    return reading.grammar.is_head_last and all(
        reading.lower(at) in ranks for at in range(reference.begin, reference.first)
    )
