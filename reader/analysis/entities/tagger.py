"""Mark persons, organisations and places in single sentences with a trained model."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reader.analysis.entities.features import FeatureMaker
from reader.analysis.entities.known import load_lexicon
from reader.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pycrfsuite

    from reader.analysis.entities.lexicon import Lexicon

LONGEST_RUN = 400
"""Tokens tagged in one go; a longer sentence (a table, code) is cut, which bounds memory."""

INDONESIAN_MODEL_FOR = frozenset({"id", "ms", "jv", "su", "und"})
"""Languages read by the Indonesian model; all others are read by the English one."""


class Tagger:
    """A conditional random field with its features."""

    def __init__(self, model: pycrfsuite.Tagger, weights: bytes, lexicon: Lexicon) -> None:
        self._model = model
        self._weights = weights  # the model reads them where they lie and would outlive them
        self._features = FeatureMaker(lexicon)
        self.lexicon = lexicon

    def tag(self, words: Sequence[str]) -> list[str]:
        """Return ``O``, ``B-<type>`` or ``I-<type>`` for each word of one sentence."""
        tags: list[str] = []
        for begin in range(0, len(words), LONGEST_RUN):
            tags += self._model.tag(self._features(words[begin : begin + LONGEST_RUN]))
        return tags


def model_language(language: str) -> str:
    """Return the language of the model that reads ``language``."""
    return "id" if language.partition("-")[0] in INDONESIAN_MODEL_FOR else "en"


@cache
def load_tagger(language: str) -> Tagger:
    """Load the packaged tagger for ``id`` or ``en``; raise ModelError when it is missing or damaged."""
    import pycrfsuite

    name = f"{language}.crf"
    model = pycrfsuite.Tagger()
    try:
        weights = (files("reader.analysis.models") / name).read_bytes()
        model.open_inmemory(weights)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The model {name} is missing or damaged ({error}); install the program again."
        ) from error
    return Tagger(model, weights, load_lexicon(language))
