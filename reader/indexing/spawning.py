"""Processes of our own, started beside a screen and out of the reach of Ctrl+C."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager, redirect_stderr
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess


def spawned(
    body: Callable[..., None], *arguments: object, name: str, duplex: bool = True
) -> tuple[SpawnProcess, Connection] | None:
    """Start a process that runs ``body``, a function of a module; return it with our end of its pipe.

    ``body`` gets the other end before ``arguments``; without ``duplex`` it only sends. Ctrl+C does not reach
    it: who started it decides what to do. Return None where no process can be started.
    """
    # Spawned, because a forked process inherits the locks of screens and databases.
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex)
    process = context.Process(target=_run, args=(body, theirs, *arguments), name=name, daemon=True)
    try:
        # A screen has put something without a file in the place of stderr, and starting needs the file.
        with redirect_stderr(sys.__stderr__), _interrupts_held():
            process.start()
    except (OSError, ValueError):
        ours.close()
        return None
    finally:
        theirs.close()
    return process, ours


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl+C back on this thread, and on what it starts: it would find a process half started."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # the first process would start it, which lets Ctrl+C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(body: Callable[..., None], connection: Connection, *arguments: object) -> None:
    # Ctrl+C reaches the whole group of processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    body(connection, *arguments)
