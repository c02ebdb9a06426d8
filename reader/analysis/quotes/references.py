"""A speaker as an attribution writes it."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.quote import SpeakerForm


@dataclass(frozen=True, slots=True)
class Reference:
    """A speaker as an attribution writes it; not yet who that is."""

    form: SpeakerForm
    span: tuple[int, int] | None = None
    """Code points of the body."""
    names: tuple[str, ...] = ()
    """Fullest names, where the words are a name that was recognised; two for a pair."""
    role: tuple[int, int] | None = None
    begin: int = -1
    """First token of the whole phrase, roles and titles included."""
    first: int = -1
    """First token of the mention."""
    stop: int = -1
    """One past the last token of a name."""
    end: int = -1
    """One past the last token that belongs to the attribution, appositions included."""
    is_plural: bool = False
    gender: str = ""
    """``m``, ``f``, ``n`` where a pronoun says so."""
    is_document: bool = False
    is_known: bool = False
    """Whether a name was found by the tagger, not only by its place beside a cue."""


NOBODY = Reference(SpeakerForm.NONE)
"""No speaker is written."""

PERSON_FORMS = frozenset([SpeakerForm.NAME, SpeakerForm.PRONOUN, SpeakerForm.ROLE])
NAMED_FORMS = PERSON_FORMS | {SpeakerForm.ORGANIZATION, SpeakerForm.CLITIC}
"""Forms that are speakers by themselves; a description needs more evidence."""
