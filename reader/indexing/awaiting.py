"""Waiting for what other threads bring, without forgetting that somebody may want to stop."""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model.cancel import Cancellation

T = TypeVar("T")

PATIENCE = 0.2
"""Seconds between two looks at whether somebody asked to stop."""


def next_of(
    done: queue.Queue[T] | queue.SimpleQueue[T],
    cancellation: Cancellation | None,
    *,
    longest: float,
    when_idle: Callable[[], None] = lambda: None,
) -> T | None:
    """Return what comes next; None when nothing comes for ``longest`` seconds. Raise Cancelled when stopped.

    ``when_idle`` is called now and then while nothing comes.
    A server that sends its headers byte by byte is never silent, so no limit of a connection ends it.
    """
    deadline = time.monotonic() + longest
    while True:
        if cancellation is not None:
            cancellation.check()
        try:
            return done.get(timeout=PATIENCE)
        except queue.Empty:
            when_idle()
            if time.monotonic() > deadline:
                return None
