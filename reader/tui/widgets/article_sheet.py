"""An article as one text, and that text as lines: where everything stands, and nothing of how it looks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.tui.times import local_time, reading_minutes
from reader.tui.wrap import Line, on_one_line, paragraphs_of, showable, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from reader.model.article import Article


ONLY_A_LINK = "Only the link was kept. Open the page, or import its address to read it here."
"""Stands for the body of an article that a read-later service exported without its text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Title, meta line and body in one text, so that everything in the view has one kind of offset."""

    text: str
    """Safe for a terminal, code point for code point."""
    title: Line
    meta: Line
    story: Line
    """Where else the story is told; empty when nowhere."""
    body: int
    """What must be added to an offset in the body."""
    paragraphs: tuple[Line, ...]
    """Of the body, without the newlines between them."""


def sheet_of(article: Article, *, separator: str = "·", zone: tzinfo | None = None) -> Sheet:
    """Lay the texts of an article after each other."""
    title = on_one_line(article.title)
    meta = on_one_line(meta_line(article, separator=separator, zone=zone))
    story = on_one_line(story_line(article))
    head = f"{title}\n{meta}\n{story}\n\n" if story else f"{title}\n{meta}\n\n"
    body = article.analysis.body
    text = head + (showable(body) if body.strip() or not article.url else ONLY_A_LINK)
    start = len(title) + 1
    return Sheet(
        text=text,
        title=Line(0, len(title)),
        meta=Line(start, start + len(meta)),
        story=Line(start + len(meta) + bool(story), start + len(meta) + bool(story) + len(story)),
        body=len(head),
        paragraphs=tuple(
            Line(first + len(head), last + len(head)) for first, last in paragraphs_of(text[len(head) :])
        ),
    )


def meta_line(article: Article, *, separator: str = "·", zone: tzinfo | None = None) -> str:
    """Return "By A. Writer · Daily Example · 23 Nov 2026, 09:40 · 4 min"; a fact is not broken in two."""
    facts = [
        article.byline or "",
        article.source,
        published_label(article, zone=zone),
        f"{reading_minutes(len(article.analysis.body.split()))}\N{NO-BREAK SPACE}min",
        *(f"#{tag}".replace(" ", "\N{NO-BREAK SPACE}") for tag in article.own_tags),
    ]
    return f"\N{NO-BREAK SPACE}{separator} ".join(fact for fact in facts if fact)


def story_line(article: Article) -> str:
    """Return "Also in Evening Sample, Weekly Specimen", or nothing."""
    story = article.story
    if story is None:
        return ""
    elsewhere = [source for source in story.other_sources if source != article.source]
    count = len(story.others)
    if not elsewhere:
        return f"{count} more here of this story" if count > 1 else "Another article here of this story"
    return f"Also in {', '.join(elsewhere)}"


def published_label(article: Article, *, zone: tzinfo | None = None) -> str:
    """Return when the article appeared, no more precisely than it says itself."""
    published = article.analysis.published
    moment = local_time(article.published_at, zone)
    if published and len(published) <= len("2023-09-07"):
        return _date_label(published)
    return f"{moment.day} {moment:%b %Y, %H:%M}".replace(" ", "\N{NO-BREAK SPACE}")


def _date_label(published: str) -> str:
    """Return "7 Sep 2023", "Sep 2023" or "2023"; the text itself when it is no date."""
    from datetime import date

    try:
        year, month, day = (int(part) for part in (published + "-1-1").split("-")[:3])
        when = date(year, month, day)
    except ValueError:
        return published
    return {0: f"{year}", 1: f"{when:%b %Y}"}.get(published.count("-"), f"{day} {when:%b %Y}")


class Layout:
    """The lines of a sheet at one width.

    Attributes:
        lines: ranges of the sheet's text, top to bottom; blank lines are empty ranges.

    """

    def __init__(self, sheet: Sheet, width: int, *, hidden: Iterable[Line] = ()) -> None:
        """Break a sheet into lines, leaving out paragraphs that lie wholly within ``hidden`` ranges."""
        self.width = width
        self.lines: list[Line] = [
            *wrap(sheet.text, width, *sheet.title),
            *wrap(sheet.text, width, *sheet.meta),
            *(wrap(sheet.text, width, *sheet.story) if sheet.story.start < sheet.story.end else ()),
        ]
        out_of_sight = sorted(hidden)
        for paragraph in sheet.paragraphs:
            if _is_within(paragraph, out_of_sight):
                continue
            end = self.lines[-1].end if self.lines else 0
            self.lines.append(Line(end, end))
            self.lines.extend(wrap(sheet.text, width, *paragraph))
        self._starts = [line.start for line in self.lines]

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def line_at(self, offset: int) -> int:
        """Return the number of the line on which an offset stands, or would stand were it not hidden."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def lines_of(self, start: int, end: int) -> range:
        """Return the numbers of the lines that a half-open range touches."""
        return range(self.line_at(start), self.line_at(max(start, end - 1)) + 1)


def _is_within(paragraph: Line, ranges: Sequence[Line]) -> bool:
    """Whether ``ranges``, sorted, cover the paragraph without a gap wider than its spaces."""
    at = paragraph.start
    for start, end in ranges[max(bisect_right(ranges, (at, 0)) - 1, 0) :]:
        if start > at + 1 or at >= paragraph.end:
            break
        at = max(at, end)
    return at >= paragraph.end


def plain_text(sheet: Sheet, start: int, end: int, *, hidden: Iterable[Line] = ()) -> str:
    """Return a range of the sheet as text: lines joined, one blank line between paragraphs."""
    out_of_sight = sorted(hidden)
    pieces = []
    for first, last in (sheet.title, sheet.meta, sheet.story, *sheet.paragraphs):
        begin, stop = max(first, start), min(last, end)
        if begin < stop and not _is_within(Line(first, last), out_of_sight):
            pieces.append(" ".join(sheet.text[begin:stop].split("\n")))
    return "\n\n".join(pieces)
