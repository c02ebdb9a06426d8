"""Who has spoken so far in an article, and in which role."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotes.drafts import Frame
from reader.analysis.quotes.heads import head_at
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from reader.analysis.quotes.drafts import Draft
    from reader.analysis.quotes.introductions import Introductions
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference
    from reader.analysis.quotes.registry import Registry

_GENDERS = (("m", "title_masculine"), ("f", "title_feminine"))
_ROLE_REACH = 5
"""Tokens before a name that may hold a role."""
_SURE = 0.9
"""From here on whoever spoke is a firm ground for the pronouns behind him."""


class Resolved(NamedTuple):
    """A draft with the name of its speaker, None where there is no telling."""

    draft: Draft
    name: str | None
    certainty: float
    """From 0 to 1: how sure the step from words to name is."""
    is_body: bool = False
    """Whether a description turned out to be that of a body."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody, or something, that has spoken."""

    name: str
    sentence: int
    gender: str = ""
    is_plural: bool = False
    is_body: bool = False
    is_document: bool = False
    certainty: float = 1.0
    """How sure it is who that is, 1 where nothing speaks against it."""

    @property
    def is_person(self) -> bool:
        """Whether a person may stand for it, and not only "it"."""
        return not self.is_body and not self.is_document


@dataclass(slots=True)
class Chain:
    """The speakers so far, newest last, and the roles in which they were introduced."""

    reading: Reading
    registry: Registry
    introductions: Introductions
    speakers: list[Speaker] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    """Names, or the fullest phrase, by the role with which somebody spoke, in lower case."""
    documents: dict[str, str] = field(default_factory=dict)
    """Names by the noun of the document that spoke: "report" is the Water Board's."""
    nameless: list[int] = field(default_factory=list)
    """Sentences in which somebody spoke who is new and has no name: "one juror"."""
    several: list[int] = field(default_factory=list)
    """Sentences in which people without names spoke: "aides"."""
    genders: dict[str, str] = field(default_factory=dict)
    """What pronouns have told of the speakers: ``m`` or ``f``."""

    def _gender_of_role(self, reference: Reference) -> str:
        """Return ``m`` or ``f`` where a role says so: "his WIFE, Rhoda"; one noun alone decides."""
        words = self.reading.grammar.words
        first = reference.first - _ROLE_REACH if reference.form is SpeakerForm.NAME else reference.first
        nouns = {self.reading.lower(at) for at in range(max(first, reference.begin), reference.end)}
        if reference.role is not None:
            start, end = reference.role
            nouns |= set(self.reading.body[start:end].lower().split())
        found = [letter for letter, kind in _GENDERS if nouns & words[kind]]
        return found[0] if len(found) == 1 else ""

    def _is_several(self, reference: Reference) -> bool:
        noun = self.reading.lower(head_at(self.reading, reference.first, reference.end))
        return noun.endswith("s") or noun in self.reading.grammar.words["plurals"]

    def _is_stranger(self, reference: Reference) -> bool:
        strangers = self.reading.grammar.words["description_strangers"]
        before = {self.reading.lower(reference.first - 1), self.reading.lower(reference.first)}
        return reference.form is SpeakerForm.DESCRIPTION and bool(before & strangers)

    def is_nameless(self, number: int, newest: int, *, is_plural: bool = False) -> bool:
        """Whether a stranger (or several people) spoke in the paragraph of a sentence, after ``newest``."""
        spoke = self.several if is_plural else self.nameless
        if not spoke or not self.reading.grammar.is_head_last:
            return False
        sentences = self.reading.sentences
        is_near = sentences[spoke[-1]].paragraph == sentences[number].paragraph
        return is_near and spoke[-1] >= newest

    def last(self) -> Speaker | None:
        """Return who spoke last; documents do not count."""
        return next((speaker for speaker in reversed(self.speakers) if not speaker.is_document), None)

    def gender(self, name: str) -> str:
        """Return ``m``, ``f`` or an empty string, from titles and from pronouns so far."""
        return self.registry.gender(name) or self.genders.get(name, "")

    def add(self, resolved: Resolved) -> None:
        """Remember who spoke in an attribution, and the role it gives."""
        reference, name = resolved.draft.speaker, resolved.name
        if name is None:
            if self._is_stranger(reference):
                self.nameless.append(resolved.draft.sentence)
            if reference.form is SpeakerForm.DESCRIPTION and self._is_several(reference):
                self.several.append(resolved.draft.sentence)
            return
        if resolved.draft.frame is Frame.ASKED:
            # Whoever asks gives the floor to another.
            return
        gender = reference.gender if reference.gender in {"m", "f"} else self._gender_of_role(reference)
        if gender:
            self.genders.setdefault(name, gender)
        before = self.speakers[-1] if self.speakers else None
        is_same = before is not None and before.name == name
        self.speakers.append(
            Speaker(
                name,
                resolved.draft.sentence,
                gender=reference.gender or self.gender(name),
                is_plural=reference.is_plural,
                is_body=resolved.is_body
                or (reference.form is SpeakerForm.ORGANIZATION and name not in self.registry.people)
                or bool(is_same and before and before.is_body),
                is_document=reference.is_document,
                certainty=1.0 if resolved.certainty >= _SURE else resolved.certainty,
            )
        )
        if reference.role is not None and reference.form in {SpeakerForm.NAME, SpeakerForm.ROLE}:
            start, end = reference.role
            self.roles.setdefault(self.reading.body[start:end].lower(), name)
