"""Train the random fields: ``python -m reader.analysis.entities.train --data FOLDER``.

That of Indonesian learns the news of idner-news-2k alone: with our annotation of other corpora it is better
by itself, but worse beside a network that has learnt that annotation (see the model card).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from reader.analysis.entities.features import FeatureMaker
from reader.analysis.entities.known import load_lexicon
from reader.analysis.entities.learning_text import CORPORA, read_annotated
from reader.analysis.entities.own_text import OwnText, own_sentences
from reader.analysis.entities.packaged import record_digests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.entities.corpora import Sentence
    from reader.analysis.entities.lexicon import Lexicon

MODELS = Path(__file__).parent.parent / "models"

OWN_TEXT = Path(__file__).parent / "training"
ROUNDS = 3
"""How often each of our own patterns is filled."""

SEED = 1

SPARSITY = {"id": 0.1, "en": 0.15}
"""Weight of the penalty on absolute values (c1): the higher, the smaller the model."""


def train(sentences: Iterable[Sentence], lexicon: Lexicon, target: Path, *, c1: float, c2: float) -> None:
    """Train a conditional random field on ``sentences`` and write it to ``target``."""
    features = FeatureMaker(lexicon)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 120, "feature.possible_transitions": True})
    for sentence in sentences:
        trainer.append(features(sentence.words), sentence.tags)
    trainer.train(str(target))


def main(arguments: list[str] | None = None) -> int:
    """Train the models of the languages asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m reader.analysis.entities.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with one folder for each corpus")
    parser.add_argument("--language", choices=sorted(CORPORA), action="append", help="only this language")
    parser.add_argument("--out", type=Path, default=MODELS, help="where the models are written")
    options = parser.parse_args(arguments)
    for language in options.language or sorted(CORPORA):
        own = OwnText(language, SEED).sentences(OWN_TEXT / f"{language}.txt", ROUNDS)
        sentences = [*read_annotated(options.data, language), *own_sentences(language), *own]
        target = options.out / f"{language}.crf"
        train(sentences, load_lexicon(language), target, c1=SPARSITY[language], c2=0.05)
        record_digests(options.out)
        sys.stderr.write(f"{target}: {len(sentences)} sentences, {target.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
