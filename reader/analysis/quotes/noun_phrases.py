"""What a noun phrase beside a cue names: a person with a role, a body, a role, a description."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.appositions import apposition_after
from reader.analysis.quotes.heads import is_common
from reader.analysis.quotes.person_names import is_name_word, past_opener, untagged_name
from reader.analysis.quotes.phrase_bodies import capital_end, is_body, text_of
from reader.analysis.quotes.phrases import (
    chars,
    is_proper,
    person_runs,
    role_between,
    skip_titles,
)
from reader.analysis.quotes.references import Reference
from reader.analysis.quotes.tokens import POSSESSIVES
from reader.analysis.quotes.unnamed import (
    as_body,
    by_body,
    by_role,
    described,
    is_headed_by_role,
    is_office,
)
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


def read_phrase(reading: Reading, first: int, last: int) -> Reference | None:
    """Read a noun phrase without commas: a name with its role, a body, a role, a description."""
    words = reading.grammar.words
    is_definite = reading.lower(first) in words["definite"]
    while first < last - 1 and reading.lower(first) in words["articles"]:
        first += 1
    example = _example(reading, first, last)
    if example is not None:
        return example
    if _is_description(reading, first, last):
        return described(reading, first, last)
    if reading.classes and is_common(reading, first, last):
        return described(reading, first, last)
    relative = _relative(reading, first, last)
    if relative is not None and person_runs(reading, first, relative):
        last = relative
    link = next((at for at in range(first + 1, last) if reading.lower(at) in words["role_links"]), last)
    people = _opening_name(reading, first, last)
    people = people or person_runs(reading, first, link) or person_runs(reading, first, last)
    if people and _trails_off(reading, people[-1][1], last):
        people = []
    is_late_body = is_body(reading, last - 1) and not is_body(reading, first)
    if not people and reading.grammar.is_head_last and is_late_body:
        headed = _last_name(reading, first, last)
        if headed is not None:
            return headed
    if not people:
        untagged = untagged_name(reading, first, last)
        people = [untagged] if untagged is not None else []
    if people:
        return read_named(reading, first, last, people)
    if is_body(reading, first):
        return by_body(reading, first, last)
    headed = _last_name(reading, first, last) if reading.grammar.is_head_last else None
    if headed is not None:
        return headed
    token = reading.tokens[first]
    if token.lower in words["title_address"] and first + 1 < last and is_name_word(reading, first + 1):
        return _by_capitals(reading, first + 1, last)
    is_alone = is_office(reading, first, last)
    if token.lower in words["role_heads"] and (is_definite or token.is_capitalised or is_alone):
        return by_role(reading, first, last)
    is_stranger = token.lower in words["description_strangers"]
    if _is_from(reading, first, last):
        return _by_capitals(reading, first, first + 1)
    if token.is_capitalised and is_proper(reading, first) and not is_stranger:
        return _by_capitals(reading, first, last)
    if reading.grammar.is_head_last and is_headed_by_role(reading, first, last):
        return by_role(reading, first, last)
    return described(reading, first, last)


def _is_from(reading: Reading, first: int, last: int) -> bool:
    """Whether an unknown word opens a phrase that says whence it comes: "LENTARA dari Desa Batu"."""
    words = reading.grammar.words
    return (
        first + 2 < last
        and reading.lower(first + 1) in words["role_joints"]
        and reading.tokens[first + 2].is_capitalised
        and is_name_word(reading, first)
        and reading.lower(first) not in words["common_words"] | words["description_openers"]
        and not reading.grammar.is_head_last
    )


def _example(reading: Reading, first: int, last: int) -> Reference | None:
    """Read whoever stands for others: "warga lain seperti SARI"."""
    if reading.grammar.is_head_last:
        return None
    likenesses = reading.grammar.words["likenesses"]
    at = next((k + 1 for k in range(first + 1, last - 1) if reading.lower(k) in likenesses), last)
    if at >= last or not is_name_word(reading, at):
        return None
    end = at
    while end < last and is_name_word(reading, end):
        end += 1
    return replace(read_named(reading, at, end, [(at, end)]), role=chars(reading, first, at - 1), begin=first)


def _opening_name(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """Read the name before a role without a comma: "SARI DEWI guru dan pengurus warga"."""
    words = reading.grammar.words
    end = first
    while end < last and is_name_word(reading, end):
        end += 1
    if reading.grammar.is_head_last or not first < end < last:
        return []
    is_role = reading.lower(end) in words["role_heads"] and not reading.tokens[end].is_capitalised
    return [(first, end)] if is_role else []


def _is_description(reading: Reading, first: int, last: int) -> bool:
    """Whether a phrase is closed or opened as a description: "politikus senior itu", "surat edaran"."""
    words = reading.grammar.words
    is_person = reading.mention(first, EntityType.PERSON) is not None
    if reading.lower(first) in words["organization_documents"] and not is_person:
        # "Bill Orr" is no bill, be he tagged or not.
        is_named = first + 1 < last and is_name_word(reading, first + 1)
        return not (reading.grammar.is_head_last and is_named)
    is_closed = reading.lower(last - 1) in words["description_closers"]
    return is_closed and not reading.tokens[last - 1].is_capitalised and not is_name_word(reading, first)


def _relative(reading: Reading, first: int, last: int) -> int | None:
    """Return where a relative clause starts inside a phrase."""
    relatives = reading.grammar.words["relatives"]
    return next((at for at in range(first + 1, last) if reading.lower(at) in relatives), None)


def _trails_off(reading: Reading, end: int, last: int) -> bool:
    """Whether nouns follow a name, so that it only modifies them: "the Dewi campaign"."""
    return (
        end < last
        and reading.grammar.is_head_last
        and reading.tokens[end].text[0].islower()
        and (reading.lower(end) not in reading.grammar.words["prepositions"])
    )


def read_named(reading: Reading, first: int, last: int, people: list[tuple[int, int]]) -> Reference:
    """Return the last person named in a phrase, or the last two if a conjunction joins them."""
    conjunctions = reading.grammar.words["organization_conjunctions"]
    begin, end = people[-1]
    names = [text_of(reading, begin, end)]
    if len(people) > 1 and people[-2][1] == begin - 1 and reading.lower(begin - 1) in conjunctions:
        begin = people[-2][0]
        names.insert(0, text_of(reading, *people[-2]))
    return Reference(
        SpeakerForm.NAME,
        chars(reading, begin, end),
        names=tuple(names),
        role=role_between(reading, first, begin) or _role_behind(reading, end, last),
        begin=first,
        first=begin,
        stop=end,
        end=last,
        is_plural=len(names) > 1,
        is_known=reading.mention(begin, EntityType.PERSON) is not None,
    )


def _role_behind(reading: Reading, at: int, last: int) -> tuple[int, int] | None:
    """Return the role that follows a name without a comma: "Sari SELAKU KETUA PANITIA"."""
    found = apposition_after(reading, at, last) if at < last else None
    return None if found is None or found[0] >= found[1] else chars(reading, *found)


def _last_name(reading: Reading, first: int, last: int) -> Reference | None:
    """Read a name that ends a lower-case noun phrase: "the security firm SECUNIA"."""
    if not reading.tokens[last - 1].is_capitalised:
        return None
    begin = last - 1
    while begin > first and reading.tokens[begin - 1].is_capitalised:
        begin -= 1
    if begin == first:
        return None
    noun = reading.lower(begin - 1)
    words = reading.grammar.words
    if noun in words["prepositions"] or noun in words["conjunctions"]:
        return None
    if is_body(reading, begin):
        return replace(by_body(reading, begin, last), begin=first)
    is_role = noun in words["role_heads"]
    if (
        not is_role
        and noun not in words["organization_nouns"]
        and noun not in words["organization_documents"]
    ):
        return None
    return Reference(
        SpeakerForm.NAME if is_role else SpeakerForm.ORGANIZATION,
        chars(reading, begin, last),
        names=(text_of(reading, begin, last),),
        role=chars(reading, first, begin) if is_role else None,
        begin=first,
        first=begin,
        end=last,
        gender="" if is_role else "n",
    )


def _by_capitals(reading: Reading, first: int, last: int) -> Reference | None:
    """Read a capitalised run that the tagger left out; its place beside a cue speaks for a name."""
    begin = skip_titles(reading, first, last)
    end = capital_end(reading, begin, last)
    begin = _past_role(reading, past_opener(reading, begin, end), end)
    if end == begin or reading.tokens[begin].text == "I" or _is_everyday(reading, begin, end):
        return None
    if end < last and reading.lower(end) in POSSESSIVES | {"'", "’"}:
        if reading.grammar.is_head_last and is_headed_by_role(reading, first, last):
            return by_role(reading, first, last)
        return described(reading, first, last)
    if end < last and reading.grammar.is_head_last and reading.tokens[end].text[0].islower():
        if reading.lower(last - 1) in reading.grammar.words["role_heads"]:
            return by_role(reading, first, last)
        if end + 1 == last and reading.lower(end) in reading.grammar.words["organization_nouns"]:
            return as_body(reading, first, (begin, end), last)
        return described(reading, first, last)
    text = text_of(reading, begin, end)
    is_body = end - begin == 1 and len(text) > 2 and text.isupper()
    return Reference(
        SpeakerForm.ORGANIZATION if is_body else SpeakerForm.NAME,
        chars(reading, begin, end),
        names=(text,),
        role=role_between(reading, first, begin) if reading.grammar.is_head_last else None,
        begin=first,
        first=begin,
        stop=end,
        end=last,
        gender="n" if is_body else "",
    )


def _past_role(reading: Reading, begin: int, end: int) -> int:
    """Step over the role that stands before a name and shares its capitals: "House Speaker SARI DEWI"."""
    roles = reading.grammar.words["role_heads"]
    if not reading.grammar.is_head_last:
        return begin
    return next((at + 1 for at in range(end - 2, begin - 1, -1) if reading.lower(at) in roles), begin)


def _is_everyday(reading: Reading, begin: int, end: int) -> bool:
    """Whether a single capitalised word is an everyday one, and so no name: "Alasannya", "Sebagian"."""
    words = reading.grammar.words
    word = reading.lower(begin)
    if reading.grammar.is_head_last or end - begin > 1 or reading.mention_at[begin] != -1:
        return False
    return word in words["common_words"] or word in words["description_strangers"]
