"""What indexing did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.ids import ArticleId


class Outcome(StrEnum):
    """What became of one document."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read or stored, with the reason for a person."""

    locator: str
    reason: str


@dataclass(frozen=True, slots=True)
class AlreadyRead:
    """A document that was passed over, because an article read from the same bytes is stored."""

    locator: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What the library did with one article."""

    outcome: Outcome
    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class IndexReport:
    """Counts of one indexing run."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Failure, ...] = ()
    """Articles stored without analysis, or read with doubts about their encoding."""
    interrupted: bool = False
    unnamed: int = 0
    """Failures that are only counted, because too many are named already."""

    @property
    def failed(self) -> int:
        """How many documents could not be stored."""
        return len(self.failures) + self.unnamed
