"""Forms of a name, by which a library finds the entity that it names.

A form is a sign and a text. Names that share a form with ``=`` are one. A short name asks (``<``) for
what a longer name offers (``>``), and they are one where a single entity offers it: "KPU Ranupati" is
"KPU Kota Ranupati" until "KPU Kabupaten Ranupati" is named too. What an article calls a person beside
the full name comes with ``*``, or with ``+`` where it is a given name of many, and a name without its middle
initials with ``-``; a name by itself (``=``) may be that. Before the sign stands the type; names of the
packaged gazetteer have one form for all types.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.entities.known import aliases, phrase
from reader.analysis.identity.words import given_names, load_words, same_names, titles
from reader.model.mention import EntityType
from reader.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.analysis.entities.lexicon import Phrase

LONGEST_NAME = 12
"""Words; anything longer is no name and is compared as a whole."""

SHORTEST = 3
"""Letters of a single word by which a person may be known."""

_WORDS = re.compile(r"[^\W_]+")
_DEGREES = re.compile(r",.*$")
_POSSESSIVE = re.compile(r"['’`]s?(?=\s|$)")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
_INSIDE = re.compile(r"['’`´ʻʼ.]")


def forms_of(type_: EntityType, name: str, others: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the forms of a name; ``others`` are names that its article uses for the same entity.

    >>> forms_of(EntityType.PERSON, "Hj. Ratna Wiludjeng Sasmita, S.Sos.")[0]
    'person=ratna wilujeng sasmita'
    """
    match type_:
        case EntityType.PERSON:
            forms = _person(name)
        case EntityType.ORGANIZATION:
            forms = _organization(name)
        case EntityType.PLACE:
            forms = _place(name)
        case _:
            forms = [f"={fold(name)}"]
    known = None if type_ is EntityType.PERSON and fold(name) in given_names() else _listed(name)
    offered = [
        text for other in others if (text := _offered(type_, name, other)) and f"={text[1:]}" not in forms
    ]
    found = [*([f"known={known}"] if known else []), *(f"{type_.value}{form}" for form in (*forms, *offered))]
    return tuple(dict.fromkeys(found))


# -- persons ------------------------------------------------------------------------------------


def _person(name: str) -> list[str]:
    words = person_words(name)
    if not words:
        return [f"={fold(name)}"]
    whole = " ".join(words)
    forms = [f"={whole}"]
    if len(words) == 1:
        return forms
    if len(words) == 2:
        forms += [f"<{whole}", f">{words[1]} {words[0]}"]
    elif any(len(word) == 1 for word in words[:-1]):
        left_out = [word for word in words[1:-1] if len(word) > 1]
        without = " ".join((words[0], *left_out, words[-1]))
        return [*forms, f"<{whole}", *([f"-{without}"] if len(words[0]) > 1 else [])]
    else:
        middle = " ".join(word[0] for word in words[1:-1])
        forms += [f">{words[0]} {middle} {words[-1]}", f">{words[0]} {words[-1]}"]
        forms += [f">{' '.join(words[1:])}", f">{' '.join(words[:-1])}"]
    forms += [f">{text}" for text in _with_initials(words)]
    return list(dict.fromkeys(forms))


def _with_initials(words: Sequence[str]) -> list[str]:
    """Return a name with its first word as an initial, and with its first two."""
    return [
        " ".join((*(word[0] for word in words[:count]), *words[count:]))
        for count in (1, 2)
        if count < len(words) and len(words[0]) > 1
    ]


def person_words(name: str) -> list[str]:
    """Return the words of a person's name as they are compared: no titles, one spelling of each sound."""
    table = load_words()
    title = titles()
    plain = fold(_POSSESSIVE.sub("", _DEGREES.sub("", name)))
    plain = _INITIALS.sub(lambda found: found[0].replace(".", " "), plain).replace(". ", " ")
    words = _WORDS.findall(_INSIDE.sub("", plain.replace("-", " ")))
    while len(words) > 1 and words[0] in title:
        words = words[1:]
    words = _joined(words, table.article)
    for place, word in enumerate(words[:-2], start=1):
        if place > 1 and word in table.patronymic and place + 1 <= len(words):
            words = [*words[: place - 1], *words[place + 1 :]]
            break
    words = [each for word in words for each in table.given.get(word, (word,))]
    return [_respelt(word, table.spelling) for word in words[:LONGEST_NAME]]


def _joined(words: Sequence[str], articles: frozenset[str]) -> list[str]:
    """Join an Arabic article to the word after it: "al Habsyi" is "Alhabsyi"."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in articles:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _respelt(word: str, spelling: Mapping[str, str]) -> str:
    """Return a word in one spelling for each sound, without doubled letters nor a silent last one."""
    for written, compared in spelling.items():
        word = word.replace(written, compared)
    word = re.sub(r"(.)\1", r"\1", word)
    return word[:-1] if len(word) > 6 and word[-1] == "e" and word[-2] not in "aeiou" else word


# -- bodies and places -----------------------------------------------------------------------------


def _organization(name: str) -> list[str]:
    table = load_words()
    plain = _plain_words(name)
    words = _spelt([word for word in plain if word not in table.body_left_out] or plain)
    if not words:
        return [f"={fold(name)}"]
    whole = " ".join(words)
    forms = [f"={whole}", f"<{whole}"]
    region = _without_any(words, table.regions)
    shorter = {
        *([region] if region != whole else []),
        *(whole[len(before) + 1 :] for before in table.before_bodies if whole.startswith(f"{before} ")),
        *(whole[: -len(after) - 1] for after in table.after_bodies if whole.endswith(f" {after}")),
    }
    return forms + [f">{text}" for text in sorted(shorter) if len(text) > 2]


def _spelt(words: Sequence[str]) -> list[str]:
    """Return the words of a body's name, a known abbreviation at its head spelt out."""
    for length in range(min(3, len(words) - 1), 0, -1):
        full = _spelt_out().get(tuple(words[:length]))
        if full is not None:
            return [*full, *words[length:]]
    return _translated(words)


@cache
def _spelt_out() -> Mapping[Phrase, Phrase]:
    """Return the full name of each listed abbreviation of Indonesian bodies that has only one."""
    full: dict[Phrase, set[Phrase]] = {}
    for _, names in aliases("organizations"):
        for short in names[1:]:
            if " " not in short:
                full.setdefault(phrase(short), set()).add(tuple(_plain_words(names[0])))
    return {short: next(iter(names)) for short, names in full.items() if len(names) == 1}


def _place(name: str) -> list[str]:
    table = load_words()
    words = _translated(_plain_words(name))
    if not words:
        return [f"={fold(name)}"]
    whole = " ".join(words)
    forms = [f"={whole}", f"<{whole}"]
    shorter = {
        *(whole[len(kind) + 1 :] for kind in table.place_kinds if whole.startswith(f"{kind} ")),
        *(whole[: -len(kind) - 1] for kind in table.place_kinds_after if whole.endswith(f" {kind}")),
    }
    return forms + [f">{text}" for text in sorted(shorter) if text not in table.twofold]


def _plain_words(name: str) -> list[str]:
    return _WORDS.findall(_INSIDE.sub("", _POSSESSIVE.sub("", fold(name))))[: 2 * LONGEST_NAME]


def _translated(words: Sequence[str]) -> list[str]:
    """Put an English noun at either end into Indonesian and to the front, as in "X University"."""
    table = load_words().translation
    for length in (2, 1):
        if len(words) <= length:
            continue
        last, first = " ".join(words[-length:]), " ".join(words[:length])
        if last in table:
            return [*table[last].split(), *words[:-length]]
        if first in table:
            rest = words[length:]
            return [*table[first].split(), *(rest[1:] if rest[0] == "of" and len(rest) > 1 else rest)]
    return list(words)


def _without_any(words: Sequence[str], phrases: frozenset[str]) -> str:
    text = f" {' '.join(words)} "
    for unwanted in sorted(phrases, key=len, reverse=True):
        if not text.startswith(f" {unwanted} "):
            text = text.replace(f" {unwanted} ", " ")
    return text.strip()


# -- names of the gazetteer, and of the article ------------------------------------------------------


def _listed(name: str) -> str | None:
    """Return the first name of the listed entity that ``name`` names, where it names only one."""
    return _first_names().get(phrase(name))


@cache
def _first_names() -> Mapping[Phrase, str]:
    """Return for each listed name the first one of its entity; our own list decides, then the gazetteer."""
    found: dict[Phrase, str] = {}
    shared = {phrase(name) for same in same_names() for name in same.shared}
    listed = ("countries", "organizations", "outlets", "places")
    for names in (names for part in listed for _, names in aliases(part)):
        first = fold(names[0])
        for name in {phrase(name) for name in names}:
            if found.setdefault(name, first) != first:
                shared.add(name)
    own = {phrase(name): fold(same.first) for same in same_names() for name in same.names}
    joined = {first: own[name] for name, first in found.items() if name in own and name not in shared}
    found = {name: joined.get(first, first) for name, first in found.items() if name not in shared}
    return {**found, **own}


def _offered(type_: EntityType, name: str, other: str) -> str | None:
    """Return the form of a short name that the article uses, None where it tells too little."""
    if type_ is EntityType.PERSON:
        words = person_words(other)
        if not words or len(words[-1]) == 1 or words[-1].isdigit():
            return None
        is_of_many = len(words) == 1 and (
            len(words[0]) < SHORTEST
            or words[0] in person_words(name)[:-1]  # a given name
            or not given_names().isdisjoint({words[0], fold(other).split()[-1]})
        )
        return f"{'+' if is_of_many else '*'}{' '.join(words)}"
    words = _plain_words(other)
    is_abbreviation = len(words) == 1 and len(other) > 1 and sum(map(str.isupper, other)) * 2 > len(other)
    return f">{' '.join(words)}" if len(words) > 1 or is_abbreviation else None
