"""Put the names of bodies together: units with parents, lists inside names, abbreviations apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analysis.entities.abbreviations import abbreviates
from reader.analysis.entities.drafts import Draft, key_of, without_overlaps
from reader.analysis.entities.known import word_set
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.context import Context


LONGEST_ABBREVIATION = 4
"""Tokens between the brackets."""

NUMBER = re.compile(r"\d+|[IVXL]+")
"""How bodies are numbered."""

COMMON_WORD_RATES = frozenset({"k0", "k1", "k2", "k3"})
"""Codes of words that stand in lower case in at least a fifth of the training text."""


def put_bodies_together(drafts: Sequence[Draft], context: Context) -> list[Draft]:
    """Return the names with those of bodies in one piece and abbreviations apart."""
    known = {key_of(draft, context.tokens) for draft in drafts if draft.type is EntityType.ORGANIZATION}
    apart = [part for draft in drafts for part in _without_brackets(draft, context)]
    apart = without_overlaps([*apart, *_abbreviations_after(apart, context)])
    apart = without_overlaps(_with_numbers(apart, context))
    joined: list[Draft] = []
    for draft in apart:
        if joined and (
            _belongs(joined[-1], draft, known, context) or _is_of_country(joined[-1], draft, context)
        ):
            joined[-1] = Draft(joined[-1].begin, draft.end, EntityType.ORGANIZATION)
        else:
            joined.append(draft)
    whole = without_overlaps(_extended(draft, context) for draft in joined)
    return without_overlaps(part for draft in whole for part in _at_seams(draft, known, context))


def _without_brackets(draft: Draft, context: Context) -> Iterator[Draft]:
    """Take ``Long Name (ABBR) Rest`` apart."""
    words = [token.text for token in context.tokens[draft.begin : draft.end]]
    if "(" not in words[1:]:
        yield draft
        return
    opening = draft.begin + words.index("(", 1)
    closing = next((i for i in range(opening + 1, draft.end) if context.tokens[i].text == ")"), draft.end)
    yield Draft(draft.begin, opening, draft.type)
    inside = [token.text for token in context.tokens[opening + 1 : closing]]
    if 0 < len(inside) <= LONGEST_ABBREVIATION and (
        abbreviates("".join(inside), words[: opening - draft.begin])
        or context.is_listed(opening + 1, closing, "abbreviation")
    ):
        yield Draft(opening + 1, closing, draft.type)
    if closing + 1 < draft.end:
        yield Draft(closing + 1, draft.end, draft.type)


def _abbreviations_after(drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """Find the abbreviations that follow names in brackets, and give them the type of the name."""
    tokens = context.tokens
    for draft in drafts:
        if draft.end + 2 >= len(tokens) or tokens[draft.end].text != "(" or draft.end - draft.begin < 2:
            continue
        closing = draft.end + 2
        while (
            closing < len(tokens)
            and closing <= draft.end + LONGEST_ABBREVIATION
            and tokens[closing].text != ")"
        ):
            closing += 1
        if closing >= len(tokens) or tokens[closing].text != ")":
            continue
        inside = "".join(token.text for token in tokens[draft.end + 1 : closing])
        if any(map(str.isupper, inside)) and (
            abbreviates(inside, [t.text for t in tokens[draft.begin : draft.end]])
            or (
                draft.type is EntityType.ORGANIZATION
                and context.is_listed(draft.end + 1, closing, "abbreviation")
            )
        ):
            yield Draft(draft.end + 1, closing, draft.type)


def _with_numbers(drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """Take in a number and the name after a slash: ``Kodam XVII/Cenderawasih``."""
    tokens = context.tokens
    persons = {draft.begin for draft in drafts if draft.type is EntityType.PERSON}
    covered = 0
    for draft in drafts:
        if draft.begin < covered:
            continue
        slash = draft.end
        if slash < len(tokens) and tokens[slash].text.isdigit():
            slash += 1
        if (
            draft.type is EntityType.ORGANIZATION
            and slash + 1 < len(tokens)
            and tokens[slash].text == "/"
            and NUMBER.fullmatch(tokens[slash - 1].text)
            and tokens[slash + 1].text[0].isupper()
        ):
            covered = slash + 2
            while (
                covered < len(tokens)
                and covered not in persons
                and tokens[covered].text[0].isupper()
                and tokens[covered].start == tokens[covered - 1].end + 1
                and tokens[covered].text.lower() not in context.titles.before
            ):
                covered += 1
            yield Draft(draft.begin, covered, draft.type)
        else:
            yield draft


def _belongs(body: Draft, after: Draft, known: set[tuple[str, ...]], context: Context) -> bool:
    """Tell whether the name that directly follows a body's name is part of it."""
    if body.type is not EntityType.ORGANIZATION or body.end != after.begin:
        return False
    if "\n" in _gap(body, after, context):
        return False
    if after.type is EntityType.PLACE:
        return context.language == "id"
    if after.type is not EntityType.ORGANIZATION:
        return False
    if context.language == "id" and _are_abbreviations(body, after, context):
        return True
    return context.is_listed(body.begin, body.begin + 1, "bodynoun") and not _is_seam(
        body.begin, after.begin, known, context
    )


def _are_abbreviations(unit: Draft, body: Draft, context: Context) -> bool:
    """Tell whether both names are single words in capitals: a unit and its parent, ``BEM UGM``."""
    words = [token.text for token in context.tokens[unit.begin : body.end]]
    return len(words) == 2 and all(len(word) > 1 and word.isupper() for word in words)


def _is_of_country(country: Draft, body: Draft, context: Context) -> bool:
    """Tell whether an abbreviated country begins the name of the body after it: ``US Forest Service``."""
    word = context.tokens[country.end - 1].text
    return (
        country.type is EntityType.PLACE
        and body.type is EntityType.ORGANIZATION
        and country.end == body.begin
        and country.end - country.begin == 1
        and context.language == "en"
        and word.isupper()
    )


def _gap(before: Draft, after: Draft, context: Context) -> str:
    first, second = context.tokens[before.end - 1], context.tokens[after.begin]
    return "\n" if second.start > first.end + 1 else ""


def _extended(draft: Draft, context: Context) -> Draft:
    """Take in the rest of a list inside a name: ``Dinas Tenaga Kerja, Transmigrasi, dan Energi``."""
    if draft.type is not EntityType.ORGANIZATION or not context.is_listed(
        draft.begin, draft.begin + 1, "bodynoun"
    ):
        return draft
    tokens = context.tokens
    position = draft.end
    commas = sum(token.text == "," for token in tokens[draft.begin : draft.end])
    while position + 1 < len(tokens):
        if tokens[position].text == "," and _is_portfolio(position + 1, context):
            commas += 1
            position = _past_portfolio(position + 1, context)
        elif tokens[position].text == "," and tokens[position + 1].text in word_set("and") and commas:
            position += 1
        elif tokens[position].text in word_set("and") and commas and _is_portfolio(position + 1, context):
            end = _past_portfolio(position + 1, context)
            while end < len(tokens) and tokens[end].text[0].isupper() and _goes_on(end, context):
                end += 1
            return Draft(draft.begin, end, draft.type)
        else:
            break
    return draft


def _is_portfolio(position: int, context: Context) -> bool:
    """Tell whether a capitalised word is a common noun, as the fields of a ministry are."""
    if position >= len(context.tokens):
        return False
    word = context.tokens[position].text
    return word[0].isupper() and not COMMON_WORD_RATES.isdisjoint(context.lexicon.classes_of(word))


def _past_portfolio(position: int, context: Context) -> int:
    while position < len(context.tokens) and _is_portfolio(position, context):
        position += 1
    return position


def _goes_on(position: int, context: Context) -> bool:
    """Tell whether a word after a list still belongs to the body: its parent or its region."""
    return context.is_listed(
        position,
        position + 1,
        "bodynoun",
        "province",
        "regency",
        "region",
        "city",
        "country",
        "abbreviation",
        "placenoun",
    ) or _is_portfolio(position, context)


def _at_seams(draft: Draft, known: set[tuple[str, ...]], context: Context) -> Iterator[Draft]:
    """Take a unit and a body apart where the unit's name is already complete with another body's."""
    begin = draft.begin
    if draft.type is EntityType.ORGANIZATION:
        for position in range(draft.begin + 2, draft.end - 1):
            if _is_seam(begin, position, known, context):
                yield Draft(begin, position, draft.type)
                begin = position
    yield Draft(begin, draft.end, draft.type)


def _is_seam(begin: int, position: int, known: set[tuple[str, ...]], context: Context) -> bool:
    if not context.is_listed(position, position + 1, "bodynoun") or position - begin < 2:
        return False
    last = context.tokens[position - 1].text
    return last[0].isupper() and (last.lower(),) in known
