"""A small convolutional network that marks names, in plain NumPy.

Each word has a vector from its spelling, shape and row in the word list; the marks of the lists of
names are added, and gated convolutions with growing reach look at the neighbours. It reads all
sentences of a text in one pass, laid end to end with gaps between them.
"""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

# Matrices this small are five times slower on two threads that wait for each other (100 ms against
# 20 ms for 500 words); whoever set the variable keeps the choice.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from reader.analysis.entities.encoding import character_numbers, rate_of, shape_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from reader.analysis.entities.lexicon import Lexicon

    Matrix = NDArray[np.float32]
    MarkedWord = tuple[str, tuple[str, ...]]

DILATIONS = (1, 2, 4)
"""How far each layer reaches to either side, in words."""

GAP = max(DILATIONS)
"""Empty rows between sentences, so that none sees another."""

REMEMBERED = 20_000
"""Words whose rows are kept, each with the marks it had; 10 MB."""

FIRST_ROWS = 1024
"""Rows made room for at first."""

WORDS_AT_ONCE = 4096
"""Rows of one pass; bounds memory on long texts."""


class Network:
    """Trained weights and the words met so far."""

    def __init__(
        self, weights: dict[str, Matrix], words: dict[str, int], marks: Sequence[str], lexicon: Lexicon
    ) -> None:
        self._weights = weights
        self._words = words
        self._marks = {mark: number for number, mark in enumerate(marks)}
        self._lexicon = lexicon
        self._forget()

    def log_probabilities(self, sentences: Sequence[Sequence[str]]) -> list[Matrix]:
        """Return for each sentence a row for each word with the log-probabilities of ``encoding.LABELS``."""
        found: list[Matrix] = []
        begin = 0
        while begin < len(sentences):
            end, size = begin, 0
            while end < len(sentences) and (end == begin or size + len(sentences[end]) <= WORDS_AT_ONCE):
                size += len(sentences[end]) + GAP
                end += 1
            with np.errstate(over="ignore"):  # a gate that is fully closed
                found += self._pass(sentences[begin:end])
            begin = end
        return found

    def _pass(self, sentences: Sequence[Sequence[str]]) -> list[Matrix]:
        if len(self._rows) > REMEMBERED:
            self._forget()
        starts: list[int] = []
        row = -GAP
        for sentence in sentences:
            starts.append(row + GAP)
            row = starts[-1] + len(sentence)
        weights = self._weights
        hidden = np.zeros((row, weights["bias"].shape[0]), np.float32)
        inside = np.zeros((row, 1), np.float32)
        for start, sentence in zip(starts, sentences, strict=True):
            end = start + len(sentence)
            hidden[start:end] = self._inputs(sentence)
            inside[start:end] = 1
        for layer, reach in enumerate(DILATIONS):
            hidden = self._layer(hidden, inside, layer, reach)
        scores = hidden @ weights["out"] + weights["out_bias"]
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return [
            scores[start : start + len(sentence)] for start, sentence in zip(starts, sentences, strict=True)
        ]

    def _layer(self, hidden: Matrix, inside: Matrix, layer: int, reach: int) -> Matrix:
        weights = self._weights
        rows, width = hidden.shape
        normal = hidden - np.add.reduce(hidden, axis=1, keepdims=True) / width
        spread = np.einsum("ij,ij->i", normal, normal) / width
        normal /= np.sqrt(spread + 1e-5)[:, None]
        normal *= weights[f"scale{layer}"]
        normal += weights[f"shift{layer}"]
        normal *= inside
        window = np.zeros((rows, 3 * width), np.float32)
        window[reach:, :width] = normal[:-reach]
        window[:, width : 2 * width] = normal
        window[:-reach, 2 * width :] = normal[reach:]
        both = window @ weights[f"conv{layer}"]
        both += weights[f"conv_bias{layer}"]
        gate: Matrix = np.exp(-both[:, width:])
        gate += 1
        mixed: Matrix = np.divide(both[:, :width], gate, out=gate)
        mixed += hidden
        return mixed

    def _inputs(self, sentence: Sequence[str]) -> Matrix:
        """Return a row for each word; words with the same marks have the same, worked out once."""
        pairs = list(zip(sentence, map(tuple, self._lexicon.match(sentence)), strict=True))
        known = self._rows
        if fresh := [pair for pair in dict.fromkeys(pairs) if pair not in known]:
            self._learn(fresh)
        return self._vectors[[known[pair] for pair in pairs]]

    def _forget(self) -> None:
        self._rows: dict[MarkedWord, int] = {}
        self._vectors = np.zeros((FIRST_ROWS, self._weights["bias"].shape[0]), np.float32)

    def _learn(self, pairs: list[MarkedWord]) -> None:
        """Work out the rows of marked words not met before."""
        weights = self._weights
        words = [word for word, _ in pairs]
        spelt = weights["characters"][[character_numbers(word) for word in words]]
        padded = np.pad(spelt, ((0, 0), (1, 1), (0, 0)))
        windows = np.concatenate([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], axis=2)
        spelling = np.maximum(windows @ weights["spelling"] + weights["spelling_bias"], 0).max(axis=1)
        rows = [self._words.get(word.lower(), -1) + 2 for word in words]  # 1 is any other word
        marked = np.maximum(self._listed(pairs) @ weights["marks"] + weights["marks_bias"], 0)
        vectors = (
            weights["words"][rows] @ weights["from_words"]
            + spelling @ weights["from_spelling"]
            + weights["shapes"][[shape_number(word) for word in words]] @ weights["from_shapes"]
            + marked @ weights["from_marks"]
            + weights["bias"]
        )
        begin, end = len(self._rows), len(self._rows) + len(pairs)
        if end > len(self._vectors):
            room = np.zeros((max(end, 2 * len(self._vectors)), vectors.shape[1]), np.float32)
            room[:begin] = self._vectors[:begin]
            self._vectors = room
        self._vectors[begin:end] = vectors
        self._rows.update(zip(pairs, range(begin, end), strict=True))

    def _listed(self, pairs: list[MarkedWord]) -> Matrix:
        """Return for each marked word which of the marks it has."""
        listed = np.zeros((len(pairs), len(self._marks)), np.float32)
        for row, (word, marks) in zip(listed, pairs, strict=True):
            for mark in (*marks, *rate_of(word, self._lexicon)):
                number = self._marks.get(mark)
                if number is not None:
                    row[number] = 1
        return listed


def pack(weights: dict[str, Matrix], marks: Sequence[str]) -> bytes:
    """Return a model as bytes: matrices in eight bits with a scale for each row, the rest as they are."""
    packed: dict[str, Any] = {"marks_json": np.frombuffer(json.dumps(list(marks)).encode(), np.uint8)}
    for name, matrix in weights.items():
        if matrix.ndim < 2:
            packed[name] = matrix.astype(np.float32)
            continue
        scale = np.abs(matrix).max(axis=1, keepdims=True) / 127 + 1e-12
        packed[name] = np.round(matrix / scale).astype(np.int8)
        packed[f"{name}.scale"] = scale.astype(np.float32)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **packed)
    return buffer.getvalue()


def unpack(model: bytes) -> tuple[dict[str, Matrix], list[str]]:
    """Return the weights and marks of a model made by :func:`pack`; raise ValueError when it is none."""
    with np.load(io.BytesIO(model), allow_pickle=False) as arrays:
        packed = {name: arrays[name] for name in arrays.files}
    marks = json.loads(packed.pop("marks_json").tobytes())
    weights = {
        name: matrix * packed[f"{name}.scale"] if f"{name}.scale" in packed else matrix
        for name, matrix in packed.items()
        if not name.endswith(".scale")
    }
    return weights, marks
