"""Where the body in a role ends and the name behind it begins: "Direktur Kartu Prakerja SARI DEWI".

A tagger sees a sentence at a time and often takes the last word of the body for a first name. The
whole article tells more: the same word stands in other names, behind the same word, or without the
name that follows it here. Only languages in which a role stands before its bearer need this.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reader.analysis.quotes.grammar import Grammar
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.tokens import Token
    from reader.model.mention import Mention

_SHARED = 2
"""Bodies that must share a word before it is held for a place."""
_SHORTEST_FULL = 3
"""Words that are left of a name, with a word of a body, after a role that wants one."""
_NEAR = 2
"""Words before a short name that may be of a body."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an article tells about its capitalised words, all in lower case."""

    place_words: frozenset[str]
    """Words of the places that the article names, by themselves or in bodies."""
    body_words: frozenset[str]
    """Words that stand inside bodies, or behind another capital outside names; no listed names."""
    followers: Mapping[tuple[str, str], Collection[str]]
    """What follows two capitalised words wherever they stand together."""
    counts: Mapping[str, int]
    """How often each capitalised word stands."""
    pairs: Mapping[tuple[str, str], int]
    """How often two capitalised words stand together."""
    person_words: frozenset[str]
    """Words of the people that a tagger found."""
    small_words: frozenset[str]
    """Words that stand in lower case somewhere."""


def evidence_of(
    tokens: Sequence[Token], mentions: Sequence[Mention], mention_at: Sequence[int], grammar: Grammar
) -> Evidence:
    """Collect the evidence; ``mention_at`` holds for each token its mention, -1 for none."""
    places = _place_words(mentions)
    if grammar.is_head_last:
        return Evidence(places, frozenset(), {}, {}, {}, frozenset(), frozenset())
    followers: dict[tuple[str, str], set[str]] = {}
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    bodies = set()
    for at, token in enumerate(tokens):
        if not token.is_capitalised:
            continue
        counts[token.lower] += 1
        is_behind = at > 0 and tokens[at - 1].is_capitalised
        if is_behind:
            after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
            pair = (tokens[at - 1].lower, token.lower)
            pairs[pair] += 1
            followers.setdefault(pair, set()).add(after)
        number = mention_at[at]
        if number == -1:
            # Not the first name that a tagger left out: "pelatih Camar Laut SARI Dewi".
            following = mention_at[at + 1] if at + 1 < len(tokens) else -1
            is_before_person = following != -1 and mentions[following].type is EntityType.PERSON
            is_inside = is_behind and mention_at[at - 1] == -1 and not is_before_person
        else:
            is_inside = mentions[number].type is not EntityType.PERSON
        if is_inside and token.lower not in grammar.words["name_words"]:
            bodies.add(token.lower)
    people = frozenset(
        word
        for mention in mentions
        if mention.type is EntityType.PERSON
        for word in mention.text.lower().split()
    )
    small = frozenset(token.lower for token in tokens if token.text.islower())
    return Evidence(places, frozenset(bodies), followers, counts, pairs, people, small)


def _place_words(mentions: Sequence[Mention]) -> frozenset[str]:
    """Collect the words of places, and those that several mentions of bodies share."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        weight = {EntityType.PLACE: _SHARED, EntityType.ORGANIZATION: 1}.get(mention.type, 0)
        for word in mention.text.lower().split():
            counts[word] += weight
    return frozenset(word for word, count in counts.items() if count >= _SHARED)


def past_body(reading: Reading, begin: int, end: int) -> int:
    """Step over the words of a body at the start of a tagged name with a capitalised word before it."""
    evidence = reading.evidence
    if reading.grammar.is_head_last:
        while begin < end - 1 and reading.lower(begin) in evidence.place_words:
            begin += 1
        return begin
    begin = next((at + 1 for at in range(end - 2, begin - 1, -1) if _is_of_body(reading, at)), begin)
    while begin < end - 1 and (_stands_apart(reading, begin) or is_common(reading, begin)):
        begin += 1
    for at in range(begin + 1, min(end, begin + _NEAR + 1)):
        if reading.lower(at) in reading.lone and _is_loose(reading, begin, at):
            return at
    if end - begin >= _SHORTEST_FULL and _wants_body(reading, begin) and not _is_name(reading, begin):
        begin += 1
        while begin < end - 1 and _stands_apart(reading, begin):
            begin += 1
    return begin


def _is_of_body(reading: Reading, at: int) -> bool:
    """Whether a word inside a tagged name is one of a body or place that the article names elsewhere."""
    word, words = reading.lower(at), reading.grammar.words
    if reading.grammar.is_head_last or word in reading.lone or word in words["title_name_openers"]:
        return False
    return (
        word in words["body_words"]
        or word in reading.evidence.place_words
        or word in reading.evidence.body_words
    )


def _stands_apart(reading: Reading, at: int) -> bool:
    """Whether a word and the one before it stand together elsewhere, without what follows here."""
    words = reading.grammar.words
    before = reading.lower(at - 1)
    is_title = before in words["role_heads"] or before in words["title_ranks"]
    if is_title or before in words["title_address"] or before in words["title_academic"]:
        return False
    return len(reading.evidence.followers.get((before, reading.lower(at)), ())) > 1


def _is_loose(reading: Reading, at: int, short: int) -> bool:
    """Whether a word before a short name stands elsewhere in the article, and not as a person."""
    words = reading.grammar.words
    word, after = reading.lower(at), reading.lower(at + 1)
    if word in words["name_words"] or word in words["title_name_openers"] or word in reading.called:
        return False
    if word in reading.lone and reading.lower(short) not in reading.called:
        return False
    return reading.evidence.counts.get(word, 0) > reading.evidence.pairs.get((word, after), 0)


def _wants_body(reading: Reading, begin: int) -> bool:
    """Whether a role stands before a name that is always that of a body: "CEO Lentera Sari Dewi"."""
    return reading.lower(begin - 1) in reading.grammar.words["role_of_bodies"]


def _is_name(reading: Reading, at: int) -> bool:
    words = reading.grammar.words
    word = reading.lower(at)
    return word in words["name_words"] or word in words["title_name_openers"] or word in reading.lone


def is_common(reading: Reading, at: int) -> bool:
    """Whether a word is a noun of everyday that stands in a role: "Penanggulangan KEMISKINAN Sari Dewi"."""
    words = reading.grammar.words
    word = reading.lower(at)
    return (
        not reading.grammar.is_head_last
        and word in words["common_words"]
        and word not in reading.lone
        and word not in words["title_name_openers"]
    )


def is_role_like(reading: Reading, begin: int, at: int, most: int) -> bool:
    """Whether the words of a tagged name before a lone speaker are a role or a body: "DKI Jakarta".

    More than ``most`` words are.
    """
    if sum(reading.tokens[k].is_word and len(reading.tokens[k].text) > 1 for k in range(begin, at)) > most:
        return True
    words = reading.grammar.words
    return any(
        (len(reading.tokens[k].text) > 1 and reading.tokens[k].text.isupper())
        or reading.lower(k) in words["title_place_nouns"]
        or reading.lower(k) in words["organization_nouns"]
        or _is_of_body(reading, k)
        for k in range(begin, at)
    )
