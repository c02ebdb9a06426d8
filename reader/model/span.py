"""Places in a body."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a body, with the text that stands there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, body: str, start: int, end: int) -> Span:
        """Cut ``body[start:end]`` out as a span; raise ValueError when it is out of range."""
        if not 0 <= start <= end <= len(body):
            msg = f"span {start}:{end} is outside a body of {len(body)} code points"
            raise ValueError(msg)
        return cls(start, end, body[start:end])
