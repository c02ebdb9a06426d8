"""Who the speakers are: names, short names, roles, pronouns and silence, from left to right."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.analysis.quotes.body_descriptions import body_or_phrase, by_body_noun, by_document
from reader.analysis.quotes.chain import Chain, Resolved
from reader.analysis.quotes.drafts import Frame
from reader.analysis.quotes.heads import head_at
from reader.analysis.quotes.introductions import introduce
from reader.analysis.quotes.known_people import gender_before
from reader.analysis.quotes.person_descriptions import by_person_description, by_role
from reader.analysis.quotes.registry import register
from reader.analysis.quotes.salience import (
    announced_before,
    body_before,
    introduced_last,
    opening_person,
    opens_with_stranger,
    subject_before,
)
from reader.analysis.quotes.tokens import NONE
from reader.model.quote import SpeakerForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.quotes.chain import Speaker
    from reader.analysis.quotes.drafts import Draft, Drafts
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference

_PERSON_REACH = 12
"""How many sentences back a person may have spoken for whom a pronoun stands behind a body."""
_RIVALLED = 0.85
"""Factor of a pronoun's certainty where somebody else is named in between."""
_PRONOUN_REACH = 4
"""How many paragraphs back a pronoun may find its speaker before it is doubtful."""


def resolve(drafts: Drafts) -> list[Resolved]:
    """Give each draft its speaker's name, in text order of the attributions."""
    reading = drafts.reading
    registry = register(reading, (*drafts.found, *drafts.heard))
    chain = Chain(reading, registry, introduce(reading, registry))
    done: dict[int, Resolved] = {}
    heard = {id(draft) for draft in drafts.heard}
    for draft in sorted((*drafts.found, *drafts.heard), key=_place):
        resolved = _resolve(draft, chain, done)
        chain.add(resolved)
        if id(draft) not in heard:
            done[id(draft)] = resolved
    return _with_openings(reading, sorted(done.values(), key=lambda resolved: resolved.draft.parts[0]))


def _place(draft: Draft) -> tuple[int, int]:
    at = draft.cue[0] if draft.cue is not None else draft.parts[0][0]
    return at, draft.parts[0][0]


def _resolve(draft: Draft, chain: Chain, done: dict[int, Resolved]) -> Resolved:
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
            return by_role(draft, chain)
        case SpeakerForm.PRONOUN | SpeakerForm.CLITIC:
            return _by_pronoun(draft, chain)
        case SpeakerForm.DESCRIPTION:
            return _by_description(draft, chain)
        case _:
            return _carried(draft, chain)


def _joined(reading: Reading, names: Iterable[str]) -> str | None:
    return f" {reading.grammar.conjunction} ".join(names) or None


def _by_name(draft: Draft, chain: Chain) -> Resolved:
    reference = draft.speaker
    gender = gender_before(chain.reading, reference.first)
    names = [chain.registry.person_or_body(name, reference.first, gender) for name in reference.names]
    is_sure = reference.is_known or names != list(reference.names)
    return Resolved(draft, _joined(chain.reading, names), 1.0 if is_sure else 0.85)


def _by_pronoun(draft: Draft, chain: Chain) -> Resolved:
    reading = chain.reading
    reference = draft.speaker
    last = next((speaker for speaker in reversed(chain.speakers) if _agrees(chain, reference, speaker)), None)
    newest = last.sentence if last is not None else -1
    is_single = reference.gender in {"m", "f"} and not reference.is_plural
    if is_single and (
        chain.is_nameless(draft.sentence, newest)
        or _is_about_kin(reading, draft, newest)
        or _is_about_stranger(chain, draft, newest)
    ):
        # "One juror said so. "It was late," HE said.": nobody who has a name.
        return Resolved(draft, None, 0.5)
    if reference.is_plural and chain.is_nameless(draft.sentence, newest, is_plural=True):
        return Resolved(draft, None, 0.5)
    if reading.lower(reference.first) in reading.grammar.words["pronouns_pairs"]:
        return Resolved(draft, _last_two(chain), 0.5)
    if reference.gender == "n":
        body = body_before(chain, draft)
        if body is not None and (last is None or last.sentence < draft.sentence - 1):
            return Resolved(draft, body_or_phrase(chain, *body), 0.7)
    if last is not None and last.is_body and not reference.gender and not reference.is_plural:
        # A body speaks through people: "he" is the one who spoke before it, if anybody did lately.
        last = _person_before(chain, draft, last)
    subject = None if reference.gender == "n" or reference.is_plural else subject_before(chain, draft, last)
    if last is None:
        introduced = subject
        if subject is None and reference.gender != "n" and not reference.is_plural:
            introduced = introduced_last(chain, draft)
        return Resolved(draft, introduced, 0.6 if introduced else 0.0)
    if subject is not None and subject != last.name:
        return Resolved(draft, subject, reading.grammar.subject_trust)
    distance = _paragraphs_between(reading, last.sentence, draft.sentence)
    if distance > _PRONOUN_REACH:
        return Resolved(draft, last.name, 0.6)
    is_near = 0.95 if reference.form is SpeakerForm.CLITIC else 0.9
    certainty = is_near if distance <= 1 else 0.85
    if not reference.is_plural and reference.gender != "n" and _has_rival(chain, draft, last):
        certainty *= _RIVALLED
    return Resolved(draft, last.name, last.certainty * certainty)


def _is_about_kin(reading: Reading, draft: Draft, newest: int) -> bool:
    """Whether the sentence before is about a relative without a name: "HER HUSBAND shook his head."."""
    number = draft.sentence
    if not number or not reading.grammar.is_head_last or newest >= number - 1:
        return False
    before = reading.sentences[number - 1]
    words = reading.grammar.words
    is_near = before.paragraph == reading.sentences[number].paragraph
    is_owned = reading.lower(before.first) in words["pronouns_owners"]
    kin = words["title_masculine" if draft.speaker.gender == "m" else "title_feminine"]
    is_kin = reading.lower(before.first + 1) in kin
    is_named = any(
        reading.tokens[at].is_capitalised
        for at in range(before.first + 2, min(before.first + 4, before.last))
    )
    return is_near and is_owned and is_kin and not is_named


def _is_about_stranger(chain: Chain, draft: Draft, newest: int) -> bool:
    """Whether the sentence before brings in somebody without a name: "ANOTHER MOTHER held up a drawing."."""
    reading, number = chain.reading, draft.sentence
    if not number or not reading.grammar.is_head_last or newest >= number - 1:
        return False
    before = reading.sentences[number - 1]
    words = reading.grammar.words
    is_near = before.paragraph == reading.sentences[number].paragraph
    kinds = ("role_kin", "description_known", "title_masculine", "title_feminine")
    is_person = any(reading.lower(before.first + 1) in words[kind] for kind in kinds)
    if not is_near or not is_person or not opens_with_stranger(reading, number - 1):
        return False
    return opening_person(chain, before.first, before.last) is None


def _has_rival(chain: Chain, draft: Draft, last: Speaker) -> bool:
    """Whether somebody else whom a pronoun fits is named between the last speech and the pronoun."""
    reading, places = chain.reading, chain.registry.places
    gender = draft.speaker.gender
    first = reading.sentences[last.sentence].first
    for number in range(bisect_left(places, (first, "")), len(places)):
        at, name = places[number]
        if at >= draft.speaker.first:
            break
        full = chain.registry.person(name, at)
        if full != last.name and reading.pair_at[at] == NONE and chain.gender(full) in {"", gender}:
            return True
    return False


def _last_two(chain: Chain) -> str | None:
    """Return the two people who spoke last, in the order in which they were named: "BOTH agreed"."""
    names = dict.fromkeys(one.name for one in reversed(chain.speakers) if one.is_person)
    pair = next((name for name in names if _is_pair(chain.reading, name)), None)
    two = [name for name in names if not _is_pair(chain.reading, name)][:2]
    if pair is not None or len(two) < 2:
        return pair
    return _joined(chain.reading, sorted(two, key=lambda name: chain.registry.people.get(name, 0)))


def _is_pair(reading: Reading, name: str) -> bool:
    return f" {reading.grammar.conjunction} " in name


def _person_before(chain: Chain, draft: Draft, body: Speaker) -> Speaker:
    """Return the person who spoke last before a body did, the body where nobody did nearby."""
    nearby = draft.sentence - _PERSON_REACH
    people = (one for one in reversed(chain.speakers) if one.is_person and not one.is_plural)
    person = next(people, None)
    return person if person is not None and person.sentence >= nearby else body


def _agrees(chain: Chain, reference: Reference, speaker: Speaker) -> bool:
    """Whether a pronoun may stand for an earlier speaker, by number and gender."""
    if reference.is_plural:
        return speaker.is_plural or speaker.is_body
    if speaker.is_document and reference.gender != "n":
        return False
    if reference.gender in {"m", "f"}:
        gender = speaker.gender or chain.gender(speaker.name)
        return not speaker.is_body and not speaker.is_plural and gender in {"", reference.gender}
    if reference.gender == "n":
        return speaker.is_body or speaker.is_document
    return True


def _paragraphs_between(reading: Reading, first: int, second: int) -> int:
    return reading.sentences[second].paragraph - reading.sentences[first].paragraph


def _by_description(draft: Draft, chain: Chain) -> Resolved:
    reading, reference = chain.reading, draft.speaker
    words = reading.grammar.words
    if reference.is_document:
        return by_document(draft, chain)
    if reference.names:
        return Resolved(draft, chain.registry.body(reference.names[0]), 0.7)
    head = reading.lower(head_at(reading, reference.first, reference.end))
    if head in words["organization_nouns"] or head in words["organization_anaphors"]:
        return by_body_noun(draft, chain)
    return by_person_description(draft, chain)


def _carried(draft: Draft, chain: Chain) -> Resolved:
    last = chain.last()
    subject = announced_before(chain, draft, last)
    if subject is not None and (last is None or subject != last.name):
        return Resolved(draft, subject, 0.6)
    if last is None:
        return Resolved(draft, None, 0.0)
    distance = _paragraphs_between(chain.reading, last.sentence, draft.sentence)
    return Resolved(draft, last.name, 0.8 if distance <= 1 else 0.5 if distance <= 3 else 0.2)


def _with_openings(reading: Reading, resolved: list[Resolved]) -> list[Resolved]:
    """Give paragraphs of a long quote that only open a mark the speaker of the one that closes it."""
    found = list(resolved)
    for number in range(len(found) - 2, -1, -1):
        one, after = found[number], found[number + 1]
        if after.name is None or one.draft.frame is not Frame.CARRIED or one.name == after.name:
            continue
        pair = reading.pair_at[reading.sentences[one.draft.sentence].first]
        if pair == NONE or not reading.pairs[pair].goes_on:
            continue
        if _paragraphs_between(reading, one.draft.sentence, after.draft.sentence) == 1:
            found[number] = Resolved(one.draft, after.name, 0.8 * after.certainty)
    return found
