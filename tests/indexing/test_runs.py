"""Whole runs into a real library."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.indexing import Progress, index, index_paths
from reader.indexing.samples import sample_items
from reader.library.library import Library
from reader.model.report import Failure
from reader.model.source import SourceKind
from tests.library.making import article_at

STORY = "TELAGA BIRU, SUNGAIKITA.id – “Air surut,” kata Wulan Saraswati, Camat Telaga Biru, Senin (3/6).\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


def test_the_samples_go_in_whole_and_only_once(library: Library) -> None:
    assert not [item for item in sample_items() if isinstance(item, Failure)]
    first = index(library, sample_items(), kind=SourceKind.SAMPLES)
    again = index(library, sample_items(), kind=SourceKind.SAMPLES)
    assert (first.failures, first.warnings) == ((), ())
    assert first.added >= 16
    assert (again.added, again.updated, again.unchanged) == (0, 0, first.added)


def test_a_changed_file_becomes_a_new_revision_that_keeps_the_old_one(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    path = tmp_path / "news/a.txt"
    path.write_text(STORY, encoding="utf-8")
    assert index_paths(library, [tmp_path / "news"]).added == 1
    path.write_text(STORY + "Warga pulang.\n", encoding="utf-8")
    assert index_paths(library, [tmp_path / "news"]).updated == 1
    article = article_at(library, path.as_uri())
    assert article is not None
    assert article.revision == 2
    assert [revision.body for revision in library.revisions(article.id)] == [STORY]


def test_bad_documents_are_named_and_the_rest_is_stored(library: Library, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "news/b.txt").write_bytes(b"")
    lines = [json.dumps({"id": n, "text": f"Cerita nomor {n} dari Telaga Biru."}) for n in range(5)]
    (tmp_path / "news/c.jsonl").write_text("\n".join([*lines, "torn"]), encoding="utf-8")
    report = index_paths(library, [tmp_path / "news", tmp_path / "missing"])
    assert report.added == 6
    assert [(Path(failure.locator).name, failure.reason) for failure in report.failures] == [
        ("b.txt", "it is empty"),
        ("c.jsonl:6", "the line is not JSON: Expecting value at column 1"),
        ("missing", "no such file or directory"),
    ]


def test_hostile_text_is_stored_as_visible_text(library: Library) -> None:
    hostile = {
        "id": 1,
        "title": "[bold]\x1b]0;x\x07 judul\u202e",
        "text": "Isi \x1b[31mmerah\x00 \ud800 \ufdd0\u200b.",
    }
    assert index_paths(library, ["-"], stdin=io.BytesIO(json.dumps(hostile).encode())).added == 1
    [row] = library.rows([*library.all_ids()])
    article = library.article(row.id)
    assert article is not None
    assert (article.title, article.analysis.body) == ("[bold] judul", "Isi merah \ufffd \ufffd.")


def test_what_an_older_version_analysed_is_analysed_again_and_stays_in_its_source(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = index(library, sample_items(), kind=SourceKind.SAMPLES, version=0).added
    sources = {(source.name, source.kind, source.articles) for source in library.sources()}
    report = index_paths(library, [], reanalyze=True)
    assert (report.updated, report.added) == (added, 0)
    assert {(source.name, source.kind, source.articles) for source in library.sources()} == sources
    assert index_paths(library, [], reanalyze=True).updated == 0


def test_several_processes_find_the_same(library: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other.db") as other:
        one = index_paths(library, [], samples=True)
        many = index_paths(other, [], samples=True, jobs=2)
        assert one == many
        found = [[row.quotes for row in shelf.rows([*shelf.all_ids()])] for shelf in (library, other)]
    assert found[0] == found[1]


def test_progress_learns_the_total_while_the_run_goes_on(library: Library, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"Cerita {number} dari Telaga Biru.", encoding="utf-8")
    told: list[Progress] = []
    index_paths(library, [tmp_path], include=["*.txt"], progress=told.append)
    assert told[-1].done == told[-1].added == 30
    assert told[-1].total in {30, None}
