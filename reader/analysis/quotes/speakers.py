"""Who an attribution names: the speaker after or before its cue, with the role that stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.asides import is_setting, past_connectives, pronoun_at, with_asides
from reader.analysis.quotes.bearers import bearer_behind_comma, named_after_comma, with_apposition
from reader.analysis.quotes.noun_phrases import read_phrase
from reader.analysis.quotes.person_names import is_name_word
from reader.analysis.quotes.phrase_bodies import is_body
from reader.analysis.quotes.phrases import (
    is_age,
    person_runs,
    phrase_end,
    role_between,
    segments_of,
    skip_titles,
)
from reader.analysis.quotes.references import Reference
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

_LONGEST_APPOSED = 6
"""Tokens of a name and its titles before a comma."""


def speaker_after(reading: Reading, index: int, last: int) -> Reference | None:
    """Read the speaker that begins at token ``index``: "kata SARI DEWI, Camat …", "said HE"."""
    while index < last and reading.lower(index) == ",":
        index += 1
    if index >= last or reading.pair_at[index] != -1:
        return None
    if reading.lower(index) in reading.grammar.words["pronouns_other"]:
        return None
    pronoun = pronoun_at(reading, index)
    if pronoun is not None:
        return pronoun
    end = phrase_end(reading, index, last)
    if end <= index:
        return None
    reference = read_phrase(reading, index, end)
    if reference is None:
        return None
    if reference.form is SpeakerForm.NAME:
        return bearer_behind_comma(reading, reference, last) or with_apposition(reading, reference, last)
    return named_after_comma(reading, reference, last) or reference


def speaker_before(reading: Reading, first: int, index: int) -> Reference | None:
    """Read the subject that ends before the verb at token ``index``, in a clause from ``first``."""
    if reading.lower(index - 1) in reading.grammar.words["subject_relatives"] and index - 1 > first:
        # "Vane, who said …": the subject stands before the relative pronoun.
        return _antecedent(reading, first, index - 1 - (reading.lower(index - 2) == ","))
    if reading.lower(index - 1) in reading.grammar.words["pronouns_other"]:
        return None
    pronoun = pronoun_at(reading, index - 1)
    if pronoun is not None:
        return pronoun
    segments = segments_of(reading, first, index)
    if reading.classes and reading.lower(index - 1) == ",":
        return with_asides(reading, segments)
    apposed: tuple[int, int] | None = None
    for position in range(len(segments) - 1, -1, -1):
        begin, end = segments[position]
        begin = past_connectives(reading, begin, end)
        if begin >= end:
            continue
        if position == len(segments) - 1 and reading.lower(begin) in reading.grammar.words["likenesses"]:
            begin += 1
        if begin >= end:
            continue
        found = pronoun_at(reading, begin)
        if found is not None and (end - begin == 1 or is_setting(reading, begin + 1, end)):
            return found
        is_adjacent = position == len(segments) - 1 and is_body(reading, begin)
        if is_adjacent and position and _is_where(reading, begin, segments[position - 1]):
            continue
        is_open = position == len(segments) - 1 and end == index
        if is_open and end - begin > 1 and reading.lower(begin) in reading.grammar.words["relatives"]:
            # "…, which the board called a mistake": what was said stands before.
            return None
        if not is_adjacent and is_setting(reading, begin, end):
            named = _name_at_end(reading, begin, end) if is_open else None
            if named is not None:
                return named
            continue
        if position and _is_state(reading, begin, end):
            continue
        if position and _is_participial(reading, begin):
            continue
        if position and _is_apposition(reading, begin, end, _past_age(reading, segments, position - 1)):
            apposed = (begin, end) if apposed is None else (begin, apposed[1])
            continue
        return _subject(reading, (begin, end), apposed, segments[:position])
    return None


def _antecedent(reading: Reading, first: int, end: int) -> Reference | None:
    """Read whom a relative pronoun at a token stands for: "He met Lee VANE, who said …"."""
    is_name = reading.classes and end > first and reading.mention(end - 1, EntityType.PERSON) is not None
    if not is_name:
        return _apposed_name(reading, first, end) or speaker_before(reading, first, end)
    begin = end - 1
    while begin > first and (reading.classes[begin - 1] in "djnP" or reading.mention_at[begin - 1] != -1):
        begin -= 1
    return read_phrase(reading, begin, end)


def _apposed_name(reading: Reading, first: int, end: int) -> Reference | None:
    """Read the name before a comma and a description of it: "LEE VANE, a Democrat who says …"."""
    comma = next((k for k in range(end - 1, max(first - 2, 0), -1) if reading.tokens[k].text == ","), first)
    first = min(first, max(0, comma - _LONGEST_APPOSED))
    is_apposed = comma > first and reading.lower(comma + 1) in reading.grammar.words["articles"]
    is_person = reading.mention(comma - 1, EntityType.PERSON) is not None if is_apposed else False
    return _antecedent(reading, first, comma) if is_person and reading.classes else None


def _name_at_end(reading: Reading, begin: int, end: int) -> Reference | None:
    """Read the subject behind a setting without a comma: "Terkait banjir itu SARI mengatakan"."""
    words = reading.grammar.words
    first = end - 1
    if reading.grammar.is_head_last or reading.lower(first) not in reading.lone:
        return None
    while first > begin and reading.lower(first - 1) in words["role_heads"] | words["title_ranks"]:
        first -= 1
    if first == begin or not reading.tokens[first].is_capitalised:
        return None
    before = reading.tokens[first - 1]
    if before.is_capitalised or before.lower in words["prepositions"]:
        return None
    return read_phrase(reading, first, end)


def _is_where(reading: Reading, begin: int, before: tuple[int, int]) -> bool:
    """Whether a place goes on with what stands before its comma: "SARI (37), warga Desa Batu, Kota Lama"."""
    if reading.grammar.is_head_last or reading.mention(begin, EntityType.PLACE) is None:
        return False
    return reading.lower(before[0]) in reading.grammar.words["role_heads"] or bool(
        person_runs(reading, *before)
    )


def _is_state(reading: Reading, begin: int, end: int) -> bool:
    """Whether a stretch is the region of the town before it: "of Duluth, MINNESOTA, said"."""
    place = reading.mention(begin, EntityType.PLACE)
    if place is None or any(reading.mention(at) is not place for at in range(begin, end)):
        return False
    return reading.grammar.is_head_last and reading.mention(begin - 2, EntityType.PLACE) is not None


def _is_only_titled(reading: Reading, begin: int, first: int) -> bool:
    """Whether nothing but ranks and titles stands before a name: "Kasat Polairud, AKP SARI DEWI"."""
    words = reading.grammar.words
    titles = words["title_ranks"] | words["title_address"] | words["title_academic"] | words["role_alone"]
    return all(reading.lower(at) in titles or not reading.tokens[at].is_word for at in range(begin, first))


def _past_age(reading: Reading, segments: list[tuple[int, int]], position: int) -> tuple[int, int]:
    """Return the segment before an age between commas: "SARI, 54, a teacher"."""
    begin, end = segments[position]
    is_age_alone = end - begin == 1 and reading.lower(begin).isdigit()
    return segments[position - 1] if is_age_alone and position else segments[position]


def _before_setting(reading: Reading, begin: int, end: int) -> int:
    """Return where a subject ends before its setting: "Camat Sari SAAT DIHUBUNGI"."""
    words = reading.grammar.words
    if reading.grammar.is_head_last or reading.lower(end - 1) in words["description_closers"]:
        return end
    enders = words["apposition_enders"] - words["likenesses"]
    return next(
        (
            at
            for at in range(begin + 1, end)
            if reading.tokens[at].text in enders and reading.pair_at[at] == -1
        ),
        end,
    )


def _subject(
    reading: Reading,
    segment: tuple[int, int],
    apposed: tuple[int, int] | None,
    before: list[tuple[int, int]],
) -> Reference | None:
    reference = read_phrase(reading, segment[0], _before_setting(reading, *segment))
    if reference is None:
        return None
    end = apposed[1] if apposed else segment[1]
    reference = replace(reference, end=end)
    if reference.form is not SpeakerForm.NAME:
        return reference
    if apposed is not None and reading.lower(apposed[0]) not in reading.grammar.words["title_degrees"]:
        return replace(reference, role=role_between(reading, *apposed))
    if before and _is_only_titled(reading, segment[0], reference.first):
        # "Ketua panitia, Sari Dewi, mengatakan": the role stands before the name and a comma.
        heads = reading.grammar.words["role_heads"]
        for earlier in reversed(before):
            begin = past_connectives(reading, *earlier)
            if begin >= earlier[1] or is_setting(reading, begin, earlier[1]):
                continue
            if any(reading.lower(at) in heads for at in range(begin, earlier[1])):
                return replace(reference, role=role_between(reading, begin, earlier[1]))
            break
    return reference


def clitic_of(reading: Reading, index: int, size: int) -> Reference:
    """Return the speaker glued to the cue at token ``index`` ("katanya")."""
    end = reading.tokens[index].end
    return Reference(SpeakerForm.CLITIC, (end - size, end), begin=index, first=index, end=index + 1)


def _is_participial(reading: Reading, begin: int) -> bool:
    """Whether a stretch starts as only a remark does where a noun follows what modifies it: "based here"."""
    words = reading.grammar.words
    word = reading.lower(begin)
    return (
        reading.grammar.is_head_last
        and reading.tokens[begin].text[0].islower()
        and word not in words["articles"]
        and word not in words["determiners"]
        and word not in words["role_heads"]
        and word not in words["title_degrees"]
        and word not in words["organization_nouns"]
        and word not in words["description_openers"]
    )


def _is_apposition(reading: Reading, begin: int, end: int, left: tuple[int, int]) -> bool:
    """Whether a stretch between commas describes the name on its left."""
    words = reading.grammar.words
    token = reading.tokens[begin]
    is_role = token.lower in words["role_heads"] or token.lower in words["title_degrees"]
    if _is_bare_name(reading, *left):
        # "Sari Dewi, Ketua Panitia, …": whatever a tagger sees in the role, it is one.
        return is_role or not token.is_capitalised
    people = person_runs(reading, *left)
    is_name = any(last == left[1] or is_age(reading, last, left[1]) for _, last in people) or (
        is_name_word(reading, left[1] - 1) and not is_body(reading, left[1] - 1)
    )
    if not is_name:
        return False
    if is_role and not person_runs(reading, begin, end):
        return True
    return not token.is_capitalised


def _is_bare_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a stretch is a name and nothing else but a title or an age."""
    first = skip_titles(reading, first, last)
    people = [(begin, end) for begin, end in person_runs(reading, first, last) if begin == first]
    if people:
        end = people[0][1]
        return end == last or is_age(reading, end, last)
    mention = reading.mention_at[first]
    return mention != -1 and reading.mention_tokens[mention] == (first, last) and last - first > 1
