"""The place, outlet and date that news puts before its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from reader.model.analysis import Dateline
from reader.text.dates import any_of, find_dates, month_names, weekday_names, weekday_number
from reader.text.furniture import find_furniture
from reader.text.outlets import is_like_outlet, outlet_named
from reader.text.paragraphs import paragraphs
from reader.text.places import is_known_place, is_no_place, known_place_at, place_as_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.span import Span

_REACH = 120
"""Code points within which a dateline ends."""

_OPENING = 4
"""Paragraphs to look at: furniture and a headline may stand before the first of the story."""

_LONGEST_HEADLINE = 160
_LONGEST_NAME = 40
_MOST_WORDS = 4
_FEWEST_LETTERS = 3

_DASH = re.compile(r"(?P<before>\s{0,3})(?P<mark>[—–−―]|-{1,3})(?P<after>\s{0,3})")
_PARENTHESES = re.compile(r"\(([^()]{2,40})\)")


@dataclass(frozen=True, slots=True)
class _Head:
    """What the words before a dash say when they are a dateline."""

    outlet: str | None
    place: str | None
    is_dated: bool
    is_certain: bool
    """Whether the place is known or in capitals, rather than any capitalised word."""


def find_dateline(body: str, language: str = "und") -> Dateline | None:
    """Return the text before the article's first sentence, its dash included, or None.

    ``outlet`` is as the dateline writes it; ``place`` is in lower case with capitals (``JAKARTA`` is
    Jakarta). The forms are those of Indonesian and English papers: ``Bisnis.com, JAKARTA –``,
    ``Jakarta (ANTARA) -``, ``LONDON, Sept 7 (Reuters) -``, ``Liputan6.com, Jakarta`` with the dash lost.
    """
    start_of_story = body[: _OPENING * 1000]
    furniture = set(find_furniture(start_of_story, language))
    opening = [line for line in islice(paragraphs(start_of_story), _OPENING) if line not in furniture]
    for number, paragraph in enumerate(opening):
        dateline = _dateline_of(paragraph, needs_certainty=number > 0)
        if dateline is not None:
            return dateline
        if not _is_headline(paragraph.text):
            return None
    return None


def _is_headline(text: str) -> bool:
    return len(text) <= _LONGEST_HEADLINE and text[-1] not in ".,:;"


def _dateline_of(paragraph: Span, *, needs_certainty: bool) -> Dateline | None:
    for end, head in _candidates(paragraph.text):
        if needs_certainty and not (head.outlet or head.is_certain):
            continue
        text = paragraph.text[:end]
        place = place_as_written(head.place) if head.place else None
        return Dateline(paragraph.start, paragraph.start + end, text, head.outlet, place)
    return None


def _candidates(text: str) -> Iterator[tuple[int, _Head]]:
    """Yield the places where a dateline can end, with what it says, the surest first."""
    for dash in _DASH.finditer(text, 0, _REACH):
        head = _read(text[: dash.start()])
        if head is not None and _closes(dash, head) and _is_story(text[dash.end() :]):
            yield dash.end("mark"), head
    yield from _without_dash(text)


def _closes(dash: re.Match[str], head: _Head) -> bool:
    """Say whether a dash closes this head; a tight hyphen does so only after an outlet."""
    is_wide = dash["mark"] != "-" or bool(dash["before"] or dash["after"])
    if head.outlet is not None:
        return True
    return is_wide and (head.is_certain or head.is_dated)


def _is_story(rest: str) -> bool:
    """Say whether sentences follow, rather than more of a headline in capitals."""
    return not rest or any(letter.islower() for letter in rest[:200])


def _read(head: str) -> _Head | None:
    """Read the words before a dash as outlet, place and date, in any order; None for anything else."""
    found = _Parts()
    for inner in _PARENTHESES.findall(head):
        found.add(inner, is_parenthesised=True)
    for item in _items(_PARENTHESES.sub(",", head)):
        found.add(item, is_parenthesised=False)
    if found.is_other or len(found.outlets) + len(found.agencies) > 1 or len(found.places) > 2:
        return None
    if not (found.outlets or found.places):
        return None
    place = found.places[0] if found.places else None
    is_certain = place is not None and (is_known_place(place) or _is_in_capitals(place))
    if found.agencies and not (is_certain or found.is_dated):
        return None
    outlet = next(iter([*found.outlets, *found.agencies]), None)
    return _Head(outlet, place, found.is_dated, is_certain)


@dataclass(slots=True)
class _Parts:
    """The items of a head, sorted by what they seem to be."""

    outlets: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    """What stands in parentheses like an agency, but is not known."""
    places: list[str] = field(default_factory=list)
    is_dated: bool = False
    is_other: bool = False
    """Whether there is anything that no dateline holds."""

    def add(self, item: str, *, is_parenthesised: bool) -> None:
        """Sort one item in."""
        item = item.strip()
        if _is_date(item):
            self.is_dated = True
        elif outlet_named(item) or is_like_outlet(item) or (is_parenthesised and item.isupper()):
            self.outlets.append(item)
        elif is_parenthesised and _is_name(item):
            self.agencies.append(item)
        elif not is_parenthesised and _may_be_place(item):
            self.places.append(item)
        else:
            self.is_other = True


def _items(text: str) -> list[str]:
    return [item for part in re.split(r"[,:|/]", text) if (item := part.strip(' \t*_“".'))]


def _may_be_place(item: str) -> bool:
    return not is_no_place(item) and (is_known_place(item) or _is_name(item))


def _is_in_capitals(item: str) -> bool:
    return item.isupper() and sum(map(str.isalpha, item)) >= _FEWEST_LETTERS


def _is_name(item: str) -> bool:
    """Say whether an item is a few words with capitals, as names of places and agencies are."""
    words = item.split()
    if not words or len(words) > _MOST_WORDS or len(item) > _LONGEST_NAME:
        return False
    return all(word[0].isupper() or word in {"de", "of", "the"} for word in words)


def _without_dash(text: str) -> Iterator[tuple[int, _Head]]:
    """Yield datelines that end in a date, or whose dash got lost on the way."""
    dated = _dated().match(text)
    if dated is not None:
        place, rest = dated["place"], text[dated.end() :]
        if (
            not is_no_place(place)
            and weekday_number(place) is None
            and (is_known_place(place) or not rest.strip())
        ):
            yield dated.end(), _Head(None, place, is_dated=True, is_certain=True)
    lost = re.match(r"(?P<outlet>[^,:()]{2,30})[,:]\s{1,2}", text)
    if lost is not None and outlet_named(lost["outlet"]):
        place_end = known_place_at(text, lost.end())
        if place_end is not None and _starts_sentence(text[place_end:]):
            place = text[lost.end() : place_end]
            yield place_end, _Head(lost["outlet"], place, is_dated=False, is_certain=True)
    agency = re.match(r"\((?P<outlet>[^()]{2,30})\)\s{0,3}(?=[\"“A-Z])", text)
    if agency is not None and outlet_named(agency["outlet"]):
        yield agency.end("outlet") + 1, _Head(agency["outlet"], None, is_dated=False, is_certain=True)


def _starts_sentence(rest: str) -> bool:
    return re.match(r"\s{1,3}[\"“‘'(]?[A-Z0-9]", rest) is not None


def _is_date(item: str) -> bool:
    if _partial_date().fullmatch(item):
        return True
    dates = find_dates(item)
    return len(dates) == 1 and not re.sub(r"\W", "", item[: dates[0].start] + item[dates[0].end :])


@cache
def _partial_date() -> re.Pattern[str]:
    """Return what a date leaves when it is written without its year, or cut at its commas."""
    months = any_of(month_names())
    return re.compile(
        rf"(?:(?:{any_of(weekday_names())})\b,?\s?)?(?:\d{{1,2}}\s(?:{months})\.?|(?:{months})\.?\s\d{{1,2}}|\d{{1,2}}/\d{{1,2}}|\d{{4}})?",
        re.IGNORECASE,
    )


@cache
def _dated() -> re.Pattern[str]:
    """Return how press releases begin: ``Bogor (4/2),`` or ``Bogor, 17 Agustus 2012.`` and a sentence."""
    months = any_of(month_names())
    return re.compile(
        rf"(?P<place>[^\W\d_][\w.’'-]{{1,20}}(?:\s[^\W\d_][\w.’'-]{{1,20}}){{0,3}})"
        rf"(?:\s?\(\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\),|,\s\(?\d{{1,2}}\s(?:{months})\s\d{{4}}\)?[.,:])",
        re.IGNORECASE,
    )
