"""From the probabilities of single words to the best run of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.encoding import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

NEVER = -1e9

FOLLOWS = [
    [a for a, before in enumerate(LABELS) if after[0] != "I" or before[2:] == after[2:]] for after in LABELS
]
"""For each label the labels that may stand before it: inside a name only the same name."""

BEGINS = [label[0] != "I" for label in LABELS]


def best_tags(scores: Sequence[Sequence[float]]) -> list[str]:
    """Return the tags with the highest sum of ``scores``, a row a word in the order of ``LABELS``."""
    highest = [max(range(len(LABELS)), key=row.__getitem__) for row in scores]
    if _is_possible(highest):
        return [LABELS[number] for number in highest]
    return [LABELS[number] for number in _viterbi(scores)]


def _is_possible(path: Sequence[int]) -> bool:
    before = len(LABELS) - 1
    for number in path:
        if before not in FOLLOWS[number]:
            return False
        before = number
    return True


def _viterbi(scores: Sequence[Sequence[float]]) -> list[int]:
    best = [score if begins else NEVER for score, begins in zip(scores[0], BEGINS, strict=True)]
    back: list[list[int]] = []
    for row in scores[1:]:
        choices = [max(follows, key=best.__getitem__) for follows in FOLLOWS]
        best = [best[choice] + score for choice, score in zip(choices, row, strict=True)]
        back.append(choices)
    path = [max(range(len(LABELS)), key=best.__getitem__)]
    for choices in reversed(back):
        path.append(choices[path[-1]])
    return path[::-1]
