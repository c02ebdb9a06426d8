"""Train ``word_tagger.py``: ``python -m reader.analysis.quotes.train_word_tagger --data DIR --lexicon FILE``.

Wants the folder that holds GUM's ``train.conllu`` and ``dev.conllu``. Articles on which quotes are measured
are left out by name (``--without``). ``--lexicon`` is the word list of Brill's tagger, "word tag" a line, as
the package textblob 0.17.1 has it (``en-lexicon.txt``). The clusters come from the packaged word list. A
minute on one core.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reader.analysis.entities.packaged import FOLDER, read_model, record_digests
from reader.analysis.quotes.parts_of_speech import CLASSES, MODELS
from reader.analysis.quotes.tokens import tokenize
from reader.analysis.quotes.word_tagger import (
    Inventory,
    best_classes,
    column_sizes,
    features_of,
    neighbour_features,
    neighbour_sizes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

Sentences = list[tuple[list[str], list[int]]]

RAREST = 2
"""Words seen less often are unknown."""
ROUNDS = 12
STEP = 1.0
BATCH = 64
DROPPED = 0.08
"""Share of words held for unknown, so that endings and clusters learn to speak for them."""
LONGEST_TAG = 3
"""Letters of the tags that are kept of the lexicon."""
FOLDS = 5
SEED = 5

_BY_TAG = {
    **dict.fromkeys(("VBD", "VBP", "VBZ", "MD"), "F"),
    **dict.fromkeys(("NN", "NNS"), "n"),
    **dict.fromkeys(("NNP", "NNPS"), "P"),
    **dict.fromkeys(("DT", "PRP$", "PDT"), "d"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "j"),
    **dict.fromkeys(("RB", "RBR", "RBS", "RP"), "r"),
    **dict.fromkeys(("WDT", "WP", "WP$", "WRB"), "w"),
    **dict.fromkeys(("PRP", "EX"), "o"),
    "VB": "B",
    "VBN": "N",
    "VBG": "G",
    "CD": "u",
    "IN": "p",
    "CC": "c",
    "TO": "t",
    "POS": ".",
}
_BY_PART = {"PUNCT": ".", "SYM": ".", "SCONJ": "s", "AUX": "F"}


def main() -> None:
    """Train, measure on the held-out file, and write the model and its digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--lexicon", type=Path, required=True)
    parser.add_argument("--without", nargs="*", default=[], help="names of documents to leave out")
    parser.add_argument("--all", action="store_true", help="learn from the held-out file too, at the end")
    options = parser.parse_args()
    train = list(_sentences(options.data / "train.conllu", set(options.without)))
    held_out = list(_sentences(options.data / "dev.conllu", set(options.without)))
    tags = dict(_usual_tags(options.lexicon))
    inventory = _inventory(train, tags)
    first, second = _train(train, inventory)
    sys.stdout.write(_figures(held_out, inventory, first, second))
    if options.all:
        train += held_out
        inventory = _inventory(train, tags)
        first, second = _train(train, inventory)
    folder = Path(__file__).parents[1] / FOLDER.rpartition(".")[2]
    (folder / MODELS["en"]).write_bytes(_packed(inventory, first, second))
    record_digests(folder)


def _sentences(path: Path, without: set[str]) -> Iterator[tuple[list[str], list[int]]]:
    """Yield words and classes, cut as ``tokens.py`` cuts them."""
    document = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text, rows = "", []
        for line in block.splitlines():
            if line.startswith("# newdoc id = "):
                document = line.removeprefix("# newdoc id = ")
            elif line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif line[:1].isdigit():
                rows.append(line.split("\t"))
        if document not in without and text:
            yield _recut(text, rows)


def _recut(text: str, rows: Sequence[Sequence[str]]) -> tuple[list[str], list[int]]:
    """Give each of our tokens the class of the corpus word that it begins with, or ends with if hyphened."""
    starts, ends, at = [], [], 0
    for row in rows:
        if "-" in row[0]:
            continue
        at = text.find(row[1], at) if text.find(row[1], at) >= 0 else at
        starts.append((at, _class_of(row)))
        at += len(row[1])
        ends.append((at, _class_of(row)))
    words, classes = [], []
    by_start, by_end = dict(starts), dict(ends)
    for token in tokenize(text, 0, len(text)):
        found = by_end.get(token.end) if "-" in token.text else by_start.get(token.start)
        words.append(token.text)
        classes.append(CLASSES.index(found or "x"))
    return words, classes


def _class_of(row: Sequence[str]) -> str:
    part, tag = row[3], row[4]
    if part in {"PUNCT", "SYM"} or (part == "SCONJ" and tag == "IN"):
        return _BY_PART[part]
    if part == "PRON" and tag in {"DT", "NN"}:
        return "o"
    if part == "ADJ":
        return "j"
    if part == "VERB" and tag == "NNP":
        return "P"
    return _BY_TAG.get(tag, "x")


def _inventory(sentences: Sentences, tags: Mapping[str, str]) -> Inventory:
    counts = Counter(word.lower() for words, _ in sentences for word in words)
    kept = _numbered(word for word in counts if counts[word] >= RAREST)
    clusters = dict(_clusters())
    tag_numbers = _numbered(set(tags.values()))
    words = {
        word: (kept.get(word, 0), clusters.get(word, 0), tag_numbers.get(tags.get(word, ""), 0))
        for word in sorted({*kept, *clusters, *tags})
    }
    endings = Counter(word[-3:].lower() for words_, _ in sentences for word in words_)
    frequent = _numbered(ending for ending in endings if endings[ending] >= RAREST)
    sizes = (len(kept) + 1, max(clusters.values()) + 1, len(tag_numbers) + 1)
    return Inventory(words, frequent, sizes)


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: at + 1 for at, value in enumerate(sorted(values))}


def _usual_tags(path: Path) -> Iterator[tuple[str, str]]:
    """Yield lower-case words with the tag that each mostly has, without tags too rare to tell anything."""
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.strip().partition(" ")
        if word.isalpha() and word.islower() and tag.isalpha() and len(tag) <= LONGEST_TAG:
            yield word, tag


def _clusters() -> Iterator[tuple[str, int]]:
    """Yield the middle cluster of each word of the packaged list, from 1."""
    for line in read_model("words.en.tsv").decode().splitlines():
        word, _, codes = line.partition("\t")
        code = next((code for code in codes.split() if code.startswith("b")), None)
        if code is not None and code[1:].isdigit():
            yield word, int(code[1:]) + 1


def _train(sentences: Sentences, inventory: Inventory) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    random = np.random.default_rng(SEED)
    rows, classes, folds = _rows(sentences, inventory)
    size = sum(column_sizes(inventory))
    first = _fit(rows, classes, size, inventory, random)
    guesses = np.zeros(len(rows), np.int64)
    for fold in range(FOLDS):
        weights = _fit(rows[folds != fold], classes[folds != fold], size, inventory, random)
        guesses[folds == fold] = best_classes(weights, rows[folds == fold])
    both = np.hstack([rows, neighbour_features(guesses, rows, inventory)])
    return first, _fit(both, classes, size + sum(neighbour_sizes(inventory)), inventory, random)


def _rows(
    sentences: Sentences, inventory: Inventory
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Return features, classes and folds of all words, sentences laid end to end as in a text."""
    words = [word for one, _ in sentences for word in one]
    classes = np.array([number for _, numbers in sentences for number in numbers], np.int64)
    folds = np.array([at * FOLDS // len(sentences) for at, (one, _) in enumerate(sentences) for _ in one])
    return features_of(words, inventory), classes, folds


def _fit(
    rows: NDArray[np.int32],
    classes: NDArray[np.int64],
    size: int,
    inventory: Inventory,
    random: np.random.Generator,
) -> NDArray[np.float32]:
    """Fit a multinomial regression by averaged stochastic descent."""
    weights = np.zeros((size, len(CLASSES)), np.float32)
    total = np.zeros_like(weights)
    unknown = np.cumsum([0, *column_sizes(inventory)[:-1]])[2]
    taken = 0
    for turn in range(ROUNDS):
        step = STEP * (1 - turn / ROUNDS) + 0.02
        order = random.permutation(len(rows))
        for begin in range(0, len(order), BATCH):
            chosen = order[begin : begin + BATCH]
            batch = rows[chosen].copy()
            batch[random.random(len(batch)) < DROPPED, 2] = unknown
            scores = weights[batch].sum(axis=1)
            scores -= scores.max(axis=1, keepdims=True)
            shares = np.exp(scores)
            shares /= shares.sum(axis=1, keepdims=True)
            shares[np.arange(len(chosen)), classes[chosen]] -= 1
            np.subtract.at(weights, batch.ravel(), np.repeat(step * shares / 8, batch.shape[1], axis=0))
        if turn >= ROUNDS // 2:
            total += weights
            taken += 1
    averaged: NDArray[np.float32] = (total / taken).astype(np.float32)
    return averaged


def _figures(
    sentences: Sentences, inventory: Inventory, first: NDArray[np.float32], second: NDArray[np.float32]
) -> str:
    """Return how good the model is on sentences that it has not seen."""
    rows, classes, _ = _rows(sentences, inventory)
    guesses = best_classes(first, rows)
    best = best_classes(second, np.hstack([rows, neighbour_features(guesses, rows, inventory)]))
    finite = CLASSES.index("F")
    found = np.mean(best[classes == finite] == finite)
    right = np.mean(classes[best == finite] == finite)
    return (
        f"{100 * np.mean(best == classes):.1f} % of held-out words are right; "
        f"of the finite verbs {100 * found:.1f} % are found, {100 * right:.1f} % of those found are\n"
    )


def _packed(inventory: Inventory, first: NDArray[np.float32], second: NDArray[np.float32]) -> bytes:
    scales = [float(np.abs(matrix).max()) / 127 for matrix in (first, second)]
    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        words=np.frombuffer("\n".join(inventory.words).encode(), np.uint8),
        known=np.array(list(inventory.words.values()), np.int16),
        endings=np.frombuffer("\n".join(inventory.endings).encode(), np.uint8),
        first=np.round(first / scales[0]).astype(np.int8),
        second=np.round(second / scales[1]).astype(np.int8),
        scales=np.array(scales, np.float32),
    )
    return stream.getvalue()


if __name__ == "__main__":
    main()
