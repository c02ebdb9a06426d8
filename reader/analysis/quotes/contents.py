"""What was said: from a range of tokens to the spans and the kind of its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model.quote import QuoteKind

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

_LEADING = frozenset([",", ":", "-", "–", "—", "--", ";", ".", "…", "..."])
_TRAILING = frozenset([",", ".", ";", ":", "-", "–", "—", "--"])


class Content(NamedTuple):
    """Spans of one stretch of content, with the tokens they come from."""

    kind: QuoteKind
    parts: list[tuple[int, int]]
    first: int
    last: int


def content_of(reading: Reading, first: int, last: int, *, keep_opening: bool = False) -> Content | None:
    """Return the content in a range of tokens, None where no word is left of it.

    Leaves out the complementiser, an opening connective (unless ``keep_opening``), the marks
    around a wholly quoted content, and the punctuation at both ends.
    """
    first = _past_opening(reading, first, last, keep_opening=keep_opening)
    while last > first and reading.pair_at[last - 1] == -1 and reading.tokens[last - 1].text in _TRAILING:
        last -= 1
    if first >= last or not any(reading.tokens[at].is_word for at in range(first, last)):
        return None
    pairs = sorted({reading.pair_at[at] for at in range(first, last)} - {-1})
    outside = any(reading.tokens[at].is_word and reading.pair_at[at] == -1 for at in range(first, last))
    if pairs and not outside:
        return Content(QuoteKind.DIRECT, [inner_span(reading, pair) for pair in pairs], first, last)
    kind = QuoteKind.MIXED if pairs else QuoteKind.INDIRECT
    span = (reading.tokens[first].start, reading.tokens[last - 1].end)
    return Content(kind, [span], first, last)


def inner_span(reading: Reading, pair: int) -> tuple[int, int]:
    """Return the words between two marks, without the comma before the closing one."""
    marked = reading.pairs[pair]
    end = marked.inner_end
    while end > marked.inner_start and reading.body[end - 1] in ", \t\u00a0":
        end -= 1
    return marked.inner_start, max(end, marked.inner_start)


def words_between(reading: Reading, first: int, last: int) -> int:
    """Count the words in a range of tokens."""
    return sum(reading.tokens[at].is_word for at in range(first, last))


def pair_words(reading: Reading, pair: int) -> int:
    """Count the words between two marks."""
    return words_between(reading, *reading.pair_tokens[pair])


def _past_opening(reading: Reading, first: int, last: int, *, keep_opening: bool) -> int:
    words, phrases = reading.grammar.words, reading.grammar.phrases
    moved = True
    while moved and first < last and reading.pair_at[first] == -1:
        moved = reading.tokens[first].text in _LEADING
        size = 0 if keep_opening else reading.starts_with(first, last, phrases["connectives"])
        if size and first + size < last and not _is_tied(reading, first + size):
            first += size
            moved = True
        elif moved:
            first += 1
        elif reading.lower(first) in words["complementizers"] and not keep_opening:
            first += 1
            moved = True
    return first


def _is_tied(reading: Reading, index: int) -> bool:
    """Whether the word after a would-be connective shows that it opens a clause part: "sebelum itu"."""
    return reading.tokens[index].text in {"(", "'s"}


def looks_like_clause(reading: Reading, first: int, last: int) -> bool:
    """Whether a range holds a predicate, so that it says something and does not only name it."""
    grammar = reading.grammar
    limit = min(last, first + 30)
    for at in range(first, limit):
        if reading.pair_at[at] != -1:
            return at > first + 2
        word = reading.tokens[at].lower
        before = reading.lower(at - 1)
        if before in grammar.words["relatives"]:
            continue
        if word in grammar.words["verbs"] and at > first - 1:
            return True
        if len(word) < grammar.min_verb_length or word in grammar.words["not_verbs"] or at == first:
            continue
        is_verb = (
            word.startswith(grammar.verb_prefixes)
            if grammar.verb_prefixes
            else word.endswith(grammar.verb_suffixes)
        )
        if is_verb and not reading.tokens[at].is_capitalised and before not in {"untuk", "a", "an", "the"}:
            return True
    return False
