"""Fit the confidence of quotes: ``python -m tests.evaluation.fit_confidence LANGUAGE DATA.jsonl...``.

Fits the weights of ``reader/analysis/lexicons/LANGUAGE/confidence.toml`` by logistic regression on annotated
articles: whether a quote that was found has the right words and the right name. Prints how right the quotes
of each bucket are when the weights come from the other articles (ten parts); ``--write`` keeps the weights.
Give only texts that may be learned from.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

import reader.analysis
from reader.analysis.entities import find_mentions
from reader.analysis.quotes.confidence import BIAS, TRUST, signs_of
from reader.analysis.quotes.find import find_attributions, open_stretches
from reader.analysis.quotes.grammar import grammar_of
from reader.analysis.quotes.reading import read
from reader.text.dateline import find_dateline
from reader.text.furniture import find_furniture
from tests.evaluation.matching import letters_of, same_name
from tests.evaluation.records import read_articles
from tests.evaluation.scores import BUCKETS, LENIENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.evaluation.records import ArticleRecord

FOLDS = 10
SURE = 0.9
PENALTY = 1.0
ROUNDS = 60
TRUSTS: Mapping[str, float] = {"en": 0.55, "id": 0.85}
"""How much of the log odds found in known texts holds on fresh ones: about half in English."""
LEXICONS = Path(reader.analysis.__file__).parent / "lexicons"


class Example(NamedTuple):
    """An attribution that was found in an article of a given number."""

    article: int
    signs: Mapping[str, float]
    is_right: bool


def main() -> None:
    """Fit, print, and write on demand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=sorted(TRUSTS))
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="keep the weights")
    options = parser.parse_args()
    articles = [article for path in options.data for article in read_articles(path)]
    examples = [
        example
        for number, article in enumerate(articles)
        for example in _examples(number, article, options.language)
    ]
    names = sorted({sign for example in examples for sign in example.signs} | {BIAS})
    trust = TRUSTS[options.language]
    _print_buckets(examples, names, trust)
    weights = dict(zip(names, fit(examples, names), strict=True))
    if options.write:
        path = LEXICONS / options.language / "confidence.toml"
        path.write_text(_as_toml(weights, trust), encoding="utf-8")
        print(f"written: {path}")


def _examples(number: int, article: ArticleRecord, language: str) -> Iterator[Example]:
    body = article.text
    grammar = grammar_of(language)
    assert grammar is not None
    furniture, dateline = find_furniture(body, language), find_dateline(body, language)
    mentions = find_mentions(body, language, skip=furniture, dateline=dateline)
    reading = read(body, grammar, mentions, open_stretches(body, furniture, dateline))
    known = {mention.name for mention in mentions}
    wanted = [(letters_of(body, quote.content), quote.name) for quote in article.quotes]
    for resolved in find_attributions(reading):
        letters = letters_of(body, resolved.draft.parts)
        is_right = any(
            len(letters & other) >= LENIENT * len(letters | other) and same_name(name, resolved.name)
            for other, name in wanted
        )
        yield Example(number, signs_of(resolved, reading, known), is_right)


def fit(examples: Sequence[Example], names: Sequence[str]) -> list[float]:
    """Return the weights of the signs in the order of their names, by Newton's method."""
    rows = _rows(examples, names)
    right = np.array([example.is_right for example in examples], dtype=float)
    penalty = np.array([0.01 if name == BIAS else PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        weights += np.linalg.solve(bend, slope)
    return [float(weight) for weight in weights]


def _rows(examples: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    return np.array(
        [[1.0 if name == BIAS else example.signs.get(name, 0.0) for name in names] for example in examples]
    )


def _print_buckets(examples: Sequence[Example], names: Sequence[str], trust: float) -> None:
    """Print how right each bucket is, with weights fitted on the other articles."""
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held = [example for example in examples if example.article % FOLDS == fold]
        others = [example for example in examples if example.article % FOLDS != fold]
        scores = _rows(held, names) @ np.array(fit(others, names)) * trust
        chances = 1 / (1 + np.exp(-scores))
        judged += [(float(chance), example.is_right) for chance, example in zip(chances, held, strict=True)]
    for low, high in pairwise(BUCKETS):
        inside = [is_right for chance, is_right in judged if low <= chance < high]
        if inside:
            print(f"{low:.2f} to {high:.2f}: {100 * sum(inside) / len(inside):5.1f} of {len(inside)} right")
    sure = [is_right for chance, is_right in judged if chance >= SURE]
    print(f"{SURE:.2f} and more: {100 * sum(sure) / len(sure):.1f} of {len(sure)}, {len(judged)} in all")


def _as_toml(weights: Mapping[str, float], trust: float) -> str:
    lines = [f'"{name}" = {weight:.2f}' for name, weight in weights.items()]
    return (
        "# How much each sign speaks for an attribution, in log odds, as tests/evaluation/fit_confidence.py\n"
        "# fits them. `trust` is how much of that holds on texts that nobody has looked at.\n\n"
        f"[weights]\n{TRUST} = {trust}\n" + "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    main()
