"""Who a role or a description stands for: "Kapolres", "the coach", "pria berusia 41 tahun itu"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.chain import Resolved
from reader.analysis.quotes.heads import head_at
from reader.analysis.quotes.salience import opening_person, opens_with_stranger, subject_before
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from reader.analysis.quotes.chain import Chain
    from reader.analysis.quotes.drafts import Draft
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.references import Reference

_FULL_AGE = 10
"""Years; below this a number in a description counts children or titles."""

_SHORTEST_OWNED = 6
"""Letters; shorter words that end as the clitic does are whole words."""


def by_role(draft: Draft, chain: Chain) -> Resolved:
    """Resolve a role: whoever bears it in the article, else the role itself."""
    reading, reference = chain.reading, draft.speaker
    if reference.role is None:
        return Resolved(draft, None, 0.0)
    start, end = reference.role
    role = reading.body[start:end]
    if not is_indefinite(reading, reference):
        lowered = role.lower()
        for known, name in chain.roles.items():
            if known.startswith(lowered) or lowered.startswith(known):
                return Resolved(draft, name, 0.9)
        wanted = _role_words(reading, reference)
        introduced = chain.introductions.with_role(wanted, reference.first)
        if introduced is not None:
            return Resolved(draft, introduced, 0.85)
        last = chain.last()
        if draft.continues and last is not None and last.is_person:
            return Resolved(draft, last.name, 0.8)
        coming = chain.introductions.first_with_role(wanted, reference.first) if reading.classes else None
        if coming is not None:
            return Resolved(draft, coming, 0.7)
    return Resolved(draft, role, 0.65)


def _role_words(reading: Reading, reference: Reference) -> list[str]:
    """Return the words of a role, without its articles and the owner glued to its end."""
    words = reading.grammar.words
    skipped = words["articles"] | words["determiners"]
    clitic = reading.grammar.clitic
    found = []
    for at in range(reference.first, reference.end):
        word = reading.lower(at)
        if not reading.tokens[at].is_word or word in skipped:
            continue
        is_owned = clitic and word.endswith(clitic) and len(word) > _SHORTEST_OWNED
        found.append(word.removesuffix(clitic) if is_owned else word)
    return found


def is_indefinite(reading: Reading, reference: Reference) -> bool:
    """Whether an article or a word like "seorang" says that somebody new is meant."""
    strangers = reading.grammar.words["description_strangers"]
    return reading.lower(reference.first) in strangers or reading.lower(reference.first - 1) in strangers


def by_person_description(draft: Draft, chain: Chain) -> Resolved:
    """Resolve a description of a person: by age, by occupation, or as the one the text is about."""
    reading, reference = chain.reading, draft.speaker
    given = _given_name(reading, reference)
    if given is not None:
        return Resolved(draft, chain.registry.person(given, reference.first), 0.7)
    if not _points_back(reading, reference):
        return Resolved(draft, None, 0.5)
    age = next((word for word in _ages(reading, reference)), None)
    if age is not None:
        named = chain.introductions.of_age(age, reference.first)
        if named is not None:
            return Resolved(draft, named, 0.9)
    head = reading.lower(head_at(reading, reference.first, reference.end))
    if head in reading.grammar.words["description_pairs"]:
        pair = next((one.name for one in reversed(chain.speakers) if one.is_plural and one.is_person), None)
        return Resolved(draft, pair, 0.8 if pair else 0.5)
    if head in reading.grammar.words["role_heads"]:
        introduced = chain.introductions.with_role([head], reference.first)
        if introduced is not None:
            return Resolved(draft, introduced, 0.8)
    return _salient(draft, chain)


def _given_name(reading: Reading, reference: Reference) -> str | None:
    """Return what somebody calls himself: "a man who identified himself as SARI", "a boy named SARI"."""
    words = reading.grammar.words
    for at in range(reference.first + 2, reference.end):
        mention = reading.mention(at, EntityType.PERSON)
        if mention is not None and reading.lower(at - 1) in words["name_givers"]:
            return mention.name
    return None


def _salient(draft: Draft, chain: Chain) -> Resolved:
    """Resolve to the subject of the sentences before, or to who spoke last."""
    number = draft.sentence
    if _is_stranger_before(chain, number):
        return Resolved(draft, None, 0.5)
    last = next((one for one in reversed(chain.speakers) if one.is_person), None)
    subject = subject_before(chain, draft, last)
    if subject is not None:
        return Resolved(draft, subject, 0.8)
    if last is None:
        return Resolved(draft, None, 0.5)
    return Resolved(draft, last.name, 0.7)


def _is_stranger_before(chain: Chain, number: int) -> bool:
    """Whether the sentence before is about somebody without a name."""
    reading = chain.reading
    if not number or reading.sentences[number - 1].paragraph != reading.sentences[number].paragraph:
        return False
    before = reading.sentences[number - 1]
    is_named = (
        not reading.grammar.is_head_last and opening_person(chain, before.first, before.last) is not None
    )
    return opens_with_stranger(reading, number - 1) and not is_named


def _points_back(reading: Reading, reference: Reference) -> bool:
    """Whether a description means somebody already known: "politikus itu", "the 34-year-old"."""
    words = reading.grammar.words
    if is_indefinite(reading, reference):
        return False
    if reading.lower(reference.end - 1) in words["description_closers"]:
        return True
    if not words["definite"] & {reading.lower(reference.first - 1), reading.lower(reference.first)}:
        return False
    head = reading.lower(head_at(reading, reference.first, reference.end))
    return (
        not reading.grammar.is_head_last
        or head in words["description_known"]
        or head in words["description_pairs"]
        or bool(_ages(reading, reference))
    )


def _ages(reading: Reading, reference: Reference) -> list[str]:
    """Return the ages that a description gives: "34" of "34-year-old"."""
    found = []
    for at in range(reference.first, reference.end):
        number = reading.lower(at).partition("-")[0]
        if number.isdigit() and int(number) > _FULL_AGE:
            found.append(number)
    return found
