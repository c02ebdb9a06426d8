"""Sentences tagged by larger models, from which the packaged models learn; needs NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


def write_silver(
    path: Path, sentences: Sequence[Sequence[str]], logarithms: Sequence[NDArray[np.float32]]
) -> None:
    """Write sentences with the log-probabilities of their words."""
    np.savez_compressed(
        path,
        words=np.array([word for sentence in sentences for word in sentence]),
        lengths=np.array([len(sentence) for sentence in sentences]),
        probabilities=np.concatenate(logarithms).astype(np.float16),
    )


def read_silver(path: Path) -> list[tuple[tuple[str, ...], NDArray[np.float32]]]:
    """Return the sentences of a file of :func:`write_silver` with the probabilities of their words."""
    with np.load(path, allow_pickle=False) as arrays:
        words, lengths, logarithms = arrays["words"], arrays["lengths"], arrays["probabilities"]
    ends = np.cumsum(lengths)
    return [
        (tuple(words[end - size : end].tolist()), np.exp(logarithms[end - size : end].astype(np.float32)))
        for end, size in zip(ends, lengths, strict=True)
    ]
