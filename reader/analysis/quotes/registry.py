"""The fullest name of everybody and every body in an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.analysis.quotes.known_bodies import (
    by_initials,
    fullest_names,
    is_part,
    spelt_bodies,
    titled_documents,
)
from reader.analysis.quotes.known_people import add_people
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.quotes.drafts import Draft
    from reader.analysis.quotes.reading import Reading

_SHORTEST_NICKNAME = 4
_BEGINNING = 2
"""Letters that a short form shares with the word it is made of."""


@dataclass(slots=True)
class Registry:
    """Names by their words, to find the long form of a short one."""

    people: dict[str, int] = field(default_factory=dict)
    """Names of people with the first token at which each stands."""
    places: list[tuple[int, str]] = field(default_factory=list)
    """Mentions of people in text order, as first token and name as written there."""
    genders: dict[str, str] = field(default_factory=dict)
    """``m`` or ``f`` for names that stand with a title somewhere."""
    likely_genders: dict[str, str] = field(default_factory=dict)
    """The same for names that stand with none, from their forenames."""
    by_word: dict[str, list[str]] = field(default_factory=dict)
    by_beginning: dict[str, list[str]] = field(default_factory=dict)
    """Names of two words and more by the first letters of each word, case folded."""
    nicknames: dict[str, str | None] = field(default_factory=dict)
    """What single words turned out to be short for."""
    bodies: dict[str, str] = field(default_factory=dict)
    """Fullest name of a body by any of its names, case folded."""
    headed: dict[str, str] = field(default_factory=dict)
    """The first body whose name starts with a word: "the Church" is the Church of X."""
    initials: dict[str, str] = field(default_factory=dict)
    """Bodies by the capitals of their words: "WHO"."""
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
        if " " in name:
            for beginning in {word.casefold()[:_BEGINNING] for word in name.split()}:
                self.by_beginning.setdefault(beginning, []).append(name)

    def person(self, name: str, at: int, gender: str = "") -> str:
        """Return the fullest form of a name at a token: the latest one not of the other ``gender``."""
        wanted = {word.casefold() for word in name.split()}
        lists = [self.by_word.get(word, ()) for word in wanted]
        if not lists:
            return name
        shortest = min(lists, key=len)
        longer = [other for other in shortest if wanted < {word.casefold() for word in other.split()}]
        if gender:
            longer = [other for other in longer if self.gender(other) in {"", gender}]
        longest = [other for other in longer if not any(is_part(other, third) for third in longer)]
        if not longest:
            return self._called(name) or name
        earlier = [other for other in longest if self.people[other] <= at]
        return max(earlier, key=lambda other: self.people[other]) if earlier else longest[0]

    def _called(self, name: str) -> str | None:
        """Return the one long name of which a single word is a short form: "Risma" of "Tri Rismaharini"."""
        key = name.casefold()
        if len(key) < _SHORTEST_NICKNAME or " " in key:
            return None
        if key not in self.nicknames:
            found = [
                other
                for other in self.by_beginning.get(key[:_BEGINNING], ())
                if is_short_form(key, other.casefold().split())
            ]
            longest = [other for other in found if not any(is_part(other, third) for third in found)]
            self.nicknames[key] = longest[0] if len(longest) == 1 else None
        return self.nicknames[key]

    def person_or_body(self, name: str, at: int, gender: str = "") -> str:
        """Return the fullest form of a person's name, or of the body that a tagger took for one."""
        full = self.person(name, at, gender)
        return self.body(name) if full == name and " " not in name else full

    def gender(self, name: str) -> str:
        """Return ``m``, ``f`` or an empty string for a full name, from the titles of any of its forms."""
        for genders in (self.genders, self.likely_genders):
            for form in (name, *name.split()):
                if form in genders:
                    return genders[form]
        return ""

    def body_or_person(self, name: str, at: int) -> str:
        """Return the fullest form of a body, or of the person whom a place name stands for."""
        is_short = " " not in name and name.replace(".", "") not in self.initials
        if is_short and name.casefold() not in self.bodies:
            return self.person(name, at)
        return self.body(name)

    def spelt_out(self, words: set[str]) -> str | None:
        """Return the first body that is written out with more words than these in lower case."""
        return next((name for known, name in self.spelt if words < known), None)

    def body(self, name: str) -> str:
        """Return the fullest form of a body's name: "KCNA" is the Korean Central News Agency."""
        key = name.casefold()
        found = self.bodies.get(key) or self.headed.get(key)
        return found or self.initials.get(name.replace(".", ""), name)


def is_short_form(short: str, words: Sequence[str]) -> bool:
    """Whether a word is the beginning of one of a name's words, or made of the beginnings of two.

    "Risma" of "Tri Rismaharini", "Jokowi" of "Joko Widodo"; all in one case.
    """
    if any(word.startswith(short) for word in words):
        return True
    return any(
        first.startswith(short[:cut]) and second.startswith(short[cut:])
        for first, second in pairwise(words)
        for cut in range(_BEGINNING, len(short) - _BEGINNING + 1)
    )


def register(reading: Reading, drafts: Iterable[Draft]) -> Registry:
    """Collect the names of an article, from the tagger's mentions and from its attributions."""
    registry = Registry()
    add_people(registry, reading, drafts)
    registry.initials = by_initials(reading)
    registry.bodies = fullest_names(reading, registry.initials)
    for mention in reading.mentions:
        name = mention.name
        if mention.type is not EntityType.ORGANIZATION or " " not in name:
            continue
        registry.headed.setdefault(name.split()[0].casefold(), name)
    registry.documents = titled_documents(reading)
    registry.spelt = [
        (frozenset(name.casefold().split()), name) for name in dict.fromkeys(spelt_bodies(reading))
    ]
    return registry
