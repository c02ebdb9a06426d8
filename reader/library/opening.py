"""Finding out what a file is, creating it, and bringing an older one up to date."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from reader.errors import (
    LibraryError,
    LibraryMissingError,
    LibraryReadOnlyError,
    LibraryTooNewError,
    NotALibraryError,
)
from reader.library.connection import BUSY_TIMEOUT, PAGE_SIZE, Connections, connect, explaining
from reader.library.schema import APPLICATION_ID, LAYOUT

if TYPE_CHECKING:
    from pathlib import Path


def open_connections(path: Path, *, create: bool, timeout: int = BUSY_TIMEOUT) -> Connections:
    """Return connections to a library of the current layout.

    Create the file (mode 0600, its folder 0700) when it is missing and ``create``; migrate an
    older one after writing a backup beside it. Raise LibraryError subclasses.
    """
    _ensure_file(path, create=create)
    is_writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    with (
        explaining(path),
        closing(connect(path, mode="rw" if is_writable else "ro", timeout=timeout)) as connection,
    ):
        layout = _layout_of(connection, path)
        if layout > LAYOUT:
            message = (
                f"{path}: a newer newsreader wrote this library (layout {layout}, this one knows {LAYOUT})"
            )
            raise LibraryTooNewError(f"{message}; update newsreader")
        if layout < LAYOUT:
            if not is_writable:
                message = (
                    f"{path}: the library has an older layout and may not be written to be brought up to date"
                )
                raise LibraryReadOnlyError(message)
            _bring_up_to_date(connection, path, layout, timeout=timeout)
    return Connections(path, is_writable=is_writable, timeout=timeout)


def _ensure_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotALibraryError(f"{path}: this is a folder, not a library")
    if path.exists():
        return
    if not create:
        raise LibraryMissingError(f"{path}: there is no library here")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise LibraryError(f"{path}: the library cannot be created: {error.strerror}") from error


def _layout_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return the layout of a library, 0 for an empty file; refuse what is no library."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    has_tables = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]
    if application != APPLICATION_ID and has_tables:
        raise NotALibraryError(f"{path}: this is another program's SQLite file, not a newsreader library")
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, layout: int, *, timeout: int) -> None:
    from reader.library.migrations import migrate
    from reader.library.upkeep import copy_into, unused_path

    if layout > 0:
        copy_into(connection, unused_path(path.with_name(f"{path.name}.backup-v{layout}")))
    else:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE:d}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        _use_write_ahead_log(connection, timeout=timeout)
    migrate(connection, up_to=LAYOUT)


def _use_write_ahead_log(connection: sqlite3.Connection, *, timeout: int) -> None:
    """Switch the journal; SQLite does not wait for other programs here, so we do."""
    deadline = time.monotonic() + timeout / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
