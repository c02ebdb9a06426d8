"""Answers to searches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

    from reader.model.ids import ArticleId


class Order(StrEnum):
    """Order of a list of articles."""

    NEWEST = "newest"
    BEST = "best"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Found:
    """Articles that answer a query."""

    ids: array[int]
    """Article ids in the order asked for (``array('q')``)."""
    total: int
    """How many articles match; a lower bound when ``capped``."""
    capped: bool
    forms: tuple[str, ...] = ()
    """Other forms of the query's words that counted as well."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """The best window of text round the hits."""

    article_id: ArticleId
    text: str
    hits: tuple[tuple[int, int], ...]
    """Half-open ranges in ``text``."""
    field: str
    """Where the hits are: ``body``, ``title`` or ``said``."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that narrows a result, with how many articles have it."""

    field: str
    """The field of the search language: ``source``, ``person``, ``org``, ``place``, ``tag``, ``on``."""
    value: str
    articles: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word of a query that was probably meant otherwise."""

    start: int
    end: int
    """Where it stands in the query."""
    instead: str
    articles: int
    """How many articles have the word that was meant."""
