"""Find the names in a body: tag its sentences, then make the article agree with itself."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.analysis.entities.bodies import put_bodies_together
from reader.analysis.entities.boundaries import settle_boundaries
from reader.analysis.entities.consistency import agree
from reader.analysis.entities.context import Context, load_titles
from reader.analysis.entities.corpora import tag_ranges
from reader.analysis.entities.designations import with_designations
from reader.analysis.entities.drafts import Draft, without_overlaps
from reader.analysis.entities.naming import canonical_names
from reader.analysis.entities.persons import correct_persons
from reader.analysis.entities.recasing import (
    from_capitals,
    from_small_letters,
    is_all_capitals,
    is_without_capitals,
)
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
    model = model_language(language)
    tagger = load_tagger(model)
    tokens = _outside(tokenize(body), skip)
    ranges = list(sentences(body, tokens))
    context = Context(tokens, tagger.lexicon, load_titles(model), model)
    drafts = settle_boundaries(_tagged(tokens, ranges, tagger), context)
    if dateline is not None:
        drafts = _with_dateline(drafts, tokens, dateline)
    if len(ranges) > 1:  # a lone sentence has no article to agree with
        drafts = agree(_as_in_articles(drafts, context), context)
    names = canonical_names(drafts, context, body)
    return tuple(_mention(draft, name, tokens, body) for draft, name in zip(drafts, names, strict=True))


def _as_in_articles(drafts: list[Draft], context: Context) -> list[Draft]:
    drafts = correct_persons(drafts, context)
    drafts = put_bodies_together(drafts, context)
    return with_designations(drafts, context)


def _mention(draft: Draft, name: str, tokens: Sequence[Token], body: str) -> Mention:
    start, end = tokens[draft.begin].start, tokens[draft.end - 1].end
    return Mention(start, end, body[start:end], draft.type, name)


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


def _tagged(tokens: Sequence[Token], ranges: Sequence[tuple[int, int]], tagger: Tagger) -> list[Draft]:
    drafts = []
    words = [token.text for token in tokens]
    without_capitals = is_without_capitals(words)
    for begin, end in ranges:
        sentence = words[begin:end]
        if without_capitals:
            sentence = from_small_letters(sentence, tagger.lexicon)
        elif is_all_capitals(sentence):
            sentence = from_capitals(sentence, tagger.lexicon)
        tags = tagger.tag(sentence)
        for first, last in tag_ranges(tags):
            drafts.append(Draft(begin + first, begin + last, EntityType(tags[first][2:])))
    return drafts


def _with_dateline(drafts: list[Draft], tokens: Sequence[Token], dateline: Dateline) -> list[Draft]:
    """Mark the outlet and the place that a dateline names, and nothing else in it."""
    last = next((i for i, token in enumerate(tokens) if token.start >= dateline.end), len(tokens))
    first = next((i for i, token in enumerate(tokens) if token.start >= dateline.start), last)
    named = [draft for draft in drafts if draft.begin >= last or draft.end <= first]
    for text, kind in ((dateline.outlet, EntityType.ORGANIZATION), (dateline.place, EntityType.PLACE)):
        wanted = [token.text.lower() for token in tokenize(text or "")]
        for begin in range(first, last - len(wanted) + 1) if wanted else ():
            if [token.text.lower() for token in tokens[begin : begin + len(wanted)]] == wanted:
                named.append(Draft(begin, begin + len(wanted), kind))
                break
    return without_overlaps(named)
