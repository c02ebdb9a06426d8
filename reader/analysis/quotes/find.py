"""The layers in their order: from a body to its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.carried import find_carried, find_transcribed
from reader.analysis.quotes.clauses import find_clauses
from reader.analysis.quotes.confidence import confidence_of, signs_of
from reader.analysis.quotes.documents import find_documents
from reader.analysis.quotes.drafts import Drafts, Frame
from reader.analysis.quotes.grammar import grammar_of
from reader.analysis.quotes.marked import find_marked
from reader.analysis.quotes.noun_cues import find_noun_cues
from reader.analysis.quotes.reading import read
from reader.analysis.quotes.relays import relay_of
from reader.analysis.quotes.resolution import resolve
from reader.analysis.quotes.tails import find_anaphors, find_tails
from reader.analysis.quotes.unknown import quotes_without_grammar
from reader.model.quote import Attribution, Quote
from reader.model.span import Span
from reader.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.quotes.chain import Resolved
    from reader.analysis.quotes.reading import Reading
    from reader.model.analysis import Dateline
    from reader.model.mention import Mention


def find_quotes(
    body: str,
    language: str,
    mentions: Sequence[Mention],
    *,
    skip: Sequence[Span] = (),
    dateline: Dateline | None = None,
) -> tuple[Quote, ...]:
    """Return the quotes of a body in text order, none inside ``skip`` (furniture) or the dateline.

    ``mentions`` are the names found in the body, in text order without overlaps. A language
    without lexicons gets its marked strings only, mostly without a speaker.
    """
    stretches = open_stretches(body, skip, dateline)
    grammar = grammar_of(language)
    if grammar is None:
        return quotes_without_grammar(body, stretches)
    reading = read(body, grammar, mentions, stretches)
    known = {mention.name for mention in mentions}
    return tuple(
        _quote(reading, resolved, confidence_of(signs_of(resolved, reading, known), grammar.confidence))
        for resolved in find_attributions(reading)
    )


def open_stretches(body: str, skip: Sequence[Span], dateline: Dateline | None) -> list[tuple[int, int]]:
    """Return the paragraphs of a body without its furniture and its dateline."""
    blocked = [(span.start, span.end) for span in skip]
    if dateline is not None:
        blocked.append((dateline.start, dateline.end))
    return _stretches(body, sorted(blocked))


def find_attributions(reading: Reading) -> list[Resolved]:
    """Return the attributions of a body with the names of their speakers, in text order."""
    drafts = Drafts(reading)
    find_marked(drafts)
    find_clauses(drafts)
    find_noun_cues(drafts)
    find_documents(drafts)
    find_anaphors(drafts)
    find_tails(drafts)
    find_transcribed(drafts)
    find_carried(drafts)
    return resolve(drafts)


def _stretches(body: str, blocked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the paragraphs without what is blocked in them."""
    stretches = []
    position = 0
    for paragraph in paragraphs(body):
        start = paragraph.start
        while position < len(blocked) and blocked[position][1] <= start:
            position += 1
        at = position
        while at < len(blocked) and blocked[at][0] < paragraph.end:
            if blocked[at][0] > start:
                stretches.append((start, blocked[at][0]))
            start = max(start, blocked[at][1])
            at += 1
        if start < paragraph.end:
            stretches.append((start, paragraph.end))
    return stretches


def _quote(reading: Reading, resolved: Resolved, confidence: float) -> Quote:
    body, draft, reference = reading.body, resolved.draft, resolved.draft.speaker
    if draft.frame is Frame.CARRIED:
        attribution = Attribution.CARRIED if resolved.name else Attribution.NONE
    elif draft.frame is Frame.TAIL:
        attribution = Attribution.ELLIPTICAL
    else:
        attribution = Attribution.EXPLICIT
    is_written = draft.frame is not Frame.CARRIED
    return Quote(
        kind=draft.kind,
        content=tuple(Span(start, end, body[start:end]) for start, end in draft.parts),
        cue=_span(body, draft.cue),
        speaker=_span(body, reference.span) if is_written else None,
        name=resolved.name,
        role=_span(body, reference.role) if is_written else None,
        relay=draft.relay or relay_of(reading, draft),
        mention=reference.form if is_written else type(reference.form).NONE,
        attribution=attribution,
        confidence=confidence,
    )


def _span(body: str, ends: tuple[int, int] | None) -> Span | None:
    return None if ends is None else Span(ends[0], ends[1], body[ends[0] : ends[1]])
