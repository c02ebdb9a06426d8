"""Who an attribution names: the speaker as written, with the role that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.names import is_name_word, untagged_name
from reader.analysis.quotes.phrases import (
    apposition_after,
    is_age,
    is_proper,
    person_runs,
    past_bracket,
    phrase_end,
    role_between,
    segments_of,
    skip_titles,
)
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


_MOST_COMMAS = 4
"""Commas between a role and the name that bears it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A speaker as an attribution writes it; not yet who that is."""

    form: SpeakerForm
    span: tuple[int, int] | None = None
    """Code points of the body."""
    names: tuple[str, ...] = ()
    """Fullest names, where the words are a name that was recognised; two for a pair."""
    role: tuple[int, int] | None = None
    begin: int = -1
    """First token of the whole phrase, roles and titles included."""
    first: int = -1
    """First token of the mention."""
    stop: int = -1
    """One past the last token of a name."""
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
    if reading.lower(index) in reading.grammar.words["pronouns_other"]:
        return None
    pronoun = _pronoun(reading, index)
    if pronoun is not None:
        return pronoun
    end = phrase_end(reading, index, last)
    if end <= index:
        return None
    reference = _phrase(reading, index, end)
    if reference is None:
        return None
    if reference.form is SpeakerForm.NAME:
        return _with_apposition(reading, reference, last)
    return _named_after_comma(reading, reference, last) or reference


def _named_after_comma(reading: Reading, role: Reference, last: int) -> Reference | None:
    """Read the name behind a role and its commas: "kata Camat Sukawana, Kabupaten Batu, SARI DEWI"."""
    words = reading.grammar.words
    head = reading.lower(role.begin)
    if head not in words["role_heads"] and reading.lower(role.end - 1) not in words["role_heads"]:
        return None
    at = role.end
    for _ in range(_MOST_COMMAS):
        at = past_bracket(reading, at, last)
        if at + 1 >= last or reading.tokens[at].text != "," or not reading.tokens[at + 1].is_word:
            return None
        first = at + 1
        at = phrase_end(reading, first, last)
        if at <= first:
            return None
        people = [run for run in person_runs(reading, first, at) if run[1] == at]
        if not people and all(is_name_word(reading, k) for k in range(first, at)):
            people = [(first, at)]
        if people:
            reference = _named(reading, first, at, people[-1:])
            return replace(reference, role=role_between(reading, role.begin, reference.first))
        if not reading.tokens[first].is_capitalised and reading.lower(first) not in words["conjunctions"]:
            return None
    return None


def speaker_before(reading: Reading, first: int, index: int) -> Reference | None:
    """Read the subject that ends before the verb at token ``index``, in a clause from ``first``."""
    if reading.lower(index - 1) in reading.grammar.words["pronouns_other"]:
        return None
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
        if position == len(segments) - 1 and reading.lower(begin) in {"as", "seperti", "sebagaimana"}:
            begin += 1
        if begin >= end:
            continue
        found = _pronoun(reading, begin)
        if found is not None and (end - begin == 1 or _is_setting(reading, begin + 1, end)):
            return found
        is_adjacent = position == len(segments) - 1 and _is_body(reading, begin)
        if not is_adjacent and _is_setting(reading, begin, end):
            continue
        if position and _is_apposition(reading, begin, end, segments[position - 1]):
            apposed = (begin, end) if apposed is None else (begin, apposed[1])
            continue
        return _subject(reading, (begin, end), apposed, segments[:position])
    return None


def clitic_of(reading: Reading, index: int, size: int) -> Reference:
    """Return the speaker glued to the cue at token ``index`` ("katanya")."""
    end = reading.tokens[index].end
    return Reference(SpeakerForm.CLITIC, (end - size, end), begin=index, first=index, end=index + 1)


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
        begin=index,
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
    if word in words["prepositions"] or word in words["weekdays"] or word in words["relatives"]:
        return True
    if word in words["title_degrees"]:
        return True
    if any(reading.tokens[at].text[0].isalpha() for at in range(begin, end)):
        return reading.mention(begin, EntityType.PLACE) is not None and all(
            reading.mention_at[at] == reading.mention_at[begin] for at in range(begin, end)
        )
    return True


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
        is_name_word(reading, left[1] - 1) and not _is_body(reading, left[1] - 1)
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
        heads = reading.grammar.words["role_heads"]
        for earlier in reversed(before):
            begin = _past_connectives(reading, *earlier)
            if begin >= earlier[1] or _is_setting(reading, begin, earlier[1]):
                continue
            if any(reading.lower(at) in heads for at in range(begin, earlier[1])):
                return replace(reference, role=role_between(reading, begin, earlier[1]))
            break
    return reference


def _chars(reading: Reading, first: int, last: int) -> tuple[int, int]:
    return reading.tokens[first].start, reading.tokens[last - 1].end


def _phrase(reading: Reading, first: int, last: int) -> Reference | None:
    """Read a noun phrase without commas: a name with its role, a body, a role, a description."""
    words = reading.grammar.words
    while first < last - 1 and reading.lower(first) in {"both", "the", "a", "an"}:
        first += 1
    if _is_description(reading, first, last):
        return _described(reading, first, last)
    relative = _relative(reading, first, last)
    if relative is not None and person_runs(reading, first, relative):
        last = relative
    people = person_runs(reading, first, last)
    if people and _trails_off(reading, people[-1][1], last):
        people = []
    if not people:
        untagged = untagged_name(reading, first, last)
        people = [untagged] if untagged is not None else []
    if people:
        return _named(reading, first, last, people)
    if _is_body(reading, first):
        return _by_body(reading, first, last)
    headed = _last_name(reading, first, last) if reading.grammar.language == "en" else None
    if headed is not None:
        return headed
    token = reading.tokens[first]
    if token.lower in words["title_address"] and first + 1 < last and is_name_word(reading, first + 1):
        return _by_capitals(reading, first + 1, last)
    if token.lower in words["role_heads"]:
        return _by_role(reading, first, last)
    if token.is_capitalised and is_proper(reading, first):
        return _by_capitals(reading, first, last)
    return _described(reading, first, last)


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
    if _is_body(reading, begin):
        return replace(_by_body(reading, begin, last), begin=first)
    is_role = noun in words["role_heads"]
    if (
        not is_role
        and noun not in words["organization_nouns"]
        and noun not in words["organization_documents"]
    ):
        return None
    return Reference(
        SpeakerForm.NAME if is_role else SpeakerForm.ORGANIZATION,
        _chars(reading, begin, last),
        names=(_text(reading, begin, last),),
        role=_chars(reading, first, begin) if is_role else None,
        begin=first,
        first=begin,
        end=last,
        gender="" if is_role else "n",
    )


def _is_description(reading: Reading, first: int, last: int) -> bool:
    """Whether a phrase is closed or opened as a description: "politikus senior itu", "surat edaran"."""
    words = reading.grammar.words
    if reading.lower(first) in words["organization_documents"]:
        return True
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
        and reading.grammar.language == "en"
        and reading.tokens[end].text[0].islower()
        and (reading.lower(end) not in reading.grammar.words["prepositions"])
    )


def _named(reading: Reading, first: int, last: int, people: list[tuple[int, int]]) -> Reference:
    conjunctions = reading.grammar.words["organization_conjunctions"]
    begin, end = people[-1]
    names = [_text(reading, begin, end)]
    if len(people) > 1 and people[-2][1] == begin - 1 and reading.lower(begin - 1) in conjunctions:
        begin = people[-2][0]
        names.insert(0, _text(reading, *people[-2]))
    return Reference(
        SpeakerForm.NAME,
        _chars(reading, begin, end),
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
    return None if found is None or found[0] >= found[1] else _chars(reading, *found)


def _text(reading: Reading, first: int, last: int) -> str:
    start, end = _chars(reading, first, last)
    return reading.body[start:end]


def _is_body(reading: Reading, index: int) -> bool:
    mention = reading.mention(index)
    return mention is not None and mention.type is not EntityType.PERSON


def _by_body(reading: Reading, first: int, last: int) -> Reference:
    """Read a body or country that speaks: "KPK menyatakan", "the State Department said"."""
    joints = reading.grammar.words["organization_conjunctions"] | {"the", "'s", "’s"}
    names: list[str] = []
    at = first
    end = begin = first
    while at < last:
        mention = reading.mention(at)
        if mention is None and reading.lower(at) not in joints:
            break
        if mention is None:
            if reading.lower(at) in {"'s", "’s"}:
                # "Kota Batu's Water Board": the board speaks, not its owner.
                names, begin = [], at + 1
            at += 1
            continue
        stop = min(reading.mention_tokens[reading.mention_at[at]][1], last)
        name = mention.name
        while (
            stop + 1 < last
            and reading.lower(stop) in {"of", "for"}
            and reading.tokens[stop + 1].is_capitalised
        ):
            stop = _capital_end(reading, stop + 1, last)
            name = _text(reading, at, stop)
        names.append(name)
        at = end = max(stop, at + 1)
    rest = reading.lower(end) if end < last else ""
    if (
        not names
        or rest in reading.grammar.words["organization_documents"]
        or (rest and _is_noun_head(reading, end, last))
    ):
        return replace(_described(reading, first, last) or NOBODY, names=tuple(names[:1]))
    return Reference(
        SpeakerForm.ORGANIZATION,
        _chars(reading, begin, end),
        names=tuple(names[:2]),
        begin=first,
        first=begin,
        end=last,
        is_known=True,
        gender="n",
    )


def _is_noun_head(reading: Reading, at: int, last: int) -> bool:
    """Whether a body only modifies the noun after it, as in English "State Department officials"."""
    words = reading.grammar.words
    return reading.grammar.language == "en" and any(
        reading.lower(index) in words["role_heads"]
        or reading.lower(index) in words["description_openers"]
        or reading.lower(index) in words["organization_documents"]
        for index in range(at, last)
    )


def _capital_end(reading: Reading, at: int, last: int) -> int:
    while at < last and reading.tokens[at].is_capitalised:
        at += 1
    return at


def _by_role(reading: Reading, first: int, last: int) -> Reference:
    words = reading.grammar.words
    if reading.lower(first) in words["role_alone"] and reading.lower(first + 1) in words["prepositions"]:
        # "kata Presiden dari Istana Batu": where he spoke, not what he presides over.
        last = first + 1
    start, end = _chars(reading, first, last)
    return Reference(SpeakerForm.ROLE, (start, end), role=(start, end), begin=first, first=first, end=last)


def _by_capitals(reading: Reading, first: int, last: int) -> Reference | None:
    """Read a capitalised run that the tagger left out; its place beside a cue speaks for a name."""
    begin = skip_titles(reading, first, last)
    end = _capital_end(reading, begin, last)
    if end == begin or reading.tokens[begin].text == "I":
        return None
    if end < last and reading.lower(end) in {"'s", "’s"}:
        return _described(reading, first, last)
    if end < last and reading.grammar.language == "en" and reading.tokens[end].text[0].islower():
        if reading.lower(last - 1) in reading.grammar.words["role_heads"]:
            return _by_role(reading, first, last)
        if end + 1 == last and reading.lower(end) in reading.grammar.words["organization_nouns"]:
            return _as_body(reading, first, (begin, end), last)
        return _described(reading, first, last)
    text = _text(reading, begin, end)
    is_body = end - begin == 1 and len(text) > 2 and text.isupper()
    return Reference(
        SpeakerForm.ORGANIZATION if is_body else SpeakerForm.NAME,
        _chars(reading, begin, end),
        names=(text,),
        begin=first,
        first=begin,
        stop=end,
        end=last,
        gender="n" if is_body else "",
    )


def _owner(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """Return the capitalised owner that a document begins with: "Warta Batu's analysis"."""
    end = _capital_end(reading, first, last)
    if first < end < last and reading.lower(end) in {"'s", "’s"}:
        return (_text(reading, first, end),)
    return ()


def _as_body(reading: Reading, first: int, name: tuple[int, int], last: int) -> Reference:
    return Reference(
        SpeakerForm.ORGANIZATION,
        _chars(reading, *name),
        names=(_text(reading, *name),),
        begin=first,
        first=name[0],
        end=last,
        gender="n",
    )


def _described(reading: Reading, first: int, last: int) -> Reference | None:
    words = reading.grammar.words
    if not reading.tokens[first].is_word:
        return None
    is_document = any(
        reading.lower(at) in words["organization_documents"] for at in range(first, min(first + 6, last))
    )
    names: tuple[str, ...] = ()
    if is_document:
        issuer = next(
            (
                mention
                for at in range(first, last)
                if (mention := reading.mention(at)) and mention.type is EntityType.ORGANIZATION
            ),
            None,
        )
        names = (issuer.name,) if issuer is not None else _owner(reading, first, last)
    return Reference(
        SpeakerForm.DESCRIPTION,
        _chars(reading, first, last),
        names=names,
        begin=first,
        first=first,
        end=last,
        is_document=is_document,
        is_plural=reading.lower(first) in words["pronouns_plural"],
    )


def _with_apposition(reading: Reading, reference: Reference, last: int) -> Reference:
    found = apposition_after(reading, max(reference.stop, reference.first + 1), last)
    if found is None:
        return reference
    begin, end = found
    role = reference.role
    if role is None and begin < end:
        role = _chars(reading, begin, end)
    return replace(reference, role=role, end=max(end, reference.end))
