"""Groups of articles about the same event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.article import ArticleRow
    from reader.model.ids import StoryId


@dataclass(frozen=True, slots=True)
class StorySummary:
    """What a list shows of a story."""

    id: StoryId
    articles: int
    sources: tuple[str, ...]
    """Their names, each once, in the order in which they had the story."""


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """Another article of a story, as seen from one of them."""

    row: ArticleRow
    is_copy: bool
    """Whether its text is that of the article one comes from, with or without an editor's changes."""


@dataclass(frozen=True, slots=True)
class Story:
    """The story of an article."""

    id: StoryId
    others: tuple[StoryArticle, ...]
    """Its other articles, oldest first."""
    only_here: frozenset[int]
    """Numbers (from 1) of the quotes that no other source of the story carries in this language.

    Empty where no other source writes in the article's language: then there is no telling.
    """

    @property
    def other_sources(self) -> tuple[str, ...]:
        """The sources of the other articles, each once."""
        return tuple(dict.fromkeys(other.row.source for other in self.others))
