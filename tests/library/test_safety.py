"""Nothing is lost: kills, full disks, many threads, random histories."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from reader.errors import LibraryError, LibraryFullError
from reader.library.library import Library
from reader.model.results import Order
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.library.making import FLOOD, NOW, PRICES, TRIAL, an_article

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model.article import AnalysedArticle


def numbered(number: int, text: str = "Kabar") -> AnalysedArticle:
    body = f'{text} nomor {number}. "Kami siap," kata Rana Idris. ' + "Air terus naik di kota. " * 20
    return an_article(
        body,
        at=f"file:///arsip/{number}",
        published=f"2026-10-{1 + number % 28:02}",
        named=[("person", "Rana Idris")],
        said=[("Kami siap", "Rana Idris")],
    )


WRITER = """
import sys
from pathlib import Path
from reader.library.library import Library
from reader.model.source import SourceKind
from tests.library.test_safety import numbered

library = Library.open(Path(sys.argv[1]))
for start in range(int(sys.argv[2]), 1_000_000, 20):
    library.store([numbered(number) for number in range(start, start + 20)], kind=SourceKind.FOLDER)
    print(start + 20, flush=True)
"""


def test_a_kill_in_the_middle_of_storing_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    chance = random.Random(7)
    stored = 0
    for _ in range(4):
        command = [sys.executable, "-c", WRITER, str(path), str(stored)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(chance.randint(2, 12)):
                stored = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            acknowledged = [int(line) for line in writer.stdout.read().split()]
        stored = max([stored, *acknowledged])
        with Library.open(path, create=False) as library:
            assert library.totals().articles in {stored, stored + 20}
            assert library.check() == []
            stored = library.totals().articles


def test_a_full_disk_stops_one_batch_and_loses_nothing_before_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        library.store([numbered(number) for number in range(50)], kind=SourceKind.FOLDER)
        with library._connections.writing() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")

        with pytest.raises(LibraryFullError, match="no room left"):
            library.store([numbered(number) for number in range(50, 500)], kind=SourceKind.FOLDER)

        assert library.totals().articles == 50
        with library._connections.writing() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")
        assert library.check() == []
        library.store([numbered(number) for number in range(50, 100)], kind=SourceKind.FOLDER)
        assert library.totals().articles == 100


def test_a_backup_on_a_full_disk_leaves_no_half_of_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        library.store([FLOOD], kind=SourceKind.FOLDER)
        target = tmp_path / "missing" / "copy.db"
        with pytest.raises(LibraryError):
            library.backup(target)
        assert not target.exists()


def test_an_error_in_the_middle_of_a_batch_stores_none_of_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("reader.library.writing.add_quotes", fail)
    with pytest.raises(RuntimeError):
        library.store([FLOOD, TRIAL], kind=SourceKind.FOLDER)

    monkeypatch.undo()
    assert library.totals().articles == 0
    assert library.sources() == []
    library.store([FLOOD, TRIAL], kind=SourceKind.FOLDER)
    assert library.check() == []


def test_readers_see_whole_batches_while_others_are_written(library: Library) -> None:
    done = threading.Event()
    seen: set[int] = set()
    failures: list[BaseException] = []

    def read() -> None:
        try:
            while not done.is_set():
                ids = library.all_ids()
                seen.add(len(ids) % 10)
                assert len(library.rows(ids[:50])) == min(50, len(ids))
                library.search(parse("kabar "), order=Order.NEWEST, limit=20)
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for start in range(0, 300, 10):
        library.store([numbered(number) for number in range(start, start + 10)], kind=SourceKind.FOLDER)
        library.marks.set_read(library.all_ids()[:3], read=start % 20 == 0)
    done.set()
    for reader in readers:
        reader.join()

    assert failures == []
    assert seen <= {0}
    assert library.check() == []


def test_storing_never_changes_the_layout(stocked: Library) -> None:
    """A reader that prepares a search while the layout changes would fail."""
    with closing(sqlite3.connect(stocked.path)) as connection:
        before = connection.execute("PRAGMA schema_version").fetchone()
        stocked.store([numbered(1), an_article("Ralat.", at=FLOOD.raw.locator)], kind=SourceKind.FOLDER)
        stocked.marks.set_read(stocked.all_ids(), read=True)
        assert connection.execute("PRAGMA schema_version").fetchone() == before


def test_two_programs_may_write_in_turns(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as one, Library.open(path) as other:
        writers = [
            threading.Thread(
                target=lambda library=library, start=start: [
                    library.store([numbered(number)], kind=SourceKind.FOLDER)
                    for number in range(start, start + 30)
                ]
            )
            for library, start in ((one, 0), (other, 100))
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert one.totals() == other.totals()
        assert one.totals().articles == 60
        assert other.check() == []


OPENER = """
import sys
from pathlib import Path
from reader.library.library import Library

print(Library.open(Path(sys.argv[1])).totals().articles)
"""


def test_several_programs_may_create_one_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    command = [sys.executable, "-c", OPENER, str(path)]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]

    assert [program.communicate()[0] for program in programs] == ["0\n"] * 3
    with Library.open(path) as library:
        assert library.check() == []


def test_a_backup_is_a_whole_library_and_never_overwrites(stocked: Library, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    stocked.backup(target)

    with Library.open(target, create=False) as copy:
        assert copy.totals() == stocked.totals()
        assert copy.check() == []
    with pytest.raises(LibraryError, match="already here"):
        stocked.backup(target)


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("UPDATE source SET unread = unread + 1", "the number of articles of a source"),
        ("UPDATE entity SET quotes = 7", "the number of quotes of a speaker"),
        ("UPDATE article SET body = 'lain'", "the full-text index of articles"),
        ("UPDATE quote SET text = 'lain'", "the full-text index of quotes"),
        ("DELETE FROM article_state", "the state of an article"),
    ],
)
def test_a_check_finds_what_does_not_agree(stocked: Library, damage: str, problem: str) -> None:
    with closing(sqlite3.connect(stocked.path)) as connection:
        connection.execute(damage)
        connection.commit()

    assert any(found.startswith(problem) for found in stocked.check())


ARTICLES = st.sampled_from([FLOOD, TRIAL, PRICES, *(numbered(number) for number in range(4))])


class History(RuleBasedStateMachine):
    """Any order of changes leaves file, index and counters in agreement."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        History.number = getattr(History, "number", 0) + 1
        self.library = Library.open(self.folder / f"{History.number}.db", clock=lambda: NOW)

    @rule(batch=st.lists(ARTICLES, max_size=4), text=st.sampled_from(["", "Ralat. ", "Lagi. "]))
    def store(self, batch: list[AnalysedArticle], text: str) -> None:
        changed = [
            an_article(text + article.raw.body, at=article.raw.locator, named=[("person", "Rana Idris")])
            if text
            else article
            for article in batch
        ]
        self.library.store(changed, kind=SourceKind.FOLDER)

    @rule(read=st.booleans(), count=st.integers(0, 5))
    def mark(self, read: bool, count: int) -> None:
        changed = self.library.marks.set_read(self.library.all_ids()[:count], read=read)
        assert self.library.marks.set_read(changed, read=read) == []

    @rule(starred=st.booleans(), count=st.integers(0, 5))
    def star(self, starred: bool, count: int) -> None:
        self.library.marks.set_starred(self.library.all_ids()[-count:], starred=starred)

    @rule(choice=st.integers(0, 20))
    def remove(self, choice: int) -> None:
        sources = self.library.sources()
        if sources:
            source = sources[choice % len(sources)]
            assert self.library.remove_source(source.id) == source.articles

    @invariant()
    def everything_agrees(self) -> None:
        assert self.library.check() == []
        assert self.library.totals().articles == len(self.library.all_ids())

    def teardown(self) -> None:
        self.library.close()


def test_any_history_leaves_a_sound_library(tmp_path: Path) -> None:
    History.folder = tmp_path
    run_state_machine_as_test(History, settings=settings(max_examples=15, stateful_step_count=12))
