"""Connections to one SQLite file: a pool of readers, one writer, errors in plain words."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from reader.errors import (
    LibraryCorruptError,
    LibraryError,
    LibraryFullError,
    LibraryLockedError,
    LibraryMissingError,
    LibraryReadOnlyError,
    NotALibraryError,
    SearchError,
)
from reader.model.cancel import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.cancel import Cancellation

BUSY_TIMEOUT = 5000
"""Milliseconds to wait for another program's write to end."""

PAGE_SIZE = 8192
"""Bytes; bodies pack better than in pages of 4096 (7 % smaller files). Set before the first table."""

CACHE_KIBIBYTES = 65536
JOURNAL_SIZE_LIMIT = 67108864

STEPS_BETWEEN_CHECKS = 20_000
"""SQLite's virtual-machine steps, a millisecond or so, between looks at a cancellation."""

MOST_IDLE = 4
"""Readers kept open while nobody asks."""


class Connections:
    """All connections to one library file; safe to use from any thread."""

    def __init__(self, path: Path, *, is_writable: bool, timeout: int = BUSY_TIMEOUT) -> None:
        self.path = path
        self.is_writable = is_writable
        self._timeout = timeout
        self._idle: list[sqlite3.Connection] = []
        self._open: set[sqlite3.Connection] = set()
        self._guard = threading.Lock()
        self._write_lock = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._closed = False

    @contextmanager
    def reading(self, cancellation: Cancellation | None = None) -> Iterator[sqlite3.Connection]:
        """Lend a reader; raise Cancelled when ``cancellation`` stops what it does."""
        with explaining(self.path):
            connection = self._borrow()
            try:
                with _stopping(connection, cancellation) if cancellation else nullcontext():
                    yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the writer inside a transaction; commit at the end, roll back on any exception.

        The transaction takes the write lock at once: one that reads first and then writes fails
        with "database is locked" whatever the timeout.
        """
        if not self.is_writable:
            raise LibraryReadOnlyError(f"{self.path}: the library may not be written; check its permissions")
        with explaining(self.path), self._write_lock:
            connection = self._writing_connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def apart(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection of its own, not yet in use, for work that takes long."""
        with explaining(self.path):
            connection = connect(self.path, mode="rw" if self.is_writable else "ro", timeout=self._timeout)
            try:
                yield connection
            finally:
                connection.close()

    def close(self) -> None:
        """Close everything; a reader still in use elsewhere is interrupted."""
        with self._write_lock, self._guard:
            self._closed = True
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            for connection in self._open:
                if connection in self._idle:
                    connection.close()
                else:
                    connection.interrupt()
            self._open.intersection_update(self._open.difference(self._idle))
            self._idle.clear()

    def _borrow(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise LibraryError(f"{self.path}: the library has been closed")
            if self._idle:
                return self._idle.pop()
        connection = connect(self.path, mode="rw" if self.is_writable else "ro", timeout=self._timeout)
        connection.execute("PRAGMA query_only = ON")
        with self._guard:
            self._open.add(connection)
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed and len(self._idle) < MOST_IDLE:
                self._idle.append(connection)
                return
            self._open.discard(connection)
        connection.close()

    def _writing_connection(self) -> sqlite3.Connection:
        if self._closed:
            raise LibraryError(f"{self.path}: the library has been closed")
        if self._writer is None:
            self._writer = connect(self.path, mode="rw", timeout=self._timeout)
        return self._writer


@contextmanager
def _stopping(connection: sqlite3.Connection, cancellation: Cancellation) -> Iterator[None]:
    """Stop the query that runs when somebody cancels, and any that starts afterwards.

    An interrupt stops only what runs at that moment, so the next query asks for itself.
    """
    connection.set_progress_handler(lambda: cancellation.is_cancelled, STEPS_BETWEEN_CHECKS)
    try:
        with cancellation.calling(connection.interrupt):
            yield
    except sqlite3.OperationalError:
        if cancellation.is_cancelled:
            raise Cancelled from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def connect(path: Path, *, mode: str, timeout: int = BUSY_TIMEOUT) -> sqlite3.Connection:
    """Open ``path`` in SQLite's URI ``mode`` (``ro``, ``rw``, ``rwc``) with our settings.

    Transactions are ours to begin. A file in a folder where SQLite can make no side files, and where
    nobody has left any, is read as it stands.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = _open(uri, timeout)
    try:
        _configure(connection, timeout)
    except sqlite3.OperationalError as error:
        connection.close()
        is_walled = error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
        has_journal = path.with_name(f"{path.name}-wal").exists()
        if mode != "ro" or not is_walled or has_journal or not path.is_file():
            raise
        connection = _open(f"{uri}&immutable=1", timeout)
        _configure(connection, timeout)
    except BaseException:
        connection.close()
        raise
    return connection


def _open(uri: str, timeout: int) -> sqlite3.Connection:
    return sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=timeout / 1000,
        cached_statements=256,
    )


def _configure(connection: sqlite3.Connection, timeout: int) -> None:
    connection.execute(f"PRAGMA busy_timeout = {timeout:d}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES:d}")
    connection.execute("PRAGMA user_version").fetchone()  # the first real read: finds out what the file is


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one line for a person."""
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error


_EXPLANATIONS: dict[int, tuple[type[LibraryError], str]] = {
    sqlite3.SQLITE_BUSY: (
        LibraryLockedError,
        "another program is writing to the library; try again when it is done",
    ),
    sqlite3.SQLITE_READONLY: (
        LibraryReadOnlyError,
        "the library may not be written; check its permissions",
    ),
    sqlite3.SQLITE_FULL: (
        LibraryFullError,
        "no room left on the disk; nothing stored before is lost",
    ),
    sqlite3.SQLITE_NOTADB: (
        NotALibraryError,
        "this is not a newsreader library (not an SQLite file)",
    ),
    sqlite3.SQLITE_CORRUPT: (
        LibraryCorruptError,
        "the library is damaged; put a backup in its place, or index the articles again",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        LibraryError,
        "the library cannot be opened; check the permissions of the file and its folder",
    ),
    sqlite3.SQLITE_INTERRUPT: (LibraryError, "the library was closed while it was being read"),
    sqlite3.SQLITE_SCHEMA: (
        LibraryError,
        "another program has just changed the library's layout; open it again",
    ),
    sqlite3.SQLITE_IOERR: (LibraryError, "the disk reported an error while the library was in use"),
}
"""What to tell a person, by SQLite's primary result code."""


def explained(error: sqlite3.Error, path: Path) -> LibraryError:
    """Return the error to show for one of SQLite's."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_CANTOPEN and not path.exists():
        return LibraryMissingError(f"{path}: there is no library here")
    if str(error).startswith("fts5"):
        return SearchError("this query is too much for the index; make it shorter")
    kind, sentence = _EXPLANATIONS.get(code, (LibraryError, f"the library could not do that ({error})"))
    return kind(f"{path}: {sentence}")
