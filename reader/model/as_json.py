"""The JSON shape of an analysis: a promise to other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.model.analysis import Analysis
    from reader.model.mention import Mention
    from reader.model.quote import Quote
    from reader.model.span import Span


def span_as_json(span: Span) -> dict[str, Any]:
    """Return ``{"start", "end", "text"}``."""
    return {"start": span.start, "end": span.end, "text": span.text}


def mention_as_json(mention: Mention) -> dict[str, Any]:
    """Return ``{"start", "end", "text", "type", "name"}``."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type.value,
        "name": mention.name,
    }


def quote_as_json(quote: Quote) -> dict[str, Any]:
    """Return one quote with its parts, cue, speaker, role and confidence."""
    return {
        "kind": quote.kind.value,
        "content": [span_as_json(part) for part in quote.content],
        "cue": _optional(quote.cue),
        "speaker": _optional(quote.speaker),
        "name": quote.name,
        "role": _optional(quote.role),
        "relay": quote.relay,
        "mention": quote.mention.value,
        "attribution": quote.attribution.value,
        "confidence": round(quote.confidence, 3),
    }


def analysis_as_json(analysis: Analysis) -> dict[str, Any]:
    """Return the document that ``newsreader analyze --json`` prints."""
    dateline = analysis.dateline
    return {
        "title": analysis.title,
        "source": analysis.source,
        "published": analysis.published,
        "language": analysis.language,
        "body": analysis.body,
        "dateline": None
        if dateline is None
        else {
            "start": dateline.start,
            "end": dateline.end,
            "text": dateline.text,
            "outlet": dateline.outlet,
            "place": dateline.place,
        },
        "furniture": [span_as_json(span) for span in analysis.furniture],
        "mentions": [mention_as_json(mention) for mention in analysis.mentions],
        "quotes": [quote_as_json(quote) for quote in analysis.quotes],
    }


def _optional(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else span_as_json(span)
