"""Lists for people: what ``search``, ``quotes`` and ``entities`` print without ``--json``."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.ink import faint, marked, strong
from reader.cli.output import write_line
from reader.model.quote import DOUBTFUL_BELOW, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.article import ArticleRow
    from reader.model.entity import Entity, StoredQuote
    from reader.model.results import Snippet
    from reader.model.story import StorySummary

UNATTRIBUTED = "unattributed"


def day(seconds: int) -> str:
    """Return the day of UTC seconds (``2026-10-04``)."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"


def counted(count: int, thing: str) -> str:
    """Return a count with its noun (``1 quote``, ``1,204 articles``)."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def speaker_line(name: str | None, role: str | None, confidence: float) -> str:
    """Say who speaks, with a question mark where that is doubtful."""
    if name is None:
        return role or UNATTRIBUTED
    doubt = "?" if confidence < DOUBTFUL_BELOW else ""
    return f"{name}{doubt}, {role}" if role and role != name else f"{name}{doubt}"


def quoted(text: str, kind: str) -> str:
    """Return the words of a quote on one line, between marks where they are the speaker's own."""
    words = " ".join(text.split())
    return f"“{words}”" if kind == QuoteKind.DIRECT else words


class Hit(NamedTuple):
    """One article of a result, with what stands beside it in a list."""

    row: ArticleRow
    snippet: Snippet | None
    story: StorySummary | None


def write_articles(hits: Iterable[Hit]) -> None:
    """Print articles: id and title, where and when, its story, and the best window round the hits."""
    for row, snippet, story in hits:
        indent = " " * (len(str(row.id)) + 2)
        facts = [row.source, day(row.published_at)]
        facts += [counted(row.quotes, "quote")] if row.quotes else []
        facts += ["starred"] if row.starred else []
        facts += [f"story:{story.id} has {counted(story.articles, 'article')}"] if story else []
        write_line(f"{row.id}  {strong(row.title)}")
        write_line(indent + faint(" · ".join(facts)))
        if snippet is not None and snippet.text and snippet.field != "title":
            field = "" if snippet.field == "body" else f"{snippet.field}: "
            write_line(f"{indent}{field}{_on_one_line(marked(snippet.text, snippet.hits))}")


def write_quotes(first: StoredQuote, more: Iterable[StoredQuote]) -> None:
    """Print quotes: who, the words, and the article with the quote's number in it."""
    for quote in chain([first], more):
        write_line(strong(speaker_line(quote.name, quote.role, quote.confidence)))
        write_line(f"  {quoted(quote.text, quote.kind)}")
        where = f"{quote.source} · {day(quote.published_at)} · {quote.article_id} quote {quote.number}"
        write_line(f"  {faint(where)}")


def write_entities(entities: Sequence[Entity]) -> None:
    """Print entities in columns: articles, mentions, quotes, type, name."""
    write_line(faint(f"{'articles':>8}  {'mentions':>8}  {'quotes':>7}  {'type':<12}  name"))
    for entity in entities:
        counts = f"{entity.articles:>8,}  {entity.mentions:>8,}  {entity.quotes:>7,}"
        write_line(f"{counts}  {entity.type.value:<12}  {strong(entity.name)}")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
