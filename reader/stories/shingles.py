"""Texts as sets of shingles (runs of words), and small samples of such sets by which copies meet.

The sample is a bottom-k sketch, which is MinHash with one hash function (Broder, On the resemblance
and containment of documents, 1997): the k smallest hashes. Two texts that share the part s of their
shingles share at least one of them with a probability of about 1 - (1 - s)^k, and a text cut to a
part of another keeps sharing, because what is smallest in the whole is smallest in the part.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 4
"""Words in a shingle: three are met by chance in unrelated reports, five miss lightly edited copies."""

_STEP = 0x9E3779B97F4A7C15
_MIX = 0xFF51AFD7ED558CCD
_HALF = 32


def shingles_of(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the hashes of the runs of ``SHINGLE`` words, each once, ascending.

    Equal on every machine and in every run. A text shorter than a shingle has none.
    """
    import numpy as np  # a tenth of a second, which no search or start of the reader should pay

    step, mix, half = np.uint64(_STEP), np.uint64(_MIX), np.uint64(_HALF)
    if len(words) < SHINGLE:
        return np.empty(0, np.uint32)
    codes = np.fromiter(map(_code_of, words), np.uint64, len(words))
    count = len(words) - SHINGLE + 1
    rolled = codes[:count].copy()
    for offset in range(1, SHINGLE):
        rolled *= step
        rolled += codes[offset : offset + count]
    rolled ^= rolled >> half
    rolled *= mix
    return np.unique((rolled >> half).astype(np.uint32))


@lru_cache(maxsize=100_000)
def _code_of(word: str) -> int:
    return crc32(word.encode())


def sketch_of(shingles: NDArray[np.uint32], size: int) -> tuple[int, ...]:
    """Return the ``size`` smallest hashes, ascending; fewer when there are not so many."""
    return tuple(shingles[:size].tolist())


def shared(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> int:
    """Count the shingles that two texts share."""
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True))


def containment(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Return how much of the shorter text stands in the longer, by shingles."""
    return shared(one, other) / max(min(len(one), len(other)), 1)
