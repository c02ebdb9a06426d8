"""Make an article agree with itself: one type for a name, and a name found once is found everywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reader.analysis.entities.drafts import Draft, key_of, without_overlaps
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.tokens import Token


def agree(drafts: list[Draft], tokens: Sequence[Token]) -> list[Draft]:
    """Give every name one type and mark it wherever it stands."""
    typed = _with_one_type(drafts, tokens)
    return without_overlaps([*typed, *_repeated(typed, tokens)])


def _with_one_type(drafts: list[Draft], tokens: Sequence[Token]) -> list[Draft]:
    votes: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    for draft in drafts:
        votes[key_of(draft, tokens)][draft.type] += 1
    for draft in drafts:
        if draft.type is EntityType.PERSON and draft.end - draft.begin > 1:
            for word in key_of(draft, tokens):
                if (word,) in votes:
                    votes[(word,)][EntityType.PERSON] += 1
    return [
        Draft(draft.begin, draft.end, votes[key_of(draft, tokens)].most_common(1)[0][0]) for draft in drafts
    ]


def _repeated(drafts: list[Draft], tokens: Sequence[Token]) -> list[Draft]:
    """Find the places where a known name, or a word of a known person's name, stands unmarked."""
    known: dict[tuple[str, ...], EntityType] = {}
    for draft in drafts:
        key = key_of(draft, tokens)
        known[key] = draft.type
        if draft.type is EntityType.PERSON:
            for word in key:
                if len(word) > 2:
                    known.setdefault((word,), draft.type)
    lower_seen = {token.text for token in tokens if token.text.islower()}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in known:
        if len(key) > 1 or (len(key[0]) > 1 and key[0] not in lower_seen):
            by_first[key[0]].append(key)
    for keys in by_first.values():
        keys.sort(key=len, reverse=True)
    taken = {position for draft in drafts for position in range(draft.begin, draft.end)}
    found = []
    for position, token in enumerate(tokens):
        if position in taken or not token.text[0].isupper():
            continue
        for key in by_first.get(token.text.lower(), ()):
            end = position + len(key)
            if tuple(other.text.lower() for other in tokens[position:end]) != key:
                continue
            if taken.isdisjoint(range(position, end)):
                found.append(Draft(position, end, known[key]))
                taken.update(range(position, end))
                break
    return found
