"""Reading in a process of its own, ahead of what is stored."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest

from reader.indexing import index_paths, reading_ahead
from reader.indexing.reading_ahead import Reading, read_ahead
from reader.library.library import Library
from reader.model.article import RawArticle
from reader.model.report import Failure


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "_processors", lambda: 2)


def lines(path: Path, count: int, *, words: int = 5) -> Path:
    body = " ".join(["air"] * words)
    written = (json.dumps({"id": number, "text": f"Cerita {number}: {body}."}) for number in range(count))
    path.write_text("\n".join([*written, "torn"]), encoding="utf-8")
    return path


def reading(library: Library, *paths: Path) -> Reading:
    return Reading(library.path, 1, tuple(map(str, paths)))


def test_a_process_reads_the_same_in_the_same_order(library: Library, tmp_path: Path) -> None:
    read = reading(library, lines(tmp_path / "a.jsonl", 300), tmp_path / "missing.txt")
    here = list(read.items(library))
    assert list(read_ahead(read, library, worth=0)) == here
    assert [type(item) for item in here[-3:]] == [RawArticle, Failure, Failure]
    assert not active_children()


def test_little_is_read_without_another_process(library: Library, tmp_path: Path) -> None:
    items = read_ahead(reading(library, lines(tmp_path / "a.jsonl", 3)), library)
    next(items)
    assert not active_children()
    assert len(list(items)) == 3


def test_what_a_killed_process_did_not_read_is_read_here(library: Library, tmp_path: Path) -> None:
    # More than fits the pipe, so that it is still at work when it is killed.
    read = reading(library, lines(tmp_path / "a.jsonl", 2000, words=2000))
    items = read_ahead(read, library, worth=0)
    found = [next(items) for _ in range(10)]
    (process,) = active_children()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    found += items
    assert found == list(read.items(library))


def test_a_process_that_cannot_open_the_library_leaves_the_reading_to_us_without_a_word(
    library: Library, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    read = replace(reading(library, lines(tmp_path / "a.jsonl", 3)), library=tmp_path / "missing.db")
    assert len(list(read_ahead(read, library, worth=0))) == 4
    assert capfd.readouterr().err == ""


def test_who_stops_taking_items_in_ends_the_process(library: Library, tmp_path: Path) -> None:
    items = read_ahead(reading(library, lines(tmp_path / "a.jsonl", 2000, words=2000)), library, worth=0)
    next(items)
    assert active_children()
    items.close()  # type: ignore[attr-defined]
    assert not active_children()


def test_a_run_through_a_process_stores_each_article_once(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "WORTH_A_PROCESS", 0)
    items = "".join(
        f"<item><guid>{n}</guid><title>Judul {n}</title><description>Isi {n}.</description></item>"
        for n in range(120)
    )
    (tmp_path / "a.rss").write_text(f"<rss><channel><title>Kabar</title>{items}</channel></rss>")
    first = index_paths(library, [tmp_path / "a.rss"], text_only=True)
    again = index_paths(library, [tmp_path / "a.rss"], text_only=True)
    assert (first.added, again.added, again.unchanged) == (120, 0, 120)
    assert library.analyses.count_waiting() == 120
