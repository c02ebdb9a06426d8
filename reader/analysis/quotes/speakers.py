"""Who an attribution names: the speaker as written, with the role that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.phrases import (
    apposition_after,
    is_age,
    is_proper,
    person_runs,
    phrase_end,
    role_between,
    segments_of,
    skip_titles,
)
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


@dataclass(frozen=True, slots=True)
class Reference:
    """A speaker as an attribution writes it; not yet who that is."""

    form: SpeakerForm
    span: tuple[int, int] | None = None
    """Code points of the body."""
    names: tuple[str, ...] = ()
    """Fullest names, where the words are a name that was recognised; two for a pair."""
    role: tuple[int, int] | None = None
    first: int = -1
    """First token of the mention."""
    end: int = -1
    """One past the last token that belongs to the attribution, appositions included."""
    is_plural: bool = False
    gender: str = ""
    """``m``, ``f``, ``n`` where a pronoun says so."""
    is_document: bool = False
    is_known: bool = False
    """Whether a name was found by the tagger, not only by its place beside a cue."""


NOBODY = Reference(SpeakerForm.NONE)


def speaker_after(reading: Reading, index: int, last: int) -> Reference | None:
    """Read the speaker that begins at token ``index``: "kata SARI DEWI, Camat …", "said HE"."""
    while index < last and reading.lower(index) == ",":
        index += 1
    if index >= last or reading.pair_at[index] != -1:
        return None
    pronoun = _pronoun(reading, index)
    if pronoun is not None:
        return pronoun
    end = phrase_end(reading, index, last)
    if end <= index:
        return None
    reference = _phrase(reading, index, end)
    if reference is None or reference.form is not SpeakerForm.NAME:
        return reference
    return _with_apposition(reading, reference, last)


def speaker_before(reading: Reading, first: int, index: int) -> Reference | None:
    """Read the subject that ends before the verb at token ``index``, in a clause from ``first``."""
    pronoun = _pronoun(reading, index - 1)
    if pronoun is not None:
        return pronoun
    segments = segments_of(reading, first, index)
    apposed: tuple[int, int] | None = None
    for position in range(len(segments) - 1, -1, -1):
        begin, end = segments[position]
        begin = _past_connectives(reading, begin, end)
        if begin >= end:
            continue
        found = _pronoun(reading, begin) if end - begin == 1 else None
        if found is not None:
            return found
        if _is_setting(reading, begin, end):
            continue
        if position and _is_apposition(reading, begin, end, segments[position - 1]):
            apposed = (begin, end) if apposed is None else (begin, apposed[1])
            continue
        return _subject(reading, (begin, end), apposed, segments[:position])
    return None


def clitic_of(reading: Reading, index: int, size: int) -> Reference:
    """Return the speaker glued to the cue at token ``index`` ("katanya")."""
    end = reading.tokens[index].end
    return Reference(SpeakerForm.CLITIC, (end - size, end), first=index, end=index + 1)


def _pronoun(reading: Reading, index: int) -> Reference | None:
    word = reading.lower(index)
    words = reading.grammar.words
    if word in words["pronouns_other"]:
        return None
    is_plural = word in words["pronouns_plural"]
    if not is_plural and word not in words["pronouns_singular"]:
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
        first=index,
        end=index + 1,
        is_plural=is_plural,
        gender=gender,
    )


def _past_connectives(reading: Reading, begin: int, end: int) -> int:
    """Step over "Namun", "Sementara itu" at the start of a clause."""
    size = reading.starts_with(begin, end, reading.grammar.phrases["connectives"])
    while size and begin + size < end:
        begin += size
        size = reading.starts_with(begin, end, reading.grammar.phrases["connectives"])
    return begin


def _is_setting(reading: Reading, begin: int, end: int) -> bool:
    """Whether a stretch says when, where or how: "dalam jumpa pers", "Senin (1/1/2024)"."""
    words = reading.grammar.words
    word = reading.lower(begin)
    if word in words["prepositions"] or word in words["weekdays"]:
        return True
    if any(reading.tokens[at].text[0].isalpha() for at in range(begin, end)):
        return reading.mention(begin, EntityType.PLACE) is not None and all(
            reading.mention_at[at] == reading.mention_at[begin] for at in range(begin, end)
        )
    return True


def _is_apposition(reading: Reading, begin: int, end: int, left: tuple[int, int]) -> bool:
    """Whether a stretch between commas describes the name on its left."""
    people = person_runs(reading, *left)
    if not people or not any(last == left[1] or is_age(reading, last, left[1]) for _, last in people):
        return False
    token = reading.tokens[begin]
    words = reading.grammar.words
    is_role = token.lower in words["role_heads"] or token.lower in words["title_degrees"]
    if is_role and not person_runs(reading, begin, end):
        return True
    return not token.is_capitalised and (is_role or not person_runs(reading, begin, end) or token.is_word)


def _subject(
    reading: Reading,
    segment: tuple[int, int],
    apposed: tuple[int, int] | None,
    before: list[tuple[int, int]],
) -> Reference | None:
    reference = _phrase(reading, *segment)
    if reference is None:
        return None
    end = apposed[1] if apposed else segment[1]
    reference = replace(reference, end=end)
    if reference.form is not SpeakerForm.NAME:
        return reference
    if apposed is not None and reading.lower(apposed[0]) not in reading.grammar.words["title_degrees"]:
        return replace(reference, role=_chars(reading, *apposed))
    if reference.role is None and before and reference.first == segment[0]:
        # "Ketua panitia, Sari Dewi, mengatakan": the role stands before the name and a comma.
        begin, left_end = before[-1]
        begin = _past_connectives(reading, begin, left_end)
        if begin < left_end and not _is_setting(reading, begin, left_end):
            for earlier in reversed(before):
                first = _past_connectives(reading, *earlier)
                if first < earlier[1] and reading.lower(first) in reading.grammar.words["role_heads"]:
                    return replace(reference, role=_chars(reading, first, left_end))
    return reference


def _chars(reading: Reading, first: int, last: int) -> tuple[int, int]:
    return reading.tokens[first].start, reading.tokens[last - 1].end


def _phrase(reading: Reading, first: int, last: int) -> Reference | None:
    """Read a noun phrase without commas: a name with its role, a body, a role, a description."""
    people = person_runs(reading, first, last)
    if people:
        return _named(reading, first, last, people)
    words = reading.grammar.words
    head = first + 1 if reading.lower(first) in {"the", "a", "an"} and first + 1 < last else first
    token = reading.tokens[head]
    if token.lower in words["role_heads"] and not _is_body(reading, head):
        return _by_role(reading, head, last)
    if _is_body(reading, head) or (head > first and reading.mention(head) is not None):
        return _by_body(reading, head, last)
    if token.is_capitalised and is_proper(reading, head):
        return _by_capitals(reading, head, last)
    return _described(reading, first, last)


def _named(reading: Reading, first: int, last: int, people: list[tuple[int, int]]) -> Reference:
    conjunctions = reading.grammar.words["organization_conjunctions"]
    begin, end = people[-1]
    names = [_name_at(reading, begin, end)]
    if len(people) > 1 and people[-2][1] == begin - 1 and reading.lower(begin - 1) in conjunctions:
        begin = people[-2][0]
        names.insert(0, _name_at(reading, *people[-2]))
    return Reference(
        SpeakerForm.NAME,
        _chars(reading, begin, end),
        names=tuple(names),
        role=role_between(reading, first, begin),
        first=begin,
        end=last,
        is_plural=len(names) > 1,
        is_known=reading.mention(begin, EntityType.PERSON) is not None,
    )


def _name_at(reading: Reading, begin: int, end: int) -> str:
    mention = reading.mention(begin, EntityType.PERSON)
    if mention is not None:
        return mention.name
    start, stop = _chars(reading, begin, end)
    return reading.body[start:stop]


def _is_body(reading: Reading, index: int) -> bool:
    mention = reading.mention(index)
    return mention is not None and mention.type is not EntityType.PERSON


def _by_body(reading: Reading, first: int, last: int) -> Reference:
    """Read a body or country that speaks: "KPK menyatakan", "the State Department said"."""
    names = []
    end = first
    for at in range(first, last):
        mention = reading.mention(at)
        if mention is not None and mention.name not in names:
            names.append(mention.name)
            end = reading.mention_tokens[reading.mention_at[at]][1]
        if mention is None and reading.lower(at) not in reading.grammar.words["organization_conjunctions"] | {
            "the"
        }:
            break
    end = min(max(end, first + 1), last)
    return Reference(
        SpeakerForm.ORGANIZATION,
        _chars(reading, first, end),
        names=tuple(names[:2]),
        first=first,
        end=last,
        is_known=True,
        gender="n",
    )


def _by_role(reading: Reading, first: int, last: int) -> Reference:
    start, end = _chars(reading, first, last)
    return Reference(SpeakerForm.ROLE, (start, end), role=(start, end), first=first, end=last)


def _by_capitals(reading: Reading, first: int, last: int) -> Reference | None:
    """Read a capitalised run that the tagger left out; its place beside a cue speaks for a name."""
    begin = skip_titles(reading, first, last)
    end = begin
    while end < last and (reading.tokens[end].is_capitalised or reading.tokens[end].text in {".", "'s"}):
        end += 1
    if end == begin:
        return None
    text = reading.body[slice(*_chars(reading, begin, end))]
    is_body = end - begin == 1 and len(text) > 2 and text.isupper()
    return Reference(
        SpeakerForm.ORGANIZATION if is_body else SpeakerForm.NAME,
        _chars(reading, begin, end),
        names=(text,),
        first=begin,
        end=last,
        gender="n" if is_body else "",
    )


def _described(reading: Reading, first: int, last: int) -> Reference | None:
    words = reading.grammar.words
    if not reading.tokens[first].is_word:
        return None
    head_words = {reading.lower(at) for at in range(first, min(first + 4, last))}
    is_document = bool(head_words & words["organization_documents"])
    begin = first + 1 if reading.lower(first) == "the" and first + 1 < last and is_document else first
    return Reference(
        SpeakerForm.DESCRIPTION,
        _chars(reading, begin, last),
        first=begin,
        end=last,
        is_document=is_document,
        is_plural=reading.lower(first) in words["pronouns_plural"],
    )


def _with_apposition(reading: Reading, reference: Reference, last: int) -> Reference:
    found = apposition_after(reading, reference.end, last)
    if found is None:
        return reference
    begin, end = found
    role = reference.role
    if role is None and begin < end:
        role = _chars(reading, begin, end)
    return replace(reference, role=role, end=max(end, reference.end))
