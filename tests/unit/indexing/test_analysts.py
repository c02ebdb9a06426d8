from __future__ import annotations

import multiprocessing

import pytest

from reader.indexing.analysts import analysed
from reader.indexing.processes import Processes
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.cancel import Cancellation, Cancelled
from tests.unit.indexing.analysers import shout


def raws(*bodies: str) -> list[RawArticle]:
    return [RawArticle(f"file:///{number}", body) for number, body in enumerate(bodies)]


def problems(results: list[AnalysedArticle]) -> list[str | None]:
    return [result.problem for result in results]


def test_articles_come_back_in_order_with_the_version_of_their_analysis() -> None:
    results = list(analysed(raws("satu", "dua"), analyse=shout, version=3))
    assert [(result.analysis.body, result.version) for result in results] == [("satu", 3), ("dua", 3)]


def test_an_article_whose_analysis_fails_comes_as_text_with_the_reason() -> None:
    failed, deep, good = analysed(raws("fail", "deep", "dua"), analyse=shout, version=3)
    assert failed.problem == "its analysis failed: ValueError: cannot analyse fail"
    assert (failed.version, failed.analysis.body, failed.analysis.language) == (0, "fail", "und")
    assert deep.problem is not None
    assert good.problem is None


def test_only_a_little_is_taken_in_ahead() -> None:
    taken = []

    def source() -> object:
        for raw in raws(*"abcdefgh"):
            taken.append(raw)
            yield raw

    results = iter(analysed(source(), analyse=shout, version=1))  # type: ignore[arg-type]
    next(results)
    assert len(taken) == 1


def test_cancelling_stops_between_two_articles() -> None:
    cancellation = Cancellation()
    results = iter(analysed(raws("satu", "dua"), analyse=shout, version=1, cancellation=cancellation))
    next(results)
    cancellation.cancel()
    with pytest.raises(Cancelled):
        next(results)


def test_where_no_process_can_be_started_the_analysis_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Processes, "_new_worker", lambda self: None)
    results = analysed(raws("satu", "fail"), analyse=shout, version=1, jobs=2)
    assert [result.problem is None for result in results] == [True, False]


def test_a_run_that_loses_its_processes_goes_on_here(monkeypatch: pytest.MonkeyPatch) -> None:
    results = iter(
        analysed(raws("crash", *"abcdefghijklmnopqrstuvwxyz" * 4), analyse=shout, version=1, jobs=2)
    )
    start = Processes._new_worker
    workers = iter([True, True])
    monkeypatch.setattr(Processes, "_new_worker", lambda self: start(self) if next(workers, False) else None)
    assert sum(result.problem is None for result in results) >= 4 * 26 - 8


def test_stopping_early_leaves_no_process_behind() -> None:
    results = iter(analysed(raws(*"abcdefghij"), analyse=shout, version=1, jobs=2))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_several_processes_keep_the_order_and_survive_the_death_of_one() -> None:
    bodies = [f"kata {number}" for number in range(20)]
    bodies[5], bodies[11] = "crash", "fail"
    results = list(analysed(raws(*bodies), analyse=shout, version=1, jobs=2))
    assert [result.raw.body for result in results] == bodies
    assert [number for number, problem in enumerate(problems(results)) if problem] == [5, 11]
    assert "brought the analysing process down" in (results[5].problem or "")
