from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from reader.errors import LibraryError
from reader.indexing import Progress, index, pipeline, progress
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.cancel import Cancellation
from reader.model.ids import ArticleId
from reader.model.report import Failure, Outcome, Stored
from reader.model.source import SourceKind
from tests.unit.indexing.analysers import shout


class Shelf:
    """A library in memory: what the pipeline may ask of one."""

    def __init__(self) -> None:
        self.articles: dict[str, AnalysedArticle] = {}
        self.batches: list[int] = []
        self.terms_are_of: int | None = None
        self.words = self.stories = self.identities = self

    def refresh(self, cancellation: Cancellation | None = None) -> bool:
        if cancellation is not None:
            cancellation.check()
        self.terms_are_of = len(self.articles)
        return True

    def begin(self, version: int) -> None:
        pass

    def group(self, *_: Any, **__: Any) -> int:
        return 0

    def unchanged(self, articles: Sequence[RawArticle], *, version: int) -> list[bool]:
        held = [self.articles.get(raw.locator) for raw in articles]
        return [
            item is not None and item.raw == raw and item.version >= version
            for raw, item in zip(articles, held, strict=True)
        ]

    def store(
        self, batch: Sequence[AnalysedArticle], *, kind: SourceKind, is_anew: bool = False
    ) -> list[Stored]:
        if any("full disk" in item.raw.body for item in batch):
            raise LibraryError("the disk is full")
        if any("unstorable" in item.raw.body for item in batch):
            raise ValueError("no such value")
        self.batches.append(len(batch))
        outcomes = [Outcome.UPDATED if item.raw.locator in self.articles else Outcome.ADDED for item in batch]
        self.articles.update((item.raw.locator, item) for item in batch)
        return [Stored(outcome, ArticleId(1)) for outcome in outcomes]


def raws(*bodies: str) -> list[RawArticle]:
    return [RawArticle(f"file:///{number}", body) for number, body in enumerate(bodies)]


def put(shelf: Shelf, items: Any, **options: Any) -> Any:
    return index(shelf, items, analyse=shout, version=2, **options)  # type: ignore[arg-type]


def test_a_second_run_finds_everything_unchanged() -> None:
    shelf = Shelf()
    assert put(shelf, raws("satu", "dua")).added == 2
    report = put(shelf, raws("satu", "dua baru", "tiga"))
    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)


def test_a_document_that_cannot_be_read_is_among_the_failures() -> None:
    broken = Failure("a.txt", "it is empty")
    report = put(Shelf(), [broken, *raws("satu")])
    assert (report.added, report.failures) == (1, (broken,))


def test_an_article_whose_analysis_fails_is_stored_as_text_with_a_warning() -> None:
    shelf = Shelf()
    report = put(shelf, raws("fail", "satu"))
    assert report.added == 2
    assert shelf.articles["file:///0"].version == 0
    assert report.warnings == (Failure("/0", "its analysis failed: ValueError: cannot analyse fail"),)


def test_a_doubt_about_the_encoding_is_among_the_warnings() -> None:
    raw = RawArticle("file:///a%20b.txt", "satu", warning="read as Windows-1252")
    assert put(Shelf(), [raw]).warnings == (Failure("/a b.txt", "read as Windows-1252"),)


def test_an_article_that_cannot_be_stored_costs_no_other() -> None:
    shelf = Shelf()
    report = put(shelf, raws("satu", "unstorable", "tiga"))
    assert (report.added, report.failed) == (2, 1)
    assert report.failures[0].reason == "it could not be stored: no such value"


def test_a_library_that_cannot_be_written_ends_the_run_with_its_reason() -> None:
    with pytest.raises(LibraryError, match="the disk is full"):
        put(Shelf(), raws("full disk"))


def test_words_are_counted_once_everything_is_stored() -> None:
    shelf = Shelf()
    put(shelf, raws("satu", "dua"))
    assert shelf.terms_are_of == 2


def test_articles_are_stored_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 4)
    monkeypatch.setattr(pipeline, "SECONDS", 1000.0)
    shelf = Shelf()
    put(shelf, raws(*"abcdefghij"))
    assert shelf.batches == [4, 4, 2]


def test_finished_work_is_stored_soon_however_slow_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "SECONDS", 0.0)
    shelf = Shelf()
    put(shelf, raws(*"abc"))
    assert shelf.batches == [1, 1, 1]


def test_what_is_done_stays_when_a_run_is_cancelled_and_the_next_goes_on() -> None:
    shelf, cancellation = Shelf(), Cancellation()

    def items() -> Iterator[RawArticle]:
        yield from raws(*"abcdef")
        cancellation.cancel()
        yield from raws(*"abcdefgh")[6:]

    report = put(shelf, items(), cancellation=cancellation)
    assert report.interrupted
    again = put(shelf, raws(*"abcdefgh"))
    assert not again.interrupted
    assert len(shelf.articles) == 8
    assert again.unchanged == report.added


def test_what_is_analysed_is_stored_when_the_keyboard_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 2)

    def items() -> Iterator[RawArticle]:
        yield from raws(*"abc")
        raise KeyboardInterrupt

    shelf = Shelf()
    report = put(shelf, items())
    assert report.interrupted
    assert report.added == len(shelf.articles) == 2


def test_progress_ends_with_everything_done() -> None:
    told: list[Progress] = []
    put(Shelf(), [Failure("a", "b"), *raws("satu", "dua")], total=2, progress=told.append)
    assert told[-1] == Progress(done=3, total=3, added=2, failed=1)


def test_of_countless_failures_the_first_are_named_and_all_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "MOST_NAMED", 3)
    report = put(Shelf(), [Failure(f"a.jsonl:{line}", "it is not JSON") for line in range(10)])
    assert [failure.locator for failure in report.failures] == ["a.jsonl:0", "a.jsonl:1", "a.jsonl:2"]
    assert report.failed == 10
