"""Settle where a name begins and ends: no marks, clitics, possessives or titles at its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.context import not_names
from reader.analysis.entities.drafts import Draft, key_of, without_overlaps
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.analysis.entities.context import Context

CLITICS = frozenset({"nya", "lah", "kah", "pun", "ku", "mu"})
CUTTING_MARKS = frozenset('"“”;:?!«»[]{}=*|')
"""Marks that no name holds inside."""

SMALL_WORDS_INSIDE = frozenset(
    "dan di ke dari untuk bin binti al el an as van von der den de da do dos del della di la le du y e of the and for in on to at bint abu ibn".split(
        " "
    )
)
"""Words without a capital that names hold inside."""

POSSESSIVES = frozenset({"'s", "’s", "'S", "’S"})
PLACE_KINDS = ("country", "province", "regency", "city", "state", "region")

ARTICLES_OF_NAMES = frozenset({"al", "el", "an", "as", "ar", "ad", "az", "abu", "bin", "binti", "ki", "jean"})
"""Parts of one person's name before or after a hyphen: al-Assad, Ki-moon, Jean-Marie."""


def settle_boundaries(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Return the names with their edges settled; names of which nothing is left are dropped."""
    settled = []
    for draft in drafts:
        for part in _parts_of(draft, context):
            trimmed = _trimmed(part, context)
            if trimmed is not None and key_of(trimmed, context.tokens) not in not_names():
                settled.append(trimmed)
    return without_overlaps(settled)


def _trimmed(draft: Draft, context: Context) -> Draft | None:
    tokens = context.tokens
    begin, end = draft.begin, draft.end
    while begin < end and not _opens_name(tokens[begin].text):
        begin += 1
    end = _before_break(begin, end, draft.type, context)
    if draft.type is EntityType.PERSON:
        begin = _after_titles(begin, end, context)
    while end > begin and not _closes_name(context, begin, end):
        end -= 1
    end = _before_nouns(begin, end, draft.type, context)
    if end - begin > 2 and tokens[end - 1].text.lower() in CLITICS and tokens[end - 2].text == "-":
        end -= 2
    return Draft(begin, end, draft.type) if begin < end else None


def _before_break(begin: int, end: int, kind: EntityType, context: Context) -> int:
    """Return where a name ends that a tagger led on past a mark, or a person past a word in small letters."""
    for position in range(begin + 1, end):
        word = context.tokens[position].text
        if word in CUTTING_MARKS:
            return position
        is_small = word.islower() and word not in SMALL_WORDS_INSIDE and word not in CLITICS
        if is_small and kind is not EntityType.ORGANIZATION and context.tokens[begin].text[0].isupper():
            return position
    return end


def _before_nouns(begin: int, end: int, kind: EntityType, context: Context) -> int:
    """Leave out what follows a body's name: ``spokesperson``, or nouns in small letters after a name with capitals."""
    tokens = context.tokens
    if kind is not EntityType.ORGANIZATION or begin >= end or not tokens[begin].text[0].isupper():
        return end
    while end - begin > 1:
        word = tokens[end - 1].text
        if not (
            word.lower() in context.titles.after_bodies
            or (word.islower() and word not in CLITICS and context.language == "en")
        ):
            break
        end -= 1
    return end


def _opens_name(word: str) -> bool:
    return word[0].isalnum() and word not in POSSESSIVES


def _closes_name(context: Context, begin: int, end: int) -> bool:
    word = context.tokens[end - 1].text
    if word == ")":
        return any(token.text == "(" for token in context.tokens[begin : end - 1])
    if word == ".":
        return end - begin > 1 and len(context.tokens[end - 2].text) == 1
    return word[0].isalnum() and word not in POSSESSIVES


def _after_titles(begin: int, end: int, context: Context) -> int:
    """Return where a person's name begins after the titles before it; a title alone may be a name."""
    tokens = context.tokens
    while begin + 1 < end and tokens[begin].text.lower() in context.titles.before:
        following = begin + 1
        if tokens[following].text == ".":
            following += 1
        while following < end and not tokens[following].text[0].isalnum():
            following += 1
        if following >= end:
            break
        begin = following
    return begin


def _parts_of(draft: Draft, context: Context) -> Iterator[Draft]:
    """Take ``Piter Gus-Hadi Kosasi`` apart: a hyphen or slash between two full names joins two persons.

    A possessive after a place likewise parts two names: ``Mecca`` 's ``Grand Mosque``.
    """
    begin = draft.begin
    for position in range(draft.begin + 1, draft.end - 1):
        if context.tokens[position].text in POSSESSIVES and context.is_listed(begin, position, *PLACE_KINDS):
            yield Draft(begin, position, EntityType.PLACE)
            begin = position + 1
    if draft.type is EntityType.PERSON:
        for position in range(begin + 1, draft.end - 1):
            if context.tokens[position].text in {"-", "–", "/"} and _parts_persons(
                begin, position, draft.end, context
            ):
                yield Draft(begin, position, draft.type)
                begin = position + 1
    yield Draft(begin, draft.end, draft.type)


def _parts_persons(begin: int, hyphen: int, end: int, context: Context) -> bool:
    tokens = context.tokens
    left, right = tokens[hyphen - 1].text, tokens[hyphen + 1].text
    if not (left[0].isupper() and right[0].isupper()):
        return False
    if ARTICLES_OF_NAMES & {left.lower(), right.lower()}:
        return False
    if tokens[hyphen].text == "/" or tokens[hyphen].start > tokens[hyphen - 1].end:
        return True
    if context.language == "en":
        return hyphen - begin > 1 and end - hyphen > 2
    return (
        hyphen - begin > 1
        or end - hyphen > 2
        or (hyphen - begin == 1 and _is_name_alone(left, right, context))
    )


def _is_name_alone(left: str, right: str, context: Context) -> bool:
    """Tell whether both words also stand in the article without the hyphen between them."""
    return all(
        any(
            token.text == word
            and (i + 1 >= len(context.tokens) or context.tokens[i + 1].text != "-")
            and (i == 0 or context.tokens[i - 1].text != "-")
            for i, token in enumerate(context.tokens)
        )
        for word in (left, right)
    )
