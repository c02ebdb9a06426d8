"""Draw the edges of names as the annotation rules do: ``Kota Metro`` whole, no noun before a body."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.entities.drafts import Draft, without_overlaps
from reader.analysis.entities.known import phrase, rows
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.entities.context import Context
    from reader.analysis.entities.lexicon import Phrase

LISTED = {
    EntityType.ORGANIZATION: ("organization", "abbreviation", "outlet"),
    EntityType.PLACE: ("country", "province", "regency", "city", "state", "region"),
}
LONGEST_LISTED = 8


@cache
def _designations(kind: str) -> frozenset[Phrase]:
    return frozenset(phrase(words) for listed, words in rows("designations") if listed == kind)


def with_designations(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Return the names with what belongs to them taken in and what does not left out."""
    return without_overlaps(_by_convention(draft, context) for draft in drafts)


def _by_convention(draft: Draft, context: Context) -> Draft:
    draft = _without_nouns(draft, context)
    draft = _as_listed(draft, context)
    match draft.type:
        case EntityType.PLACE:
            if _starts_with("institution", draft, context):
                return Draft(draft.begin, draft.end, EntityType.ORGANIZATION)
            return _preceded_by("before_place", draft, context)
        case EntityType.ORGANIZATION:
            if _is_outlet_with_article(draft, context):
                return Draft(draft.begin - 1, draft.end, draft.type)
            draft = _followed_by("after_company", _preceded_by("before_company", draft, context), context)
            return _with_full_stop(draft, context)
        case _:
            return draft


def _words(begin: int, end: int, context: Context) -> Phrase:
    return tuple(token.text.lower() for token in context.tokens[max(0, begin) : end])


def _starts_with(kind: str, draft: Draft, context: Context) -> bool:
    return any(
        size < draft.end - draft.begin
        and _words(draft.begin, draft.begin + size, context) in _designations(kind)
        for size in (1, 2)
    )


def _without_nouns(draft: Draft, context: Context) -> Draft:
    """Leave out nouns in small letters, and elections, before the name proper."""
    tokens = context.tokens
    begin = draft.begin
    if context.is_listed(draft.begin, draft.end, *LISTED.get(draft.type, ())):
        return draft
    while begin + 1 < draft.end and tokens[begin].text.islower():
        begin += 1
    if begin > draft.begin and tokens[begin].text[0].isupper():
        draft = Draft(begin, draft.end, draft.type)
    if draft.type is not EntityType.PERSON and _starts_with("event", draft, context):
        place = context.is_listed(draft.begin + 1, draft.end, *LISTED[EntityType.PLACE])
        return Draft(draft.begin + 1, draft.end, EntityType.PLACE if place else draft.type)
    return draft


def _as_listed(draft: Draft, context: Context) -> Draft:
    """Take in the rest of a listed name that the draft only begins."""
    kinds: Sequence[str] = LISTED.get(draft.type, ())
    for end in range(min(draft.begin + LONGEST_LISTED, len(context.tokens)), draft.end, -1):
        if kinds and context.is_listed(draft.begin, end, *kinds):
            return Draft(draft.begin, end, draft.type)
    return draft


def _preceded_by(kind: str, draft: Draft, context: Context) -> Draft:
    for size in (3, 2, 1):
        begin = draft.begin - size
        if (
            begin >= 0
            and _words(begin, draft.begin, context) in _designations(kind)
            and context.tokens[begin].text[0].isupper()
        ):
            return Draft(begin, draft.end, draft.type)
    return draft


def _is_outlet_with_article(draft: Draft, context: Context) -> bool:
    """Tell whether a capitalised article inside a sentence belongs to an outlet's name: told The Herald."""
    begin = draft.begin
    return (
        begin > 1
        and context.tokens[begin - 1].text == "The"
        and context.tokens[begin - 2].text[0].isalnum()
        and context.is_listed(begin, draft.end, "outlet")
    )


def _followed_by(kind: str, draft: Draft, context: Context) -> Draft:
    words = _words(draft.end, draft.end + 1, context)
    return Draft(draft.begin, draft.end + 1, draft.type) if words in _designations(kind) else draft


def _with_full_stop(draft: Draft, context: Context) -> Draft:
    """Take in the full stop of a company's form that is written short: ``Tessellate Corp.``."""
    tokens, end = context.tokens, draft.end
    is_dotted = (
        end < len(tokens)
        and tokens[end].text == "."
        and tokens[end].start == tokens[end - 1].end
        and end - draft.begin > 1
        and _words(end - 1, end, context) in _designations("dotted")
    )
    return Draft(draft.begin, end + 1, draft.type) if is_dotted else draft
