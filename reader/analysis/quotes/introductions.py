"""How the people of an article are introduced: "pelatih Camar Laut SARI DEWI (41)"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.quotes.appositions import apposition_after
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.registry import Registry

_ROLE_WORDS = 12
"""Tokens of a role before or after its name."""
_REACH = 200
"""How many mentions of people back somebody may have been introduced."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """One mention of a person with the words that stand beside it."""

    at: int
    name: str
    words: frozenset[str]
    age: str
    head: str = ""
    """The noun on which the role before the name is built."""


@dataclass(frozen=True, slots=True)
class Introductions:
    """The mentions of people in text order that say more than a name."""

    found: Sequence[Introduction]

    def with_role(self, role: Iterable[str], before: int) -> str | None:
        """Return who was introduced last before a token with all words of a role."""
        wanted = frozenset(role)
        if not wanted:
            return None
        bearers = [one for one in self._back_from(before) if wanted <= one.words]
        headed = (one for one in bearers if one.head in wanted)
        # "Terdakwa" is who bears that role, not his lawyer, "kuasa hukum terdakwa".
        return next((one.name for one in (*headed, *bearers)), None)

    def first_with_role(self, role: Iterable[str], after: int) -> str | None:
        """Return who is introduced next with all words of a role: "its director", "Director SARI"."""
        wanted = frozenset(role)
        oldest = bisect_left(self.found, after, key=lambda one: one.at)
        nearest = self.found[oldest : oldest + _REACH]
        return next((one.name for one in nearest if wanted and wanted <= one.words), None)

    def of_age(self, age: str, before: int) -> str | None:
        """Return who was introduced with an age in years: "the 34-year-old"."""
        return next((one.name for one in self._back_from(before) if one.age == age), None)

    def _back_from(self, before: int) -> Iterable[Introduction]:
        newest = bisect_left(self.found, before, key=lambda one: one.at) - 1
        for number in range(newest, max(-1, newest - _REACH), -1):
            yield self.found[number]


def introduce(reading: Reading, registry: Registry) -> Introductions:
    """Collect the introductions of an article."""
    found = []
    for first, text in registry.places:
        end = first + len(text.split())
        before = list(_words_before(reading, first))
        words = {*before, *_words_after(reading, end)}
        age = _age_after(reading, end)
        if words or age:
            name = registry.person(text, first)
            head = _head(reading, first, before)
            found.append(Introduction(first, name, frozenset(words), age, head))
    return Introductions(found)


def _head(reading: Reading, first: int, backwards: Sequence[str]) -> str:
    """Return the role noun that opens the words before a name, given from the name back.

    Whoever stands behind a preposition and a comma is somebody else: "Saat ditanya hakim, SARI".
    """
    words = reading.grammar.words
    head = ""
    for word in backwards:
        if word in words["prepositions"]:
            return "" if reading.lower(first - 1) == "," else head
        if word in words["role_heads"] and not reading.grammar.is_head_last:
            head = word
    return head


def _words_before(reading: Reading, first: int) -> Iterable[str]:
    """Yield the words of the phrase before a name, past one comma: "the club's coach, SARI DEWI"."""
    sentence = reading.sentences[reading.sentence_at[first]]
    has_comma = first > sentence.first and reading.tokens[first - 1].text == ","
    begin = first - 1 - has_comma
    for at in range(begin, max(sentence.first - 1, begin - _ROLE_WORDS), -1):
        token = reading.tokens[at]
        if reading.pair_at[at] != -1 or reading.mention(at, EntityType.PERSON) is not None:
            break
        is_role = token.is_capitalised and token.lower in reading.grammar.words["role_heads"]
        if (reading.grammar.speaks(token.lower) and not is_role) or token.text in {",", ";", ":"}:
            break
        if token.is_word:
            yield token.lower


def _words_after(reading: Reading, end: int) -> Iterable[str]:
    last = reading.sentences[reading.sentence_at[min(end, len(reading.tokens)) - 1]].last
    found = apposition_after(reading, end, min(last, end + 2 * _ROLE_WORDS))
    if found is None:
        return
    for at in range(found[0], min(found[1], found[0] + _ROLE_WORDS)):
        if reading.tokens[at].is_word:
            yield reading.lower(at)


def _age_after(reading: Reading, end: int) -> str:
    """Return the number in "SARI DEWI (34)" or "SARI DEWI, 34,"."""
    if reading.lower(end) in {"(", ","} and reading.lower(end + 1).isdigit():
        return reading.lower(end + 1)
    return ""
