"""Find every place where the names of a text stand, from tables of their written forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Forms = Mapping[str, Iterable[str]]
"""The fullest name in the text, and the shorter or other forms that stand for it."""


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """One mention; offsets are half-open code points."""

    start: int
    end: int
    type: str
    name: str


def find_names(text: str, tables: Mapping[str, Forms]) -> list[NamedSpan]:
    """Return mentions in text order, the longest form winning where several fit.

    `tables` maps a type of mention to its names. Places are found in capitals
    too, as datelines write them. Raises ValueError when a listed form stands for
    two names, or nowhere by itself.
    """
    meanings = _meanings(tables)
    spoken = {form: form for form in meanings}
    spoken |= {form.upper(): form for form, (type_, _) in meanings.items() if type_ == "place"}
    forms = sorted(spoken, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
    found: list[NamedSpan] = []
    unused = set(meanings)
    for match in pattern.finditer(text) if forms else ():
        form = spoken[match.group()]
        unused.discard(form)
        found.append(NamedSpan(match.start(), match.end(), *meanings[form]))
    if unused:
        raise ValueError(f"names that stand nowhere by themselves: {sorted(unused)}")
    return found


def _meanings(tables: Mapping[str, Forms]) -> dict[str, tuple[str, str]]:
    """Return the type and the fullest name that each written form stands for."""
    meanings: dict[str, tuple[str, str]] = {}
    for type_, names in tables.items():
        for name, others in names.items():
            for form in (name, *others):
                if meanings.setdefault(form, (type_, name)) != (type_, name):
                    raise ValueError(f"{form!r} stands for two names")
    return meanings
