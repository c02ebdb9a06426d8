"""How sure an attribution is: a logistic score of its signs, with weights from ``confidence.toml``.

The signs are those of the shape of the attribution and of the step from its words to a name.
``python -m tests.evaluation.fit_confidence`` fits the weights on annotated articles.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from reader.analysis.quotes.drafts import Frame
from reader.model.quote import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from reader.analysis.quotes.chain import Resolved
    from reader.analysis.quotes.reading import Reading

_SURE = 0.9
"""From here on the step to a name is as good as certain."""
BIAS, TRUST = "bias", "trust"
"""The weight of every attribution, and how much of a score holds on fresh texts, from 0 to 1."""


def signs_of(resolved: Resolved, reading: Reading, known: Collection[str]) -> dict[str, float]:
    """Return what speaks for and against an attribution, by the names of the weights.

    ``known`` are the full names that were found in the body.
    """
    draft, name = resolved.draft, resolved.name
    signs = {
        f"frame {draft.frame.value}": 1.0,
        f"form {draft.speaker.form.value}": 1.0,
        "certainty": resolved.certainty,
    }
    is_long, is_known = " " in (name or ""), name in known
    is_full = name is not None and is_long and is_known
    is_sure = name is not None and resolved.certainty >= _SURE
    found = {
        "nameless": name is None,
        "full name": is_full,
        "half name": name is not None and is_long != is_known,
        "sure step": is_sure,
        "sure step to a full name": is_full and is_sure,
        "set off": draft.frame is Frame.SUBJECT_VERB and _is_set_off(resolved),
        "says": _says(resolved, reading),
        "marked": draft.kind is not QuoteKind.INDIRECT,
    }
    return signs | {sign: 1.0 for sign, is_there in found.items() if is_there}


def confidence_of(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return how likely span and name are both right, from 0 to 1; for no name, that there is none."""
    score = weights[BIAS] + sum(weights.get(sign, 0.0) * there for sign, there in signs.items())
    return round(1 / (1 + math.exp(-score * weights[TRUST])), 3)


def _is_set_off(resolved: Resolved) -> bool:
    """Whether more than a space stands between a verb and what follows it: a comma, a mark, "bahwa"."""
    draft = resolved.draft
    return draft.kind is QuoteKind.DIRECT or (draft.cue is not None and draft.parts[0][0] - draft.cue[1] > 1)


def _says(resolved: Resolved, reading: Reading) -> bool:
    """Whether the cue reports whatever follows it: "say"."""
    cue = resolved.draft.cue
    word = reading.grammar.cues.get(reading.body[cue[0] : cue[1]].lower()) if cue is not None else None
    return word is not None and "any" in word.takes
