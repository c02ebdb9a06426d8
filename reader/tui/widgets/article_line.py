"""One line of an article on the terminal: margin, text in its inks, air."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.widgets.article_marks import Mark, pieces_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.tui.widgets.article_inks import Inks
    from reader.tui.wrap import Line

_RAISED = str.maketrans("0123456789+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺")


@dataclass(frozen=True, slots=True)
class LineLook:
    """What is special about a line beside its text and marks."""

    number: int
    """Of the line, from 0."""
    width: int
    """Cells to fill."""
    text_width: int
    """Cells that the longest line may have."""
    quotes: tuple[int, ...] = ()
    """Numbers of the quotes that start here."""
    has_bar: bool = False
    """Whether the quote or name in focus is on this line."""
    selected: tuple[int, int] | None = None
    """Columns selected with the mouse, in code points; an end of -1 is the end of the line."""
    brackets: bool = False
    """Whether hits stand in brackets, for screens without colour."""
    is_ascii: bool = False


def margin_for(width: int) -> tuple[int, int]:
    """Return the least cells left and right of the text: room for a bar and a number, if there is any."""
    if width >= 40:
        return 5, 1
    if width >= 16:
        return 3, 1
    return (1, 0) if width > 1 else (0, 0)


def draw_line(text: str, line: Line, marks: Sequence[Mark], look: LineLook, inks: Inks) -> Strip:
    """Draw ``text[line.start:line.end]`` under its marks, between margin and air."""
    least, _ = margin_for(look.width)
    left = max(least, (look.width - look.text_width) // 2)
    segments = _margin(left, least, look, inks)
    room = look.width - left - cell_len(text[line.start : line.end])
    brackets = _brackets(text, line, marks, room) if look.brackets else _NO_BRACKETS
    for start, end, names in pieces_of(line, [*marks, *_selection_on(line, look)]):
        if start in brackets.inserted:
            segments.append(_segment(brackets.inserted[start], start, line, look, inks.mix(("hit",))))
        style = inks.mix(names)
        segments.append(_segment(brackets.put_into(text, start, end), start, line, look, style))
    if line.end in brackets.inserted:
        segments.append(_segment(brackets.inserted[line.end], line.end, line, look, inks.mix(("hit",))))
    used = sum(segment.cell_length for segment in segments)
    segments.append(Segment(" " * (look.width - used), inks.base))
    return Strip(segments).crop(0, look.width)


def _segment(piece: str, start: int, line: Line, look: LineLook, style: Style) -> Segment:
    """Return a piece that knows its column and line, for selecting with the mouse."""
    offset = Style.from_meta({"offset": (start - line.start, look.number)})
    return Segment(piece.replace("\n", " "), style + offset)


def _selection_on(line: Line, look: LineLook) -> list[Mark]:
    if look.selected is None:
        return []
    first, last = look.selected
    start = min(line.start + max(first, 0), line.end)
    end = line.end if last < 0 else min(line.start + last, line.end)
    return [Mark(start, end, "selection")] if start < end else []


# -- margin: the numbers of quotes, and the bar of what is in focus ------------------------------


def _margin(left: int, least: int, look: LineLook, inks: Inks) -> list[Segment]:
    bar = ("|" if look.is_ascii else "┃") if look.has_bar else " "
    if least >= 3:
        number = _quote_numbers(look, least - 2).rjust(least - 2) + " "
    else:
        number = ""
        bar = bar if look.has_bar else _quote_numbers(look, least).rjust(least)
    pieces = [(" " * (left - least), ()), (bar[:least], ("bar",)), (number, ("number",))]
    offset = Style.from_meta({"offset": (-left, look.number)})
    return [Segment(piece, inks.mix(names) + offset) for piece, names in pieces if piece]


def _quote_numbers(look: LineLook, room: int) -> str:
    """Return the numbers of the quotes in at most ``room`` cells, a plus for those that do not fit."""
    if not look.quotes or room <= 0:
        return ""
    first, *others = (str(number) for number in look.quotes)
    choices = (" ".join([first, *others]), first + "+" if others else first, first, "+")
    shown = next(choice for choice in choices if len(choice) <= room)
    return shown if look.is_ascii else shown.translate(_RAISED)


# -- brackets round hits, where colour cannot tell them apart ------------------------------------


@dataclass(frozen=True, slots=True)
class _Brackets:
    """Brackets by offset: those that take the place of a space, and those that need a cell."""

    replacing: Mapping[int, str]
    inserted: Mapping[int, str]

    def put_into(self, text: str, start: int, end: int) -> str:
        """Return a range of the text with brackets in the place of spaces."""
        piece = text[start:end]
        if self.replacing.keys().isdisjoint(range(start, end)):
            return piece
        return "".join(self.replacing.get(at, character) for at, character in enumerate(piece, start))


_NO_BRACKETS = _Brackets({}, {})


def _brackets(text: str, line: Line, marks: Sequence[Mark], room: int) -> _Brackets:
    """Place the brackets of a line beside its hits or, where ``room`` lacks, in the place of spaces."""
    edges: list[tuple[int, int, str]] = []
    for mark in marks:
        if mark.ink == "hit":
            edges += [(mark.start, mark.start - 1, "["), (mark.end, mark.end, "]")]
    edges = [edge for edge in edges if line.start <= edge[0] <= line.end]
    is_roomy = len(edges) <= room
    replacing: dict[int, str] = {}
    inserted: dict[int, str] = {}
    for edge, neighbour, sign in edges:
        is_free = line.start <= neighbour < line.end and text[neighbour] == " " and neighbour not in replacing
        if is_free and not is_roomy:
            replacing[neighbour] = sign
        elif room > 0:
            room -= 1
            inserted[edge] = inserted.get(edge, "") + sign
    return _Brackets(replacing, inserted)
