"""Mark persons, organisations and places in single sentences with trained models.

Two models look at each sentence: a conditional random field, which is strong on bodies, and a small
network, which is strong on persons. Their log-probabilities are summed, the field's with a weight; it
is not asked about sentences of which the network is sure.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from reader.analysis.entities.decoding import best_tags
from reader.analysis.entities.encoding import LABELS
from reader.analysis.entities.features import FeatureMaker
from reader.analysis.entities.known import load_lexicon, word_rows
from reader.analysis.entities.packaged import read_model
from reader.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pycrfsuite

    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.network import Network

LONGEST_RUN = 400
"""Tokens tagged in one go; a longer sentence (a table, code) is cut, which bounds memory."""

INDONESIAN_MODEL_FOR = frozenset({"id", "ms", "jv", "su", "und"})
"""Languages read by the Indonesian model; all others are read by the English one."""

LEAST = 1e-6
"""Probability that stands for none, so that one model cannot forbid what the other is sure of."""


AGREED_SHARE = 0.98
AGREED = math.log(AGREED_SHARE)
"""From this probability on both models count as sure that a word is in no name."""

SURE = math.log(0.95)
"""Where the network gives its best label of every word more than this, the field would change nothing."""

FIELD_WEIGHT = {"id": 0.6, "en": 1.0}
"""What the field counts against the network, by what gave the best figures on the development sets."""

OUTSIDE = LABELS.index("O")


class Tagger:
    """A conditional random field and a network for one language."""

    def __init__(
        self,
        field: pycrfsuite.Tagger,
        weights: bytes,
        network: Network,
        lexicon: Lexicon,
        *,
        field_weight: float,
    ) -> None:
        self._field = field
        self._field_weight = field_weight
        self._weights = weights  # the field reads them where they lie and must not outlive them
        self._network = network
        self._features = FeatureMaker(lexicon)
        self.lexicon = lexicon

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return ``O``, ``B-<type>`` or ``I-<type>`` for each word of each sentence."""
        runs = [
            sentence[i : i + LONGEST_RUN]
            for sentence in sentences
            for i in range(0, len(sentence), LONGEST_RUN)
        ]
        tagged = iter(
            [self._vote(run, opinion) for run, opinion in zip(runs, self._opinions(runs), strict=True)]
        )
        joined = []
        for sentence in sentences:
            tags: list[str] = []
            while len(tags) < len(sentence):
                tags += next(tagged)
            joined.append(tags)
        return joined

    def _opinions(self, runs: Sequence[Sequence[str]]) -> Iterator[list[list[float]]]:
        for rows in self._network.log_probabilities(runs):
            yield rows.tolist()

    def _vote(self, run: Sequence[str], opinion: list[list[float]]) -> list[str]:
        if all(max(row) > SURE for row in opinion):
            return best_tags(opinion)
        self._field.set(self._features(run))
        marginal, weight = self._field.marginal, self._field_weight
        for i, row in enumerate(opinion):
            if row[OUTSIDE] > AGREED and marginal("O", i) > AGREED_SHARE:
                continue  # both are sure that this is no name
            for number, label in enumerate(LABELS):
                row[number] += weight * math.log(marginal(label, i) + LEAST)
        return best_tags(opinion)


def model_language(language: str) -> str:
    """Return the language of the model that reads ``language``."""
    return "id" if language.partition("-")[0] in INDONESIAN_MODEL_FOR else "en"


@cache
def load_tagger(language: str) -> Tagger:
    """Load the packaged tagger for ``id`` or ``en``; raise ModelError when a file is missing or damaged."""
    import pycrfsuite

    from reader.analysis.entities.network import Network, unpack

    weights = read_model(f"{language}.crf")
    field = pycrfsuite.Tagger()
    try:
        field.open_inmemory(weights)
        matrices, marks = unpack(read_model(f"{language}.net"))
    except (ValueError, KeyError, OSError) as error:
        raise ModelError(
            f"The models for {language} cannot be used ({error}); install the program again."
        ) from error
    lexicon = load_lexicon(language)
    network = Network(matrices, word_rows(language), marks, lexicon)
    return Tagger(field, weights, network, lexicon, field_weight=FIELD_WEIGHT[language])
