"""Quotes as rows: who said what, found again by article, by speaker and by their words."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from reader.model.article import headline_of
from reader.model.entity import StoredQuote
from reader.model.ids import QUOTES_PER_ARTICLE, ArticleId, quote_id
from reader.model.quote import Attribution, Quote, QuoteKind, SpeakerForm
from reader.model.span import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from reader.model.ids import EntityId

QUOTE_BITS = QUOTES_PER_ARTICLE.bit_length() - 1
"""A quote's id shifted right by this is its article's id, before 1970 too."""

ADD = """
INSERT INTO quote(id, speaker_id, kind, start, name, role, cue,
                  relay, mention, attribution, confidence, spans, text)
VALUES (:id, :speaker_id, :kind, :start, :name, :role, :cue,
        :relay, :mention, :attribution, :confidence, :spans, :text)
"""


def add_quotes(connection: sqlite3.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows made by ``quote_row``, in ascending order of id, with their full text."""
    connection.executemany(ADD, rows)
    connection.executemany(
        "INSERT INTO quote_text(rowid, text, tags) SELECT id, text, tags FROM quote_words WHERE id = :id",
        rows,
    )


def quote_row(article: ArticleId, number: int, quote: Quote, speaker: EntityId | None) -> dict[str, Any]:
    """Return the columns of a quote."""
    spans = {
        "content": [[part.start, part.end] for part in quote.content],
        "cue": _ends(quote.cue),
        "speaker": _ends(quote.speaker),
        "role": _ends(quote.role),
    }
    return {
        "id": quote_id(article, number),
        "speaker_id": speaker,
        "kind": quote.kind.value,
        "start": quote.start,
        "name": quote.name,
        "role": quote.role.text if quote.role else None,
        "cue": quote.cue.text if quote.cue else None,
        "relay": quote.relay,
        "mention": quote.mention.value,
        "attribution": quote.attribution.value,
        "confidence": quote.confidence,
        "spans": json.dumps(spans, separators=(",", ":")),
        "text": quote.text,
    }


def read_quotes(connection: sqlite3.Connection, article: ArticleId, body: str) -> tuple[Quote, ...]:
    """Return the quotes of an article in text order; ``body`` is its text."""
    rows = connection.execute(
        """
        SELECT kind, name, relay, mention, attribution, confidence, spans
          FROM quote
         WHERE id BETWEEN ? AND ?
         ORDER BY id
        """,
        _range(article),
    )
    return tuple(_quote(row, body) for row in rows)


def _quote(row: Sequence[Any], body: str) -> Quote:
    kind, name, relay, mention, attribution, confidence, packed = row
    spans = json.loads(packed)
    return Quote(
        kind=QuoteKind(kind),
        content=tuple(Span.of(body, start, end) for start, end in spans["content"]),
        cue=_span(body, spans["cue"]),
        speaker=_span(body, spans["speaker"]),
        name=name,
        role=_span(body, spans["role"]),
        relay=relay,
        mention=SpeakerForm(mention),
        attribution=Attribution(attribution),
        confidence=confidence,
    )


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(body: str, ends: list[int] | None) -> Span | None:
    return None if ends is None else Span.of(body, *ends)


def _range(article: ArticleId) -> tuple[int, int]:
    first = int(quote_id(article, 0))
    return first, first + QUOTES_PER_ARTICLE - 1


def count_speakers(connection: sqlite3.Connection, article: ArticleId) -> Counter[EntityId]:
    """Return how many quotes of an article each speaker has."""
    rows = connection.execute(
        """
        SELECT speaker_id, count(*)
          FROM quote
         WHERE id BETWEEN ? AND ? AND speaker_id IS NOT NULL
         GROUP BY speaker_id
        """,
        _range(article),
    )
    return Counter(dict(rows))


def newest_quotes_by(connection: sqlite3.Connection, speakers: Iterable[int], limit: int) -> list[int]:
    """Return the ids of the newest quotes of some speakers, newest first; each is asked in index order."""
    find = "SELECT id FROM quote WHERE speaker_id = ? ORDER BY id DESC LIMIT ?"
    found = [id_ for speaker in speakers for (id_,) in connection.execute(find, (speaker, limit))]
    return sorted(found, reverse=True)[:limit]


def delete_quotes(connection: sqlite3.Connection, article: ArticleId) -> None:
    """Forget the quotes of an article, and take them out of the full text."""
    connection.execute(
        """
        INSERT INTO quote_text(quote_text, rowid, text, tags)
        SELECT 'delete', id, text, tags FROM quote_words WHERE id BETWEEN ? AND ? ORDER BY id
        """,
        _range(article),
    )
    connection.execute("DELETE FROM quote WHERE id BETWEEN ? AND ?", _range(article))


STORED_QUOTE = """
SELECT quote.id, article.title, substr(article.body, 1, 200), source.name, article.published_at, quote.kind,
       quote.text, quote.name, quote.role, quote.cue, quote.confidence, quote.spans,
       (SELECT head.name FROM entity JOIN entity AS head ON head.id = coalesce(entity.same_as, entity.id)
         WHERE entity.id = quote.speaker_id),
       quote.relay, quote.mention, quote.attribution, article.url
"""


def as_stored_quotes(rows: Iterable[Sequence[Any]]) -> list[StoredQuote]:
    """Build quotes for lists from the columns of ``STORED_QUOTE``."""
    return [
        StoredQuote(
            article_id=ArticleId(row[0] >> QUOTE_BITS),
            number=row[0] % QUOTES_PER_ARTICLE,
            title=row[1] or headline_of(row[2]),
            source=row[3],
            published_at=row[4],
            kind=row[5],
            text=row[6],
            name=row[7],
            role=row[8],
            cue=row[9],
            confidence=row[10],
            content=tuple((start, end) for start, end in json.loads(row[11])["content"]),
            speaker=row[12],
            relay=row[13],
            mention=row[14],
            attribution=row[15],
            url=row[16],
        )
        for row in rows
    ]
