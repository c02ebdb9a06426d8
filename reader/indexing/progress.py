"""How far an indexing run is, and what became of the documents so far."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.model.report import Failure, IndexReport, Outcome, Stored
from reader.text.sanitize import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model.article import AnalysedArticle

SECONDS_BETWEEN = 0.1
"""No screen needs to hear of progress more often."""

MOST_NAMED = 20_000
"""Failures of one run that are kept with their reasons; a file may hold millions of bad lines."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    """Documents stored, found unchanged or failed."""
    total: int | None
    """Documents in all, perhaps estimated; None while that is not known. Never less than ``done``."""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    stage: str = "indexing"
    """What is being done, as a person says it."""


def shown(locator: str) -> str:
    """Return a locator as a person knows it: the path of a file, anything else as it is."""
    if not locator.startswith("file://"):
        return locator
    return visible(unquote(locator.removeprefix("file://"), errors="surrogateescape"))


@dataclass(slots=True)
class Tally:
    """The counts of a run, told to whoever listens."""

    listener: Callable[[Progress], None] | None = None
    total: Callable[[], int | None] = lambda: None
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)
    unnamed: int = 0
    """Failures that are only counted."""
    stage: str = "indexing"
    added_by_feed: Counter[str] = field(default_factory=Counter)
    _told_at: float = 0.0

    def count(self, item: AnalysedArticle, stored: Stored) -> None:
        """Count an article that the library has taken, with what was doubtful about it."""
        match stored.outcome:
            case Outcome.ADDED:
                self.added += 1
                if item.raw.feed is not None:
                    self.added_by_feed[item.raw.feed] += 1
            case Outcome.UPDATED:
                self.updated += 1
            case _:
                self.unchanged += 1
        if len(self.warnings) >= MOST_NAMED:
            return
        if stored.outcome is not Outcome.UNCHANGED and item.raw.warning:
            self.warnings.append(Failure(shown(item.raw.locator), item.raw.warning))
        if item.problem:
            self.warnings.append(Failure(shown(item.raw.locator), item.problem))

    def fail(self, failure: Failure) -> None:
        """Count a document that could not be read or stored; name it, unless too many are named."""
        if len(self.failures) < MOST_NAMED:
            self.failures.append(failure)
        else:
            self.unnamed += 1

    def tell(self, *, now: bool = False) -> None:
        """Tell the listener how far the run is, at most ten times a second unless it matters now."""
        moment = time.monotonic()
        if self.listener is None or (not now and moment - self._told_at < SECONDS_BETWEEN):
            return
        self._told_at = moment
        self.listener(self._progress())

    def report(self, *, interrupted: bool) -> IndexReport:
        """Return the counts as the result of the run."""
        return IndexReport(
            self.added,
            self.updated,
            self.unchanged,
            tuple(self.failures),
            tuple(self.warnings),
            interrupted,
            self.unnamed,
        )

    def _progress(self) -> Progress:
        failed = len(self.failures) + self.unnamed
        done = self.added + self.updated + self.unchanged + failed
        total = self.total()
        return Progress(
            done,
            None if total is None else max(total, done),
            self.added,
            self.updated,
            self.unchanged,
            failed,
            self.stage,
        )
