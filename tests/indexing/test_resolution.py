"""Resolving an existing library anew by newer rules, without analysing: stopped, killed, gone on with."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.analysis import ANALYSIS_VERSION
from reader.analysis.identity import IDENTITY_VERSION, roles_in
from reader.indexing import index, index_paths
from reader.indexing.progress import Tally
from reader.indexing.reanalysis import count_stale, renew
from reader.indexing.resolution import count_unresolved, resolve_anew
from reader.indexing.samples import sample_items
from reader.library.library import Library
from reader.model.cancel import Cancellation
from reader.model.mention import EntityType
from reader.model.source import SourceKind
from tests.library.making import article_at
from tests.library.test_namesakes import FOOTBALLER, GOVERNOR, named_in, telling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.analysis import Analysis

TEXTS = (
    GOVERNOR,
    FOOTBALLER,
    "[[Rizal Fahmi]] bersama [p Yanto Sebayang].",
    "Bupati [[Sukarti Andayani]] marah; [[Sukarti|Sukarti Andayani]] pergi dari [l Rusia].",
    "Bupati [[Sukarti]] berjanji di [l Russia].",
    "[[Moh. Ikhsan Daud]] memimpin [o KPK].",
    "[[Mohammad Ikhsan Daud]] menunggu [o Komisi Pemberantasan Korupsi].",
)

KILLED_AT_THE_FIFTH_ARTICLE = """
import os, signal, sys
from pathlib import Path
from reader.indexing import index_paths, resolution
from reader.library import resolving_articles
from reader.library.library import Library

resolution.NAMES, resolution.ARTICLES = 3, 2
take, calls = resolving_articles.take_articles, []

def die(*args):
    done = take(*args)
    calls.append(1)
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return done

resolving_articles.take_articles = die
with Library.open(Path(sys.argv[1])) as library:
    index_paths(library, [], reanalyze=True)
"""


def fill(library: Library, *, as_before: bool) -> Library:
    """Store the texts, as a version without rules for names did, or as this one does."""
    articles = [replace(telling(n, text), version=ANALYSIS_VERSION) for n, text in enumerate(TEXTS, 1)]
    if as_before:
        articles = [replace(article, forms={}, roles={}) for article in articles]
    for article in articles:
        library.store([article], kind=SourceKind.FOLDER)
    return library


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "old.db") as library:
        yield fill(library, as_before=True)


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "new.db") as library:
        yield fill(library, as_before=False)


def who(library: Library) -> list[tuple[str, int, int]]:
    found = [named_in(library, number) for number in range(1, len(TEXTS) + 1)]
    return [(entity.name, entity.articles, entity.mentions) for entity in found]


def test_what_older_rules_resolved_comes_out_as_if_stored_now(old: Library, new: Library) -> None:
    assert named_in(old, 1).id == named_in(old, 2).id
    assert count_stale(old) == len(TEXTS)

    assert resolve_anew(old, Tally())

    assert who(old) == who(new)
    assert count_stale(old) == 0
    assert old.check() == []
    rusia = old.entities.named("Rusia", EntityType.PLACE)
    assert rusia == old.entities.named("Russia", EntityType.PLACE)


def test_no_text_is_analysed_and_what_the_reader_did_stays(
    old: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.analysis.analyze", lambda *_, **__: pytest.fail("analysed"))
    ids = list(old.all_ids())
    old.marks.set_read([old.rows(ids)[0].id], read=True)
    before = [(row.id, row.title, row.read, row.quotes, row.words) for row in old.rows(ids)]

    report = renew(old, progress=lambda _: None, cancellation=Cancellation())

    assert not report.interrupted
    assert report.updated + report.unchanged == len(TEXTS)
    assert report.updated < report.unchanged
    assert [(r.id, r.title, r.read, r.quotes, r.words) for r in old.rows(list(old.all_ids()))] == before


def test_a_run_that_is_killed_loses_nothing_and_goes_on_from_there(old: Library, new: Library) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT_THE_FIFTH_ARTICLE, str(old.path)], check=False, capture_output=True
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert old.check() == []
    assert 0 < count_unresolved(old) < len(TEXTS)
    report = index_paths(old, [], reanalyze=True)
    assert not report.interrupted
    assert count_unresolved(old) == 0
    assert who(old) == who(new)
    assert old.check() == []


def test_what_is_stored_anew_while_it_is_resolved_keeps_its_new_text(
    old: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = telling(2, "Penyanyi [[Mawar Sekar]] berkeliling bersama [p Dodi Lesmana].")
    changed = replace(changed, version=ANALYSIS_VERSION)

    def meanwhile(analysis: Analysis) -> dict[tuple[EntityType, str], frozenset[str]]:
        old.store([changed], kind=SourceKind.FOLDER)
        return roles_in(analysis)

    monkeypatch.setattr("reader.analysis.identity.roles_in", meanwhile)
    assert resolve_anew(old, Tally())

    assert article_at(old, "file:///2.txt").analysis.body == changed.analysis.body
    assert old.check() == []


def test_a_run_that_is_stopped_goes_on_at_the_next_call(
    old: Library, new: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.indexing.resolution.ARTICLES", 2)
    cancellation = Cancellation()

    stopped = renew(old, progress=lambda _: cancellation.cancel(), cancellation=cancellation)

    assert stopped.interrupted
    assert count_unresolved(old) > 0
    assert resolve_anew(old, Tally())
    assert who(old) == who(new)


def test_what_the_user_decided_holds_by_newer_rules_too(old: Library) -> None:
    governor, ikhsan = named_in(old, 1), named_in(old, 6)
    old.decisions.merge(ikhsan.id, governor.id)
    old.decisions.rename(governor.id, "Pak Rizal")

    assert resolve_anew(old, Tally())

    assert named_in(old, 1) == named_in(old, 2) == named_in(old, 6)
    assert named_in(old, 1).name == "Pak Rizal"
    assert [decision.kind.value for decision in old.decisions.all()] == ["rename", "merge"]
    assert old.check() == []


def test_names_that_newer_rules_keep_apart_are_parted(new: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    assert named_in(new, 6) == named_in(new, 7)
    monkeypatch.setattr(
        "reader.analysis.identity.forms_of", lambda type_, name, others=(): (f"{type_.value}={name}",)
    )
    monkeypatch.setattr("reader.analysis.identity.forms_in", lambda _: {})

    assert resolve_anew(new, Tally())

    assert named_in(new, 6) != named_in(new, 7)
    names = [named_in(new, number).name for number in (6, 7)]
    assert names == ["Moh. Ikhsan Daud", "Mohammad Ikhsan Daud"]
    assert named_in(new, 6).articles == named_in(new, 7).articles == 1
    assert new.check() == []


def test_a_library_that_this_version_filled_is_not_looked_at_again(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        index(library, sample_items(), kind=SourceKind.SAMPLES)

        assert count_stale(library) == 0
        assert library.identities.is_current(IDENTITY_VERSION)
        assert not library.identities.is_current(IDENTITY_VERSION + 1)
        assert library.identities.count_left(IDENTITY_VERSION + 1) == library.totals().articles
