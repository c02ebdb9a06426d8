"""Correct what taggers get wrong about persons in articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.drafts import Draft, without_overlaps
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.context import Context

PLACE_KINDS = ("country", "province", "regency", "district", "city", "region", "state")
NAME_KINDS = ("indonesian", "given", "family")
PAIR_LENGTH = 3
"""Tokens of two words with a hyphen between them."""

LONGEST_INITIALS = 3

COMMON_RATES = frozenset({"k0", "k1", "k2"})
"""Codes of words that stand in lower case more often than not."""


def correct_persons(drafts: Sequence[Draft], context: Context) -> list[Draft]:
    """Return the names without persons of common words, with first names given back and pairs complete."""
    has_capitals = any(token.text[0].isupper() for token in context.tokens)
    kept = [
        draft
        for draft in drafts
        if not _is_of_common_words(draft, context) and not (has_capitals and _is_small(draft, context))
    ]
    divided = list(_with_first_names(list(_pairs_apart(kept, context)), context))
    joined = _joined(divided)
    if context.language == "en":
        return without_overlaps(joined)
    whole = list(_with_whole_names(joined, context))
    return without_overlaps([*whole, *_partners(whole, context), *_listed_initials(whole, context)])


def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """Join two persons with nothing between them: a name that was cut at an initial."""
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        is_one = before is not None and before.type is draft.type is EntityType.PERSON
        if before is not None and is_one and before.end == draft.begin:
            joined[-1] = Draft(before.begin, draft.end, draft.type)
        else:
            joined.append(draft)
    return joined


def _with_whole_names(drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """Let a person's name take in the words beside it that are more of the name, and drop a field before it.

    The field is that of a minister: ``Menteri Desa dan Transmigrasi Abdul Halim``.
    """
    taken = {position for draft in drafts for position in range(draft.begin, draft.end)}
    for draft in drafts:
        begin, end = draft.begin, draft.end
        if draft.type is EntityType.PERSON:
            while end - begin > 1 and _is_field(begin, context):
                begin += 1
            while (
                begin == draft.begin
                and begin > 0
                and begin - 1 not in taken
                and _is_more_of_name(begin - 1, context)
            ):
                begin -= 1
                draft = Draft(begin, end, draft.type)  # noqa: PLW2901
            while end < len(context.tokens) and end not in taken and _is_more_of_name(end, context):
                end += 1
        yield Draft(begin, end, draft.type)


def _is_field(position: int, context: Context) -> bool:
    """Tell whether a word at the beginning of a name is a common noun and no name."""
    rates = context.lexicon.classes_of(context.tokens[position].text)
    return not COMMON_RATES.isdisjoint(rates) and not context.is_listed(position, position + 1, *NAME_KINDS)


def _is_more_of_name(position: int, context: Context) -> bool:
    """Tell whether an unmarked word beside a person's name is a name itself."""
    tokens = context.tokens
    word = tokens[position].text
    if not (word.isalpha() and word[0].isupper() and word[1:].islower()):
        return False
    if position and tokens[position - 1].end + 1 < tokens[position].start:
        return False
    if context.is_listed(
        position, position + 1, *PLACE_KINDS[:-2], "bodynoun", "placenoun", "titlenoun", "abbreviation"
    ):
        return False
    if word.lower() in context.titles.before:
        return False
    return context.is_listed(position, position + 1, "indonesian")


def _pairs_apart(drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """Take ``Wahdi-Komaru`` apart where both words are in other persons' names in the article."""
    tokens = context.tokens
    words = {
        token.text
        for draft in drafts
        if draft.type is EntityType.PERSON and not _is_pair(draft, context)
        for token in tokens[draft.begin : draft.end]
    }
    for draft in drafts:
        if _is_pair(draft, context) and {tokens[draft.begin].text, tokens[draft.end - 1].text} <= words:
            yield Draft(draft.begin, draft.begin + 1, EntityType.PERSON)
            yield Draft(draft.end - 1, draft.end, EntityType.PERSON)
        else:
            yield draft


def _is_pair(draft: Draft, context: Context) -> bool:
    """Tell whether a name is two words with a hyphen between them."""
    return draft.end - draft.begin == PAIR_LENGTH and context.tokens[draft.begin + 1].text == "-"


def _is_small(draft: Draft, context: Context) -> bool:
    """Tell whether a person or place has no capital."""
    words = [token.text for token in context.tokens[draft.begin : draft.end]]
    return draft.type is not EntityType.ORGANIZATION and all(word.lower() == word for word in words)


def _is_of_common_words(draft: Draft, context: Context) -> bool:
    """Tell whether a person's name has only words that stand in lower case as a rule: a mode, a notice."""
    if draft.type is not EntityType.PERSON:
        return False
    return all(
        not COMMON_RATES.isdisjoint(context.lexicon.classes_of(token.text))
        and not context.is_listed(position, position + 1, *NAME_KINDS)
        for position, token in enumerate(context.tokens[draft.begin : draft.end], draft.begin)
    )


def _with_first_names(drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """Give a person the first name that a body or place before it has swallowed."""
    moved = False
    for number, draft in enumerate(drafts):
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        begin = draft.begin - 1 if moved else draft.begin
        moved = (
            after is not None
            and after.type is EntityType.PERSON
            and draft.type is not EntityType.PERSON
            and draft.end == after.begin
            and draft.end - draft.begin > 1
            and _is_first_name(draft.end - 1, context)
        )
        yield Draft(begin, draft.end - 1 if moved else draft.end, draft.type)


def _is_first_name(position: int, context: Context) -> bool:
    word = context.tokens[position].text
    if not word.isalpha() or not word[0].isupper():
        return False
    if context.is_listed(position, position + 1, *PLACE_KINDS, "abbreviation", "bodynoun"):
        return False
    return context.is_listed(position, position + 1, *NAME_KINDS) or context.is_listed(
        position - 1, position, "province", "regency", "city", "country", "abbreviation"
    )


def _partners(drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """Find the other one of a pair, ``Wahdi-Komaru``, where only one was marked."""
    tokens = context.tokens
    for draft in drafts:
        if draft.type is not EntityType.PERSON:
            continue
        for hyphen, other in ((draft.begin - 1, draft.begin - 2), (draft.end, draft.end + 1)):
            if not (0 < hyphen < len(tokens) - 1 and other >= 0) or tokens[hyphen].text != "-":
                continue
            word = tokens[other].text
            if (
                word[0].isupper()
                and word[1:].islower()
                and len(word) > 2
                and word.lower() not in context.titles.before
            ):
                yield Draft(other, other + 1, EntityType.PERSON)


def _listed_initials(drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """Find the other initials of a list of suspects: ``berinisial AS, TSB, dan TM``."""
    tokens = context.tokens
    for draft in drafts:
        if (
            draft.type is not EntityType.PERSON
            or not _is_initials(draft.begin, context)
            or draft.end - draft.begin > 1
        ):
            continue
        for step in (1, -1):
            position = draft.begin + step
            while 0 <= position < len(tokens):
                if _is_initials(position, context):
                    yield Draft(position, position + 1, EntityType.PERSON)
                elif tokens[position].text not in {",", "dan", "serta"}:
                    break
                position += step


def _is_initials(position: int, context: Context) -> bool:
    word = context.tokens[position].text
    return word.isalpha() and word.isupper() and len(word) <= LONGEST_INITIALS
