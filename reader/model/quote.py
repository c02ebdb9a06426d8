"""Who said what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.model.mention import EntityType

if TYPE_CHECKING:
    from reader.model.span import Span


class QuoteKind(StrEnum):
    """How much of a quote stands between quotation marks: all, nothing, a part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeakerForm(StrEnum):
    """In what form the attribution refers to its speaker (``mention`` in the JSON output)."""

    NAME = "name"
    PRONOUN = "pronoun"
    CLITIC = "clitic"
    ROLE = "role"
    DESCRIPTION = "description"
    ORGANIZATION = "organization"
    NONE = "none"


class Attribution(StrEnum):
    """How a quote is tied to its speaker."""

    EXPLICIT = "explicit"
    CARRIED = "carried"
    """A paragraph of its own without a cue; the speaker is that of the attribution before."""
    ELLIPTICAL = "elliptical"
    """A cue whose subject is left out ("seraya menambahkan")."""
    NONE = "none"


BETWEEN_PARTS = " … "
"""Stands in the text of a quote where an attribution interrupts it."""

DOUBTFUL_BELOW = 0.6
"""Confidence under which screens mark a speaker with a question mark."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or a statement attributed to somebody, as the annotation guidelines define it."""

    kind: QuoteKind
    content: tuple[Span, ...]
    """One part, or more where an attribution interrupts the words; in order, never empty."""
    cue: Span | None = None
    speaker: Span | None = None
    """The words that stand in this attribution: "Dia", "Kalachev", the "nya" of "katanya"."""
    name: str | None = None
    """The fullest name of the speaker in the article; None where there is no telling."""
    role: Span | None = None
    relay: str | None = None
    """The outlet or agency that the words were taken from."""
    mention: SpeakerForm = SpeakerForm.NONE
    attribution: Attribution = Attribution.NONE
    confidence: float = 0.0
    """From 0 to 1: how sure the attribution is."""

    @property
    def start(self) -> int:
        """First code point of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """One past the last code point of the content."""
        return self.content[-1].end

    @property
    def text(self) -> str:
        """The content, its parts joined by an ellipsis."""
        return BETWEEN_PARTS.join(part.text for part in self.content)

    @property
    def speaker_type(self) -> EntityType:
        """What kind of entity speaks, where no mention of the name tells."""
        return EntityType.ORGANIZATION if self.mention is SpeakerForm.ORGANIZATION else EntityType.PERSON

    @property
    def is_doubtful(self) -> bool:
        """Whether a screen should mark the speaker as uncertain."""
        return self.name is not None and self.confidence < DOUBTFUL_BELOW
