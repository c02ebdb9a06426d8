"""Work in several processes, in order: one that dies takes no item with it but its own.

``concurrent.futures`` is not used, because its pool loses all waiting work when one process dies, and
can wait for ever when a process is started at that moment (Python 3.11).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

from reader.indexing.spawning import spawned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.context import SpawnProcess

    from reader.model.cancel import Cancellation

CHUNK = 8
"""Items sent to a process at once: sending an article costs about a tenth of analysing it."""

AHEAD = 3
"""Chunks for each process that may be done before the one that is due, so that none is ever idle."""

PATIENCE = 0.2
"""Seconds between two looks at whether to stop, while nothing is ready."""

NICENESS = 15
"""How far a gentle process stands back, on the scale of 0 to 19 that Unix has."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(slots=True, eq=False)
class _Worker(Generic[Item, Result]):
    process: SpawnProcess
    connection: Connection
    chunk: list[Item] | None = None
    """What it works on; None while it waits."""
    number: int = 0
    """Which chunk that is, in order of the items."""

    def give(self, chunk: list[Item], number: int = 0) -> None:
        """Send it a chunk; raise OSError when it is gone."""
        self.chunk, self.number = chunk, number
        self.connection.send(chunk)

    def take(self) -> list[Result]:
        """Wait for its results; raise EOFError or OSError when it is gone."""
        results: list[Result] = self.connection.recv()
        self.chunk = None
        return results


class Processes(Generic[Item, Result]):
    """Processes that turn items into results, started by ``start`` and stopped on leaving the block.

    ``work`` does that for one item and is sent to the processes: a function of a module, or a
    ``partial`` of one. It answers whatever is wrong with an item by its result. ``lost`` is the
    result, made here, of an item that brought its process down.
    """

    def __init__(
        self,
        work: Callable[[Item], Result],
        lost: Callable[[Item], Result],
        jobs: int,
        *,
        gently: bool = False,
    ) -> None:
        """``gently`` lets every other program, and the reader itself, go first."""
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self._gently = gently
        self._workers: list[_Worker[Item, Result]] = []

    def __enter__(self) -> Processes[Item, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            _stop(worker)

    def start(self) -> bool:
        """Start the processes and say whether any came up; under some host programs none can."""
        starting = [worker for _ in range(self._jobs) if (worker := self._new_worker()) is not None]
        self._workers = [worker for worker in starting if _is_up(worker)]
        return bool(self._workers)

    def results(self, items: Iterable[Item], cancellation: Cancellation | None = None) -> Iterator[Result]:
        """Yield the results in order of the items, while the processes work on those ahead."""
        source = iter(items)
        done: dict[int, list[Result]] = {}
        given = due = 0
        while True:
            if cancellation is not None:
                cancellation.check()
            while given - due < self._jobs * AHEAD and (worker := self._idle()) is not None:
                chunk = list(islice(source, CHUNK))
                if not chunk:
                    break
                self._give(worker, chunk, given, done)
                given += 1
            if given == due:
                break
            self._collect(done)
            while due in done:
                yield from done.pop(due)
                due += 1
        for item in source:  # nothing is left of it, unless no process could be kept alive
            yield self._work(item)

    def _idle(self) -> _Worker[Item, Result] | None:
        return next((worker for worker in self._workers if worker.chunk is None), None)

    def _give(
        self, worker: _Worker[Item, Result], chunk: list[Item], number: int, done: dict[int, list[Result]]
    ) -> None:
        try:
            worker.give(chunk, number)
        except OSError:
            done[number] = self._one_by_one(worker, chunk)

    def _collect(self, done: dict[int, list[Result]]) -> None:
        """Take the results that are ready; wait a little when none is."""
        busy = {worker.connection: worker for worker in self._workers if worker.chunk is not None}
        for connection in wait(list(busy), timeout=PATIENCE):
            worker = busy[connection]  # type: ignore[index]
            chunk = worker.chunk or []
            try:
                done[worker.number] = worker.take()
            except (EOFError, OSError):
                done[worker.number] = self._one_by_one(worker, chunk)

    def _one_by_one(self, dead: _Worker[Item, Result], chunk: list[Item]) -> list[Result]:
        """Do the chunk that a process died of, so that only the guilty item goes without."""
        return [self._alone(dead, item) for item in chunk]

    def _alone(self, worker: _Worker[Item, Result], item: Item) -> Result:
        is_dead = worker.chunk is not None or not worker.process.is_alive()
        if is_dead and not self._replace(worker):
            return self._lost(item)
        try:
            worker.give([item])
            return worker.take()[0]
        except (EOFError, OSError):
            return self._lost(item)

    def _replace(self, worker: _Worker[Item, Result]) -> bool:
        """Put a new process in the place of a dead one; give the place up when none can be started."""
        _stop(worker)
        fresh = self._new_worker()
        if fresh is not None and _is_up(fresh):
            worker.process, worker.connection, worker.chunk = fresh.process, fresh.connection, None
            return True
        if worker in self._workers:
            self._workers.remove(worker)
        return False

    def _new_worker(self) -> _Worker[Item, Result] | None:
        started = spawned(_work, self._work, self._gently, name="analysis")
        return None if started is None else _Worker(*started)


def _is_up(worker: _Worker[Item, Result]) -> bool:
    """Wait until a new process says that it is ready; say whether it did."""
    try:
        worker.connection.recv()
    except (EOFError, OSError):
        _stop(worker)
        return False
    return True


def _stop(worker: _Worker[Item, Result]) -> None:
    worker.connection.close()
    worker.process.terminate()
    worker.process.join()


def _work(connection: Connection, work: Callable[[Item], Result], gently: bool) -> None:  # noqa: FBT001
    """Do chunks until the other end is closed; the body of a process."""
    if gently and hasattr(os, "nice"):
        os.nice(NICENESS)
    try:
        connection.send(None)
        while True:
            chunk = connection.recv()
            connection.send([work(item) for item in chunk])
    except (EOFError, OSError):
        return
