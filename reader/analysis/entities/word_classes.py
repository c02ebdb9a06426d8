"""Sort words into classes by the company they keep and by their capitals; for training only, needs NumPy.

Vectors are the singular vectors of positive pointwise mutual information with the frequent
neighbours, left and right apart (Levy and Goldberg 2014 show its kinship with skip-gram);
clusters are spherical k-means over them.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

CLUSTER_COUNTS = (64, 256, 1000)
"""Sizes of the clusterings; a word has one class in each."""

DIMENSIONS = 100
NEIGHBOURS = 4000
"""Frequent words that count as company."""

WINDOW = 2
RAREST = 2
"""Words seen less often have no class."""

ROUNDS = 20
SEED = 2


def word_vectors(sentences: Sequence[Sequence[str]]) -> tuple[list[str], NDArray[np.float32]]:
    """Return the words seen often enough, most frequent first, with their vectors of length one."""
    counts = Counter(word.lower() for sentence in sentences for word in sentence)
    vocabulary = [word for word, count in counts.most_common() if count >= RAREST]
    return vocabulary, _unit(_vectors(sentences, vocabulary))


def word_classes(
    sentences: Sequence[Sequence[str]], vocabulary: Sequence[str], vectors: NDArray[np.float32]
) -> dict[str, tuple[str, ...]]:
    """Return the class codes of the words of ``sentences``; those not in ``vocabulary`` have a rate only."""
    rates = _capital_rates(sentences)
    clusterings = [_clusters(vectors, count) for count in CLUSTER_COUNTS if count < len(vocabulary)]
    classes = {
        word: (
            *(f"{letter}{clusters[i]}" for letter, clusters in zip("abc", clusterings, strict=False)),
            *rates.get(word, ()),
        )
        for i, word in enumerate(vocabulary)
    }
    return {**rates, **classes}


def _vectors(sentences: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> NDArray[np.float32]:
    numbers = {word: i for i, word in enumerate(vocabulary)}
    width = min(NEIGHBOURS, len(vocabulary))
    seen = np.zeros((len(vocabulary), 2 * width), np.float32)
    for sentence in sentences:
        row = [numbers.get(word.lower(), -1) for word in sentence]
        for distance in range(1, WINDOW + 1):
            for left, right in zip(row, row[distance:], strict=False):
                if 0 <= left < width and right >= 0:
                    seen[right, left] += 1 / distance
                if 0 <= right < width and left >= 0:
                    seen[left, width + right] += 1 / distance
    by_word = seen.sum(axis=1, keepdims=True) + 1e-9
    by_neighbour = seen.sum(axis=0, keepdims=True) ** 0.75 + 1e-9
    by_neighbour /= by_neighbour.sum()
    with np.errstate(divide="ignore"):
        information = np.log(seen / by_word / by_neighbour)
    return _leading(np.maximum(information, 0, where=np.isfinite(information), out=np.zeros_like(seen)))


def _leading(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the left singular vectors, scaled, by randomised subspace iteration (Halko et al. 2011)."""
    random = np.random.default_rng(SEED)
    basis = random.standard_normal((matrix.shape[1], DIMENSIONS + 30)).astype(np.float32)
    for _ in range(4):
        basis, _ = np.linalg.qr(matrix.T @ (matrix @ basis))
    left, values, _ = np.linalg.svd(matrix @ basis, full_matrices=False)
    scaled: NDArray[np.float32] = (left * np.sqrt(values))[:, :DIMENSIONS]
    return scaled


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return vectors / lengths


def _clusters(vectors: NDArray[np.float32], count: int) -> list[int]:
    random = np.random.default_rng(SEED)
    centres = vectors[random.choice(len(vectors) // 2 + count, count, replace=False)]
    nearest = np.zeros(len(vectors), np.intp)
    for _ in range(ROUNDS):
        for begin in range(0, len(vectors), 4096):
            part = vectors[begin : begin + 4096]
            nearest[begin : begin + 4096] = (part @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        centres = _unit(sums)
    return [int(number) for number in nearest]


AFTER_THESE_CAPITALS_SAY_NOTHING = frozenset('.!?"“”:…')


def _capital_rates(sentences: Iterable[Sequence[str]]) -> Mapping[str, tuple[str]]:
    """Return in fifths how often a word has a capital inside sentences; ``k5`` is always."""
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in sentences:
        if sum(word[0].isupper() for word in sentence) * 2 > len(sentence) or not any(
            word[0].isupper() for word in sentence
        ):
            continue  # a headline, or a text without capitals
        for before, word in pairwise(sentence):
            if word[0].isalpha() and before not in AFTER_THESE_CAPITALS_SAY_NOTHING:
                seen[word.lower()] += 1
                capital[word.lower()] += word[0].isupper()
    return {word: (f"k{capital[word] * 5 // count}",) for word, count in seen.items()}
