"""Keep a reported clause with the attribution that stands behind or inside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.content_ends import content_end
from reader.analysis.quotes.contents import Content, content_of, looks_like_clause, words_between
from reader.analysis.quotes.drafts import Draft, Drafts, Frame
from reader.model.quote import QuoteKind

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.sources import Attribution


MIN_WORDS = 2
"""Reported clauses shorter than this are nearly always misread objects."""


def without_role(drafts: Drafts, found: Attribution, last: int) -> tuple[Attribution, Content | None, int]:
    """Take what follows a name for what was said, no role: "kata Sari, warga yang datang masih sedikit"."""
    reading = drafts.reading
    found = found._replace(end=found.speaker.stop, speaker=replace(found.speaker, role=None))
    stop = content_end(drafts, found.end, last)
    is_clause = looks_like_clause(reading, found.end, stop)
    return found, content_of(reading, found.end, stop) if is_clause else None, stop


def keep_around(
    drafts: Drafts,
    number: int,
    attribution: Attribution,
    before: Content | None,
    after: Content | None,
    stop: int,
) -> int | None:
    """Keep a clause with its attribution behind or inside it."""
    contents = [content for content in (before, after) if content is not None]
    if not contents or sum(words_between(drafts.reading, c.first, c.last) for c in contents) < MIN_WORDS:
        return None
    kinds = {content.kind for content in contents}
    kind = kinds.pop() if len(kinds) == 1 else QuoteKind.MIXED
    ranges = [(content.first, content.last) for content in contents]
    drafts.add(
        Draft(
            Frame.HOLDER if attribution.frame is Frame.HOLDER else Frame.AFTER_CLAUSE,
            kind,
            [part for content in contents for part in content.parts],
            number,
            cue=attribution.cue,
            speaker=attribution.speaker,
            continues=attribution.continues,
        ),
        [*ranges, (attribution.first, attribution.end)],
    )
    return stop if after is not None else attribution.end


def free_content(drafts: Drafts, begin: int, end: int) -> Content | None:
    """Return the content of a range, from its last used token on."""
    reading = drafts.reading
    for at in range(end - 1, begin - 1, -1):
        is_cut = bool(reading.classes) and reading.tokens[at].text == ";" and reading.pair_at[at] == -1
        if not drafts.is_free(at) or is_cut:
            begin = at + 1
            break
    return content_of(reading, _past_relay(reading, begin, end), end)


def _past_relay(reading: Reading, begin: int, end: int) -> int:
    """Step over an opening relay with its date: "Melansir Kantor X, Senin (1/1/2024), …"."""
    if not reading.starts_with(begin, end, reading.grammar.phrases["relays"]):
        return begin
    at = begin
    while at < end and reading.tokens[at].text != ",":
        at += 1
    while at + 1 < end and reading.lower(at + 1) in reading.grammar.words["weekdays"]:
        at += 1
        while at + 1 < end and reading.tokens[at + 1].text != ",":
            at += 1
        at += 1
    return at + 1 if at < end else begin
