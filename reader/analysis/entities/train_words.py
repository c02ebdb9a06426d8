"""Make the word lists: ``python -m reader.analysis.entities.train_words --data FOLDER …``; needs NumPy."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reader.analysis.entities.corpora import read_columns
from reader.analysis.entities.packaged import record_digests
from reader.analysis.entities.train import MODELS
from reader.analysis.entities.word_classes import word_classes, word_vectors
from reader.analysis.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = {
    "id": (
        "kumparan-postag/dataset_postag.tsv",
        "idner-news-2k/train.txt",
        "indonlu-nergrit/train.tsv",
        "indonlu-nerp/train.tsv",
    ),
    "en": (
        "wikigold/wikigold.conll.txt",
        "crossner-politics/train.txt",
        "gum-en/train.txt",
        "../syntax/gum-en/train.conllu",
    ),
}
"""What words are counted in; see the model card for the licences."""


def read_texts(data: Path, language: str) -> Iterator[list[str]]:
    """Yield the sentences of the texts of a language, cut as at run time."""
    for name in TEXTS[language]:
        path = data / name
        for words in (
            _conllu_words(path) if path.suffix == ".conllu" else (row[0] for row in read_columns(path))
        ):
            yield [token.text for word in words for token in tokenize(word)]


def _conllu_words(path: Path) -> Iterator[list[str]]:
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.strip() and words:
            yield words
            words = []
        elif len(cells) > 1 and cells[0].isdigit():
            words.append(cells[1])


def main(arguments: list[str] | None = None) -> int:
    """Write the word lists of the program and the vectors for training; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m reader.analysis.entities.train_words", description=__doc__
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with one folder for each corpus")
    parser.add_argument(
        "--vectors", type=Path, required=True, help="folder for the vectors, which are not shipped"
    )
    parser.add_argument("--out", type=Path, default=MODELS, help="where the word lists are written")
    options = parser.parse_args(arguments)
    for language in sorted(TEXTS):
        sentences = list(read_texts(options.data, language))
        vocabulary, vectors = word_vectors(sentences)
        np.savez(options.vectors / f"{language}.npz", words=np.array(vocabulary), vectors=vectors)
        classes = word_classes(sentences, vocabulary, vectors)
        lines = [f"{word}\t{' '.join(codes)}\n" for word, codes in sorted(classes.items())]
        (options.out / f"words.{language}.tsv").write_text("".join(lines), encoding="utf-8")
    record_digests(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
