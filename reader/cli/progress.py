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
    from collections.abc import Callable, Iterator
    from types import FrameType

    from reader.indexing import Progress


@contextmanager
def interruptible() -> Iterator[Cancellation]:
    """Turn the first Ctrl+C inside the block into a request to stop; the second stops at once."""
    cancellation = Cancellation()
    if threading.current_thread() is not threading.main_thread():
        yield cancellation
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # On another thread: this one may be holding the lock of the cancellation right now.
        threading.Thread(target=cancellation.cancel).start()
        note("stopping; once more to stop at once")

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancellation
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def shown_progress(*, is_wanted: bool = True) -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar on stderr while the block runs; where stderr is no terminal, show and count nothing."""
    if not is_wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.fields[stage]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[outcomes]}"),
    )
    bar = Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    with bar:
        task = bar.add_task("", total=None, outcomes="", stage="indexing")

        def show(progress: Progress) -> None:
            outcomes = _outcomes(progress)
            bar.update(
                task, completed=progress.done, total=progress.total, outcomes=outcomes, stage=progress.stage
            )

        yield show


def _outcomes(progress: Progress) -> str:
    """Name the counts worth watching: what is new, and what failed."""
    if progress.stage == "analysing":
        return ""
    counts = [f"{progress.added + progress.updated:,} new"]
    if progress.failed:
        counts.append(f"{progress.failed:,} failed")
    return " · ".join(counts)
