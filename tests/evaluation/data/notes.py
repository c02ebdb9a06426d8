"""Read what an annotator notes of a quote: ``"indirect pronoun | Ratna Sasmita"``.

Before the bar stand, in any order, the kind; how the speaker is mentioned, or why
no mention stands there; and, where it is no person, what kind of source speaks.
After the bar stands who speaks, nothing if the article does not say.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

KINDS = frozenset({"direct", "indirect", "mixed"})
MENTIONS = frozenset({"name", "pronoun", "clitic", "role", "description", "organization"})
ATTRIBUTIONS = {"carried": "carried", "elliptical": "elliptical", "unattributed": "none"}
SOURCE_TYPES = {"document": "document", "body": "organization"}


class NoteError(ValueError):
    """A note has an unknown word, lacks one, or has two of a kind."""


@dataclass(frozen=True, slots=True)
class Note:
    """The facts of a quote that have no place in the text."""

    kind: str
    mention: str
    attribution: str
    source_type: str
    name: str | None


def read_note(written: str) -> Note:
    """Return the facts of a note; one that names no mention says `none`."""
    facts, _, name = written.partition("|")
    words = set(facts.split())
    if unknown := words - KINDS - MENTIONS - set(ATTRIBUTIONS) - set(SOURCE_TYPES):
        raise NoteError(f"unknown words {sorted(unknown)} in {written!r}")
    kind = _one_of(KINDS, words)
    mention = _one_of(MENTIONS, words)
    attribution = _one_of(ATTRIBUTIONS, words)
    source_type = _one_of(SOURCE_TYPES, words)
    if kind is None or (mention is None) == (attribution is None):
        raise NoteError(f"{written!r} wants a kind, and a mention or the reason why there is none")
    return Note(
        kind=kind,
        mention=mention or "none",
        attribution=ATTRIBUTIONS[attribution] if attribution else "explicit",
        source_type=SOURCE_TYPES[source_type] if source_type else _usual_source_type(mention),
        name=name.strip() or None,
    )


def _usual_source_type(mention: str | None) -> str:
    return "organization" if mention == "organization" else "person"


def _one_of(options: Collection[str], words: set[str]) -> str | None:
    chosen = sorted(words & set(options))
    if len(chosen) > 1:
        raise NoteError(f"only one of {chosen} can be true")
    return chosen[0] if chosen else None
