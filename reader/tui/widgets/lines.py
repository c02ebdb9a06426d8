"""Put pieces of text on one line of the terminal, measured in cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from reader.tui.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style


def cut_text(text: str, width: int, *, mark: str = "…") -> str:
    """Return ``text`` in at most ``width`` cells, ending in ``mark`` when something was cut off."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip() + mark


def first_lines(text: str, width: int, count: int, *, mark: str = "…") -> list[str]:
    """Wrap ``text`` to ``width`` cells and return the first ``count`` lines at most.

    When there is more, the last line loses as many whole words as ``mark`` behind a space needs.
    """
    lines = [text[start:end].rstrip() for start, end in wrap(text, max(width, 1))]
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    room = max(width - cell_len(mark) - 1, 1)
    if cell_len(last) > room:
        whole, _, _ = set_cell_size(last, room + 1).rpartition(" ")
        last = whole.rstrip() or set_cell_size(last, room).rstrip()
    return [*lines[: count - 1], f"{last} {mark}"]


def cut_segments(segments: Iterable[Segment], width: int, *, mark: str = "…") -> list[Segment]:
    """Return the segments in at most ``width`` cells, ending in ``mark`` when something was cut off."""
    fitting: list[Segment] = []
    room = width
    for segment in segments:
        cells = segment.cell_length
        if cells <= room:
            fitting.append(segment)
            room -= cells
            continue
        if room > 0:
            fitting.append(Segment(cut_text(segment.text, room, mark=mark), segment.style))
        elif fitting:
            last = fitting.pop()
            fitting.append(Segment(cut_text(last.text + " ", last.cell_length, mark=mark), last.style))
        break
    return fitting


def line_of(segments: Sequence[Segment], width: int, base: Style, *, mark: str = "…") -> Strip:
    """Return one line of exactly ``width`` cells on the ``base`` style, cut when too long."""
    return spread([*segments], [], width, base, mark=mark)


def spread(
    left: Sequence[Segment], right: Sequence[Segment], width: int, base: Style, *, mark: str = "…"
) -> Strip:
    """Return one line with ``left`` and ``right`` at its ends; where room lacks, ``left`` is cut.

    ``right`` goes altogether when it would leave less than a third of the line to ``left``.
    """
    right_cells = sum(segment.cell_length for segment in right)
    if right_cells and right_cells > width - max(width // 3, 1):
        right, right_cells = [], 0
    room = width - right_cells - (1 if right_cells else 0)
    fitting = cut_segments(left, room, mark=mark)
    gap = width - right_cells - sum(segment.cell_length for segment in fitting)
    segments = [*fitting, Segment(" " * gap), *right]
    return Strip(Segment.apply_style(segments, base), width)
