"""Make an article agree with itself: one type for a name, and a name found once is found everywhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reader.analysis.entities.context import not_names
from reader.analysis.entities.drafts import Draft, key_of, without_overlaps
from reader.analysis.entities.known import word_set
from reader.analysis.entities.recasing import from_small_letters, is_without_capitals
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from reader.analysis.entities.context import Context

TYPES_BY_KIND = {
    "country": EntityType.PLACE,
    "province": EntityType.PLACE,
    "regency": EntityType.PLACE,
    "city": EntityType.PLACE,
    "region": EntityType.PLACE,
    "state": EntityType.PLACE,
    "organization": EntityType.ORGANIZATION,
    "abbreviation": EntityType.ORGANIZATION,
    "outlet": EntityType.ORGANIZATION,
}
PLACE_KINDS = ("country", "province", "regency", "city", "state", "region")

NAME_RATES = frozenset({"k4", "k5"})
"""Codes of words that nearly always have a capital."""

LONGEST_PERSON = 3

MOST_FORMS = 30
"""Longer forms of a name that are looked at; keeps the time linear in lists of names."""

SHORTEST_ALONE = 3
"""Letters of the shortest word of a name that stands for the whole name."""


WEB_ADDRESS = re.compile(r"\w\.(?:com|co|id|net|org|tv|news)$")
"""An outlet or company named by its address."""


def agree(drafts: list[Draft], context: Context) -> list[Draft]:
    """Give every name one type and mark it wherever it stands."""
    whole = without_overlaps(_grown(drafts, context))
    typed = _with_one_type(whole, context)
    repeated = without_overlaps([*typed, *_repeated(typed, context)])
    return without_overlaps([*repeated, *_listed_places(repeated, context)])


def _grown(drafts: list[Draft], context: Context) -> Iterator[Draft]:
    """Let a part of a name take in the words around it that a longer form in the article also has.

    And take a common word off at the beginning of a sentence where the rest is a known name.
    """
    tokens = context.tokens
    keys = {key_of(draft, tokens) for draft in drafts}
    longer_by_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in keys:
        for word in set(key) if len(key) > 1 else ():
            longer_by_word[word].append(key)
    for number, draft in enumerate(drafts):
        lowest = drafts[number - 1].end if number else 0
        highest = drafts[number + 1].begin if number + 1 < len(drafts) else len(tokens)
        key = key_of(draft, tokens)
        if len(key) > 1 and key[1:] in keys and _is_common_start(draft.begin, context):
            yield Draft(draft.begin + 1, draft.end, draft.type)
            continue
        begin, end = draft.begin, draft.end
        for longer in longer_by_word[key[0]][:MOST_FORMS]:
            for at in range(len(longer) - len(key) + 1):
                if longer[at : at + len(key)] == key:
                    left = _matching(longer[:at][::-1], range(draft.begin - 1, lowest - 1, -1), context)
                    right = _matching(longer[at + len(key) :], range(draft.end, highest), context)
                    begin, end = min(begin, draft.begin - left), max(end, draft.end + right)
        yield Draft(begin, end, draft.type)


def _matching(words: Sequence[str], positions: range, context: Context) -> int:
    """Return how many ``words`` stand at ``positions``, up to the last that has a capital."""
    matched = 0
    for count, (word, position) in enumerate(zip(words, positions, strict=False), 1):
        text = context.tokens[position].text
        if text.lower() != word:
            break
        if text[0].isupper():
            matched = count
    return matched


def _is_common_start(position: int, context: Context) -> bool:
    before = context.tokens[position - 1].text if position else "."
    rates = context.lexicon.classes_of(context.tokens[position].text)
    return not before[0].isalnum() and before not in {"-", "(", "/"} and ("k0" in rates or "k1" in rates)


def _with_one_type(drafts: list[Draft], context: Context) -> list[Draft]:
    votes: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    for draft in drafts:
        votes[key_of(draft, context.tokens)][draft.type] += 2
    for key, counts in votes.items():
        for kind in set(context.lexicon.kinds_of(key)) & TYPES_BY_KIND.keys():
            counts[TYPES_BY_KIND[kind]] += 1
    for draft in drafts:
        if draft.type is EntityType.PERSON and draft.end - draft.begin > 1:
            for word in key_of(draft, context.tokens):
                if (word,) in votes and "country" not in context.lexicon.kinds_of((word,)):
                    votes[(word,)][EntityType.PERSON] += 2
    for draft in drafts:
        if draft.type is EntityType.ORGANIZATION:
            for short in _without_company_forms(key_of(draft, context.tokens)):
                if short in votes:
                    votes[short][EntityType.ORGANIZATION] += 2 * sum(votes[short].values())
    for key, counts in votes.items():
        if _looks_like_person(key, context):
            counts[EntityType.PERSON] += 1 + counts[EntityType.ORGANIZATION]
        if len(key) == 1 and WEB_ADDRESS.search(key[0]):
            counts[EntityType.ORGANIZATION] += 100
    best = {key: max(counts, key=lambda kind: counts[kind]) for key, counts in votes.items()}
    return [Draft(draft.begin, draft.end, best[key_of(draft, context.tokens)]) for draft in drafts]


def _looks_like_person(key: tuple[str, ...], context: Context) -> bool:
    """Tell whether a name is a listed given name and one or two words that no body ends with."""
    if not 2 <= len(key) <= LONGEST_PERSON or context.language != "en" or context.lexicon.kinds_of(key):
        return False
    first, last = context.lexicon.kinds_of(key[:1]), context.lexicon.kinds_of(key[-1:])
    is_given = "given" in first and not {"city", "state", "country"} & set(first)
    return is_given and key[-1].isalpha() and not {"bodynoun", "placenoun"} & set(last)


def _without_company_forms(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the shorter names of a company: without ``PT`` and ``Tbk``, then without ``Bank``."""
    begin, end = 0, len(key)
    while begin < end and key[begin] in word_set("company_form"):
        begin += 1
        yield key[begin:end]
    while end > begin and key[end - 1] in word_set("company_form"):
        end -= 1
        yield key[begin:end]
        yield key[max(0, begin - 1) : end]


def _known_names(drafts: list[Draft], context: Context) -> dict[tuple[str, ...], EntityType]:
    """Return the names found and the words that can stand for persons, without words common here."""
    tokens = context.tokens
    in_lower_case = {token.text for token in tokens if token.text.islower()}
    known: dict[tuple[str, ...], EntityType] = {}
    for draft in drafts:
        known[key_of(draft, tokens)] = draft.type
    for key, kind in list(known.items()):
        if kind is EntityType.ORGANIZATION:
            for short in _without_company_forms(key):
                if len(short) > 1:
                    known.setdefault(short, kind)
    for draft in drafts:
        if draft.type is EntityType.PERSON:
            for word in key_of(draft, tokens):
                if len(word) >= SHORTEST_ALONE and word.isalpha():
                    known.setdefault((word,), draft.type)
    return {
        key: kind
        for key, kind in known.items()
        if len(key) > 1 or (len(key[0]) > 1 and key[0] not in in_lower_case and key not in not_names())
    }


def _repeated(drafts: list[Draft], context: Context) -> Iterator[Draft]:
    """Find the places where a known name, or a word of a known person's name, stands unmarked."""
    tokens = context.tokens
    known = _known_names(drafts, context)
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in known:
        by_first[key[0]].append(key)
    for keys in by_first.values():
        keys.sort(key=len, reverse=True)
    taken = {position for draft in drafts for position in range(draft.begin, draft.end)}
    for position, token in enumerate(tokens):
        if position in taken or not token.text[0].isupper() or context.is_in_adjective(position):
            continue
        for key in by_first.get(token.text.lower(), ()):
            end = position + len(key)
            if tuple(other.text.lower() for other in tokens[position:end]) != key:
                continue
            if taken.isdisjoint(range(position, end)) and (
                len(key) > 1 or _stands_alone(position, known[key], context)
            ):
                yield Draft(position, end, known[key])
                taken.update(range(position, end))
                break


def _stands_alone(position: int, kind: EntityType, context: Context) -> bool:
    """Tell whether a single word is a name here and no part of another expression."""
    tokens = context.tokens
    word = tokens[position].text
    after = tokens[position + 1].text if position + 1 < len(tokens) else "."
    before = tokens[position - 1].text if position else "."
    if kind is not EntityType.PERSON:
        return not (after[0].isupper() and not after.isupper())
    if word.isupper() and len(word) <= SHORTEST_ALONE:
        return True
    rates = context.lexicon.classes_of(word)
    common = "k0" in rates or "k1" in rates
    starts = not before[0].isalnum()
    return not (common and starts) and not (after[0].isupper() and after.isalpha() and not starts)


def _listed_places(drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """Find listed places that the tagger passed over, as it does after roles and governments."""
    words = [token.text for token in context.tokens]
    if is_without_capitals(words):
        words = from_small_letters(words, context.lexicon)
    taken = {position for draft in drafts for position in range(draft.begin, draft.end)}
    persons = {draft.begin for draft in drafts if draft.type is EntityType.PERSON}
    position = 0
    while position < len(words):
        if position in taken or not words[position][0].isupper():
            position += 1
            continue
        size = next((n for n in (3, 2, 1) if _is_place(position, position + n, words, persons, context)), 0)
        if size and taken.isdisjoint(range(position, position + size)):
            yield Draft(position, position + size, EntityType.PLACE)
        position += size or 1


def _is_place(begin: int, end: int, words: Sequence[str], persons: Container[int], context: Context) -> bool:
    """Tell whether a listed place stands there; ``persons`` are the positions where persons begin."""
    if context.is_in_adjective(begin):
        return False
    if end > len(words) or not words[begin][0].isupper() or not context.is_listed(begin, end, *PLACE_KINDS):
        return False
    if context.is_listed(begin, end, "indonesian", "given", "family", "abbreviation", "outlet"):
        return False
    if end - begin == 1:
        word = words[begin]
        if len(word) < 4 and not word.isupper():
            return False
        if NAME_RATES.isdisjoint(context.lexicon.classes_of(word)) or (word.lower(),) in not_names():
            return False
    after = words[end] if end < len(words) else "."
    before = words[begin - 1] if begin else "."
    after_role = before.lower() in context.titles.before
    if after[0].isupper() and after.isalpha() and after.lower() not in context.titles.before:
        return after_role and end in persons  # Gubernur Jawa Barat Sari Dewi
    return (
        not (before[0].isupper() and before.isalpha())
        or after_role
        or (before.lower() in word_set("people_of"))
    )
