"""The JSON shapes of what a library holds; programs rely on them as on ``analyze --json``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reader.model.as_json import analysis_as_json

if TYPE_CHECKING:
    from reader.model.article import Article, ArticleRow
    from reader.model.entity import Entity, StoredQuote
    from reader.model.report import Failure, IndexReport
    from reader.model.results import Snippet


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
        **analysis_as_json(article.analysis),
        "source": article.source,
        "title": article.title,
    }


def article_row_as_json(row: ArticleRow, snippet: Snippet | None) -> dict[str, Any]:
    """Return one row of a list of articles, with the place of the hits in its snippet."""
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
