"""Subjects with remarks between commas: "the mayor, SARI DEWI, 54, who …, [said]"; pronouns and settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.bearers import is_rank
from reader.analysis.quotes.noun_phrases import read_phrase
from reader.analysis.quotes.person_names import is_name_word
from reader.analysis.quotes.phrases import person_runs, role_between
from reader.analysis.quotes.references import Reference
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


def with_asides(reading: Reading, segments: list[tuple[int, int]]) -> Reference | None:
    """Read a subject that remarks between commas follow: "the mayor, SARI DEWI, 54, who …, [said]"."""
    pieces: list[tuple[int, int]] = []
    for begin, end in segments:
        start = past_connectives(reading, begin, end)
        if not pieces and end - start > 1 and reading.lower(start) in reading.grammar.words["likenesses"]:
            # "AS Sari Dewi, ketua panitia, said"
            start += 1
        is_remark = not pieces and reading.classes[start : start + 1] in {"N", "G"} and end < segments[-1][1]
        if start < end and not is_remark and (pieces or not is_setting(reading, start, end)):
            pieces.append((start, end))
    if not pieces:
        return None
    found = pronoun_at(reading, pieces[0][0])
    if found is not None and pieces[0][1] - pieces[0][0] == 1:
        return found
    asides = [piece for piece in pieces[1:] if not is_setting(reading, *piece)]
    reference = read_phrase(reading, *pieces[0])
    if reference is None:
        return None
    end = pieces[-1][1]
    if reference.form is not SpeakerForm.NAME:
        named = next((piece for piece in asides if _is_named(reading, *piece)), None)
        found = read_phrase(reading, *named) if named is not None else None
        if found is not None and found.form in {SpeakerForm.NAME, SpeakerForm.ORGANIZATION}:
            return replace(found, role=role_between(reading, *pieces[0]), begin=reference.begin, end=end)
        return reference
    is_ranked = reference.role is None or is_rank(reading, reference)
    aside = next((piece for piece in asides if _may_be_role(reading, piece[0])), None)
    if aside is not None and is_ranked:
        return replace(reference, role=role_between(reading, *aside), end=end)
    return replace(reference, end=end)


def _is_named(reading: Reading, first: int, last: int) -> bool:
    """Whether a remark between commas is the name of whom the words before it describe."""
    if reading.lower(first) in reading.grammar.words["definite"] and first + 1 < last:
        first += 1
    if not reading.tokens[first].is_capitalised:
        return False
    mention = reading.mention_at[first]
    is_whole = mention != -1 and reading.mention_tokens[mention] == (first, last)
    is_place = reading.mention(first, EntityType.PLACE) is not None
    people = person_runs(reading, first, last)
    joints = reading.grammar.words["name_joints"]
    if (is_whole and not is_place) or any(end == last or reading.lower(end) in joints for _, end in people):
        return True
    return all(is_name_word(reading, at) for at in range(first, last)) and not is_place


def _may_be_role(reading: Reading, first: int) -> bool:
    """Whether a remark after a name says who that is, and not how old."""
    return (
        reading.classes[first] not in "uGN"
        and reading.lower(first) not in reading.grammar.words["title_degrees"]
    )


def pronoun_at(reading: Reading, index: int, *, is_owner: bool = False) -> Reference | None:
    """Read a pronoun that may stand for a speaker at a token, with its gender and number.

    With ``is_owner`` only one that owns what follows: "HIS claim".
    """
    word = reading.lower(index)
    words = reading.grammar.words
    if word in words["pronouns_other"]:
        return None
    is_plural = word in words["pronouns_plural"] or word in words["pronouns_plural_owners"]
    if is_owner and word not in words["pronouns_owners"]:
        return None
    if not is_owner and word not in words["pronouns_plural"] | words["pronouns_singular"]:
        return None
    token = reading.tokens[index]
    gender = next(
        (
            name[0]
            for name in ("masculine", "feminine", "neuter")
            if word in words.get(f"pronouns_{name}", ())
        ),
        "",
    )
    return Reference(
        SpeakerForm.PRONOUN,
        (token.start, token.end),
        begin=index,
        first=index,
        end=index + 1,
        is_plural=is_plural,
        gender=gender,
    )


def past_connectives(reading: Reading, begin: int, end: int) -> int:
    """Step over "Namun", "Sementara itu" at the start of a clause."""
    size = reading.starts_with(begin, end, reading.grammar.phrases["connectives"])
    while size and begin + size <= end:
        begin += size
        size = reading.starts_with(begin, end, reading.grammar.phrases["connectives"])
    return begin


def is_setting(reading: Reading, begin: int, end: int) -> bool:
    """Whether a stretch says when, where or how: "dalam jumpa pers", "Senin (1/1/2024)"."""
    words = reading.grammar.words
    word = reading.lower(begin)
    if word in words["prepositions"] or word in words["weekdays"] or word in words["relatives"]:
        return True
    if word in words["title_degrees"]:
        return True
    if any(reading.tokens[at].text[0].isalpha() for at in range(begin, end)):
        return reading.mention(begin, EntityType.PLACE) is not None and all(
            reading.mention_at[at] == reading.mention_at[begin] for at in range(begin, end)
        )
    return True
