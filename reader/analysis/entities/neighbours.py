"""Part names that stand side by side without a mark: ``Bupati Garut Sari Dewi``, ``BPBD Garut Bayu Aji``.

The places that the article names elsewhere, and listed ones, show where the seam is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.drafts import Draft, key_of, without_overlaps
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reader.analysis.entities.context import Context

NAME_KINDS = ("indonesian", "given", "family")
SURE_PLACES = ("province", "regency", "country", "city")
LONGEST_PLACE = 4
LONGEST_PERSON = 4
COMMON_RATES = frozenset({"k0", "k1", "k2"})


def part_neighbours(drafts: Sequence[Draft], context: Context) -> list[Draft]:
    """Return the names with persons parted from the places and bodies before them."""
    places = _named_places(drafts, context)
    persons = {key_of(draft, context.tokens) for draft in drafts if draft.type is EntityType.PERSON}
    parted: list[Draft] = []
    for draft in drafts:
        before = parted[-1] if parted else None
        if draft.type is EntityType.PERSON:
            if before is not None and before.end == draft.begin and before.type is not EntityType.PERSON:
                seam = _end_of_straddling_place(before, draft, places, context)
                if seam:
                    parted[-1] = Draft(before.begin, seam, before.type)
                    draft = Draft(seam, draft.end, draft.type)  # noqa: PLW2901
            parted += _place_and_person(draft, places, context)
        else:
            parted += _body_and_person(draft, places, persons, context)
    return without_overlaps(parted)


def _named_places(drafts: Sequence[Draft], context: Context) -> set[tuple[str, ...]]:
    """Return the places that the article names on their own, with and without their designation."""
    places = set()
    for draft in drafts:
        if draft.type is EntityType.PLACE:
            key = key_of(draft, context.tokens)
            places.add(key)
            if len(key) > 1 and "placenoun" in context.lexicon.kinds_of(key[:1]):
                places.add(key[1:])
    return places


def _place_length(begin: int, end: int, places: Collection[tuple[str, ...]], context: Context) -> int:
    """Return the length of the longest place that begins at ``begin`` and leaves something before ``end``."""
    for size in range(min(LONGEST_PLACE, end - begin - 1), 0, -1):
        words = tuple(token.text.lower() for token in context.tokens[begin : begin + size])
        if words in places or context.is_listed(begin, begin + size, *SURE_PLACES):
            return size
    return 0


def _place_and_person(draft: Draft, places: Collection[tuple[str, ...]], context: Context) -> Iterator[Draft]:
    """Take a place off the beginning of a person's name, after a role or where no name begins so."""
    size = _place_length(draft.begin, draft.end, places, context)
    before = context.tokens[draft.begin - 1].text.lower() if draft.begin else ""
    has_role = before in context.titles.before
    is_no_name = not context.is_listed(draft.begin, draft.begin + 1, *NAME_KINDS)
    is_sure = is_no_name and context.is_listed(draft.begin, draft.begin + size, "province", "region")
    if size and (has_role or is_sure) and (size > 1 or is_sure or draft.end - draft.begin > 2):
        yield Draft(draft.begin, draft.begin + size, EntityType.PLACE)
        yield Draft(draft.begin + size, draft.end, draft.type)
    else:
        yield draft


def _end_of_straddling_place(
    body: Draft, person: Draft, places: Collection[tuple[str, ...]], context: Context
) -> int:
    """Return where a place ends that begins in ``body`` and ends in ``person``; 0 if there is none."""
    for begin in range(max(body.begin + 1, body.end - LONGEST_PLACE), body.end):
        for end in range(min(person.end - 1, begin + LONGEST_PLACE), person.begin, -1):
            words = tuple(token.text.lower() for token in context.tokens[begin:end])
            if words in places or context.is_listed(begin, end, *SURE_PLACES):
                return end
    return 0


def _body_and_person(
    draft: Draft, places: Collection[tuple[str, ...]], persons: Collection[tuple[str, ...]], context: Context
) -> Iterator[Draft]:
    """Take a person off the end of a body or place: ``KPU Garut Sari Dewi``."""
    for rest in range(draft.begin + 1, draft.end):
        is_seam = any(
            tuple(token.text.lower() for token in context.tokens[begin:rest]) in places
            or context.is_listed(begin, rest, *SURE_PLACES, "region", "organization", "abbreviation")
            for begin in range(max(draft.begin, rest - LONGEST_PLACE), rest)
        )
        if is_seam and _are_names(rest, draft.end, persons, context):
            yield Draft(draft.begin, rest, draft.type)
            yield Draft(rest, draft.end, EntityType.PERSON)
            return
    yield draft


def _are_names(begin: int, end: int, persons: Collection[tuple[str, ...]], context: Context) -> bool:
    words = [token.text for token in context.tokens[begin:end]]
    if tuple(word.lower() for word in words) in persons:
        return True
    if any(
        context.is_listed(begin, last, *SURE_PLACES, "region", "district")
        for last in range(begin + 2, end + 1)
    ):
        return False
    if not 1 <= len(words) <= LONGEST_PERSON or context.language == "en":
        return False
    if len(words) == 1 and not context.is_listed(begin, end, "indonesian"):
        return False
    return all(
        word.isalpha()
        and word[0].isupper()
        and not word.isupper()
        and COMMON_RATES.isdisjoint(context.lexicon.classes_of(word))
        and not context.is_listed(
            i, i + 1, "bodynoun", "placenoun", "abbreviation", "organization", *SURE_PLACES
        )
        for i, word in enumerate(words, begin)
    )
