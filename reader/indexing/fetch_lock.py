"""One refresh at a time, whatever programs have the library open."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.errors import LibraryLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def only_fetch(library: Path) -> Iterator[None]:
    """Hold the right to refresh a library while the block runs; raise LibraryLockedError if somebody has it.

    The lock is the system's and ends with the process, however that ends. The empty file stays.
    """
    file = library.with_name(f"{library.name}.fetch")
    try:
        handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise LibraryLockedError(f"{file}: the lock cannot be made: {error.strerror}") from error
    try:
        if not _lock(handle):
            raise LibraryLockedError(f"{library}: its feeds are being refreshed already; wait for that")
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
