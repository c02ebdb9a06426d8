"""Bodies, offices and descriptions that stand where a name could: "KPK", "ujar jaksa", "pria itu"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.heads import head_at
from reader.analysis.quotes.phrase_bodies import bodies_at, capital_end, modifies_noun, text_of
from reader.analysis.quotes.phrases import chars
from reader.analysis.quotes.references import NOBODY, Reference
from reader.analysis.quotes.tokens import POSSESSIVES
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

_LONGEST_OFFICE = 3
"""Words of an office that is written without a capital."""


def is_office(reading: Reading, first: int, last: int) -> bool:
    """Whether an office stands for its bearer without a capital: "ujar jaksa", "kilah kepala dinas"."""
    is_short = last - first <= _LONGEST_OFFICE and all(
        not reading.tokens[at].is_capitalised for at in range(first, last)
    )
    is_office = reading.lower(first) in reading.grammar.words["role_alone"]
    return is_office and is_short and not reading.grammar.is_head_last


def is_headed_by_role(reading: Reading, first: int, last: int) -> bool:
    """Whether the noun of a phrase is an office or a trade: "company spokeswoman", "postman"."""
    words = reading.grammar.words
    noun = reading.lower(head_at(reading, first, last))
    return noun in words["role_heads"] and noun not in words["role_kin"] and not noun.endswith("s")


def by_body(reading: Reading, first: int, last: int) -> Reference:
    """Read a body or country that speaks: "KPK menyatakan", "the State Department said"."""
    names, begin, end = bodies_at(reading, first, last)
    documents = reading.grammar.words["organization_documents"]
    is_modifier = end < last and (reading.lower(end) in documents or modifies_noun(reading, end, last))
    if not names or is_modifier:
        phrase = described(reading, first, last) or NOBODY
        return replace(phrase, names=tuple(names[:1]) if phrase.is_document else ())
    return Reference(
        SpeakerForm.ORGANIZATION,
        chars(reading, begin, end),
        names=tuple(names[:2]),
        begin=first,
        first=begin,
        end=last,
        is_known=True,
        gender="n",
    )


def by_role(reading: Reading, first: int, last: int) -> Reference:
    """Read an office that speaks: "kata Presiden", "the coach said"."""
    words = reading.grammar.words
    places = words["prepositions"] - words["name_joints"]
    if reading.lower(first) in words["role_alone"] and reading.lower(first + 1) in places:
        # "kata Presiden dari Istana Batu": where he spoke, not what he presides over.
        last = first + 1
    if (
        reading.grammar.is_head_last
        and last - first > 1
        and reading.lower(first) in words["description_strangers"]
    ):
        # "ONE board member"
        first += 1
    if not reading.grammar.is_head_last:
        # "Kepala Dinas Air yang menerima warga": what he does is no part of his office.
        last = next((at for at in range(first + 1, last) if reading.lower(at) in words["relatives"]), last)
    start, end = chars(reading, first, last)
    return Reference(SpeakerForm.ROLE, (start, end), role=(start, end), begin=first, first=first, end=last)


def as_body(reading: Reading, first: int, name: tuple[int, int], last: int) -> Reference:
    """Read a body whose name stands at some tokens of a phrase."""
    return Reference(
        SpeakerForm.ORGANIZATION,
        chars(reading, *name),
        names=(text_of(reading, *name),),
        begin=first,
        first=name[0],
        end=last,
        gender="n",
    )


def described(reading: Reading, first: int, last: int) -> Reference | None:
    """Read a description or a document: "pria itu", "surat edaran itu"; None where no word begins it."""
    words = reading.grammar.words
    if not reading.tokens[first].is_word:
        return None
    if reading.classes:
        is_document = reading.lower(head_at(reading, first, last)) in words["organization_documents"]
    else:
        is_document = any(
            reading.lower(at) in words["organization_documents"] for at in range(first, min(first + 6, last))
        )
    names: tuple[str, ...] = ()
    if is_document:
        names = _issuer(reading, first, last) or _owner(reading, first, last)
    return Reference(
        SpeakerForm.DESCRIPTION,
        chars(reading, first, last),
        names=names,
        begin=first,
        first=first,
        end=last,
        is_document=is_document,
        is_plural=reading.lower(first) in words["pronouns_plural"],
    )


def _issuer(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """Return the body named in a document's phrase, with the words that a tagger cut off: "… Covid-19"."""
    at = next(
        (k for k in range(first, last) if reading.mention(k, EntityType.ORGANIZATION) is not None), last
    )
    mention = reading.mention(at) if at < last else None
    if mention is None:
        return ()
    stop = reading.mention_tokens[reading.mention_at[at]][1]
    end = stop
    while not reading.grammar.is_head_last and end < last and reading.tokens[end].is_capitalised:
        end += 1
    is_cut = end > stop or (0 < stop <= last and reading.tokens[stop - 1].end > mention.end)
    return (text_of(reading, at, end) if is_cut else mention.name,)


def _owner(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """Return the capitalised owner that a document begins with: "Warta Batu's analysis"."""
    end = capital_end(reading, first, last)
    if first < end < last and reading.lower(end) in POSSESSIVES:
        return (text_of(reading, first, end),)
    return ()
