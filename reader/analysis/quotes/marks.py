"""Pairing of quotation marks, one paragraph at a time.

Outlets disagree on marks: straight on both sides, curly, low-high, doubled single ones, or the
same right mark on both sides. Shape alone therefore decides nothing: it is a hint beside the
position (a mark after a space opens, a mark after a letter closes) and the alternation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DOUBLE = re.compile(r'["“”„«»‟]|\'\'|``|‘‘|’’')
_SINGLE = re.compile(r"[‘’']")
_OPENING_SHAPES = frozenset(["“", "„", "«", "‟", "``", "‘‘", "‘"])
_CLOSING_SHAPES = frozenset(["»", "’’"])
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-:/*_")
_AFTER_CLOSING = frozenset(" \t\u00a0)]}—–-:;,.?!/*_")
_SENTENCE_MARKS = frozenset(",.?!…")
_PADDING = frozenset(" \t\u00a0*_")
"""White space and leftover emphasis marks between a quotation mark and its words."""
MIN_WORDS_BETWEEN_SINGLE_MARKS = 4
"""Fewer words than this between single marks are a nickname or an apostrophe, not speech."""


class Pair(NamedTuple):
    """A string between quotation marks; offsets count code points of the body."""

    start: int
    """Of the opening mark, or of the text where that mark is missing."""
    end: int
    """One past the closing mark, or past the paragraph where the words go on in the next one."""
    inner_start: int
    inner_end: int
    paragraph: int
    is_balanced: bool
    """False when one of the two marks was never typed, and the span is a guess."""

    @property
    def goes_on(self) -> bool:
        """Whether the speech runs on in the next paragraph, which opens with a mark again."""
        return self.is_balanced and self.end == self.inner_end


class _Mark(NamedTuple):
    start: int
    end: int
    may_open: bool
    may_close: bool
    shape: str


def pair_marks(body: str, paragraphs: Sequence[tuple[int, int]]) -> list[Pair]:
    """Pair the quotation marks of each paragraph, in text order; of nested ones the outer.

    A paragraph whose last mark stays open runs to its end when the next paragraph opens with a mark
    again (speech over several paragraphs); otherwise one of the marks is a typing error and
    only that paragraph suffers.
    """
    pairs: list[Pair] = []
    for number, (start, end) in enumerate(paragraphs):
        marks = list(_marks(body, start, end, _DOUBLE))
        if not marks:
            pairs += _single_pairs(body, start, end, number)
            continue
        goes_on = number + 1 < len(paragraphs) and _DOUBLE.match(body, paragraphs[number + 1][0]) is not None
        pairs += _pairs_of(body, marks, (start, end), number, goes_on=goes_on)
    return pairs


def _marks(body: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[_Mark]:
    count = 0
    for match in pattern.finditer(body, start, end):
        left, right = match.span()
        before = body[left - 1] if left > start else " "
        after = body[right] if right < end else " "
        shape = match.group()
        if shape == '"' and before.isdigit() and not after.isalpha() and count % 2 == 0:
            # No string is open: the mark means inches (a 24" screen).
            continue
        count += 1
        yield _Mark(
            left,
            right,
            may_open=before in _BEFORE_OPENING or before in _SENTENCE_MARKS,
            may_close=before not in _BEFORE_OPENING or after in _AFTER_CLOSING,
            shape=shape,
        )


def _pairs_of(
    body: str, marks: list[_Mark], bounds: tuple[int, int], number: int, *, goes_on: bool
) -> Iterator[Pair]:
    start, end = bounds
    opening: _Mark | None = None
    last_end = start
    depth = 0
    may_nest = _is_balanced(marks)
    inner = -1
    for number_of_mark, mark in enumerate(marks):
        if opening is not None and opening.shape == mark.shape and _is_inner(body, marks, number_of_mark):
            inner = number_of_mark + 1
        if not may_nest and inner - 1 <= number_of_mark <= inner:
            continue
        if may_nest and opening is not None and mark.shape in "“”":
            depth += 1 if mark.shape == "“" else -1
            if depth >= 0:
                continue
            depth = 0
        if opening is None:
            if _only_closes(body, mark, bounds):
                if body[mark.start - 1] in _SENTENCE_MARKS and mark is marks[0]:
                    yield Pair(last_end, mark.end, last_end, mark.start, number, is_balanced=False)
                last_end = mark.end
                continue
            opening = mark
        elif _only_opens(body, mark, bounds):
            # The mark that should have closed is missing: keep the newer one.
            opening = mark
        else:
            yield _trimmed(body, opening, mark, number)
            opening, last_end = None, mark.end
    if opening is not None and opening.end < end and (goes_on or opening.start == start):
        yield Pair(opening.start, end, opening.end, end, number, is_balanced=goes_on)


def _is_inner(body: str, marks: list[_Mark], number: int) -> bool:
    """Whether a curly mark inside an open string opens one in it: two that close follow, "“… “…” …”"."""
    if marks[number].shape != "“" or number + 2 >= len(marks):
        return False
    one, other = marks[number + 1 : number + 3]
    return one.shape == other.shape == "”" and body[other.start - 1] not in _BEFORE_OPENING


def _is_balanced(marks: list[_Mark]) -> bool:
    """Whether every mark of a paragraph is curly and each one that opens is closed, so that they may nest."""
    depth = 0
    for mark in marks:
        if mark.shape not in {"“", "”"}:
            return False
        depth += 1 if mark.shape == "“" else -1
        if depth < 0:
            return False
    return depth == 0


def _only_closes(body: str, mark: _Mark, bounds: tuple[int, int]) -> bool:
    start, end = bounds
    if mark.start == start:
        return False
    before = body[mark.start - 1]
    after = body[mark.end] if mark.end < end else " "
    if mark.shape in _OPENING_SHAPES:
        return False
    return before not in _BEFORE_OPENING and not after.isalnum()


def _only_opens(body: str, mark: _Mark, bounds: tuple[int, int]) -> bool:
    start, end = bounds
    if mark.end >= end or mark.shape in _CLOSING_SHAPES:
        return False
    before = body[mark.start - 1] if mark.start > start else " "
    if mark.shape in _OPENING_SHAPES:
        return before in _BEFORE_OPENING and body[mark.end].isalnum()
    return False


def _trimmed(body: str, opening: _Mark, closing: _Mark, number: int) -> Pair:
    left, right = opening.end, closing.start
    while left < right and body[left] in _PADDING:
        left += 1
    while right > left and body[right - 1] in _PADDING:
        right -= 1
    return Pair(opening.start, closing.end, left, right, number, is_balanced=True)


def _single_pairs(body: str, start: int, end: int, number: int) -> Iterator[Pair]:
    """Pair single marks where a paragraph holds no double ones, as British outlets print speech."""
    opening: re.Match[str] | None = None
    for match in _SINGLE.finditer(body, start, end):
        left, right = match.span()
        before = body[left - 1] if left > start else " "
        after = body[right] if right < end else " "
        opens = before in _BEFORE_OPENING and after.isalnum() and match.group() != "’"
        closes = not before.isspace() and not after.isalnum() and match.group() != "‘"
        if opening is None or opens:
            opening = match if opens else None
        elif closes and (before in _SENTENCE_MARKS or after in _AFTER_CLOSING):
            if len(body[opening.end() : left].split()) >= MIN_WORDS_BETWEEN_SINGLE_MARKS:
                yield Pair(opening.start(), right, opening.end(), left, number, is_balanced=True)
                opening = None
            elif before in _SENTENCE_MARKS:
                opening = None
