"""Articles on their way in, and as stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model.analysis import Analysis
    from reader.model.feed import Entry
    from reader.model.ids import ArticleId, SourceId, StoryId
    from reader.model.mention import EntityType
    from reader.model.story import Story


@dataclass(frozen=True, slots=True)
class Original:
    """What an article was read from."""

    digest: bytes
    """Hash of its bytes, of their place and of the way of reading: the same need not be read again."""
    is_only: bool = True
    """Whether nothing else stands at its place; a web archive may hold several forms of one page."""
    page: bytes | None = None
    """The page itself, packed by zlib, where it is kept to be read again by better rules."""
    url: str = ""
    """Where the page was found in the end."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page that is kept in the library."""

    article_id: ArticleId
    url: str
    html: bytes
    """Packed by zlib."""


WANTED = Original(b"", page=b"")
"""Of an article whose page is still to be fetched."""


@dataclass(frozen=True, slots=True)
class WantedPage:
    """A page that is to be fetched for the whole text of an article."""

    article_id: ArticleId
    url: str
    feed: str
    """What the feed that delivered the article is known by."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a source delivers: clean text and what is known about it, before analysis."""

    locator: str
    """Where it came from, stable across runs: a URL, ``file:`` URL, or ``archive.zip!/member``."""
    body: str
    title: str | None = None
    source: str | None = None
    """Name of the outlet, when the document itself says it."""
    url: str | None = None
    """The page on the web, when known; only http and https are ever opened."""
    byline: str | None = None
    published: str | None = None
    """ISO 8601, as precise as is known."""
    language: str | None = None
    tags: tuple[str, ...] = ()
    """Sections, categories and keywords of its source, as ``reader.text.tags`` cleans them."""
    read: bool = False
    """Whether its source says that it was read; counts only when the article is new."""
    starred: bool = False
    """Whether its source says that it was starred; counts only when the article is new."""
    warning: str | None = None
    """What was doubtful in reading it (a guessed encoding), in a sentence for a person."""
    feed: str | None = None
    """What the feed that delivered it is known by; None where it came from no feed."""
    entry: Entry | None = None
    """What that feed says of it."""
    original: Original | None = None
    """What it was read from, where reading that again is worth avoiding, or it is to be kept."""


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """A raw article with its analysis, ready to be stored."""

    raw: RawArticle
    analysis: Analysis
    """When ``problem`` is set it holds only the body, title and language: text stays searchable."""
    version: int
    """The analysis version that made it; 0 when analysis failed."""
    problem: str | None = None
    """Why the analysis failed, in a sentence for a person."""
    forms: Mapping[tuple[EntityType, str], tuple[str, ...]] = field(default_factory=dict)
    """By type and name, what the library finds the same entity by (``reader.analysis.identity``)."""
    roles: Mapping[tuple[EntityType, str], frozenset[str]] = field(default_factory=dict)
    """By type and name, in which roles the article names its people (``reader.analysis.identity``)."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored, with what was found in it."""

    id: ArticleId
    source_id: SourceId
    source: str
    locator: str
    url: str | None
    byline: str | None
    published_at: int
    """UTC seconds; the time of indexing when the article says nothing."""
    analysis: Analysis
    analysis_version: int
    revision: int
    """1 for the first text seen, one more at each change."""
    read: bool
    starred: bool
    tags: tuple[str, ...] = ()
    """Tags that its source gave it."""
    own_tags: tuple[str, ...] = ()
    """Tags that the reader gave it."""
    story: Story | None = None
    """The other articles about the same event; None when there are none."""

    @property
    def title(self) -> str:
        """The title, or the first words of the body where there is none."""
        return self.analysis.title or headline_of(self.analysis.body)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article, without its body."""

    id: ArticleId
    title: str
    source_id: SourceId
    source: str
    language: str
    published_at: int
    words: int
    quotes: int
    read: bool
    starred: bool
    story: StoryId | None = None
    """The group of articles about the same event; None when this one stands alone."""


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier text of an article."""

    article_id: ArticleId
    number: int
    stored_at: int
    """UTC seconds at which the next text replaced it."""
    title: str | None
    body: str


HEADLINE_LENGTH = 80
"""Code points of body shown where an article has no title."""


def headline_of(body: str) -> str:
    """Return the start of a body as a stand-in for a title, cut at a word."""
    line = next((line.strip() for line in body.splitlines() if line.strip()), "")
    if len(line) <= HEADLINE_LENGTH:
        return line or "(no title)"
    return line[: HEADLINE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
