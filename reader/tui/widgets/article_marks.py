"""What lies over the text of an article: names, quotes, hits; and which of it falls on which line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.model.analysis import Analysis
    from reader.tui.widgets.article_sheet import Layout, Sheet
    from reader.tui.wrap import Line


class Kind(StrEnum):
    """What can be stepped through and focused in an article."""

    QUOTE = "quote"
    MENTION = "mention"


class Highlights(StrEnum):
    """Which names are marked; the reader cycles through them."""

    ALL = "all"
    PEOPLE = "people"
    ORGANIZATIONS = "organisations"
    PLACES = "places"
    NONE = "none"

    def following(self) -> Highlights:
        """Return the next choice, the first after the last."""
        choices = list(Highlights)
        return choices[(choices.index(self) + 1) % len(choices)]

    def shows(self, type_: EntityType) -> bool:
        """Whether names of a type are marked."""
        return self is Highlights.ALL or _ONLY.get(self) is type_


_ONLY = {
    Highlights.PEOPLE: EntityType.PERSON,
    Highlights.ORGANIZATIONS: EntityType.ORGANIZATION,
    Highlights.PLACES: EntityType.PLACE,
}


class Mark(NamedTuple):
    """An ink over a half-open range of the sheet."""

    start: int
    end: int
    ink: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A quote or mention by its number in the analysis."""

    kind: Kind
    index: int


INK_OF_TYPE: Mapping[EntityType, str] = {
    EntityType.PERSON: "person",
    EntityType.ORGANIZATION: "organization",
    EntityType.PLACE: "place",
}
OTHER_INK = "other"


def marks_of(
    analysis: Analysis, sheet: Sheet, highlights: Highlights, *, first_only: bool = False
) -> list[Mark]:
    """Return the marks of an analysis, in the order in which their inks are laid on.

    With ``first_only`` each entity is marked where it is named first.
    """
    at = sheet.body
    marks = [Mark(*sheet.title, "title"), Mark(*sheet.meta, "meta"), Mark(*sheet.story, "meta")]
    marks += [Mark(span.start + at, span.end + at, "furniture") for span in analysis.furniture]
    if analysis.dateline is not None:
        marks.append(Mark(analysis.dateline.start + at, analysis.dateline.end + at, "dateline"))
    if highlights is not Highlights.NONE:
        marks += [
            Mark(part.start + at, part.end + at, "quote")
            for quote in analysis.quotes
            for part in quote.content
        ]
    marked: set[tuple[EntityType, str]] = set()
    for mention in analysis.mentions:
        entity = (mention.type, mention.name)
        if highlights.shows(mention.type) and not (first_only and entity in marked):
            marked.add(entity)
            ink = INK_OF_TYPE.get(mention.type, OTHER_INK)
            marks.append(Mark(mention.start + at, mention.end + at, ink))
    return marks


def parts_of(analysis: Analysis, spot: Spot) -> list[tuple[int, int]]:
    """Return the ranges of the body that a spot covers."""
    if spot.kind is Kind.QUOTE:
        return [(part.start, part.end) for part in analysis.quotes[spot.index].content]
    mention = analysis.mentions[spot.index]
    return [(mention.start, mention.end)]


def by_line(marks: Iterable[Mark], layout: Layout) -> dict[int, list[Mark]]:
    """Sort marks onto the lines they touch, each line's in the order given."""
    lines: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for number in layout.lines_of(mark.start, mark.end):
            lines[number].append(mark)
    return dict(lines)


def quote_numbers(analysis: Analysis, sheet: Sheet, layout: Layout) -> dict[int, list[int]]:
    """Return by line the numbers, from 1, of the quotes that start on it."""
    lines: dict[int, list[int]] = defaultdict(list)
    for number, quote in enumerate(analysis.quotes, start=1):
        lines[layout.line_at(quote.start + sheet.body)].append(number)
    return dict(lines)


def pieces_of(line: Line, marks: Sequence[Mark]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Cut a line where its marks begin and end; each piece comes with the inks over it, lowest first."""
    cuts = {line.start, line.end}
    for mark in marks:
        cuts.add(min(max(mark.start, line.start), line.end))
        cuts.add(min(max(mark.end, line.start), line.end))
    edges = sorted(cuts)
    return [
        (start, end, tuple(mark.ink for mark in marks if mark.start <= start and end <= mark.end))
        for start, end in pairwise(edges)
    ]
