"""The JSON shapes of what a library holds; programs rely on them as on ``analyze --json``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.model.as_json import analysis_as_json

if TYPE_CHECKING:
    from reader.model.article import Article, ArticleRow
    from reader.model.entity import Entity, StoredQuote
    from reader.model.feed import Entry
    from reader.model.report import Failure, IndexReport
    from reader.model.results import Snippet
    from reader.model.story import Story, StorySummary


QUOTE_COLUMNS = (
    "article",
    "number",
    "title",
    "source",
    "sorted_at",
    "kind",
    "text",
    "speaker",
    "name",
    "role",
    "cue",
    "relay",
    "mention",
    "attribution",
    "confidence",
    "start",
    "end",
    "content",
    "url",
)
"""Keys of a quote's JSON in order: the header of its CSV."""

ENTITY_COLUMNS = ("name", "type", "articles", "mentions", "quotes")
"""Keys of an entity's JSON in order: the header of its CSV."""


def instant(seconds: int) -> str:
    """Return UTC seconds as ISO 8601 (``2026-10-04T09:40:00Z``)."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def article_as_json(article: Article) -> dict[str, Any]:
    """Return an article with its analysis.

    The analysis has its shape of ``analyze --json``, save that ``source`` is always the name under
    which the library keeps the article, and ``title`` never null.
    """
    return {
        "id": article.id,
        "locator": article.locator,
        "url": article.url,
        "byline": article.byline,
        "sorted_at": instant(article.published_at),
        "revision": article.revision,
        "read": article.read,
        "starred": article.starred,
        "tags": list(article.tags),
        "own_tags": list(article.own_tags),
        "story": None if article.story is None else _story_as_json(article.story),
        **analysis_as_json(article.analysis),
        "source": article.source,
        "title": article.title,
    }


def _story_as_json(story: Story) -> dict[str, Any]:
    """Return the other articles of a story, and the numbers of the quotes that only this source carries."""
    return {
        "id": story.id,
        "also_in": [
            {
                "id": other.row.id,
                "title": other.row.title,
                "source": other.row.source,
                "sorted_at": instant(other.row.published_at),
                "copy": other.is_copy,
            }
            for other in story.others
        ],
        "only_here": sorted(story.only_here),
    }


def exported_as_json(article: Article, entry: Entry | None) -> dict[str, Any]:
    """Return an article for ``export``: what ``show`` gives, and what its feed said of it.

    ``summary`` and ``content_text`` are text; ``summary_html`` and ``content_html`` what the feed gave,
    without scripts; ``authors`` are names, or addresses where there is no name.
    """
    from reader.text.markup import text_of

    content = entry.content if entry else None
    summary = entry.summary if entry else None
    return {
        **article_as_json(article),
        "entry_id": entry.id if entry else None,
        "url": article.url or (entry.link if entry else None),
        "title": (entry.title or "") if entry else article.title,
        "published": (entry.published if entry else None) or article.analysis.published,
        "updated": entry.updated if entry else None,
        "authors": [str(author) for author in entry.authors]
        if entry
        else [article.byline]
        if article.byline
        else [],
        "tags": list(entry.tags) if entry else list(article.tags),
        "summary": text_of(summary) if summary else None,
        "summary_html": summary,
        "content_text": text_of(content) if content else article.analysis.body,
        "content_html": content or summary,
        "enclosures": [
            {"url": file.url, "type": file.type, "length": file.length}
            for file in (entry.enclosures if entry else ())
        ],
        "image": entry.image if entry else None,
        "revisions": article.revision,
    }


def article_row_as_json(
    row: ArticleRow, snippet: Snippet | None, story: StorySummary | None = None
) -> dict[str, Any]:
    """Return one row of a list of articles, with the place of the hits in its snippet, and its story."""
    return {
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "language": row.language,
        "sorted_at": instant(row.published_at),
        "words": row.words,
        "quotes": row.quotes,
        "read": row.read,
        "starred": row.starred,
        "story": None
        if story is None
        else {"id": story.id, "articles": story.articles, "sources": list(story.sources)},
        "snippet": None if snippet is None else _snippet_as_json(snippet),
    }


def stored_quote_as_json(quote: StoredQuote) -> dict[str, Any]:
    """Return one quote of the library; ``article`` and ``number`` say where it stands.

    ``speaker`` is the name in the library, ``name`` the fullest one in that article; ``content`` has
    start and end of each part in the body.
    """
    return {
        "article": quote.article_id,
        "number": quote.number,
        "title": quote.title,
        "source": quote.source,
        "sorted_at": instant(quote.published_at),
        "kind": quote.kind,
        "text": quote.text,
        "speaker": quote.speaker,
        "name": quote.name,
        "role": quote.role,
        "cue": quote.cue,
        "relay": quote.relay,
        "mention": quote.mention,
        "attribution": quote.attribution,
        "confidence": round(quote.confidence, 3),
        "start": quote.start,
        "end": quote.end,
        "content": [list(part) for part in quote.content],
        "url": quote.url,
    }


def entity_as_json(entity: Entity) -> dict[str, Any]:
    """Return one entity with its counts."""
    return {
        "name": entity.name,
        "type": entity.type.value,
        "articles": entity.articles,
        "mentions": entity.mentions,
        "quotes": entity.quotes,
    }


def _snippet_as_json(snippet: Snippet) -> dict[str, Any]:
    return {"text": snippet.text, "hits": [list(hit) for hit in snippet.hits], "field": snippet.field}


def index_report_as_json(report: IndexReport) -> dict[str, Any]:
    """Return what an indexing run did, each failure and warning with its reason."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failed": report.failed,
        "interrupted": report.interrupted,
        "failures": [_failure_as_json(failure) for failure in report.failures],
        "warnings": [_failure_as_json(warning) for warning in report.warnings],
    }


def _failure_as_json(failure: Failure) -> dict[str, Any]:
    return {"locator": failure.locator, "reason": failure.reason}
