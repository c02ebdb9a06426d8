"""What two articles are to each other: copies of one text, reports of one event, or nothing.

The figures below were found on ``tests/evaluation/data/stories/tuning``; the README has what they
reach on the other half.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reader.stories.profile import cosine, overlap
from reader.stories.shingles import containment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from reader.stories.profile import Profile

COPY_WINDOW = 4 * 86_400
"""Seconds between a text and its copies: what is printed again later is another thing, to a reader."""

EVENT_WINDOW = 3 * 86_400
"""Seconds between two reports that can tell of one event without any in between."""

COPIED = 0.45
"""Part of the shorter text that stands in the longer if one is copied from the other."""

COPIED_BLINDLY = 0.8
"""The same where neither figures nor names can confirm it."""

SAME_FIGURES, SAME_NAMES = 0.6, 0.7
"""Part of figures and names that an edited copy keeps. A forecast or a market report has the words of
the day before and other figures; the report of another match has other names."""

PATTERNED = 0.15
"""Shared phrasing from which other figures mean another day of a series, and no event in common."""

SAME_TITLE = 0.6
"""Part of the words of two titles, dates aside, that makes them titles of a series."""

SERIES_APART = 12 * 3600
"""Seconds between two parts of a series; what comes sooner is a copy or an update."""

FEWEST_NAMES = 2
"""Words of names that reports of one event share at least."""

ENOUGH_NAMES, ENOUGH_ABROAD = 10, 7
"""Shared words of names that count in full, in one language and in two; fewer count for less."""

NAMES_WEIGH, NAMES_WEIGH_ABROAD, FIGURE_WEIGHS = 0.3, 0.5, 0.15
"""What names, names in two languages, and each figure weigh beside what the texts are about."""

MOST_FIGURES = 3.0
"""Figures that count: beyond, it is one table printed twice."""

EVENT = 0.4
"""Weight of everything shared from which two reports tell of one event."""

EACH_DAY = 0.02
"""What each day between two reports asks for in addition."""


class Kinship(StrEnum):
    """What two articles are to each other."""

    COPY = "copy"
    EVENT = "event"


def kinship_of(one: Profile, other: Profile, rarity: Mapping[str, float]) -> Kinship | None:
    """Compare two articles, in whichever order.

    ``rarity`` says of words how much they tell, 0 to 1; those that are missing count in full.
    """
    apart = abs(one.facts.published_at - other.facts.published_at)
    if apart > COPY_WINDOW:
        return None
    may_tell_of_one = apart <= EVENT_WINDOW and _names_meet(one, other)
    if not may_tell_of_one and set(one.copy_keys).isdisjoint(other.copy_keys):
        return None
    copied = containment(one.shingles, other.shingles)
    if _is_series(one, other, copied, apart):
        return None
    if _is_copy(one, other, copied):
        return Kinship.COPY
    if not may_tell_of_one:
        return None
    needed = EVENT + EACH_DAY * apart / 86_400
    return Kinship.EVENT if _weight_of_shared(one, other, rarity) >= needed else None


def _is_copy(one: Profile, other: Profile, copied: float) -> bool:
    if copied < COPIED:
        return False
    figures, names = _part(one.numbers, other.numbers), _part(one.names.keys(), other.names.keys())
    if figures is None and names is None:
        return copied >= COPIED_BLINDLY
    return (figures is None or figures >= SAME_FIGURES) and (names is None or names >= SAME_NAMES)


def _is_series(one: Profile, other: Profile, copied: float, apart: int) -> bool:
    """Tell whether two articles fill one form on two days, or for two places."""
    figures = _part(one.numbers, other.numbers)
    if copied >= PATTERNED and figures is not None and figures < SAME_FIGURES:
        return True
    if apart < SERIES_APART:
        return False
    titles = one.title_undated, other.title_undated
    alike = len(titles[0] & titles[1]) / max(len(titles[0] | titles[1]), 1)
    is_dated_apart = one.title_dates != other.title_dates
    return alike >= SAME_TITLE and (is_dated_apart or one.facts.source_id == other.facts.source_id)


def _names_meet(one: Profile, other: Profile) -> bool:
    """Tell whether one article, where its title names anything, is about what the other names."""
    if len(one.names.keys() & other.names.keys()) < FEWEST_NAMES:
        return False
    if not (one.chief_names or other.chief_names):
        return True
    here, there = one.names.keys() | one.title, other.names.keys() | other.title
    return not (one.chief_names.isdisjoint(there) and other.chief_names.isdisjoint(here))


def _weight_of_shared(one: Profile, other: Profile, rarity: Mapping[str, float]) -> float:
    named = overlap(one.names.keys(), other.names.keys(), rarity)
    count = len(one.names.keys() & other.names.keys())
    figures = sum(_figure_weight(figure) for figure in one.numbers & other.numbers)
    weight = FIGURE_WEIGHS * min(figures, MOST_FIGURES)
    if one.facts.language != other.facts.language:
        return weight + NAMES_WEIGH_ABROAD * named * min(count / ENOUGH_ABROAD, 1.0)
    about = cosine(one.topic(rarity), other.topic(rarity))
    return weight + about + NAMES_WEIGH * named * min(count / ENOUGH_NAMES, 1.0)


def _figure_weight(digits: str) -> float:
    """Return how much a shared figure tells: 9 stands in every second report, 1840 in one."""
    if len(digits) >= 4:
        return 1.0
    return (0.0, 0.2, 0.8, 1.0)[len(digits.rstrip("0"))]


def _part(one: AbstractSet[str], other: AbstractSet[str]) -> float | None:
    """Return the shared part of the smaller set, None where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else None
