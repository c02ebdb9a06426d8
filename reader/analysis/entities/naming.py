"""Give each name in an article the fullest form it has there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.analysis.entities.abbreviations import abbreviates, initials_of
from reader.analysis.entities.context import same_entities
from reader.analysis.entities.drafts import Draft, key_of
from reader.analysis.entities.known import word_set
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.analysis.entities.context import Context

    Key = tuple[str, ...]


MOST_FORMS = 50
"""Names with a word in common that are compared; keeps the time linear in lists of names."""


def canonical_names(drafts: Sequence[Draft], context: Context, body: str) -> list[str]:
    """Return the fullest name in this article for each of ``drafts``."""
    tokens = context.tokens
    texts: dict[Key, str] = {}
    types: dict[Key, EntityType] = {}
    for draft in drafts:
        key = key_of(draft, tokens)
        text = body[tokens[draft.begin].start : tokens[draft.end - 1].end]
        if key not in texts or (texts[key].isupper() and not text.isupper()):
            texts[key] = text
            types[key] = draft.type
    forms = _Forms(texts, types, _given_abbreviations(drafts, context), context)
    fuller = {key: forms.fuller(key) for key in texts}
    names: list[str] = []
    latest: dict[Key, int] = {}
    for number, draft in enumerate(drafts):
        key = key_of(draft, tokens)
        latest[key] = number
        names.append(_shown(_last_of(key, fuller, latest), texts, types))
    return names


def _last_of(key: Key, fuller: Mapping[Key, list[Key]], latest: Mapping[Key, int]) -> Key:
    """Go from a short name to a fuller one until there is none; of several take the one named last before."""
    seen = {key}
    while choices := [other for other in fuller[key] if other not in seen]:
        named = [other for other in choices if other in latest]
        key = max(named, key=lambda other: latest[other]) if named else choices[0]
        seen.add(key)
    return key


def _given_abbreviations(drafts: Sequence[Draft], context: Context) -> dict[Key, Key]:
    """Return the abbreviations that the article itself explains in brackets after a name."""
    given: dict[Key, Key] = {}
    for name, short in pairwise(drafts):
        between = [token.text for token in context.tokens[name.end : short.begin]]
        if between == ["("] and short.type is name.type:
            words = [token.text for token in context.tokens[name.begin : name.end]]
            letters = "".join(token.text for token in context.tokens[short.begin : short.end])
            if abbreviates(letters, words):
                given[key_of(short, context.tokens)] = key_of(name, context.tokens)
    return given


class _Forms:
    """The names of one article, found by their words, their entity and their initials."""

    def __init__(
        self,
        texts: Mapping[Key, str],
        types: Mapping[Key, EntityType],
        given: Mapping[Key, Key],
        context: Context,
    ) -> None:
        self._texts = texts
        self._types = types
        self._given = given
        self._context = context
        self._by_word: dict[str, list[Key]] = {}
        self._by_entity: dict[int, list[Key]] = {}
        self._by_initials: dict[str, list[Key]] = {}
        for key in texts:
            for word in set(key) if len(key) > 1 else ():
                self._by_word.setdefault(word, []).append(key)
            entity = same_entities().get(key)
            if entity is not None:
                self._by_entity.setdefault(entity, []).append(key)
            for initials in {initials_of(key), initials_of(key, without_small=True)} if len(key) > 1 else ():
                self._by_initials.setdefault(initials, []).append(key)

    def fuller(self, key: Key) -> list[Key]:
        """Return the names in the article that are fuller forms of ``key``, in the order of the article."""
        if key in self._given:
            return [self._given[key]]
        entity = same_entities().get(key)
        same = self._fit(key, self._by_entity.get(entity, ()) if entity is not None else ())
        if same:
            return same
        others = self._fit(key, self._by_word.get(key[0], ()))
        match self._types[key]:
            case EntityType.PERSON:
                return [other for other in others if _is_within(key, other)]
            case EntityType.ORGANIZATION:
                return self._fuller_bodies(key, others)
            case _:
                return [
                    other
                    for other in others
                    if other[-len(key) :] == key and _is_designation(other[: -len(key)], self._context)
                ]

    def _fit(self, key: Key, others: Sequence[Key]) -> list[Key]:
        """Return the longer names of the same type, no more than a page can hold."""
        kind = self._types[key]
        return [o for o in others[:MOST_FORMS] if self._types[o] is kind and _weight(o) > _weight(key)]

    def _fuller_bodies(self, key: Key, others: Sequence[Key]) -> list[Key]:
        is_capitals = len(key) == 1 and self._texts[key].isupper()
        if is_capitals:
            letters = "".join(letter for letter in key[0] if letter.isalnum())
            spelt_out = self._fit(key, self._by_initials.get(letters, ())) if len(letters) > 1 else []
            if spelt_out:
                return spelt_out
        long_forms = [
            other
            for other in others
            if _is_within(key, other)
            and (
                set(other) - set(key) <= word_set("short_form_omits")
                or (len(key) > 1 and key == other[-len(key) :])
            )
        ]
        if long_forms:
            return long_forms
        local = [other for other in others if other[: len(key)] == key]
        return local if len(local) == 1 and self._texts[key].isupper() else []


def _weight(key: Key) -> tuple[int, int]:
    return len(key), sum(map(len, key))


def _is_within(short: Key, long: Key) -> bool:
    """Tell whether the words of ``short`` all come in ``long``, in this order."""
    rest = iter(long)
    return len(short) < len(long) and all(word in rest for word in short)


def _is_designation(words: Key, context: Context) -> bool:
    return bool(words) and all("placenoun" in context.lexicon.kinds_of((word,)) for word in words)


def _shown(key: Key, texts: Mapping[Key, str], types: Mapping[Key, EntityType]) -> str:
    """Return a name as it is shown: a place or person known only from capitals gets small letters."""
    text = texts[key]
    if not text.isupper() or types[key] is EntityType.ORGANIZATION or max(map(len, key)) <= 3:
        return text
    return text.title()
