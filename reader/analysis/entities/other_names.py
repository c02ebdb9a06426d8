"""Find events, laws, works and products by the words that such names are made of.

Persons, bodies and places keep what is theirs: a name that touches one of them is left out. Only the
maker of a product that is named with its model is no body there: ``Toyota Avanza``.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reader.analysis.entities.tagger import model_language
from reader.analysis.tokens import tokenize
from reader.errors import ModelError
from reader.model.mention import EntityType, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.model.span import Span

REACH_BACK = 80
"""Code points in which a name's words before its keyword are looked for."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How names of one kind are written."""

    type: EntityType
    matches: re.Pattern[str]
    before: re.Pattern[str] | None


def add_other_names(
    body: str, language: str, mentions: Sequence[Mention], *, skip: Sequence[Span] = ()
) -> tuple[Mention, ...]:
    """Return ``mentions`` with the events, laws, works and products in ``body`` that touch none of them.

    Nothing that touches ``skip`` is named. Raises ModelError when the patterns are missing or damaged.
    """
    taken = sorted(
        [(known.start, known.end) for known in mentions] + [(part.start, part.end) for part in skip]
    )
    bodies = {known.start: known for known in mentions if known.type is EntityType.ORGANIZATION}
    found: list[Mention] = []
    makers: set[Mention] = set()
    for start, end, kind in _candidates(body, load_patterns(model_language(language))):
        follows = bisect_left(taken, (end, end))
        if found and found[-1].end > start:
            continue
        if follows and taken[follows - 1][1] > start:
            maker = bodies.get(start)
            is_made = kind is EntityType.PRODUCT and maker is not None and maker.end <= end
            if maker is None or not is_made or taken[follows - 1] != (maker.start, maker.end):
                continue
            makers.add(maker)
        text = body[start:end]
        found.append(Mention(start, end, text, kind, " ".join(text.split())))
    return tuple(sorted((*(known for known in mentions if known not in makers), *found)))


def _candidates(
    body: str, patterns: Mapping[str, Sequence[Pattern]]
) -> Iterator[tuple[int, int, EntityType]]:
    for token in tokenize(body):
        for pattern in patterns.get(token.text, ()):
            match = pattern.matches.match(body, token.start)
            if match is None:
                continue
            start, end = match.span("name" if "name" in pattern.matches.groupindex else 0)
            if pattern.before is not None:
                earlier = pattern.before.search(body[max(0, token.start - REACH_BACK) : token.start])
                if earlier is None:
                    continue
                start -= len(earlier[0])
            yield start, end, pattern.type
            break


@cache
def load_patterns(language: str) -> Mapping[str, Sequence[Pattern]]:
    """Return the patterns of ``id`` or ``en`` by the words they begin with; ModelError when damaged."""
    patterns: dict[str, list[Pattern]] = {}
    try:
        path = files("reader.analysis.lexicons") / language / "other_names.toml"
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in table["pattern"]:
            before = row.get("before")
            pattern = Pattern(
                EntityType(row["type"]),
                re.compile(_filled(row["matches"], table["parts"])),
                None if before is None else re.compile(before),
            )
            for word in row["begins"]:
                patterns.setdefault(word, []).append(pattern)
    except (OSError, KeyError, ValueError, re.error) as error:
        raise ModelError(
            f"The list {language}/other_names.toml is missing or damaged; install the program again."
        ) from error
    return patterns


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """Put the parts into a pattern; the last ones may hold earlier ones."""
    for name, part in reversed(list(parts.items())):
        pattern = pattern.replace(f"<{name}>", part)
    return pattern
