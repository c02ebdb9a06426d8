"""Break text into lines by terminal cells: offsets in, offsets out, nothing copied.

Lines are half-open ranges of code points. Time grows with the length of the text alone, whatever
is in it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSHOWABLE = "\N{REPLACEMENT CHARACTER}"

_SPACES = re.compile("[\t\v\f\r\x1c-\x1f\x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001\U000e0020-\U000e007f]"
)

_BREAKS = re.compile("[ \n]+")
_NARROW = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u0384-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
"""Text in which each code point is one cell; most paragraphs, measured a hundred times faster."""

_SEAM = r"(?<=[^\W\d_][-/–])(?=[^\W\d_])|(?<=—)(?=\w)"
"""Where a line may end inside a word: after a hyphen or slash between letters (``anak-anak``)."""
_SEAMS = re.compile(_SEAM)

_JOINED = re.compile("[\u200d\ufe0f]")
_OPENERS = frozenset("([{“‘«‹「『【〈《（［｛")
_CLOSERS = frozenset(")]}”’»›」』】〉》）］｝、。，．・：；？！ー々…")
"""No line starts with one of these where text is broken between wide characters."""


class Line(NamedTuple):
    """A half-open range of code points; a blank line is empty."""

    start: int
    end: int


class _Cells(dict[str, int]):
    """Cells of single characters, remembered."""

    def __missing__(self, character: str) -> int:
        cells = self[character] = get_character_cell_size(character)
        return cells


_CELLS = _Cells()


def showable(text: str) -> str:
    """Return ``text`` as a terminal may have it, code point for code point.

    Controls, bidi and zero-width controls and lone surrogates become replacement signs, odd spaces
    become plain ones; newlines stay, offsets stay.
    """
    return _CONTROLS.sub(UNSHOWABLE, _SPACES.sub(" ", text))


def on_one_line(text: str) -> str:
    """Return ``text`` `showable` and with single plain spaces; no-break spaces stay."""
    return " ".join(_BREAKS.split(showable(text).strip()))


def paragraphs_of(body: str) -> list[Line]:
    """Return the paragraphs of a body, surrounding space left out.

    A newline ends a paragraph, except in a body that was broken into short lines by hand (as mails
    are): there only a blank line does.
    """
    pattern = _BLOCK if is_hard_wrapped(body) else _LINE
    return [Line(*match.span()) for match in pattern.finditer(body)]


_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*(?<!\s)")

_SENTENCE_ENDS = tuple('.!?:”"’。！？')

HARD_WRAP = 100
"""No line of a hand-wrapped body is longer than this, in code points."""


def is_hard_wrapped(body: str) -> bool:
    """Whether newlines inside the paragraphs of a body only keep its lines short.

    They do when no line is long, and of the lines that another follows directly nearly every one is
    so full that the first word of that other had no place on it, and few end a sentence.
    """
    lines = body.split("\n")
    longest = max(map(len, lines))
    if longest > HARD_WRAP or longest < HARD_WRAP // 3:
        return False
    full = ending = followed = 0
    for line, after in pairwise(lines):
        if line.strip() and (word := after.split(maxsplit=1)[:1]):
            followed += 1
            full += len(line.rstrip()) + 1 + len(word[0]) > longest
            ending += line.rstrip().endswith(_SENTENCE_ENDS)
    return followed >= 2 and full >= 0.8 * followed and ending <= 0.4 * followed


def wrap(text: str, width: int, start: int = 0, stop: int | None = None) -> list[Line]:
    """Break one paragraph, ``text[start:stop]``, into lines of at most ``width`` cells.

    Spaces at the ends of lines belong to none. A word longer than a line is cut between
    characters, never inside a joined one; a character wider than the line stands alone on one.
    The text must be `showable`; a newline in it counts as a space.
    """
    stop = len(text) if stop is None else stop
    width = max(width, 1)
    if _NARROW.fullmatch(text, start, stop) or _is_narrow_wrapped(text, start, stop):
        return list(_wrap_narrow(text, width, start, stop))
    return list(_wrap_wide(text, width, start, stop))


def _is_narrow_wrapped(text: str, start: int, stop: int) -> bool:
    return "\n" in text[start:stop] and bool(_NARROW.fullmatch(text[start:stop].replace("\n", " ")))


_patterns: dict[int, re.Pattern[str]] = {}


def _wrap_narrow(text: str, width: int, start: int, stop: int) -> Iterator[Line]:
    """Break text of one-cell characters: the longest run that ends at a break, else a full line."""
    pattern = _patterns.get(width)
    if pattern is None:
        pattern = _patterns[width] = re.compile(
            rf"[ \n]*([^ \n](?:.{{0,{width - 1}}}(?:(?=[ \n]|\Z)|{_SEAM})|.{{0,{width - 1}}}))", re.DOTALL
        )
    at = start
    while at < stop and (found := pattern.match(text, at, stop)):
        at = found.end()
        begin, end = found.span(1)
        while text[end - 1] in " \n":
            end -= 1
        yield Line(begin, end)


def _wrap_wide(text: str, width: int, start: int, stop: int) -> Iterator[Line]:
    """Break any text, character by character."""
    cells = _cells_of(text, start, stop)
    seams = {match.start() for match in _SEAMS.finditer(text, start, stop)}
    line, used = start, 0
    rest, end, used_to_rest = start, start, 0
    """If the line is broken at the last chance: where the next one starts, where this one ends, its cells."""
    for at in range(start, stop):
        character, size = text[at], cells[at - start]
        if character in " \n":
            if at == line:
                line = at + 1
                continue
            if rest != at or text[at - 1] not in " \n":
                end = at
            used += size or 1
            rest, used_to_rest = at + 1, used
            continue
        if at > line and rest != at and (at in seams or _is_between_wide(text, at, cells, start)):
            rest, end, used_to_rest = at, at, used
        if size and used + size > width and at > line:
            if rest > line:
                yield Line(line, end)
                line, used = rest, used - used_to_rest
            if used + size > width and at > line:
                yield Line(line, at)
                line, used = at, 0
            rest, used_to_rest = line, 0
        used += size
    last = stop
    while last > line and text[last - 1] in " \n":
        last -= 1
    if last > line:
        yield Line(line, last)


def _is_between_wide(text: str, at: int, cells: list[int], start: int) -> bool:
    """Whether a line may be broken before ``at`` because a wide character stands on one side."""
    size, before = cells[at - start], cells[at - start - 1]
    if not size or (size < 2 and before < 2) or text[at - 1] == "\u200d":
        return False
    return text[at] not in _CLOSERS and text[at - 1] not in _OPENERS and not text[at - 1].isspace()


def _cells_of(text: str, start: int, stop: int) -> list[int]:
    """Return the cells of each code point; those joined to the one before have none."""
    piece = text[start:stop]
    cells = [_CELLS[character] for character in piece]
    base = -1
    after = 0
    for match in _JOINED.finditer(piece):
        at = match.start()
        if match[0] == "\u200d":
            cells[at] = 0
            if at + 1 < len(cells):
                cells[at + 1] = 0
            continue
        base = next((i for i in range(at - 1, after - 1, -1) if cells[i]), -1)
        after = at
        if base >= 0:
            cells[base] = max(cells[base], cell_len(piece[base] + "\ufe0f"))
    return cells
