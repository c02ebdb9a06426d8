"""A quote while it is being worked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.analysis.quotes.references import NOBODY, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.analysis.quotes.reading import Reading
    from reader.model.quote import QuoteKind


class Frame(StrEnum):
    """The shape of an attribution; confidence and resolution depend on it."""

    AFTER_MARKS = "after marks"
    """ "…," kata Sari."""
    SUBJECT_VERB = "subject verb"
    """Sari mengatakan bahwa …"""
    AFTER_CLAUSE = "after clause"
    """…, kata Sari."""
    HOLDER = "holder"
    """Menurut Sari, …"""
    DOCUMENT = "document"
    """Dalam surat itu disebutkan, …"""
    ANAPHOR = "anaphor"
    """… Hal itu disampaikan Sari."""
    TAIL = "tail"
    """…, seraya menambahkan bahwa …"""
    TRANSCRIBED = "transcribed"
    """Sari: "…"."""
    ASKED = "asked"
    """Asked by Sari whether …, …"""
    NOUN = "noun"
    """critics' claim that …"""
    CARRIED = "carried"
    """A marked string without a cue of its own."""


@dataclass(slots=True)
class Draft:
    """A quote before its speaker is resolved."""

    frame: Frame
    kind: QuoteKind
    parts: list[tuple[int, int]]
    """Code points of the content, in order."""
    sentence: int
    """The sentence of the attribution, or of the content where there is none."""
    cue: tuple[int, int] | None = None
    speaker: Reference = NOBODY
    continues: bool = False
    """Whether the cue goes on with the speaker before ("added")."""
    leads: Draft | None = None
    """The attribution that this one follows grammatically (a tail, a second part)."""
    relay: str | None = None


@dataclass(slots=True)
class Drafts:
    """The drafts of one body, and which tokens they have used up."""

    reading: Reading
    found: list[Draft] = field(default_factory=list)
    heard: list[Draft] = field(default_factory=list)
    """Attributions without content of their own ("Hal senada disampaikan Sari"): they only say who spoke."""
    taken: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.reading.tokens))

    def add(self, draft: Draft, ranges: Iterable[tuple[int, int]]) -> None:
        """Keep a draft and mark the tokens it is made of as used."""
        self.found.append(draft)
        for first, last in ranges:
            self.take(first, last)

    def take(self, first: int, last: int) -> None:
        """Mark tokens as used."""
        if last > first:
            self.taken[first:last] = b"\x01" * (last - first)

    def is_free(self, index: int) -> bool:
        """Whether no draft uses a token yet."""
        return not self.taken[index]

    def in_order(self) -> Iterator[Draft]:
        """Yield the drafts by the place of their content."""
        yield from sorted(self.found, key=lambda draft: draft.parts[0])
