"""Of whom a text is talking: the subjects of the sentences before an attribution."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.analysis.quotes.contents import is_predicate
from reader.analysis.quotes.heads import head_at
from reader.analysis.quotes.tokens import NONE, POSSESSIVES

if TYPE_CHECKING:
    from reader.analysis.quotes.chain import Chain, Speaker
    from reader.analysis.quotes.drafts import Draft
    from reader.analysis.quotes.reading import Reading

_SENTENCES = 4
"""How many sentences back a subject may have been named."""
_ANNOUNCING = 2
"""How many sentences before a quote without a cue may say whose it is."""
_OPENING = 10
"""Tokens of a noun phrase before its verb."""
_NEAR = 4
"""Tokens from a name to the verb of which it is the subject."""
_REACH = 30
"""Tokens from the start of a sentence within which its subject is looked for."""


def subject_before(chain: Chain, draft: Draft, last: Speaker | None) -> str | None:
    """Return the person who opens a sentence between the last attribution and a speaker, if any."""
    reading = chain.reading
    number = draft.sentence
    limit = draft.speaker.first if draft.speaker.first >= 0 else reading.sentences[number].first
    oldest = max(number - _SENTENCES, last.sentence + 1 if last is not None else 0)
    for earlier in range(number, oldest - 1, -1):
        if reading.sentences[earlier].paragraph < reading.sentences[number].paragraph - 1:
            break
        first = reading.sentences[earlier].first
        found = opening_person(chain, first, min(limit, first + _REACH, reading.sentences[earlier].last))
        if found is not None and _may_be(chain, draft, found):
            return found
        if found is None and earlier < number:
            found = _opening_role(chain, first, reading.sentences[earlier].last)
            if found is not None:
                return found
    return None


def _opening_role(chain: Chain, first: int, last: int) -> str | None:
    """Return who "The goalkeeper did not agree" is about: a name, or the role where there is none."""
    reading = chain.reading
    words = reading.grammar.words
    begin, end = first + 1, opening_end(reading, first, last)
    is_opened = reading.lower(first) in words["definite"] | words["noun_markers"]
    if not reading.grammar.is_head_last or not is_opened or end <= begin:
        return None
    noun = reading.lower(head_at(reading, begin, end))
    if noun not in words["role_heads"] or noun in words["role_kin"] or noun.endswith("s"):
        return None
    role = [reading.lower(at) for at in range(begin, end) if reading.tokens[at].is_word]
    known = chain.introductions.with_role(role, begin)
    return known or reading.body[reading.tokens[begin].start : reading.tokens[end - 1].end]


def opening_end(reading: Reading, first: int, last: int) -> int:
    """Return where the noun phrase that opens a sentence ends: at its verb or first punctuation."""
    for at in range(first + 1, min(last, first + _OPENING)):
        if not reading.tokens[at].is_word or is_predicate(reading, at) or reading.pair_at[at] != NONE:
            return at if reading.tokens[at].text not in {"'", "’"} else first
    return first


def body_before(chain: Chain, draft: Draft) -> tuple[int, int] | None:
    """Return the tokens of the body that the sentence before "it said" is about."""
    reading = chain.reading
    number = draft.sentence
    if not number or reading.sentences[number - 1].paragraph != reading.sentences[number].paragraph:
        return None
    sentence = reading.sentences[number - 1]
    first, end = sentence.first, opening_end(reading, sentence.first, sentence.last)
    words = reading.grammar.words
    if reading.lower(first) not in words["definite"] or end - first <= 1:
        return None
    noun = reading.lower(head_at(reading, first + 1, end))
    return (first + 1, end) if noun in words["organization_nouns"] else None


def _may_be(chain: Chain, draft: Draft, name: str) -> bool:
    """Whether what is known of a person's gender allows a pronoun."""
    gender = draft.speaker.gender
    return not gender or chain.gender(name) in {"", gender}


def announced_before(chain: Chain, draft: Draft, last: Speaker | None) -> str | None:
    """Return the subject of the sentences right before a quote without a cue, newer than the last speech."""
    reading = chain.reading
    number = draft.sentence
    oldest = max(number - _ANNOUNCING, last.sentence + 1 if last is not None else 0)
    for earlier in range(number - 1, oldest - 1, -1):
        sentence = reading.sentences[earlier]
        if reading.sentences[number].paragraph - sentence.paragraph > 1:
            break
        found = opening_person(chain, sentence.first, min(sentence.first + _REACH, sentence.last))
        if found is not None:
            return found
    return None


def introduced_last(chain: Chain, draft: Draft) -> str | None:
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
        if reading.pair_at[first] == NONE and _may_be(chain, draft, full):
            return full
    return None


def opening_person(chain: Chain, first: int, limit: int) -> str | None:
    """Return the person who is the subject, or the agent, of the first words of a sentence."""
    reading = chain.reading
    places = chain.registry.places
    words = reading.grammar.words
    subjects = words["pronouns_singular"] - words["pronouns_owners"]
    if reading.grammar.is_head_last and reading.lower(first) in subjects:
        # "She was born Rosalind Toller": the name is no subject.
        return None
    for number in range(bisect_left(places, (first, "")), len(places)):
        at, name = places[number]
        if at >= limit or _is_object(reading, first, at):
            break
        end = at + len(name.split())
        if (
            reading.pair_at[at] != NONE
            or reading.lower(end) in POSSESSIVES
            or _is_oblique(reading, first, at)
            or (reading.grammar.is_head_last and _modifies(reading, end))
        ):
            continue
        after = places[number + 1] if number + 1 < len(places) else None
        if after is not None and _is_bearer(reading, end, after):
            # "Vokalis Lentera, SARI, …" whatever the tagger holds the band for.
            continue
        at, name = _agent_behind(chain, number, end, limit) or (at, name)
        return chain.registry.person(name, at)
    return None


def _agent_behind(chain: Chain, number: int, end: int, limit: int) -> tuple[int, str] | None:
    """Return whoever did what was done to a person or his words: "Ucapan Sari dibantah BUDI"."""
    reading = chain.reading
    places = chain.registry.places
    if number + 1 >= len(places) or reading.grammar.is_head_last:
        return None
    verb = next((at for at in range(end, min(end + _NEAR, limit)) if is_predicate(reading, at)), -1)
    cue = reading.grammar.cues.get(reading.lower(verb)) if verb >= 0 else None
    is_denied = reading.lower(verb) in reading.grammar.words["denials"]
    is_passive = is_denied or (cue is not None and "passive" in cue.uses)
    at, name = places[number + 1]
    if not is_passive or at >= limit or any(reading.tokens[k].text in {".", ";"} for k in range(verb, at)):
        return None
    return at, name


def _is_oblique(reading: Reading, first: int, at: int) -> bool:
    """Whether a preposition stands before a name and its titles: "kepada Camat SARI"."""
    words = reading.grammar.words
    begin = at
    while begin > first and (reading.tokens[begin - 1].is_capitalised or reading.lower(begin - 1) == "."):
        begin -= 1
    if reading.grammar.is_head_last:
        if begin == first + 2 and reading.lower(first) in words["likenesses"]:
            # "As for VANE, she is not finished"
            return False
        is_likeness = reading.lower(begin - 1) in words["likenesses"]
        return begin > first + 1 and reading.classes[begin - 1 : begin] == "p" and not is_likeness
    word = reading.lower(begin - 1) if begin > first else ""
    return word in words["prepositions"] and word not in words["agents"]


def _modifies(reading: Reading, end: int) -> bool:
    """Whether a role follows a name that is therefore that of its body: "a BRANDT spokesman"."""
    return reading.lower(end) in reading.grammar.words["role_heads"]


def _is_bearer(reading: Reading, end: int, after: tuple[int, str]) -> bool:
    """Whether the next name stands between a comma and a comma or an age: it bears the role before it."""
    at, name = after
    last = at + len(name.split())
    is_set_off = at == end + 1 and reading.lower(end) == "," and reading.lower(last) in {",", "("}
    return is_set_off and not reading.grammar.is_head_last


def _is_object(reading: Reading, first: int, at: int) -> bool:
    """Whether a verb stands before a name in its clause that does not make it agent or predicate."""
    words = reading.grammar.words
    clause = next((k + 1 for k in range(at - 1, first, -1) if reading.lower(k) == ","), first)
    if not any(is_predicate(reading, k) for k in range(clause, at)):
        return False
    begin = at
    while begin > first and not reading.grammar.is_head_last and reading.tokens[begin - 1].is_capitalised:
        begin -= 1
    near = [reading.lower(k) for k in range(max(first, begin - 3), at)]
    return not any(word in words["agents"] or word in words["equations"] for word in near)


def opens_with_stranger(reading: Reading, number: int) -> bool:
    """Whether a sentence brings in somebody without a name: "Seorang penjual pecel menggeleng"."""
    words = reading.grammar.words
    return reading.lower(reading.sentences[number].first) in words["description_strangers"]
