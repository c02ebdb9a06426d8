"""Tell the part of speech of each word with a packaged model.

Two linear classifiers look at a window of words, endings and shapes; the second also sees what the first
says of the neighbours. All tables are gathered for a whole text at once, so a text of 500 words costs about
half a millisecond. ``train_word_tagger.py`` makes the model.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reader.analysis.entities.packaged import read_model
from reader.analysis.quotes.parts_of_speech import CLASSES
from reader.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reader.analysis.quotes.tokens import Token

    Table = NDArray[np.int32]

WORDS_AT_ONCE = 20_000
"""Rows of one pass; bounds memory on long texts."""
_SHAPES = 7
_PLACES = (-2, -1, 0, 1, 2)
"""Where the words of the window stand."""
_OPENERS = frozenset([".", "?", "!", ":", '"', "“", "‘", "'"])
"""Marks after which any word has a capital."""
_TAG_COLUMN = 9
"""Where ``features_of`` has the usual tag of the word itself."""
_NEAR = (-1, 0, 1)
"""Where endings, shapes and clusters are looked at."""


class Inventory(NamedTuple):
    """What a model knows of words: numbers from 1, 0 for the unknown."""

    words: dict[str, tuple[int, int, int]]
    """Number, cluster and usual tag of a word."""
    endings: dict[str, int]
    """Numbers of the last three letters."""
    sizes: tuple[int, int, int]
    """One more than the highest number, cluster and tag."""


class Model(NamedTuple):
    """A trained tagger."""

    inventory: Inventory
    first: NDArray[np.float32]
    second: NDArray[np.float32]
    """Weights, a row for each feature and a column for each class."""


def tag(tokens: Sequence[Token], name: str) -> str:
    """Return a letter of ``CLASSES`` for each token, by the model file ``name``."""
    model = _load(name)
    found = []
    for begin in range(0, len(tokens), WORDS_AT_ONCE):
        rows = features_of([token.text for token in tokens[begin : begin + WORDS_AT_ONCE]], model.inventory)
        guesses = best_classes(model.first, rows)
        rows = np.hstack([rows, neighbour_features(guesses, rows, model.inventory)])
        best = best_classes(model.second, rows)
        found.append("".join(map(CLASSES.__getitem__, best.tolist())))
    return "".join(found)


def best_classes(weights: NDArray[np.float32], rows: Table) -> NDArray[np.int64]:
    """Return the class with the highest sum of weights for each row of features."""
    # Column by column: four times as fast as gathering all rows at once.
    scores = weights.take(rows[:, 0], axis=0)
    for column in range(1, rows.shape[1]):
        scores += weights.take(rows[:, column], axis=0)
    best: NDArray[np.int64] = scores.argmax(axis=1)
    return best


def features_of(words: Sequence[str], inventory: Inventory) -> Table:
    """Return the numbers of the features of each word, a row for each, a column for each kind."""
    known = np.array([inventory.words.get(word.lower(), (0, 0, 0)) for word in words], np.int32).reshape(
        -1, 3
    )
    endings = np.array([inventory.endings.get(word[-3:].lower(), 0) for word in words], np.int32)
    shapes = np.array(
        [shape_of(word, before) for word, before in zip(words, [".", *words[:-1]], strict=True)], np.int32
    )
    columns = [_shifted(known[:, 0], place) for place in _PLACES]
    for kind in (known[:, 1], known[:, 2], endings, shapes):
        columns += [_shifted(kind, place) for place in _NEAR]
    offsets = np.cumsum([0, *column_sizes(inventory)[:-1]]).astype(np.int32)
    return np.stack(columns, axis=1) + offsets


def column_sizes(inventory: Inventory) -> list[int]:
    """Return how many values each column of ``features_of`` has."""
    words, clusters, tags = inventory.sizes
    sizes = [words] * len(_PLACES)
    for size in (clusters, tags, len(inventory.endings) + 1, _SHAPES):
        sizes += [size] * len(_NEAR)
    return sizes


def neighbour_features(guesses: NDArray[np.int64], rows: Table, inventory: Inventory) -> Table:
    """Return features of the classes around each word, alone and with the word's usual tag."""
    size = len(CLASSES) + 1
    around = {place: _shifted(guesses.astype(np.int32) + 1, place) for place in (-2, -1, 1, 2)}
    sizes = column_sizes(inventory)
    tags = rows[:, _TAG_COLUMN] - sum(sizes[:_TAG_COLUMN])
    pairs = ((-2, -1), (-1, 1), (1, 2))
    columns = [around[left] * size + around[right] for left, right in pairs]
    columns += [tags * size + around[place] for place in (-1, 1)]
    offsets = np.cumsum([sum(sizes), *neighbour_sizes(inventory)[:-1]]).astype(np.int32)
    return np.stack(columns, axis=1) + offsets


def neighbour_sizes(inventory: Inventory) -> list[int]:
    """Return how many values each column of ``neighbour_features`` has."""
    size = len(CLASSES) + 1
    return [size * size] * 3 + [inventory.sizes[2] * size] * 2


def shape_of(word: str, before: str) -> int:
    """Return what kind of letters a word is written in; a capital that opens a sentence tells nothing."""
    if word[0].isdigit():
        return 1
    if not word[0].isalpha():
        return 2
    if word[0].islower():
        return 3
    if len(word) > 1 and word.isupper():
        return 5
    return 6 if before in _OPENERS else 4


def _shifted(column: Table, place: int) -> Table:
    """Return what stands ``place`` words away, 0 past either end."""
    moved = np.zeros_like(column)
    if place < 0:
        moved[-place:] = column[:place]
    elif place > 0:
        moved[:-place] = column[place:]
    else:
        moved[:] = column
    return moved


@cache
def _load(name: str) -> Model:
    try:
        stored = np.load(io.BytesIO(read_model(name)), allow_pickle=False)
        words = bytes(stored["words"]).decode().split("\n")
        endings = bytes(stored["endings"]).decode().split("\n")
        known = stored["known"]
        inventory = Inventory(
            dict(zip(words, map(tuple, known.tolist()), strict=True)),
            {ending: at + 1 for at, ending in enumerate(endings)},
            tuple((known.max(axis=0) + 1).tolist()),
        )
        scale = stored["scales"]
        return Model(
            inventory,
            stored["first"].astype(np.float32) * scale[0],
            stored["second"].astype(np.float32) * scale[1],
        )
    except (ValueError, KeyError, OSError) as error:
        raise ModelError(
            f"The model file {name} cannot be read ({error}); install the program again."
        ) from error
