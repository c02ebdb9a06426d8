"""Our own feeds, one feature each: what comes out of them is what is written beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.feed_mutations import mutated
from tests.evaluation.feeds import Report, evaluate_one, feeds_in

FOLDER = Path(__file__).with_name("feeds")


@pytest.mark.parametrize("path", feeds_in(FOLDER), ids=lambda path: path.name)
def test_a_feed_is_read_as_expected(path: Path) -> None:
    report = Report()
    evaluate_one(path, report)
    assert (report.crashed, report.unclean, report.differences) == ([], [], [])
    assert report.parsed == 1
    assert report.expected.total() > 0


def test_no_mutation_of_them_crashes_takes_long_or_brings_controls_through() -> None:
    report = mutated(FOLDER, 500)
    assert (report.crashed, report.unclean) == ([], [])
    assert report.parsed > 200
