"""Analysing an existing library anew: stopped, killed and gone on with; what the user did stays."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.analysis import ANALYSIS_VERSION, analyze
from reader.indexing import Progress, index, index_paths
from reader.indexing.analysts import without_analysis
from reader.indexing.reanalysis import analyse_waiting, count_stale, renew
from reader.indexing.samples import sample_items
from reader.library.library import Library
from reader.model.analysis import Analysis
from reader.model.article import RawArticle
from reader.model.cancel import Cancellation
from reader.model.ids import ArticleId
from reader.model.mention import EntityType
from reader.model.source import SourceKind

KILLED_IN_THE_THIRD_BATCH = """
import os, signal, sys
from pathlib import Path
from reader.indexing import index_paths, pipeline
from reader.library import storing
from reader.library.library import Library

pipeline.BATCH = 4
write, calls = storing.write_articles, []

def die(*args, **options):
    write(*args, **options)
    calls.append(1)
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)

storing.write_articles = die
with Library.open(Path(sys.argv[1])) as library:
    index_paths(library, [], reanalyze=True)
"""


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Library]:
    """A library of the samples, as an older version of the program analysed them."""
    with Library.open(tmp_path / "library.db") as library:
        index(library, sample_items(), kind=SourceKind.SAMPLES, version=ANALYSIS_VERSION - 1)
        yield library


def test_a_run_that_is_killed_loses_nothing_and_goes_on_from_there(old: Library) -> None:
    ids = old.all_ids()
    old.marks.set_read([old.rows(list(ids))[0].id], read=True)
    old.marks.set_starred([old.rows(list(ids))[1].id], starred=True)
    before = [(row.id, row.title, row.read, row.starred) for row in old.rows(list(ids))]

    killed = subprocess.run(
        [sys.executable, "-c", KILLED_IN_THE_THIRD_BATCH, str(old.path)], check=False, capture_output=True
    )

    assert killed.returncode == -signal.SIGKILL
    left = count_stale(old)
    assert 0 < left < len(ids)
    assert old.check() == []
    report = index_paths(old, [], reanalyze=True)
    assert (report.updated, report.added, report.interrupted) == (left, 0, False)
    assert count_stale(old) == 0
    assert [(row.id, row.title, row.read, row.starred) for row in old.rows(list(old.all_ids()))] == before
    assert old.check() == []


def test_what_the_user_decided_about_entities_holds_over_a_new_analysis(old: Library) -> None:
    first, second, third = old.entities.top(EntityType.PERSON, limit=3)
    old.decisions.merge(second.id, first.id)
    old.decisions.rename(first.id, "The one")
    old.decisions.hide(third.id)

    index_paths(old, [], reanalyze=True)

    names = [entity.name for entity in old.entities.top(EntityType.PERSON, limit=3)]
    assert names[0] == "The one"
    assert third.name not in names
    assert old.entities.named(second.name, EntityType.PERSON) == old.entities.by_id(first.id)
    assert [decision.kind.value for decision in old.decisions.all()] == ["hide", "rename", "merge"]
    assert old.check() == []


def test_progress_knows_how_many_there_are(old: Library) -> None:
    told: list[Progress] = []
    total = count_stale(old)

    renew(old, progress=told.append, cancellation=Cancellation())

    assert (told[-1].done, told[-1].total, told[-1].stage) == (total, total, "analysing")
    assert count_stale(old) == 0


def test_a_run_that_is_stopped_keeps_what_is_done(old: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.indexing.pipeline.BATCH", 4)
    cancellation = Cancellation()
    total = count_stale(old)

    report = renew(old, progress=lambda _: cancellation.cancel(), cancellation=cancellation)

    assert report.interrupted
    assert 0 < count_stale(old) < total
    assert count_stale(old) == total - report.updated


def test_what_changes_or_goes_while_it_is_analysed_is_not_put_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        first, second, third = (
            RawArticle(f"https://contoh.example/{n}", f"Sungai {n} meluap.", source=f"Harian {n}")
            for n in (1, 2, 3)
        )
        changed = replace(first, body="Sungai 1 sudah surut.")
        library.store([without_analysis(raw) for raw in (first, second, third)], kind=SourceKind.FEED)
        (gone,) = (source.id for source in library.sources() if source.name == "Harian 2")

        def analysing(text: str, **facts: Any) -> Analysis:
            if len(library.all_ids()) == 3:  # another run, at the same time
                library.store([without_analysis(changed)], kind=SourceKind.FEED)
                library.remove_source(gone)
            return analyze(text, **facts)

        assert analyse_waiting(library, analyse=analysing, version=1)

        articles = [library.article(ArticleId(id_)) for id_ in library.all_ids()]
        assert {each.analysis.body: each.analysis_version for each in articles if each} == {
            changed.body: 0,
            third.body: 1,
        }
        assert analyse_waiting(library, version=1)
        assert library.analyses.count_waiting() == 0
