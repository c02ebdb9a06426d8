"""The bodies and documents that an article names, by their short and long names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.analysis.quotes.reading import Reading

_SHORTEST_ACRONYM = 3
_LONGEST_NAME = 5
_LONGEST_TITLE = 14


def by_initials(reading: Reading) -> dict[str, str]:
    """Return the bodies by the capitals that their words begin with, three at least."""
    initials: dict[str, str] = {}
    for mention in reading.mentions:
        if mention.type is EntityType.ORGANIZATION:
            letters = "".join(word[0] for word in mention.name.split() if word[0].isupper())
            if len(letters) >= _SHORTEST_ACRONYM:
                initials.setdefault(letters, mention.name)
    return initials


def fullest_names(reading: Reading, initials: Mapping[str, str]) -> dict[str, str]:
    """Return the fullest name of each body by any of its names, case folded."""
    names = dict.fromkeys(
        mention.name for mention in reading.mentions if mention.type is EntityType.ORGANIZATION
    )
    fullest: dict[str, str] = {}
    for long_name, short in _bracketed(reading):
        fullest.setdefault(short.casefold(), long_name)
    for name in names:
        if name.isupper() and name in initials:
            fullest.setdefault(name.casefold(), initials[name])
    by_first: dict[str, list[str]] = {}
    for name in names:
        for word in set(name.casefold().split()):
            by_first.setdefault(word, []).append(name)
    for name in names:
        others = by_first.get(name.casefold().split()[0], ())
        longer = [other for other in others if is_part(name, other)]
        if longer and name.casefold() not in fullest:
            fullest[name.casefold()] = max(longer, key=len)
    return fullest


def _bracketed(reading: Reading) -> Iterable[tuple[str, str]]:
    """Yield long and short names of "Long Name (SHORT)"."""
    for mention, (_, last) in zip(reading.mentions, reading.mention_tokens, strict=True):
        if (
            last + 2 < len(reading.tokens)
            and reading.tokens[last].text == "("
            and reading.tokens[last + 2].text == ")"
        ):
            short = reading.tokens[last + 1].text
            if mention.type is EntityType.ORGANIZATION and short.isupper():
                yield mention.name, short


def titled_documents(reading: Reading) -> dict[str, str]:
    """Collect the numbered titles of laws and decrees."""
    nouns = reading.grammar.words["organization_documents"]
    titles: dict[str, str] = {}
    for at, token in enumerate(reading.tokens):
        if token.lower not in nouns or not token.is_capitalised:
            continue
        last = at + 1
        while last < len(reading.tokens) and last - at < _LONGEST_TITLE and _is_title_word(reading, last):
            last += 1
        if last - at > 2 and any(reading.tokens[k].text[0].isdigit() for k in range(at, last)):
            key = " ".join(reading.lower(k) for k in (at, at + 1))
            titles.setdefault(key, reading.body[token.start : reading.tokens[last - 1].end])
    return titles


def _is_title_word(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    return token.is_capitalised or token.text[0].isdigit()


def spelt_bodies(reading: Reading) -> Iterable[str]:
    """Yield the bodies whose noun follows their name: "Tanjung Seruni election commission"."""
    if not reading.grammar.is_head_last:
        return
    words = reading.grammar.words
    for at, token in enumerate(reading.tokens):
        if token.lower not in words["organization_nouns"] or token.is_capitalised:
            continue
        begin = at
        while begin and at - begin < _LONGEST_NAME and _is_before_noun(reading, begin - 1):
            begin -= 1
        while begin < at and not reading.tokens[begin].is_capitalised:
            begin += 1
        while begin < at and reading.lower(begin) in words["articles"]:
            begin += 1
        if begin < at and reading.tokens[begin].is_capitalised and not _is_opening(reading, begin):
            yield reading.body[reading.tokens[begin].start : token.end]


def _is_opening(reading: Reading, at: int) -> bool:
    """Whether a token opens its sentence, so that its capital says nothing."""
    return reading.sentences[reading.sentence_at[at]].first == at


def _is_before_noun(reading: Reading, at: int) -> bool:
    words = reading.grammar.words
    word = reading.lower(at)
    return (
        reading.tokens[at].is_word
        and word not in words["prepositions"]
        and word not in words["conjunctions"]
        and word not in reading.grammar.cues
        and word not in words["organization_nouns"]
    )


def is_part(name: str, other: str) -> bool:
    """Whether all words of a name, and not they alone, stand in another one."""
    return {word.casefold() for word in name.split()} < {word.casefold() for word in other.split()}
