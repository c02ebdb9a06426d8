"""Find the names in a body: tag its sentences, then make the article agree with itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.analysis.entities.bodies import put_bodies_together
from reader.analysis.entities.boundaries import names_something, settle_boundaries
from reader.analysis.entities.consistency import agree
from reader.analysis.entities.context import Context, load_titles
from reader.analysis.entities.corpora import tag_ranges
from reader.analysis.entities.designations import with_designations
from reader.analysis.entities.drafts import Draft, without_overlaps
from reader.analysis.entities.naming import canonical_names
from reader.analysis.entities.neighbours import part_neighbours
from reader.analysis.entities.persons import correct_persons
from reader.analysis.entities.recasing import from_small_letters, is_without_capitals, recased
from reader.analysis.entities.tagger import load_tagger, model_language
from reader.analysis.tokens import sentences, tokenize
from reader.model.mention import EntityType, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.tagger import Tagger
    from reader.analysis.tokens import Token
    from reader.model.analysis import Dateline
    from reader.model.span import Span


LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""Code points that cannot be encoded; the models read them as unknown characters."""


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
    tokens = _outside(tokenize(LONE_SURROGATES.sub("\ufffd", body)), skip)
    ranges = list(sentences(body, tokens))
    context = Context(tokens, tagger.lexicon, load_titles(model), model)
    drafts = settle_boundaries(_tagged(tokens, ranges, tagger), context)
    if dateline is not None:
        drafts = _with_dateline(drafts, tokens, dateline)
    if len(ranges) > 1:  # a lone sentence has no article to agree with
        drafts = with_designations(agree(_as_in_articles(drafts, context), context), context)
        drafts = [draft for draft in drafts if names_something(draft, context)]
    names = canonical_names(drafts, context, body)
    return tuple(_mention(draft, name, tokens, body) for draft, name in zip(drafts, names, strict=True))


def _as_in_articles(drafts: list[Draft], context: Context) -> list[Draft]:
    drafts = part_neighbours(correct_persons(drafts, context), context)
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
    words = [token.text for token in tokens]
    if is_without_capitals(words):
        words = from_small_letters(words, tagger.lexicon)
    read = [words[begin:end] for begin, end in ranges]
    read = [recased(sentence, tagger.lexicon) for sentence in read]
    return [
        Draft(begin + first, begin + last, EntityType(tags[first][2:]))
        for (begin, _), tags in zip(ranges, tagger.tag(read), strict=True)
        for first, last in tag_ranges(tags)
    ]


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
