"""Analysing what was stored as text, for commands that bring in many articles at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.output import note

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.indexing import Progress
    from reader.library.library import Library
    from reader.model.cancel import Cancellation

MANY = 200
"""Articles to be analysed from which that is announced: they take some seconds."""


def analyse_what_waits(
    library: Library,
    *,
    jobs: int,
    progress: Callable[[Progress], None] | None,
    cancellation: Cancellation,
    quiet: bool = False,
) -> bool:
    """Find quotes and names, and say first that the texts can be searched; return False when stopped."""
    from reader.indexing.reanalysis import analyse_waiting

    waiting = 0 if quiet else library.analyses.count_waiting()
    if waiting >= MANY:
        note(
            f"{waiting:,} articles can be searched now; their quotes and names follow"
            " (Ctrl+C leaves them to a later run, or to the reader)"
        )
    return analyse_waiting(library, jobs=jobs, progress=progress, cancellation=cancellation)
