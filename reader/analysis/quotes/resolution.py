"""Who the speakers are: names, short names, roles, pronouns and silence, from left to right."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotes.contents import is_predicate
from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.analysis.quotes.reading import NONE
from reader.analysis.quotes.registry import register
from reader.analysis.quotes.tokens import POSSESSIVES
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference
    from reader.analysis.quotes.registry import Registry

_SUBJECT_SENTENCES = 4
"""How many sentences back the subject of a pronoun may have been named."""
_ROLE_REACH = 200
"""How many mentions back a role may have been introduced."""
_ROLE_WORDS = 12
"""Tokens from the start of a role to the name behind it."""
_BODY_REACH = 12
"""How many mentions back "the company" may have been named."""
_PRONOUN_REACH = 4
"""How many paragraphs back a pronoun may find its speaker before it is doubtful."""


_SUBJECT_REACH = 14
"""Tokens from the start of a sentence within which its subject is looked for."""


class Resolved(NamedTuple):
    """A draft with the name of its speaker, None where there is no telling."""

    draft: Draft
    name: str | None
    certainty: float
    """From 0 to 1: how sure the step from words to name is."""


@dataclass(slots=True)
class _Speaker:
    name: str
    sentence: int
    gender: str = ""
    is_plural: bool = False
    is_body: bool = False


@dataclass(slots=True)
class _Chain:
    """Who has spoken so far, newest last, and in which role each was introduced."""

    reading: Reading
    registry: Registry
    speakers: list[_Speaker] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)

    def last(self) -> _Speaker | None:
        return self.speakers[-1] if self.speakers else None

    def add(self, resolved: Resolved) -> None:
        """Remember who spoke in an attribution, and the role it gives."""
        draft, reference = resolved.draft, resolved.draft.speaker
        if resolved.name is None or draft.frame is Frame.DOCUMENT or reference.is_document:
            return
        before = self.last()
        is_same = before is not None and before.name == resolved.name
        self.speakers.append(
            _Speaker(
                resolved.name,
                draft.sentence,
                gender=reference.gender
                or (before.gender if is_same and before else "")
                or self.registry.gender(resolved.name),
                is_plural=reference.is_plural,
                is_body=reference.form is SpeakerForm.ORGANIZATION
                or bool(is_same and before and before.is_body),
            )
        )
        if reference.role is not None and reference.form is SpeakerForm.NAME:
            start, end = reference.role
            self.roles.setdefault(self.reading.body[start:end].lower(), resolved.name)


def resolve(drafts: Drafts) -> list[Resolved]:
    """Give each draft its speaker's name, in text order of the attributions."""
    chain = _Chain(drafts.reading, register(drafts.reading, (*drafts.found, *drafts.heard)))
    done: dict[int, Resolved] = {}
    heard = {id(draft) for draft in drafts.heard}
    for draft in sorted((*drafts.found, *drafts.heard), key=_place):
        resolved = _resolve(draft, chain, done)
        chain.add(resolved)
        if id(draft) not in heard:
            done[id(draft)] = resolved
    return sorted(done.values(), key=lambda resolved: resolved.draft.parts[0])


def _place(draft: Draft) -> tuple[int, int]:
    at = draft.cue[0] if draft.cue is not None else draft.parts[0][0]
    return at, draft.parts[0][0]


def _resolve(draft: Draft, chain: _Chain, done: dict[int, Resolved]) -> Resolved:
    reference = draft.speaker
    if draft.leads is not None:
        leader = done.get(id(draft.leads))
        return Resolved(draft, leader.name if leader else None, leader.certainty if leader else 0.0)
    match reference.form:
        case SpeakerForm.NAME:
            return _by_name(draft, chain)
        case SpeakerForm.ORGANIZATION:
            names = [chain.registry.body_or_person(name, reference.first) for name in reference.names]
            return Resolved(draft, _joined(chain.reading, names), 0.9)
        case SpeakerForm.ROLE:
            return _by_role(draft, chain)
        case SpeakerForm.PRONOUN | SpeakerForm.CLITIC:
            return _by_pronoun(draft, chain)
        case SpeakerForm.DESCRIPTION:
            return _by_description(draft, chain)
        case _:
            return _carried(draft, chain)


def _joined(reading: Reading, names: Iterable[str]) -> str | None:
    return f" {reading.grammar.conjunction} ".join(names) or None


def _by_name(draft: Draft, chain: _Chain) -> Resolved:
    reference = draft.speaker
    names = [chain.registry.person_or_body(name, reference.first) for name in reference.names]
    is_sure = reference.is_known or names != list(reference.names)
    return Resolved(draft, _joined(chain.reading, names), 1.0 if is_sure else 0.85)


def _by_role(draft: Draft, chain: _Chain) -> Resolved:
    reading = chain.reading
    if draft.speaker.role is None:
        return Resolved(draft, None, 0.0)
    start, end = draft.speaker.role
    role = reading.body[start:end]
    lowered = role.lower()
    for known, name in chain.roles.items():
        if known.startswith(lowered) or lowered.startswith(known):
            return Resolved(draft, name, 0.9)
    introduced = _introduced_as(chain, lowered, draft.speaker.first)
    if introduced is not None:
        return Resolved(draft, introduced, 0.85)
    last = chain.last()
    if len(lowered.split()) == 1 and last is not None and not last.is_body:
        return Resolved(draft, role, 0.4)
    return Resolved(draft, role, 0.6)


def _introduced_as(chain: _Chain, role: str, before: int) -> str | None:
    """Return the latest person whose name follows a phrase that starts with the role's words."""
    reading = chain.reading
    words = role.split()
    places = chain.registry.places
    newest = bisect_left(places, (before, "")) - 1
    for number in range(newest, max(-1, newest - _ROLE_REACH), -1):
        first, name = places[number]
        for at in range(first - 1, max(-1, first - _ROLE_WORDS), -1):
            if not reading.tokens[at].is_word or reading.mention(at, EntityType.PERSON) is not None:
                break
            if all(reading.lower(at + k) == word for k, word in enumerate(words)):
                return chain.registry.person(name, first)
    return None


def _by_pronoun(draft: Draft, chain: _Chain) -> Resolved:
    reading = chain.reading
    reference = draft.speaker
    last = next((speaker for speaker in reversed(chain.speakers) if _agrees(reference, speaker)), None)
    subject = None if reference.gender == "n" or reference.is_plural else _subject_before(chain, draft, last)
    if subject is not None and chain.registry.gender(subject) not in {"", reference.gender or ""}:
        subject = None if reference.gender else subject
    if last is None:
        introduced = subject
        if subject is None and reference.gender != "n" and not reference.is_plural:
            introduced = _introduced_last(chain, draft)
        return Resolved(draft, introduced, 0.6 if introduced else 0.0)
    if subject is not None and subject != last.name:
        return Resolved(draft, subject, 0.6)
    distance = _paragraphs_between(reading, last.sentence, draft.sentence)
    if distance > _PRONOUN_REACH:
        return Resolved(draft, last.name, 0.6)
    return Resolved(draft, last.name, 0.95 if distance <= 1 else 0.9)


def _introduced_last(chain: _Chain, draft: Draft) -> str | None:
    """Return the person named last before the first quote, in the paragraph before at the earliest."""
    reading = chain.reading
    places = chain.registry.places
    paragraph = reading.sentences[draft.sentence].paragraph
    limit = reading.sentences[draft.sentence].first
    for number in range(bisect_left(places, (limit, "")) - 1, -1, -1):
        first, name = places[number]
        if reading.sentences[reading.sentence_at[first]].paragraph < paragraph - 1:
            return None
        full = chain.registry.person(name, first)
        fits = not draft.speaker.gender or chain.registry.gender(full) in {"", draft.speaker.gender}
        if reading.pair_at[first] == NONE and fits:
            return full
    return None


def _agrees(reference: Reference, speaker: _Speaker) -> bool:
    """Whether a pronoun may stand for an earlier speaker, by number and gender."""
    if reference.is_plural:
        return speaker.is_plural or speaker.is_body
    if reference.gender in {"m", "f"}:
        return not speaker.is_body and not speaker.is_plural and speaker.gender in {"", reference.gender}
    if reference.gender == "n":
        return speaker.is_body
    return True


def _paragraphs_between(reading: Reading, first: int, second: int) -> int:
    return reading.sentences[second].paragraph - reading.sentences[first].paragraph


def _subject_before(chain: _Chain, draft: Draft, last: _Speaker | None) -> str | None:
    """Return the person who opens a sentence between the last attribution and the pronoun, if any."""
    reading = chain.reading
    number = draft.sentence
    oldest = max(number - _SUBJECT_SENTENCES, last.sentence if last is not None else 0)
    for earlier in range(number, oldest - 1, -1):
        if reading.sentences[earlier].paragraph < reading.sentences[number].paragraph - 1:
            break
        first = reading.sentences[earlier].first
        found = _opening_person(chain, first, min(draft.speaker.first, first + _SUBJECT_REACH))
        if found is not None:
            return found
    return None


def _opening_person(chain: _Chain, first: int, limit: int) -> str | None:
    """Return the person who is the subject, or the agent, of the first words of a sentence."""
    reading = chain.reading
    places = chain.registry.places
    agents = reading.grammar.words["agents"]
    for number in range(bisect_left(places, (first, "")), len(places)):
        at, name = places[number]
        if at >= limit:
            break
        clause = next((k + 1 for k in range(at - 1, first, -1) if reading.lower(k) == ","), first)
        is_object = any(is_predicate(reading, k) for k in range(clause, at))
        if is_object and not any(reading.lower(k) in agents for k in range(max(first, at - 3), at)):
            break
        is_owner = reading.lower(at + len(name.split())) in POSSESSIVES
        if reading.pair_at[at] == NONE and not is_owner:
            return chain.registry.person(name, at)
    return None


def _by_description(draft: Draft, chain: _Chain) -> Resolved:
    reference = draft.speaker
    if reference.names:
        return Resolved(draft, chain.registry.body(reference.names[0]), 0.7)
    reading = chain.reading
    if reference.is_document and reference.span is not None:
        start, end = reference.span
        text = reading.body[start:end]
        key = " ".join(text.casefold().split()[:2])
        return Resolved(draft, chain.registry.documents.get(key, text), 0.5)
    if reading.lower(reference.first) in reading.grammar.words["organization_anaphors"]:
        return _by_body_noun(draft, chain)
    head = reading.lower(reference.first)
    if head in reading.grammar.words["role_heads"]:
        introduced = _introduced_as(chain, head, reference.first)
        if introduced is not None and reference.end - reference.first > 1:
            return Resolved(draft, introduced, 0.7)
    last_word = reading.lower(reference.end - 1)
    last = chain.last()
    if last_word in reading.grammar.words["description_closers"] and last is not None and not last.is_body:
        return Resolved(draft, last.name, 0.7)
    return Resolved(draft, None, 0.5)


def _by_body_noun(draft: Draft, chain: _Chain) -> Resolved:
    """Resolve "the company", "perusahaan itu" to the body named or heard last."""
    reading = chain.reading
    reference = draft.speaker
    closers = reading.grammar.words["description_closers"]
    size = reference.end - reference.first - (reading.lower(reference.end - 1) in closers)
    if size > 1:
        return Resolved(draft, None, 0.5)
    before = bisect_left(reading.mention_tokens, (reference.first, reference.first)) - 1
    for number in range(before, max(-1, before - _BODY_REACH), -1):
        if reading.mentions[number].type is EntityType.ORGANIZATION:
            return Resolved(draft, chain.registry.body(reading.mentions[number].name), 0.6)
    return Resolved(draft, None, 0.5)


def _carried(draft: Draft, chain: _Chain) -> Resolved:
    last = chain.last()
    if last is None:
        return Resolved(draft, None, 0.0)
    distance = _paragraphs_between(chain.reading, last.sentence, draft.sentence)
    return Resolved(draft, last.name, 0.8 if distance <= 1 else 0.5 if distance <= 3 else 0.2)
