"""What an article is compared by: its shingles, what it is about, whom it names, its figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from math import log, sqrt
from typing import TYPE_CHECKING
from zlib import crc32

from reader.stories.shingles import shingles_of, sketch_of
from reader.stories.words import is_name, numbers_in, telling, undated, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    import numpy as np
    from numpy.typing import NDArray

SKETCH = 4
"""Shingles kept to find copies by."""

NAME_KEYS, TITLE_KEYS = 4, 3
"""Words of names, and of the title, kept to find reports of the same event by."""

IN_TITLE, IN_LEAD = 3.0, 1.0
"""What standing in the title, or in the first paragraph, adds to a word's count."""

LONGEST = 40_000
"""Code points of a body that are compared: no story needs the rest, and a book must not cost a second."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_KEY_BITS = 23
"""Bits of a key: three bytes in SQLite, and chance meets one in a hundred."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be known of an article to compare it."""

    title: str
    body: str
    """Without furniture."""
    names: tuple[str, ...]
    """Of persons, organisations and places, one for each mention."""
    language: str
    published_at: int
    """UTC seconds."""
    source_id: int


class Profile:
    """An article as it is compared; what costs more than a glance is worked out when asked for."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts; nothing is worked out yet."""
        self.facts = facts
        self._topic: Mapping[str, float] | None = None

    @cached_property
    def shingles(self) -> NDArray[np.uint32]:
        """Hashes of the runs of words of the body."""
        return shingles_of(self._body_words)

    @cached_property
    def names(self) -> Counter[str]:
        """Words of names, by mentions."""
        return Counter(word for name in self.facts.names for word in words_of(name) if is_name(word))

    @cached_property
    def title(self) -> frozenset[str]:
        """Telling words of the title, names included."""
        return frozenset(telling(self._title_words))

    @cached_property
    def title_undated(self) -> frozenset[str]:
        """Words of the title without figures, weekdays and months."""
        return undated(self._title_words)

    @cached_property
    def title_dates(self) -> frozenset[str]:
        """Figures, weekdays and months of the title."""
        return self._title_words - self.title_undated

    @cached_property
    def chief_names(self) -> frozenset[str]:
        """Words of the names in the title."""
        return self.title & self.names.keys()

    def topic(self, rarity: Mapping[str, float]) -> Mapping[str, float]:
        """Return telling words that are no part of a name, with weights, as a vector of length 1.

        ``rarity`` (1 where missing) scales each; it is asked once, so it must always be the same.
        """
        if self._topic is None:
            weights = {word: weight * rarity.get(word, 1.0) for word, weight in self._weights.items()}
            length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            self._topic = {word: weight / length for word, weight in weights.items()}
        return self._topic

    @property
    def words(self) -> Iterable[str]:
        """Every word whose rarity matters."""
        return (*self._weights, *self.names)

    @cached_property
    def _weights(self) -> dict[str, float]:
        counts = Counter(self._body_words)
        weights = {word: 1 + log(counts[word]) for word in telling(counts.keys()) - self.names.keys()}
        for word in self.title - self.names.keys():
            weights[word] = weights.get(word, 0.0) + IN_TITLE
        for word in self._lead_words & weights.keys():
            weights[word] += IN_LEAD
        return weights

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Figures in title and body, save those that only say on what day it is."""
        day = _EPOCH + timedelta(seconds=self.facts.published_at)  # on any system, before 1970 too
        days = (day - timedelta(days=1), day, day + timedelta(days=1))
        dates = {str(part) for each in days for part in (each.day, each.month, each.year)}
        words = {*self._title_words, *self._body_words}
        return frozenset(numbers_in(f"{self.facts.title}\n{self._body}", words) - dates)

    @cached_property
    def copy_keys(self) -> tuple[int, ...]:
        """Keys that copies of the article share, most of the time."""
        return tuple(key >> (32 - _KEY_BITS) for key in sketch_of(self.shingles, SKETCH))

    @cached_property
    def event_keys(self) -> tuple[int, ...]:
        """Keys of which reports of the same event share two or more: its chief names and words."""
        lead = self._lead_words
        names = {
            word: count + (IN_TITLE if word in self.title else 0) + (IN_LEAD if word in lead else 0)
            for word, count in self.names.items()
        }
        chief = sorted(names, key=lambda word: (-names[word], -len(word), word))[:NAME_KEYS]
        titled = sorted(self.title - set(chief), key=lambda word: (word not in lead, -len(word), word))
        return tuple(_key_of(word) for word in (*chief, *titled[:TITLE_KEYS]))

    @property
    def _body(self) -> str:
        return self.facts.body[:LONGEST]

    @cached_property
    def _body_words(self) -> list[str]:
        return words_of(self._body)

    @cached_property
    def _title_words(self) -> frozenset[str]:
        return frozenset(words_of(self.facts.title))

    @cached_property
    def _lead_words(self) -> frozenset[str]:
        return frozenset(words_of(self._body.lstrip().partition("\n\n")[0]))


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how alike two vectors of length 1 are, 0 to 1."""
    return sum(one[word] * other[word] for word in one.keys() & other.keys())


def overlap(one: AbstractSet[str], other: AbstractSet[str], rarity: Mapping[str, float]) -> float:
    """Return the shared part of the smaller of two sets, each word by its rarity (1 where missing)."""
    smaller = min(_sum(one, rarity), _sum(other, rarity))
    return _sum(one & other, rarity) / smaller if smaller else 0.0


def _sum(words: AbstractSet[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(word, 1.0) for word in words)


def _key_of(word: str) -> int:
    return crc32(word.encode()) >> (32 - _KEY_BITS)
