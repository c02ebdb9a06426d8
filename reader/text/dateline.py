"""The place, outlet and date that news puts before its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from reader.model.analysis import Dateline
from reader.text.dates import any_of, find_dates, month_names, weekday_names, weekday_number
from reader.text.furniture import find_furniture
from reader.text.outlets import outlet_named
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
    outlets: list[str] = []
    places: list[str] = []
    is_dated = False
    for inner in _PARENTHESES.findall(head):
        if _is_date(inner):
            is_dated = True
        elif outlet_named(inner) or (inner.isupper() and len(inner.split()) <= 3):
            outlets.append(inner.strip())
        else:
            return None
    for item in _items(_PARENTHESES.sub(",", head)):
        if _is_date(item):
            is_dated = True
        elif outlet_named(item):
            outlets.append(item)
        elif _may_be_place(item):
            places.append(item)
        else:
            return None
    if len(outlets) > 1 or len(places) > 2 or not (outlets or places):
        return None
    certain = bool(places) and (places[0].isupper() or is_known_place(places[0]))
    return _Head(outlets[0] if outlets else None, places[0] if places else None, is_dated, certain)


def _items(text: str) -> list[str]:
    return [item for part in re.split(r"[,:|/]", text) if (item := part.strip(' \t*_“".'))]


def _may_be_place(item: str) -> bool:
    words = item.split()
    if len(words) > 4 or len(item) > 40 or is_no_place(item):
        return False
    return is_known_place(item) or all(word[0].isupper() or word in {"de", "of", "the"} for word in words)


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
