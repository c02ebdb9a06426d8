"""Find the names in a body: tag its sentences, then make the article agree with itself."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.analysis.entities.boundaries import settle_boundaries
from reader.analysis.entities.consistency import agree
from reader.analysis.entities.corpora import tag_ranges
from reader.analysis.entities.drafts import Draft, without_overlaps
from reader.analysis.entities.naming import canonical_names
from reader.analysis.entities.tagger import load_tagger, model_language
from reader.analysis.tokens import sentences, tokenize
from reader.model.mention import EntityType, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.tagger import Tagger
    from reader.analysis.tokens import Token
    from reader.model.analysis import Dateline
    from reader.model.span import Span


def find_mentions(
    body: str, language: str, *, skip: Sequence[Span] = (), dateline: Dateline | None = None
) -> tuple[Mention, ...]:
    """Return the names in ``body`` in text order, without overlaps and none inside ``skip``.

    ``skip`` holds the furniture; ``dateline`` adds its place and outlet. The ``name`` of a
    mention is the fullest form of it in this body. Raises ModelError when the model of
    ``language`` is missing or damaged.
    """
    tagger = load_tagger(model_language(language))
    tokens = _outside(tokenize(body), skip)
    drafts = _tagged(body, tokens, tagger)
    drafts = settle_boundaries(drafts, tokens)
    if dateline is not None:
        drafts = _with_dateline(drafts, tokens, dateline)
    drafts = agree(drafts, tokens)
    names = canonical_names(drafts, tokens, body)
    return tuple(
        Mention(tokens[d.begin].start, end, body[tokens[d.begin].start : end], d.type, name)
        for d, name in zip(drafts, names, strict=True)
        for end in (tokens[d.end - 1].end,)
    )


def _outside(tokens: list[Token], skip: Sequence[Span]) -> list[Token]:
    """Leave out the tokens that touch a skipped span."""
    if not skip:
        return tokens
    spans = sorted(skip)
    starts = [span.start for span in spans]
    kept = []
    for token in tokens:
        before = bisect_right(starts, token.end - 1) - 1
        if before < 0 or spans[before].end <= token.start:
            kept.append(token)
    return kept


def _tagged(body: str, tokens: Sequence[Token], tagger: Tagger) -> list[Draft]:
    drafts = []
    for begin, end in sentences(body, tokens):
        tags = tagger.tag([token.text for token in tokens[begin:end]])
        for first, last in tag_ranges(tags):
            drafts.append(Draft(begin + first, begin + last, EntityType(tags[first][2:])))
    return drafts


def _with_dateline(drafts: list[Draft], tokens: Sequence[Token], dateline: Dateline) -> list[Draft]:
    """Mark the outlet and the place that a dateline names."""
    inside = [
        i for i, token in enumerate(tokens) if dateline.start <= token.start and token.end <= dateline.end
    ]
    if not inside:
        return drafts
    first, last = inside[0], inside[-1] + 1
    named = [draft for draft in drafts if draft.begin >= last]
    for text, kind in ((dateline.outlet, EntityType.ORGANIZATION), (dateline.place, EntityType.PLACE)):
        wanted = tuple(token.text.lower() for token in tokenize(text or ""))
        for begin in range(first, last - len(wanted) + 1) if wanted else ():
            if tuple(token.text.lower() for token in tokens[begin : begin + len(wanted)]) == wanted:
                named.append(Draft(begin, begin + len(wanted), kind))
                break
    return without_overlaps(named)
