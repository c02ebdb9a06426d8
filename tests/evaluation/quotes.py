"""Measure quote extraction: ``python -m tests.evaluation.quotes DATA.jsonl``.

Prints figures and writes a list of errors to ``tests/evaluation/errors/``.
"""

from __future__ import annotations

import argparse
import time
from itertools import pairwise
from pathlib import Path

from reader.analysis import analyze
from tests.evaluation.error_list import ErrorList
from tests.evaluation.records import read_articles, records_of
from tests.evaluation.scores import BUCKETS, KINDS, Scores, Tally

ERRORS = Path(__file__).parent / "errors"


def main() -> None:
    """Measure one data set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--language", help="take this language instead of detecting it")
    options = parser.parse_args()
    scores, errors = Scores(), ErrorList()
    is_complete = True
    analyze("Pemanasan: model dan leksikon dimuat sebelum waktu dihitung.", language=options.language)
    for article in read_articles(options.data):
        is_complete = is_complete and article.is_complete
        started = time.perf_counter()
        analysis = analyze(article.text, language=options.language)
        scores.seconds += time.perf_counter() - started
        found = records_of(analysis)
        if not article.is_complete:
            # Such a set marks direct quotes with a cue only.
            found = tuple(q for q in found if q.kind == "direct" and q.attribution == "explicit")
        errors.add(article, found, scores.add(article, found))
    path = ERRORS / f"{options.data.parent.name}.txt"
    errors.write(path)
    print_scores(scores, has_names=is_complete)
    print(f"errors: {path}")


def print_scores(scores: Scores, *, has_names: bool) -> None:
    """Print the figures, percentages throughout."""
    pace = 1000 * scores.seconds / scores.articles
    print(f"{scores.articles} articles, {scores.words} words, {pace:.1f} ms an article")
    if not has_names:
        print("only direct quotes with a cue are annotated, and no names: precision is a lower bound")
    print(f"{'':22}{'P':>7}{'R':>7}{'F':>7}{'given':>7}{'wanted':>8}")
    blocks = [("spans at 0.5", scores.lenient), ("spans at 0.8", scores.strict)]
    if has_names:
        blocks.append(("end to end", scores.end_to_end))
    for title, tallies in blocks:
        for kind in KINDS:
            _print_row(f"{title} {kind}", tallies[kind])
    if has_names:
        _print_row("strings with speaker", scores.strings)
    print("on matched quotes:")
    for name, counts in scores.fields.items():
        if has_names or name in {"cue", "speaker"}:
            print(f"  {name:30}{100 * counts[True] / counts.total():6.1f} of {counts.total()}")
    if has_names:
        print("name right, by how the speaker is written:")
        for mention, counts in sorted(scores.names_by_mention.items()):
            print(f"  {mention:30}{100 * counts[True] / counts.total():6.1f} of {counts.total()}")
        print("right end to end, by confidence:")
        for low, high in pairwise(BUCKETS):
            counts = scores.buckets.get(low)
            if counts:
                share = 100 * counts[True] / counts.total()
                print(f"  {low:.2f} to {min(high, 1):.2f}{'':18}{share:6.1f} of {counts.total()}")


def _print_row(title: str, tally: Tally) -> None:
    print(
        f"{title:22}{100 * tally.precision:7.1f}{100 * tally.recall:7.1f}{100 * tally.f1:7.1f}"
        f"{tally.given:7}{tally.wanted:8}"
    )


if __name__ == "__main__":
    main()
