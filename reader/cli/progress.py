"""How far a long command is, on stderr, and Ctrl+C that ends it gracefully."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli.output import note
from reader.model.cancel import Cancellation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def interruptible() -> Iterator[Cancellation]:
    """Turn the first Ctrl+C inside the block into a request to stop; the second stops at once."""
    cancellation = Cancellation()

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # On another thread: this one may be holding the lock of the cancellation right now.
        threading.Thread(target=cancellation.cancel).start()
        note("stopping; once more to stop at once")

    if threading.current_thread() is not threading.main_thread():
        yield cancellation
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancellation
    finally:
        signal.signal(signal.SIGINT, before)
