"""Whole runs, as the command line and the reader start them."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import LibraryError
from reader.indexing.kept_links import with_kept_facts
from reader.indexing.pipeline import run
from reader.indexing.progress import Progress, Tally
from reader.indexing.reading_ahead import Reading, read_ahead
from reader.indexing.reanalysis import analyse_anew, analyse_waiting, count_stale
from reader.indexing.site_rules import rules_in_force
from reader.model.source import SourceKind
from reader.paths import site_rules_file
from reader.sources.counting import count_documents
from reader.sources.files import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from reader.library.library import Library
    from reader.model.cancel import Cancellation
    from reader.model.report import IndexReport
    from reader.text.site_rules import SiteRules


def index_paths(
    library: Library,
    paths: Sequence[str | Path],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    samples: bool = False,
    reanalyze: bool = False,
    reextract: bool = False,
    text_only: bool = False,
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
    cancellation: Cancellation | None = None,
    stdin: BinaryIO | None = None,
) -> IndexReport:
    """Index the sample articles if wanted, then files, folders, archives and pages, then what is stale.

    Everything said of ``index`` holds. The path ``-`` is standard input. With ``text_only`` the entries of
    feeds are left to ``analyse_waiting``, or to a later run. ``progress`` learns the
    total as soon as it is counted, which goes on beside the run.
    """
    count = _Count(
        samples=samples,
        paths=paths,
        include=include,
        exclude=exclude,
        stale_in=library if reanalyze else None,
        is_wanted=progress is not None,
    )
    tally = Tally(progress, count.result)
    finished = True
    rules = rules_in_force(site_rules_file(), tally.warnings.append)
    try:
        if samples:
            from reader.indexing.samples import sample_items

            finished = run(
                library, sample_items(), tally, kind=SourceKind.SAMPLES, jobs=jobs, cancellation=cancellation
            )
        if paths and finished:
            if stdin is None and STDIN in map(str, paths):
                stdin = sys.stdin.buffer
            from reader.analysis import ANALYSIS_VERSION

            reading = Reading(
                library.path,
                ANALYSIS_VERSION,
                tuple(map(str, paths)),
                tuple(include),
                tuple(exclude),
                rules,
            )
            items = with_kept_facts(library, read_ahead(reading, library, stdin=stdin))
            finished = run(
                library, items, tally, kind=SourceKind.OUTLET, jobs=jobs, cancellation=cancellation
            )
        if reextract and finished:
            finished = _reextract(library, rules, tally, jobs=jobs, cancellation=cancellation)
        if reanalyze and finished:
            finished = analyse_anew(library, tally, jobs=jobs, cancellation=cancellation)
        if finished and not text_only:
            finished = analyse_waiting(library, jobs=jobs, progress=progress, cancellation=cancellation)
    finally:
        count.stop()
    return tally.report(interrupted=not finished)


def _reextract(
    library: Library, rules: SiteRules, tally: Tally, *, jobs: int, cancellation: Cancellation | None
) -> bool:
    from reader.indexing.reextraction import reextracted

    return run(
        library,
        reextracted(library, rules),
        tally,
        kind=SourceKind.OUTLET,
        jobs=jobs,
        cancellation=cancellation,
    )


class _Count:
    """Counts documents on a thread of its own, so that a run need not wait for the total."""

    def __init__(
        self,
        *,
        samples: bool,
        paths: Sequence[str | Path],
        include: Sequence[str],
        exclude: Sequence[str],
        stale_in: Library | None,
        is_wanted: bool,
    ) -> None:
        self._samples = samples
        self._paths = paths
        self._include = include
        self._exclude = exclude
        self._stale_in = stale_in
        self._total: int | None = None
        self._stopped = threading.Event()
        if is_wanted and STDIN not in map(str, paths):
            threading.Thread(target=self._count, name="counting documents", daemon=True).start()

    def result(self) -> int | None:
        """Return the number of documents, None while it is not known."""
        return self._total

    def stop(self) -> None:
        """Stop counting; nobody asks any more."""
        self._stopped.set()

    def _count(self) -> None:
        total = 0
        if self._samples:
            from reader.indexing.samples import sample_items

            total += sum(1 for _ in sample_items())
        if self._stale_in is not None:
            with suppress(LibraryError):  # the library may be closed by now
                total += count_stale(self._stale_in, with_failed=True)
        for number in count_documents(self._paths, include=self._include, exclude=self._exclude):
            total += number
            if self._stopped.is_set():
                return
        self._total = total
