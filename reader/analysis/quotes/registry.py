"""The fullest name of everybody and every body in an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.quotes.names import is_name_word, settle
from reader.analysis.quotes.reading import NONE
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.quotes.drafts import Draft
    from reader.analysis.quotes.reading import Reading

_SHORTEST_ACRONYM = 3
_LONGEST_NAME = 5
_LONGEST_TITLE = 14
_LONGEST_MISTAKE = 3
"""Words of a place or body that may be a person's name after all."""


@dataclass(slots=True)
class Registry:
    """Names by their words, to find the long form of a short one."""

    people: dict[str, int] = field(default_factory=dict)
    """Names of people with the first token at which each stands."""
    places: list[tuple[int, str]] = field(default_factory=list)
    """Mentions of people in text order, as first token and name as written there."""
    genders: dict[str, str] = field(default_factory=dict)
    """``m`` or ``f`` for names that stand with a title somewhere."""
    by_word: dict[str, list[str]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    """Fullest name of a body by any of its names, case folded."""
    headed: dict[str, str] = field(default_factory=dict)
    """The first body whose name starts with a word: "the Church" is the Church of X."""
    documents: dict[str, str] = field(default_factory=dict)
    """Full titles by their first two words, case folded: "Maklumat Wali Kota Nomor 3 Tahun 2020"."""

    spelt: list[tuple[frozenset[str], str]] = field(default_factory=list)
    """Bodies whose noun follows their name, with their words: "Tanjung Seruni election commission"."""

    def add_person(self, name: str, at: int) -> None:
        """Learn a name of a person and where it stands."""
        if name in self.people:
            self.people[name] = min(at, self.people[name])
            return
        self.people[name] = at
        for word in {word.casefold() for word in name.split()}:
            self.by_word.setdefault(word, []).append(name)

    def person(self, name: str, at: int) -> str:
        """Return the fullest form of a name as used at a token: the latest introduced before wins."""
        wanted = {word.casefold() for word in name.split()}
        lists = [self.by_word.get(word, ()) for word in wanted]
        if not lists:
            return name
        shortest = min(lists, key=len)
        longer = [other for other in shortest if wanted < {word.casefold() for word in other.split()}]
        longest = [other for other in longer if not any(_is_part(other, third) for third in longer)]
        if not longest:
            return name
        earlier = [other for other in longest if self.people[other] <= at]
        return max(earlier, key=lambda other: self.people[other]) if earlier else longest[0]

    def person_or_body(self, name: str, at: int) -> str:
        """Return the fullest form of a person's name, or of the body that a tagger took for one."""
        full = self.person(name, at)
        return self.body(name) if full == name and " " not in name else full

    def gender(self, name: str) -> str:
        """Return ``m``, ``f`` or an empty string for a full name, from the titles of any of its forms."""
        for word in name.split():
            for form in (name, word):
                if form in self.genders:
                    return self.genders[form]
        return ""

    def body_or_person(self, name: str, at: int) -> str:
        """Return the fullest form of a body, or of the person whom a place name stands for."""
        if " " not in name and name.casefold() not in self.bodies:
            return self.person(name, at)
        return self.body(name)

    def spelt_out(self, words: set[str]) -> str | None:
        """Return the first body that is written out with more words than these in lower case."""
        return next((name for known, name in self.spelt if words < known), None)

    def body(self, name: str) -> str:
        """Return the fullest form of a body's name: "KCNA" is the Korean Central News Agency."""
        key = name.casefold()
        return self.bodies.get(key) or self.headed.get(key, name)


def _gender_before(reading: Reading, begin: int) -> str:
    """Return ``m`` or ``f`` where a title before a name says so: "Ms. Vane"."""
    words = reading.grammar.words
    at = begin - 1
    if at > 0 and reading.tokens[at].text == ".":
        at -= 1
    if reading.lower(at) in words["title_masculine"]:
        return "m"
    return "f" if reading.lower(at) in words["title_feminine"] else ""


def _is_part(name: str, other: str) -> bool:
    return {word.casefold() for word in name.split()} < {word.casefold() for word in other.split()}


def register(reading: Reading, drafts: Iterable[Draft]) -> Registry:
    """Collect the names of an article, from the tagger's mentions and from its attributions."""
    registry = Registry()
    for mention, (first, last) in zip(reading.mentions, reading.mention_tokens, strict=True):
        if mention.type is EntityType.PERSON and first < last:
            begin, end = settle(reading, first, first, last)
            text = reading.body[reading.tokens[begin].start : reading.tokens[end - 1].end]
            registry.add_person(text, begin)
            registry.places.append((begin, text))
            gender = _gender_before(reading, begin)
            if gender:
                registry.genders.setdefault(text, gender)
    for first, last in _around_lone(reading):
        text = reading.body[reading.tokens[first].start : reading.tokens[last - 1].end]
        registry.add_person(text, first)
    for first, last in _after_ranks(reading):
        text = reading.body[reading.tokens[first].start : reading.tokens[last - 1].end]
        registry.add_person(text, first)
        registry.places.append((first, text))
    spoken: set[str] = set()
    for draft in drafts:
        if draft.speaker.form is SpeakerForm.NAME:
            spoken.update(draft.speaker.names)
            for name in draft.speaker.names:
                registry.add_person(name, draft.speaker.first)
    # A name that the tagger missed everywhere, as initials are, is known by its speaking once.
    registry.places += [
        (at, token.text)
        for at, token in enumerate(reading.tokens)
        if reading.mention_at[at] == NONE and token.text in spoken
    ]
    registry.places.sort()
    registry.bodies = _bodies(reading)
    for mention in reading.mentions:
        name = mention.name
        if mention.type is not EntityType.ORGANIZATION or " " not in name:
            continue
        registry.headed.setdefault(name.split()[0].casefold(), name)
    registry.documents = _documents(reading)
    registry.spelt = [
        (frozenset(name.casefold().split()), name) for name in dict.fromkeys(_spelt_bodies(reading))
    ]
    return registry


def _spelt_bodies(reading: Reading) -> Iterable[str]:
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


def _around_lone(reading: Reading) -> Iterable[tuple[int, int]]:
    """Yield the longer names round the words that speak alone: "Utian" inside "Utian Ayuba"."""
    last_end = 0
    for at, token in enumerate(reading.tokens):
        if at < last_end or token.lower not in reading.lone or not token.is_capitalised:
            continue
        first, last = _tagged_round(reading, at, last_end)
        while last < len(reading.tokens) and last - at < _LONGEST_NAME and is_name_word(reading, last):
            last += 1
        first, last = settle(reading, first, first, last)
        if last - first > 1:
            yield first, last
            last_end = last


def _after_ranks(reading: Reading) -> Iterable[tuple[int, int]]:
    """Yield the untagged names of two words and more behind a rank: "Kombes Pol SARI DEWI"."""
    ranks = reading.grammar.words["title_ranks"]
    for at in range(1, len(reading.tokens)):
        if reading.lower(at - 1) not in ranks or not reading.tokens[at - 1].is_capitalised:
            continue
        last = at
        while last < len(reading.tokens) and last - at < _LONGEST_NAME and _is_free_name(reading, last):
            last += 1
        if last - at > 1:
            yield at, last


def _is_free_name(reading: Reading, at: int) -> bool:
    return (
        reading.mention_at[at] == NONE
        and reading.sentence_at[at] == reading.sentence_at[at - 1]
        and is_name_word(reading, at)
    )


def _tagged_round(reading: Reading, at: int, least: int) -> tuple[int, int]:
    """Return the mention round a token, if it may be a name whatever the tagger calls it."""
    if reading.mention_at[at] == NONE:
        return at, at + 1
    first, last = reading.mention_tokens[reading.mention_at[at]]
    is_person = reading.mention(at, EntityType.PERSON) is not None
    if is_person or last - first <= _LONGEST_MISTAKE:
        return max(first, least), max(last, at + 1)
    return at, at + 1


def _documents(reading: Reading) -> dict[str, str]:
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


def _bodies(reading: Reading) -> dict[str, str]:
    names = dict.fromkeys(
        mention.name for mention in reading.mentions if mention.type is EntityType.ORGANIZATION
    )
    fullest: dict[str, str] = {}
    initials: dict[str, str] = {}
    for name in names:
        letters = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(letters) >= _SHORTEST_ACRONYM:
            initials.setdefault(letters.casefold(), name)
    for long_name, short in _bracketed(reading):
        fullest.setdefault(short.casefold(), long_name)
    for name in names:
        if name.isupper() and name.casefold() in initials:
            fullest.setdefault(name.casefold(), initials[name.casefold()])
    by_first: dict[str, list[str]] = {}
    for name in names:
        for word in set(name.casefold().split()):
            by_first.setdefault(word, []).append(name)
    for name in names:
        others = by_first.get(name.casefold().split()[0], ())
        longer = [other for other in others if _is_part(name, other)]
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
