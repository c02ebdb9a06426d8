"""Who the speakers are: names, short names, roles, pronouns and silence, from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.model.mention import EntityType
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.quotes.reading import Reading

_PRONOUN_REACH = 4
"""How many paragraphs back a pronoun may find its speaker before it is doubtful."""


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
    speakers: list[_Speaker] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)

    def add(self, speaker: _Speaker) -> None:
        self.speakers.append(speaker)

    def last(self) -> _Speaker | None:
        return self.speakers[-1] if self.speakers else None


def resolve(drafts: Drafts) -> list[Resolved]:
    """Give each draft its speaker's name, in text order of the attributions."""
    reading = drafts.reading
    chain = _Chain(reading)
    names = _people(reading)
    done: dict[int, Resolved] = {}
    for draft in sorted(drafts.found, key=_place):
        resolved = _resolve(draft, chain, names, done)
        done[id(draft)] = resolved
        if resolved.name is not None and draft.frame is not Frame.DOCUMENT:
            reference = draft.speaker
            chain.add(
                _Speaker(
                    resolved.name,
                    draft.sentence,
                    gender=reference.gender,
                    is_plural=reference.is_plural,
                    is_body=reference.form is SpeakerForm.ORGANIZATION,
                )
            )
            if reference.role is not None:
                start, end = reference.role
                chain.roles.setdefault(reading.body[start:end].lower(), resolved.name)
    return sorted(done.values(), key=lambda resolved: resolved.draft.parts[0])


def _place(draft: Draft) -> tuple[int, int]:
    at = draft.cue[0] if draft.cue is not None else draft.parts[0][0]
    return at, draft.parts[0][0]


def _people(reading: Reading) -> list[tuple[int, str]]:
    """Return the people named in the text with the first token of each mention."""
    return [
        (first, mention.name)
        for mention, (first, _) in zip(reading.mentions, reading.mention_tokens, strict=True)
        if mention.type is EntityType.PERSON
    ]


def _resolve(
    draft: Draft, chain: _Chain, people: list[tuple[int, str]], done: dict[int, Resolved]
) -> Resolved:
    reference = draft.speaker
    if draft.leads is not None:
        leader = done.get(id(draft.leads))
        return Resolved(draft, leader.name if leader else None, leader.certainty if leader else 0.0)
    match reference.form:
        case SpeakerForm.NAME:
            return _by_name(draft, chain, people)
        case SpeakerForm.ORGANIZATION:
            return Resolved(draft, _joined(chain.reading, reference.names), 0.9)
        case SpeakerForm.ROLE:
            return _by_role(draft, chain, people)
        case SpeakerForm.PRONOUN | SpeakerForm.CLITIC:
            return _by_pronoun(draft, chain, people)
        case SpeakerForm.DESCRIPTION:
            return _by_description(draft, chain)
        case _:
            return _carried(draft, chain)


def _joined(reading: Reading, names: Iterable[str]) -> str | None:
    conjunction = " dan " if reading.grammar.language == "id" else " and "
    return conjunction.join(names) or None


def _by_name(draft: Draft, chain: _Chain, people: list[tuple[int, str]]) -> Resolved:
    reference = draft.speaker
    if reference.is_known:
        return Resolved(draft, _joined(chain.reading, reference.names), 1.0)
    text = reference.names[0]
    known = _fullest(text, [name for _, name in people] + [speaker.name for speaker in chain.speakers])
    return Resolved(draft, known or text, 0.8)


def _fullest(text: str, names: Iterable[str]) -> str | None:
    """Return the longest known name that holds every word of a short one."""
    wanted = {word.lower() for word in text.split()}
    found = [name for name in names if wanted <= {word.lower() for word in name.split()}]
    return max(found, key=len, default=None)


def _by_role(draft: Draft, chain: _Chain, people: list[tuple[int, str]]) -> Resolved:
    reading = chain.reading
    assert draft.speaker.role is not None
    start, end = draft.speaker.role
    role = reading.body[start:end]
    lowered = role.lower()
    for known, name in chain.roles.items():
        if known.startswith(lowered) or lowered.startswith(known):
            return Resolved(draft, name, 0.9)
    introduced = _introduced_as(reading, lowered, people, draft.speaker.first)
    if introduced is not None:
        return Resolved(draft, introduced, 0.85)
    last = chain.last()
    if len(lowered.split()) == 1 and last is not None and not last.is_body:
        return Resolved(draft, role, 0.4)
    return Resolved(draft, role, 0.6)


def _introduced_as(reading: Reading, role: str, people: list[tuple[int, str]], before: int) -> str | None:
    """Return the latest person whose name follows a phrase that starts with the role's words."""
    words = role.split()
    found = None
    for first, name in people:
        if first >= before:
            break
        for back in range(1, 12):
            at = first - back
            if at < 0 or reading.sentence_at[at] != reading.sentence_at[first]:
                break
            if all(reading.lower(at + k) == word for k, word in enumerate(words)):
                found = name
    return found


def _by_pronoun(draft: Draft, chain: _Chain, people: list[tuple[int, str]]) -> Resolved:
    reading = chain.reading
    reference = draft.speaker
    subject = _subject_before(reading, draft, people)
    last = chain.last()
    for speaker in reversed(chain.speakers):
        if speaker.is_body and reference.gender in {"m", "f"}:
            continue
        if reference.is_plural and not (speaker.is_plural or speaker.is_body):
            continue
        last = speaker
        break
    else:
        last = None
    if last is None:
        return Resolved(draft, subject, 0.6 if subject else 0.0)
    if subject is not None and subject != last.name:
        return Resolved(draft, subject, 0.6)
    distance = _paragraphs_between(reading, last.sentence, draft.sentence)
    return Resolved(draft, last.name, 0.9 if distance <= _PRONOUN_REACH else 0.6)


def _paragraphs_between(reading: Reading, first: int, second: int) -> int:
    return reading.sentences[second].paragraph - reading.sentences[first].paragraph


def _subject_before(reading: Reading, draft: Draft, people: list[tuple[int, str]]) -> str | None:
    """Return the person who opens a sentence after the last attribution, if one does."""
    number = draft.sentence
    for earlier in (number, number - 1):
        if earlier < 0 or reading.sentences[earlier].paragraph < reading.sentences[number].paragraph - 1:
            break
        first = reading.sentences[earlier].first
        found = [
            name
            for at, name in people
            if first <= at < min(draft.speaker.first, first + 8) and reading.pair_at[at] == -1
        ]
        if found:
            return found[0]
    return None


def _by_description(draft: Draft, chain: _Chain) -> Resolved:
    reference = draft.speaker
    if reference.names:
        return Resolved(draft, reference.names[0], 0.7)
    reading = chain.reading
    if reference.is_document:
        assert reference.span is not None
        start, end = reference.span
        return Resolved(draft, reading.body[start:end], 0.5)
    last_word = reading.lower(reference.end - 1)
    last = chain.last()
    if last_word in reading.grammar.words["description_closers"] and last is not None and not last.is_body:
        return Resolved(draft, last.name, 0.7)
    return Resolved(draft, None, 0.5)


def _carried(draft: Draft, chain: _Chain) -> Resolved:
    last = chain.last()
    if last is None:
        return Resolved(draft, None, 0.0)
    distance = _paragraphs_between(chain.reading, last.sentence, draft.sentence)
    return Resolved(draft, last.name, 0.8 if distance <= 1 else 0.5 if distance <= 3 else 0.2)
