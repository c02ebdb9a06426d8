"""Settle where a name begins and ends: no marks, clitics, possessives or titles at its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.context import not_names, vessels
from reader.analysis.entities.drafts import Draft, key_of, without_overlaps
from reader.analysis.entities.known import word_set
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from reader.analysis.entities.context import Context

CUTTING_MARKS = frozenset('"“”;:?!«»[]{}=*|')
"""Marks that no name holds inside."""


LONGEST_DEGREE = 8
"""Tokens of a degree: ``Sp.A(K).``"""

CURRENCY_SIGNS = frozenset("$€£¥")

POSSESSIVES = frozenset({"'s", "’s", "'S", "’S"})
PLACE_KINDS = ("country", "province", "regency", "city", "state", "region")


def settle_boundaries(drafts: Iterable[Draft], context: Context) -> list[Draft]:
    """Return the names with their edges settled; names of which nothing is left are dropped."""
    settled = []
    alone = _words_alone(context)
    for draft in drafts:
        for part in _parts_of(draft, alone, context):
            trimmed = _trimmed(part, context)
            if trimmed is not None and names_something(trimmed, context):
                settled.append(trimmed)
    return without_overlaps(settled)


def names_something(draft: Draft, context: Context) -> bool:
    """Tell whether more is left than an expression that is no name, figures aside: ``Oct. 4``."""
    key = tuple(word for word in key_of(draft, context.tokens) if word[0].isalpha())
    if not key or key in not_names():
        return False
    return not (_is_vessel(draft, context) or _is_currency(draft, context) or _is_degree(draft, context))


def _is_vessel(draft: Draft, context: Context) -> bool:
    """Tell whether this is a ship: ``KRI Teluk Sampit``, ``MV Ocean Star``."""
    tokens = context.tokens
    following = draft.begin + 1
    if following < len(tokens) and tokens[draft.begin].text in vessels():
        return tokens[following].text[0].isupper()
    before = draft.begin - 1
    return (
        before >= 0
        and tokens[before].text in vessels()
        and tokens[before].end + 1 == tokens[draft.begin].start
    )


def _is_currency(draft: Draft, context: Context) -> bool:
    """Tell whether this is the country in the sign of a currency: ``US$``."""
    tokens = context.tokens
    return (
        draft.end < len(tokens)
        and tokens[draft.end].text in CURRENCY_SIGNS
        and tokens[draft.end].start == tokens[draft.end - 1].end
    )


def _is_degree(draft: Draft, context: Context) -> bool:
    """Tell whether this is a degree after a person's name: ``Sari Dewi, M.Sc.``, ``Sp.A(K)``."""
    tokens = context.tokens
    begin = draft.begin
    if draft.type is not EntityType.PERSON or begin == 0:
        return False
    if tokens[begin - 1].text == "." and tokens[begin - 1].end == tokens[begin].start:
        return draft.end - begin == 1 and len(tokens[begin].text) == 1
    end = begin + 1
    while end < min(begin + LONGEST_DEGREE, len(tokens)) and tokens[end].start == tokens[end - 1].end:
        end += 1
    text = "".join(token.text for token in tokens[begin:end]).rstrip(".,").lower()
    is_plain = tokens[begin].text.isupper() and "." not in text
    is_degree = text in context.titles.degrees or text.partition("(")[0] in context.titles.degrees
    return tokens[begin - 1].text == "," and is_degree and not is_plain


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
    if end - begin > 2 and tokens[end - 1].text.lower() in word_set("clitic") and tokens[end - 2].text == "-":
        end -= 2
    if begin < end and (_is_numbered(end, context) or _is_hyphenated(begin, end, draft.type, context)):
        end += 2
    if context.is_in_adjective(begin):
        return None
    return Draft(begin, end, draft.type) if begin < end else None


def _is_hyphenated(begin: int, end: int, kind: EntityType, context: Context) -> bool:
    """Tell whether a person's name goes on in small letters after a hyphen: ``Kim Jong-un``."""
    tokens = context.tokens
    return (
        kind is EntityType.PERSON
        and end - begin > 1
        and end + 1 < len(tokens)
        and tokens[end].text == "-"
        and tokens[end + 1].text.islower()
        and tokens[end + 1].text not in word_set("clitic")
        and tokens[end - 1].end + 1 == tokens[end].end
        and tokens[end].end == tokens[end + 1].start
    )


def _is_numbered(end: int, context: Context) -> bool:
    """Tell whether a name goes on with a hyphen and a number: ``Apollo-11``."""
    tokens = context.tokens
    return (
        end + 1 < len(tokens)
        and tokens[end].text == "-"
        and tokens[end + 1].text.isdigit()
        and tokens[end - 1].end == tokens[end].start
        and tokens[end].end == tokens[end + 1].start
    )


def _before_break(begin: int, end: int, kind: EntityType, context: Context) -> int:
    """Return where a name ends that a tagger led on past a mark, or a person past a word in small letters."""
    for position in range(begin + 1, end):
        word = context.tokens[position].text
        if word in CUTTING_MARKS:
            return position
        is_small = word.islower() and word not in word_set("inside_name") and word not in word_set("clitic")
        if is_small and kind is not EntityType.ORGANIZATION and context.tokens[begin].text[0].isupper():
            return position
    return end


def _before_nouns(begin: int, end: int, kind: EntityType, context: Context) -> int:
    """Leave out what follows a body's name: ``spokesperson``, or nouns in small letters."""
    tokens = context.tokens
    if kind is not EntityType.ORGANIZATION or begin >= end or not tokens[begin].text[0].isupper():
        return end
    while end - begin > 1:
        word = tokens[end - 1].text
        if not (
            word.lower() in context.titles.after_bodies
            or (word.islower() and word not in word_set("clitic") and context.language == "en")
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
    return word[0].isalnum() and word not in POSSESSIVES and word not in word_set("never_last")


def _after_titles(begin: int, end: int, context: Context) -> int:
    """Return where a person's name begins after the titles before it; a title alone may be a name."""
    tokens = context.tokens
    while begin + 1 < end and tokens[begin].text.lower() in context.titles.before - word_set("nickname"):
        following = begin + 1
        if tokens[following].text == ".":
            following += 1
        while following < end and not tokens[following].text[0].isalnum():
            following += 1
        if following >= end:
            break
        begin = following
    return begin


def _parts_of(draft: Draft, alone: Collection[str], context: Context) -> Iterator[Draft]:
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
                begin, position, draft.end, alone, context
            ):
                yield Draft(begin, position, draft.type)
                begin = position + 1
    yield Draft(begin, draft.end, draft.type)


def _parts_persons(begin: int, hyphen: int, end: int, alone: Collection[str], context: Context) -> bool:
    tokens = context.tokens
    left, right = tokens[hyphen - 1].text, tokens[hyphen + 1].text
    if not (left[0].isupper() and right[0].isupper()):
        return False
    if word_set("name_particle") & {left.lower(), right.lower()}:
        return False
    if tokens[hyphen].text == "/" or tokens[hyphen].start > tokens[hyphen - 1].end:
        return True
    if context.language == "en":
        return hyphen - begin > 1 and end - hyphen > 2
    return hyphen - begin > 1 or end - hyphen > 2 or (left in alone and right in alone)


def _words_alone(context: Context) -> frozenset[str]:
    """Return the capitalised words that stand somewhere without a hyphen beside them."""
    texts = ["", *(token.text for token in context.tokens), ""]
    return frozenset(
        word
        for before, word, after in zip(texts, texts[1:], texts[2:], strict=False)
        if before != "-" and after != "-" and word[:1].isupper()
    )
