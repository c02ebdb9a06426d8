"""What was said: from a range of tokens to the spans and the kind of its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotes.parts_of_speech import FINITE
from reader.model.quote import QuoteKind

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

_LEADING = frozenset([",", ":", "-", "–", "—", "--", ";", ".", "…", "..."])
_INNER_MARKS = frozenset("'’‘ ")
_LONGEST_REMARK = 8
_PREDICATE_REACH = 30
_SHORTEST_SAYING = 3
"""Words between marks right behind a noun that are more than a name."""
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
    while last > first and reading.pair_at[last - 1] == -1 and _is_trailing(reading, last - 1):
        last -= 1
    last = _before_bracket(reading, first, last)
    if first >= last or not any(reading.tokens[at].is_word for at in range(first, last)):
        return None
    pairs = sorted({reading.pair_at[at] for at in range(first, last)} - {-1})
    outside = any(reading.tokens[at].is_word and reading.pair_at[at] == -1 for at in range(first, last))
    if pairs and not outside:
        parts = [inner_span(reading, pair) for pair in pairs if pair_words(reading, pair)]
        return Content(QuoteKind.DIRECT, parts, first, last)
    kind = QuoteKind.MIXED if pairs else QuoteKind.INDIRECT
    span = (reading.tokens[first].start, reading.tokens[last - 1].end)
    return Content(kind, [span], first, last)


def _before_bracket(reading: Reading, first: int, last: int) -> int:
    """Leave out a remark in brackets behind a closing mark: "…" ((it))."""
    if reading.tokens[last - 1].text != ")" or reading.pair_at[last - 1] != -1:
        return last
    at = last - 1
    while at > first and reading.pair_at[at] == -1 and last - at < _LONGEST_REMARK:
        at -= 1
    return at + 1 if reading.pair_at[at] != -1 and reading.tokens[at + 1].text == "(" else last


def _is_trailing(reading: Reading, at: int) -> bool:
    """Whether a token at the end of a content only leads on to what follows it."""
    words = reading.grammar.words
    word = reading.lower(at)
    if reading.lower(at - 1) in words["noun_markers"]:
        # "untuk sementara"
        return word in _TRAILING
    return word in _TRAILING or word in words["joints"] or word in words["conjunctions"]


def inner_span(reading: Reading, pair: int) -> tuple[int, int]:
    """Return the words between two marks, without the comma before the closing one."""
    marked = reading.pairs[pair]
    end = marked.inner_end
    while end > marked.inner_start and reading.body[end - 1] in ", \t\u00a0":
        end -= 1
    return marked.inner_start, max(end, marked.inner_start)


def closes_speech(reading: Reading, pair: int, ends: str) -> bool:
    """Whether the words between two marks end with one of some characters, single marks left out."""
    marked = reading.pairs[pair]
    end = marked.inner_end
    while end > marked.inner_start and reading.body[end - 1] in _INNER_MARKS:
        end -= 1
    return end > marked.inner_start and reading.body[end - 1] in ends


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
        if size and (first + size == last or not _is_tied(reading, first + size)):
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
    words = reading.grammar.words
    in_relative = False
    resume = first
    for at in range(first, min(last, first + _PREDICATE_REACH)):
        if at < resume:
            continue
        if reading.classes and at > first and reading.tokens[at].text == ",":
            resume = _past_remark(reading, at, last)
            continue
        if at > first and reading.lower(at) in reading.grammar.words["clause_stops"]:
            return False
        if reading.pair_at[at] != -1:
            if reading.lower(at - 1) in words["entitled"]:
                return False
            size = pair_words(reading, reading.pair_at[at])
            return (at > first + 2 and size > 1) or (at > first and size >= _SHORTEST_SAYING)
        if reading.lower(at - 1) in words["relatives"] or in_relative:
            # The verb of a relative clause with what leads up to it: "dampak yang MUNGKIN DIRASAKAN".
            in_relative = reading.lower(at) in words["auxiliaries"]
            continue
        if at == first and reading.lower(at) not in reading.grammar.words["verbs"]:
            continue
        if is_predicate(reading, at):
            return True
    return False


def _past_remark(reading: Reading, at: int, last: int) -> int:
    """Step from a comma over "WHO FACES A VOTE NEXT YEAR," to what goes on behind it."""
    if reading.lower(at + 1) not in reading.grammar.words["relatives"]:
        return at
    return next((k for k in range(at + 1, last) if reading.tokens[k].text == ","), at)


def _is_name(reading: Reading, at: int) -> bool:
    """Whether a word that may be a verb is a name: "May"."""
    return reading.tokens[at].is_capitalised and reading.classes[at] == "P"


def is_predicate(reading: Reading, at: int) -> bool:
    """Whether a word is a finite verb or another predicate, by list or by its affix."""
    grammar = reading.grammar
    token = reading.tokens[at]
    if token.lower in grammar.words["verbs"] and not (reading.classes and _is_name(reading, at)):
        return True
    if reading.classes:
        return reading.classes[at] == FINITE
    if len(token.lower) < grammar.min_verb_length or token.lower in grammar.words["not_verbs"]:
        return False
    if "-" in token.lower:
        return False
    if token.is_capitalised or reading.lower(at - 1) in grammar.words["noun_markers"]:
        return False
    if grammar.verb_prefixes:
        return token.lower.startswith(grammar.verb_prefixes)
    return token.lower.endswith(grammar.verb_suffixes)
