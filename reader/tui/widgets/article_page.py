"""An article broken into lines at one width, with everything that lies on them."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.tui.widgets.article_marks import (
    Highlights,
    Kind,
    Mark,
    Spot,
    by_line,
    marks_of,
    parts_of,
    quote_numbers,
)
from reader.tui.widgets.article_sheet import Layout, plain_text
from reader.tui.wrap import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.article import Article
    from reader.model.mention import Mention
    from reader.tui.widgets.article_sheet import Sheet


class ArticlePage:
    """Answers where things are; offsets without another word are offsets in the body."""

    def __init__(self, article: Article, sheet: Sheet, width: int, *, hides_furniture: bool) -> None:
        self.article = article
        self.sheet = sheet
        self._hidden = [self._on_sheet(span.start, span.end) for span in article.analysis.furniture]
        if not hides_furniture:
            self._hidden = []
        self.layout = Layout(sheet, width, hidden=self._hidden)
        self._numbers = quote_numbers(article.analysis, sheet, self.layout)
        self._marks: dict[int, list[Mark]] = {}
        self._hits: Sequence[Line] = ()
        self._found: Line | None = None

    def ink_names(self, highlights: Highlights, *, first_only: bool = False) -> None:
        """Sort the marks of names, quotes and the rest onto the lines; the lines stay as they are."""
        marks = marks_of(self.article.analysis, self.sheet, highlights, first_only=first_only)
        self._marks = by_line(marks, self.layout)

    def ink_hits(self, hits: Sequence[Line], found: Line | None) -> None:
        """Lay hits over the names: ranges in text order that do not overlap, one of them just gone to.

        They are not sorted onto lines: a letter typed into a find may have ten thousand hits.
        """
        self._hits, self._found = hits, found

    # -- lines -------------------------------------------------------------------------------

    def marks_on(self, number: int, spot: Spot | None) -> tuple[list[Mark], bool]:
        """Return the marks of a line, the spot in focus last, and whether that is on it."""
        line = self.layout.lines[number]
        marks = [*self._marks.get(number, ()), *self._hits_on(line)]
        if spot is None or line.start == line.end:
            return marks, False
        parts = [self._on_sheet(*part) for part in parts_of(self.article.analysis, spot)]
        here = [Mark(*part, "focused") for part in parts if part.start < line.end and part.end > line.start]
        return marks + here, bool(here)

    def _hits_on(self, line: Line) -> list[Mark]:
        start, end = line.start - self.sheet.body, line.end - self.sheet.body
        first = max(bisect_right(self._hits, start, key=itemgetter(0)) - 1, 0)
        marks = []
        for position in range(first, len(self._hits)):
            hit = self._hits[position]
            if hit.start >= end:
                break
            if hit.end > start:
                marks.append(Mark(*self._on_sheet(*hit), "hit"))
                if hit == self._found:
                    marks.append(Mark(*self._on_sheet(*hit), "found"))
        return marks

    def numbers_on(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the quotes that start on a line."""
        return tuple(self._numbers.get(number, ()))

    def lines_of(self, start: int, end: int) -> range:
        """Return the numbers of the lines that a range touches."""
        return self.layout.lines_of(*self._on_sheet(start, end))

    def first_offset(self, number: int) -> int:
        """Return the offset at which a line begins; 0 for those above the body."""
        return max(0, self.layout.lines[number].start - self.sheet.body)

    def offset_at(self, column: int, number: int) -> int:
        """Return the offset at a column of a line; negative above the body, the line's end beyond it."""
        line = self.layout.lines[min(max(number, 0), len(self.layout) - 1)]
        return min(line.start + max(column, 0), line.end) - self.sheet.body

    def text_between(self, start: int | None, end: int | None) -> str:
        """Return what is shown between two offsets as plain text; None is the very start or end."""
        first = 0 if start is None else start + self.sheet.body
        last = len(self.sheet.text) if end is None else end + self.sheet.body
        return plain_text(self.sheet, first, last, hidden=self._hidden)

    # -- quotes and names --------------------------------------------------------------------

    def starts_of(
        self, kind: Kind, highlights: Highlights, same_as: Mention | None = None
    ) -> list[tuple[int, int]]:
        """Return start and number of every spot of a kind that can be stepped to, in text order.

        Names that are not highlighted are passed by, unless none is; ``same_as`` asks for all mentions of
        the entity of one.
        """
        analysis = self.article.analysis
        if kind is Kind.QUOTE:
            return sorted((quote.start, index) for index, quote in enumerate(analysis.quotes))
        if same_as is not None:
            wanted = (same_as.type, same_as.name)
            return [
                (mention.start, index)
                for index, mention in enumerate(analysis.mentions)
                if (mention.type, mention.name) == wanted
            ]
        return [
            (mention.start, index)
            for index, mention in enumerate(analysis.mentions)
            if highlights is Highlights.NONE or highlights.shows(mention.type)
        ]

    def spot_at(self, offset: int) -> Spot | None:
        """Return the name at an offset, else the quote."""
        analysis = self.article.analysis
        for index, mention in enumerate(analysis.mentions):
            if mention.start <= offset < mention.end:
                return Spot(Kind.MENTION, index)
        for index, quote in enumerate(analysis.quotes):
            if any(part.start <= offset < part.end for part in quote.content):
                return Spot(Kind.QUOTE, index)
        return None

    def _on_sheet(self, start: int, end: int) -> Line:
        return Line(start + self.sheet.body, end + self.sheet.body)
