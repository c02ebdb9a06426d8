"""Give texts without capitals those that cased texts of the same language have; for training only.

A random field learns from cased text, read in small letters, which words begin with a capital and which
are all capitals. Names that a corpus marks have capitals in any case.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pycrfsuite

from reader.analysis.entities.features import FeatureMaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reader.analysis.entities.lexicon import Lexicon

SMALL, INITIAL, ALL = "small", "initial", "all"
LONGEST_SMALL_LETTERS = 3
"""Words inside names that are no longer than this stay small where the field reads them so: ``dan``."""

SHORTEST, LONGEST = 4, 80
"""Words of the sentences that are learnt from."""

LEARNT_FROM = 14_000
SEED = 1


def case_of(word: str) -> str:
    """Return which letters of ``word`` are capitals."""
    if not word[0].isupper():
        return SMALL
    return ALL if len(word) > 1 and word.isupper() else INITIAL


def train_cases(sentences: Iterable[Sequence[str]], lexicon: Lexicon, target: Path) -> None:
    """Learn the capitals of some of ``sentences``, headlines left out."""
    usable = [
        words
        for words in sentences
        if SHORTEST <= len(words) <= LONGEST and 0 < sum(word[0].isupper() for word in words) < len(words) / 2
    ]
    random.Random(SEED).shuffle(usable)  # noqa: S311 (no secret depends on it)
    features = FeatureMaker(lexicon)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.2, "c2": 0.02, "max_iterations": 40})
    for words in usable[:LEARNT_FROM]:
        trainer.append(features([word.lower() for word in words]), [case_of(word) for word in words])
    trainer.train(str(target))


class Capitals:
    """A trained field that writes sentences with capitals."""

    def __init__(self, model: Path, lexicon: Lexicon) -> None:
        self._field = pycrfsuite.Tagger()
        self._field.open(str(model))
        self._features = FeatureMaker(lexicon)

    def restore(self, words: Sequence[str], in_name: Sequence[bool]) -> tuple[str, ...]:
        """Return ``words``, given in small letters, with capitals; ``in_name`` tells which are in names."""
        cases = self._field.tag(self._features(words))
        written = []
        for number, (word, case, named) in enumerate(zip(words, cases, in_name, strict=True)):
            begins = number == 0 or (named and (len(word) > LONGEST_SMALL_LETTERS or not in_name[number - 1]))
            if case == ALL:
                written.append(word.upper())
            else:
                written.append(word.capitalize() if begins or case == INITIAL else word)
        return tuple(written)
