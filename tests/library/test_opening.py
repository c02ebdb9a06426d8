"""What happens to a file that is opened as a library."""

from __future__ import annotations

import gzip
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import (
    LibraryCorruptError,
    LibraryError,
    LibraryMissingError,
    LibraryReadOnlyError,
    LibraryTooNewError,
    NotALibraryError,
)
from reader.library.library import Library
from reader.library.migrations import migrate, steps
from reader.library.opening import open_connections
from reader.library.schema import APPLICATION_ID, LAYOUT
from reader.model.results import Order
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.library.making import FLOOD, PRICES, an_article

OLD = Path(__file__).parent / "old"


def layout_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_new_library_is_made_with_its_folder_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "baru" / "library.db"

    with Library.open(path) as library:
        assert library.totals().articles == 0
        assert library.is_writable

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert layout_of(path) == LAYOUT


def test_what_was_stored_is_there_after_closing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        library.store([FLOOD], kind=SourceKind.FOLDER)
        library.remember("place", "top")
    with Library.open(tmp_path / "library.db", create=False) as library:
        assert library.totals().articles == 1
        assert library.recall("place") == "top"
        assert library.recall("nothing") is None


def test_a_missing_library_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError, match="there is no library here"):
        Library.open(tmp_path / "library.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_library_where_none_can_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(LibraryError, match="cannot be created"):
        Library.open(tmp_path / "file" / "library.db")


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NotALibraryError, match="this is a folder"):
        Library.open(tmp_path)


def test_a_file_that_is_not_sqlite_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text("Ini bukan perpustakaan. " * 500)
    before = path.read_bytes()

    with pytest.raises(NotALibraryError, match="not an SQLite file"):
        Library.open(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark(url TEXT)")
        connection.commit()
    before = path.read_bytes()

    with pytest.raises(NotALibraryError, match="another program"):
        Library.open(path)
    assert path.read_bytes() == before


def test_a_newer_library_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {LAYOUT + 1}")

    with pytest.raises(LibraryTooNewError, match="update newsreader"):
        Library.open(path)


def test_a_damaged_library_says_so(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        batch = [an_article(f"Nomor {number}. " * 200, at=f"file:///{number}") for number in range(200)]
        library.store(batch, kind=SourceKind.FOLDER)
    with path.open("r+b") as file:
        file.seek(16 * 8192)
        file.write(b"\xa5" * (path.stat().st_size - 17 * 8192))

    def read_everything() -> None:
        with Library.open(path) as library:
            for id_ in library.all_ids():
                library.article(id_)
            library.search(parse("nomor "), order=Order.BEST)

    with pytest.raises(LibraryCorruptError, match="damaged"):
        read_everything()


def test_every_message_is_one_line_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"x" * 5000)

    with pytest.raises(LibraryError) as caught:
        Library.open(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_library_that_may_not_be_written_opens_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        library.store([FLOOD], kind=SourceKind.FOLDER)
    monkeypatch.setattr(os, "access", lambda *_: False)

    with Library.open(path) as library:
        assert not library.is_writable
        assert library.search(parse("sungai "), order=Order.NEWEST).total == 1
        assert library.check() == []
        with pytest.raises(LibraryReadOnlyError, match="may not be written"):
            library.marks.set_read(library.all_ids(), read=True)
        with pytest.raises(LibraryReadOnlyError):
            library.store([PRICES], kind=SourceKind.FOLDER)
        library.backup(tmp_path / "copy.db")


def old_library(tmp_path: Path, layout: int) -> Path:
    """Unpack a library that was written when ``layout`` was the newest."""
    path = tmp_path / "library.db"
    path.write_bytes(gzip.decompress((OLD / f"layout-{layout}.db.gz").read_bytes()))
    return path


@pytest.mark.parametrize("layout", range(1, LAYOUT))
def test_an_older_library_is_brought_up_to_date_after_a_backup(tmp_path: Path, layout: int) -> None:
    path = old_library(tmp_path, layout)

    with Library.open(path) as library:
        (id_,) = library.search(parse("sungai "), order=Order.NEWEST).ids
        article = library.article(id_)
        assert article is not None
        assert article.analysis == FLOOD.analysis
        assert (article.read, article.starred, article.revision) == (True, True, 2)
        assert [revision.body for revision in library.revisions(id_)] == ["Teks lama."]
        assert [saved.query for saved in library.searches.all()] == ["said:banjir"]
        assert library.check() == []
        library.store([PRICES], kind=SourceKind.FOLDER)
        assert library.describe()["layout"] == LAYOUT

    backup = path.with_name(f"library.db.backup-v{layout}")
    assert layout_of(backup) == layout
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def schema_of(path: Path) -> dict[str, str | None]:
    """Return the SQL of everything in a library, by name; the shadow tables of full text have it too."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())


@pytest.mark.parametrize("layout", range(1, LAYOUT))
def test_an_older_library_ends_up_with_the_tables_of_a_new_one(tmp_path: Path, layout: int) -> None:
    old = old_library(tmp_path, layout)
    Library.open(old).close()
    Library.open(tmp_path / "new.db").close()

    assert schema_of(old) == schema_of(tmp_path / "new.db")


def test_an_earlier_backup_is_never_overwritten(tmp_path: Path) -> None:
    path = old_library(tmp_path, 1)
    (tmp_path / "library.db.backup-v1").write_text("keep")

    Library.open(path).close()

    assert (tmp_path / "library.db.backup-v1").read_text() == "keep"
    assert layout_of(tmp_path / "library.db.backup-v1-2") == 1


def test_an_older_library_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old_library(tmp_path, 1)
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(LibraryReadOnlyError, match="older layout"):
        Library.open(path)


def test_a_migration_that_fails_leaves_the_old_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old_library(tmp_path, 1)
    monkeypatch.setattr("reader.library.migrations.DICTIONARY_2", "CREATE TABLE term(a); NOT SQL")

    with pytest.raises(LibraryError):
        Library.open(path)

    assert layout_of(path) == 1
    with closing(sqlite3.connect(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "term" not in tables
    monkeypatch.undo()
    with Library.open(path) as library:
        assert library.totals().articles == 1


def test_each_layout_has_its_step_and_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        recorded = [name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        migrate(connection)
    assert [int(name.split()[0]) for name in recorded] == list(range(1, LAYOUT + 1))
    assert len(steps._migrations) == LAYOUT


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()

    with Library.open(path) as library:
        assert library.check() == []


def test_closing_twice_does_no_harm_and_using_it_later_says_so(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.db")
    library.close()
    library.close()

    with pytest.raises(LibraryError, match="closed"):
        library.totals()


def test_a_locked_library_says_who_to_wait_for(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    library = Library(open_connections(path, create=False, timeout=20))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="another program is writing"):
            library.remember("a", "b")
        assert library.totals().articles == 0
        other.execute("ROLLBACK")
    library.remember("a", "b")
    library.close()
