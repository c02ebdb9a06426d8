"""Read a text in which spans are marked with braces.

``{q1:words}`` is content of quote 1, ``{c1:…}`` its cue, ``{s1:…}`` its speaker,
``{r1:…}`` its role; ``{d:…}`` is the dateline and ``{f:…}`` a line of furniture.
Marks may nest. A text itself holds no braces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(r"\{(?P<label>[qcsr]\d+|[df]):")


class MarkupError(ValueError):
    """The braces of a text do not balance, or a label is unknown."""


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """One pair of braces; offsets count code points of the text without marks."""

    label: str
    start: int
    end: int


def read_markup(marked: str) -> tuple[str, list[MarkedSpan]]:
    """Return the plain text and its spans, ordered by start.

    Raises MarkupError, with the words that follow, where the braces are wrong.
    """
    plain: list[str] = []
    length = 0
    open_marks: list[tuple[str, int]] = []
    spans: list[MarkedSpan] = []
    position = 0
    while position < len(marked):
        if opening := _OPENING.match(marked, position):
            open_marks.append((opening["label"], length))
            position = opening.end()
            continue
        character = marked[position]
        if character == "{" or (character == "}" and not open_marks):
            raise MarkupError(f"Stray {character} before: {marked[position : position + 40]!r}")
        if character == "}":
            label, start = open_marks.pop()
            spans.append(MarkedSpan(label, start, length))
        else:
            plain.append(character)
            length += 1
        position += 1
    if open_marks:
        raise MarkupError(f"Never closed: {[label for label, _ in open_marks]}")
    spans.sort(key=lambda span: (span.start, span.end))
    return "".join(plain), spans
