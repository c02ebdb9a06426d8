"""Which language a body is written in, from its commonest words and its script."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

UNDETERMINED = "und"
"""The code of a body whose language there is no telling."""
_SAMPLE = 6000
"""Code points from which the language is told; longer bodies add time, not certainty."""
_MIN_SHARE = 0.12
"""In running text of a known language a fifth to a half of the words are on its list."""
_MIN_HITS = 3
_SCRIPT_SHARE = 0.3
"""Share of letters in a script of its own above which the script decides."""
_WORD = re.compile(r"[^\W\d_]+")


class _Profiles(NamedTuple):
    weights: Mapping[str, tuple[tuple[str, float], ...]]
    """For each word the languages that list it, with its weight there."""
    scripts: tuple[tuple[int, int, str], ...]
    order: Mapping[str, int]
    """Place in the lexicon; of two that fit alike, the earlier wins."""


def detect_language(body: str) -> str:
    """Return the ISO 639 code of a body's main language, ``und`` when there is no telling.

    A body that mixes languages gets the one that holds most of its common words.
    """
    sample = _sample(body)
    profiles = _profiles()
    script = _script_of(sample, profiles)
    if script is not None:
        return script
    words = [word.lower() for word in _WORD.findall(sample)]
    scores: defaultdict[str, float] = defaultdict(float)
    hits: Counter[str] = Counter()
    for word, count in Counter(words).items():
        # One word repeated proves less than many: its weight grows with the root of its count.
        for language, weight in profiles.weights.get(word, ()):
            scores[language] += weight * math.sqrt(count)
            hits[language] += count
    if not scores:
        return UNDETERMINED
    order = profiles.order
    best, _ = max(scores.items(), key=lambda item: (item[1], -order[item[0]]))
    if hits[best] < _MIN_HITS or hits[best] < _MIN_SHARE * len(words):
        return UNDETERMINED
    return best


def _sample(body: str) -> str:
    """Return the start and the middle of a body, so that a foreign opening does not decide."""
    if len(body) <= _SAMPLE:
        return body
    half = _SAMPLE // 2
    middle = len(body) // 2
    return body[:half] + "\n" + body[middle : middle + half]


def _script_of(sample: str, profiles: _Profiles) -> str | None:
    letters = 0
    counts: Counter[str] = Counter()
    for letter in sample:
        if not letter.isalpha():
            continue
        letters += 1
        code = ord(letter)
        if code < profiles.scripts[0][0]:
            continue
        for first, last, language in profiles.scripts:
            if first <= code <= last:
                counts[language] += 1
                break
    if not counts:
        return None
    if counts["ja"] and counts["ja"] + counts["zh"] > _SCRIPT_SHARE * letters:
        return "ja"
    language, count = counts.most_common(1)[0]
    return language if count > _SCRIPT_SHARE * letters else None


@cache
def _profiles() -> _Profiles:
    path = resources.files("reader.analysis") / "lexicons" / "languages.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"lexicon languages.toml cannot be read: {error}; reinstall the program") from error
    listed = {language: set(words.lower().split()) for language, words in table["words"].items()}
    owners = Counter(word for words in listed.values() for word in words)
    weights: dict[str, list[tuple[str, float]]] = {}
    for language, words in listed.items():
        for word in words:
            weights.setdefault(word, []).append((language, 1 / owners[word]))
    scripts = sorted(
        (int(first, 16), int(last, 16), language) for language, (first, last) in table["scripts"].items()
    )
    return _Profiles(
        {word: tuple(entries) for word, entries in weights.items()},
        tuple(scripts),
        {language: number for number, language in enumerate(listed)},
    )
