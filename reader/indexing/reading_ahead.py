"""Reading large sources in a process of its own, ahead of what is analysed and stored here.

Parsing a feed or a page takes about as long as storing it, and the two wait for each other no more than
they must.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from reader.indexing.spawning import spawned
from reader.library.library import Library
from reader.model.article import RawArticle
from reader.sources.addresses import is_web_address
from reader.sources.files import STDIN, FoundFile, find_files, read_paths
from reader.sources.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from reader.model.report import AlreadyRead, Failure
    from reader.text.site_rules import SiteRules

WORTH_A_PROCESS = 4_000_000
"""Bytes of files from which a process is started: that takes a third of a second."""

TOGETHER = 50
"""Items sent at once."""

LARGE = 200_000
"""Bytes of one item from which it is sent at once."""

MOST_AHEAD = 24_000_000
"""Bytes that wait to be taken in; then reading waits."""

SECONDS = 0.5
"""Time after which an item waits for no more than the next one."""

Batch: TypeAlias = "list[RawArticle | Failure | AlreadyRead]"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read, and by which rules; told to another process as it stands."""

    library: Path
    version: int
    """The analysis version by which what was read before counts as read."""
    paths: tuple[str, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: SiteRules | None = None

    def items(
        self, library: Library, stdin: BinaryIO | None = None
    ) -> Iterator[RawArticle | Failure | AlreadyRead]:
        """Read here."""
        return read_paths(
            self.paths,
            include=self.include,
            exclude=self.exclude,
            rules=self.rules,
            has_read=partial(library.has_read, version=self.version),
            stdin=stdin,
        )


def read_ahead(
    reading: Reading, library: Library, *, stdin: BinaryIO | None = None, worth: int | None = None
) -> Iterator[RawArticle | Failure | AlreadyRead]:
    """Yield what is read, by a process of its own where there is much of it, and a processor for it.

    When that process cannot be started or dies, the rest is read here.
    """
    received = 0
    if _processors() > 1 and _is_much(reading, WORTH_A_PROCESS if worth is None else worth):
        for batch in _from_process(reading):
            if batch is None:
                return
            yield from batch
            received += len(batch)
    yield from islice(reading.items(library, stdin), received, None)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_much(reading: Reading, worth: int) -> bool:
    if STDIN in reading.paths:
        return False
    size = 0
    files = [path for path in reading.paths if not is_web_address(path)]
    for found in find_files(files, Selection(reading.include, reading.exclude)):
        size += found.size if isinstance(found, FoundFile) else 0
        if size >= worth:
            return True
    return False


def _from_process(reading: Reading) -> Iterator[Batch | None]:
    """Yield what another process reads, None at the end of it; nothing more once that process is gone."""
    started = spawned(_read, reading, name="reading", duplex=False)
    if started is None:
        return
    process, ours = started
    try:
        while True:
            yield pickle.loads(ours.recv_bytes())  # noqa: S301 - our own process has written it
    except (EOFError, OSError):
        return
    finally:
        ours.close()
        process.terminate()
        process.join()


def _read(connection: Connection, reading: Reading) -> None:
    """Read all and send it; the body of the process."""
    outbox = _Outbox(connection)
    # Whatever ends this before its end: who takes the items in reads on, meets it too, and can say so.
    with suppress(Exception), Library.open(reading.library, create=False) as library:
        batch: Batch = []
        size, since = 0, time.monotonic()
        for item in reading.items(library):
            batch.append(item)
            size += _size(item)
            if len(batch) >= TOGETHER or size >= LARGE or time.monotonic() - since >= SECONDS:
                outbox.put(pickle.dumps(batch))
                batch, size, since = [], 0, time.monotonic()
        outbox.put(pickle.dumps(batch))
        outbox.put(pickle.dumps(None))
        outbox.close()


def _size(item: RawArticle | Failure | AlreadyRead) -> int:
    if not isinstance(item, RawArticle):
        return 0
    return len(item.body) + (len(item.original.page or b"") if item.original is not None else 0)


class _Outbox:
    """Sends beside reading, up to ``MOST_AHEAD`` bytes behind it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._changed = threading.Condition()
        self._is_gone = False
        self._thread = threading.Thread(target=self._send, name="sending", daemon=True)
        self._thread.start()

    def put(self, message: bytes) -> None:
        """Take a message, when there is room; raise BrokenPipeError when nobody takes it in any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_gone or self._size < MOST_AHEAD)
            if self._is_gone:
                raise BrokenPipeError
            self._waiting.append(message)
            self._size += len(message)
            self._changed.notify_all()

    def close(self) -> None:
        """Wait until everything is sent."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_gone or not self._size)

    def _send(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._waiting))
                message = self._waiting.popleft()
            try:
                self._connection.send_bytes(message)
            except OSError:
                with self._changed:
                    self._is_gone = True
                    self._changed.notify_all()
                return
            with self._changed:
                self._size -= len(message)
                self._changed.notify_all()
