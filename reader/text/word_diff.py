"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\n+|[^\S\n]+|\w+(?:['’-]\w+)*|[^\w\s]")
_MOST_WORDS = 4_000
"""Words of a changed passage that are compared one by one; a longer one counts as rewritten as a whole."""


class Part(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    part: Part
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in reading order; what was removed stands before what took its place.

    The pieces that are not added make up ``before``, those that are not removed ``after``. Paragraphs are
    compared first, so that long articles cost no more than what changed in them.
    """
    pieces: list[Piece] = []
    for part, old, new in _runs(_paragraphs(before), _paragraphs(after)):
        if part is Part.SAME:
            pieces.append(Piece(Part.SAME, "".join(old)))
        else:
            pieces += _words("".join(old), "".join(new))
    return list(_joined(pieces))


def _paragraphs(text: str) -> list[str]:
    return re.findall(r"[^\n]+\n*|\n+", text)


def _words(before: str, after: str) -> list[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not old or not new or len(old) + len(new) > 2 * _MOST_WORDS:
        return _replaced(before, after)
    pieces: list[Piece] = []
    for part, gone, come in _runs(old, new):
        if part is Part.SAME:
            pieces.append(Piece(Part.SAME, "".join(gone)))
        else:
            pieces += _replaced("".join(gone), "".join(come))
    return pieces


def _replaced(before: str, after: str) -> list[Piece]:
    pieces = [Piece(Part.REMOVED, before), Piece(Part.ADDED, after)]
    return [piece for piece in pieces if piece.text]


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Part, Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        part = Part.SAME if tag == "equal" else Part.REMOVED
        yield part, old[start:end], new[new_start:new_end]


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join changes that only a space keeps apart, so that a rewritten sentence reads as one."""
    waiting: dict[Part, str] = {Part.REMOVED: "", Part.ADDED: ""}
    same = ""
    for number, piece in enumerate(pieces):
        between = piece.part is Part.SAME and not piece.text.strip(" ") and 0 < number < len(pieces) - 1
        if between and not same and any(waiting.values()):
            waiting = {part: text + piece.text for part, text in waiting.items()}
        elif piece.part is Part.SAME:
            yield from _flushed(waiting)
            waiting = {Part.REMOVED: "", Part.ADDED: ""}
            same += piece.text
        else:
            if same:
                yield Piece(Part.SAME, same)
                same = ""
            waiting[piece.part] += piece.text
    yield from _flushed(waiting)
    if same:
        yield Piece(Part.SAME, same)


def _flushed(waiting: dict[Part, str]) -> Iterator[Piece]:
    for part in (Part.REMOVED, Part.ADDED):
        if waiting[part]:
            yield Piece(part, waiting[part])
