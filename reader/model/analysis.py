"""What the program finds in a body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.mention import Mention
    from reader.model.quote import Quote
    from reader.model.span import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The text before an article's first sentence, its dash included, the space behind it not."""

    start: int
    end: int
    text: str
    outlet: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one body; all offsets count code points in ``body``."""

    body: str
    title: str | None = None
    source: str | None = None
    """The outlet that published the article."""
    published: str | None = None
    """ISO 8601, as precise as is known: ``2023-09``, ``2023-09-07``, ``2023-09-07T14:02:00+07:00``."""
    language: str = "und"
    """ISO 639-1 code, ``und`` when undetermined."""
    dateline: Dateline | None = None
    furniture: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """In text order, without overlaps, none inside furniture."""
    quotes: tuple[Quote, ...] = ()
    """In text order of their first part, none inside furniture."""
