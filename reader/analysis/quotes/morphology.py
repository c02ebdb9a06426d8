"""Forms of cue words, made from stems by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_VOWELS = "aiueo"


class Form(NamedTuple):
    """A word form that attributes speech, and how it stands to its speaker."""

    word: str
    use: str
    """``bare``, ``active``, ``base``, ``passive`` or ``participle``."""


def nasal_form(stem: str) -> str:
    """Return an Indonesian stem with the prefix meN-: kata → mengata, tutur → menutur.

    k, t, s and p at the start of a stem give way to the nasal, except before another consonant
    (mengklaim, memproyeksikan); stems of one syllable take menge-.
    """
    first, second = stem[0], stem[1:2]
    if sum(letter in _VOWELS for letter in stem) == 1:
        return "menge" + stem
    if second and second not in _VOWELS and first in "ktsp":
        return {"k": "meng", "t": "men", "s": "men", "p": "mem"}[first] + stem
    if first in "ktsp":
        return {"k": "meng", "t": "men", "s": "meny", "p": "mem"}[first] + stem[1:]
    if first in "bfv":
        return "mem" + stem
    if first in "cdjz":
        return "men" + stem
    if first in _VOWELS or first in "gh":
        return "meng" + stem
    return "me" + stem


def indonesian_forms(stem: str, recipe: str) -> Iterator[Form]:
    """Yield the forms of a stem that its recipe in ``cues.toml`` asks for."""
    for part in recipe.split():
        if part.startswith("="):
            yield Form(part[1:], "active")
        elif part == "0":
            yield Form(stem, "bare")
        else:
            prefix, _, suffix = part.partition("-")
            if prefix == "meN":
                yield Form(nasal_form(stem) + suffix, "active")
            elif prefix == "ber":
                yield Form(("be" if stem.startswith("r") else "ber") + stem + suffix, "active")
            else:
                yield Form(prefix + stem + suffix, "passive")


def english_forms(stem: str, recipe: str) -> Iterator[Form]:
    """Yield base, third person, past and -ing forms of an English verb."""
    if recipe.startswith("="):
        yield Form(recipe[1:], "active")
        return
    yield Form(stem, "base")
    for word in recipe.split() or _regular(stem):
        yield Form(word, "participle" if word.endswith("ing") else "active")


def _regular(stem: str) -> tuple[str, str, str]:
    if stem.endswith("e"):
        return stem + "s", stem + "d", stem[:-1] + "ing"
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"
    sibilant = stem.endswith(("s", "x", "sh", "ch"))
    return stem + ("es" if sibilant else "s"), stem + "ed", stem + "ing"


FORMS_OF: Mapping[str, Callable[[str, str], Iterator[Form]]] = {"id": indonesian_forms, "en": english_forms}
"""How each language makes the forms of its cues."""
