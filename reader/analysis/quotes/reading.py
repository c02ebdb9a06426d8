"""A body as the layers read it: tokens, sentences, marked strings and names, side by side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.analysis.quotes.lone_names import lone_speakers
from reader.analysis.quotes.marks import Pair, pair_marks
from reader.analysis.quotes.parts_of_speech import classes_of, with_finite
from reader.analysis.quotes.seams import Evidence, evidence_of
from reader.analysis.quotes.sentences import LONGEST_SENTENCE, Sentence, cut_sentences
from reader.analysis.quotes.tokens import NONE, Token, tokenize
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.quotes.grammar import Grammar, Phrases
    from reader.model.mention import Mention


@dataclass(frozen=True, slots=True)
class Reading:
    """A body without its furniture; lists indexed by token, -1 where there is nothing."""

    body: str
    grammar: Grammar
    tokens: Sequence[Token]
    paragraphs: Sequence[tuple[int, int]]
    pairs: Sequence[Pair]
    mentions: Sequence[Mention]
    sentences: Sequence[Sentence]
    pair_at: Sequence[int]
    mention_at: Sequence[int]
    sentence_at: Sequence[int]
    pair_tokens: Sequence[tuple[int, int]]
    """For each pair its half-open range of tokens, both marks included."""
    mention_tokens: Sequence[tuple[int, int]]
    evidence: Evidence
    lone: frozenset[str]
    """Capitalised words, in lower case, that speak alone somewhere: short names of people."""
    called: frozenset[str]
    """Of these, those behind a bare cue: "kata Sari"; bodies hardly ever stand there."""
    triggers: Sequence[int]
    """The tokens at which an attribution may begin, in order."""
    classes: str
    """The part of speech of each token (``parts_of_speech.CLASSES``); empty for a language without tagger."""

    def triggers_in(self, first: int, last: int) -> Sequence[int]:
        """Return the tokens of a range at which an attribution may begin."""
        return self.triggers[bisect_left(self.triggers, first) : bisect_left(self.triggers, last)]

    def lower(self, index: int) -> str:
        """Return a token in lower case, an empty string past either end."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def mention(self, index: int, kind: EntityType | None = None) -> Mention | None:
        """Return the mention that a token is part of, of one type when asked for."""
        at = self.mention_at[index] if 0 <= index < len(self.tokens) else NONE
        if at == NONE or (kind is not None and self.mentions[at].type is not kind):
            return None
        return self.mentions[at]

    def starts_with(self, index: int, last: int, phrases: Phrases) -> int:
        """Return how many tokens from ``index`` make one of the phrases, 0 for none."""
        if not 0 <= index < last:
            return 0
        for phrase in phrases.get(self.tokens[index].lower, ()):
            size = len(phrase)
            if index + size <= last and all(
                self.tokens[index + k].lower == phrase[k] for k in range(1, size)
            ):
                return size
        return 0


def read(
    body: str,
    grammar: Grammar,
    mentions: Sequence[Mention],
    paragraphs: Sequence[tuple[int, int]],
) -> Reading:
    """Tokenise the paragraphs, pair their marks and cut sentences, never inside a pair."""
    mentions = [_retyped(mention, grammar) for mention in mentions if not _is_group(mention, grammar)]
    tokens: list[Token] = []
    firsts = []
    for start, end in paragraphs:
        firsts.append(len(tokens))
        tokens.extend(tokenize(body, start, end))
    firsts.append(len(tokens))
    starts = [token.start for token in tokens]
    pairs = [_before_cue(pair, starts, tokens, grammar) for pair in pair_marks(body, paragraphs)]
    pair_tokens = [_token_range(starts, tokens, pair.start, pair.end) for pair in pairs]
    mention_tokens = [_token_range(starts, tokens, mention.start, mention.end) for mention in mentions]
    pair_at = _index(len(tokens), pair_tokens)
    mention_at = _index(len(tokens), mention_tokens)
    lone, called = lone_speakers(tokens, pair_at, grammar)
    bodies = _bodies_alone(mentions)
    sentences = [
        sentence
        for number in range(len(paragraphs))
        for sentence in cut_sentences(
            body, tokens, pairs, pair_at, grammar, (firsts[number], firsts[number + 1], number)
        )
    ]
    return Reading(
        body=body,
        grammar=grammar,
        tokens=tokens,
        paragraphs=paragraphs,
        pairs=pairs,
        mentions=mentions,
        sentences=sentences,
        pair_at=pair_at,
        mention_at=mention_at,
        sentence_at=_index(len(tokens), [(s.first, s.last) for s in sentences]),
        pair_tokens=pair_tokens,
        mention_tokens=mention_tokens,
        evidence=evidence_of(tokens, mentions, mention_at, grammar),
        lone=lone - bodies,
        called=called - bodies,
        triggers=[at for at, token in enumerate(tokens) if token.lower in grammar.triggers],
        classes=with_finite(classes_of(tokens, grammar.language), tokens, grammar),
    )


def _is_group(mention: Mention, grammar: Grammar) -> bool:
    """Whether a tagger took a people or a party for a person: "a DEMOCRAT", "TRADERS"."""
    word = mention.text.lower()
    return mention.type is EntityType.PERSON and any(
        name in grammar.words[kind]
        for kind in ("description_groups", "description_openers")
        for name in (word, word + "s")
    )


def _retyped(mention: Mention, grammar: Grammar) -> Mention:
    """Return a person whom a tagger took for a body as one, by the forename: "SARI DEWI of Duluth"."""
    if mention.type is not EntityType.ORGANIZATION or not grammar.is_head_last:
        return mention
    first, _, rest = mention.text.lower().partition(" ")
    is_person = (
        first in grammar.words["forenames"]
        and rest.isalpha()
        and rest not in grammar.words["organization_nouns"]
    )
    return replace(mention, type=EntityType.PERSON) if is_person else mention


def _bodies_alone(mentions: Sequence[Mention]) -> frozenset[str]:
    """Collect the single words, in lower case, that are bodies and never people."""
    kinds: dict[str, set[EntityType]] = {}
    for mention in mentions:
        kinds.setdefault(mention.text.lower(), set()).add(mention.type)
    return frozenset(word for word, found in kinds.items() if found == {EntityType.ORGANIZATION})


def _before_cue(pair: Pair, starts: list[int], tokens: list[Token], grammar: Grammar) -> Pair:
    """Close a string whose closing mark is missing before the cue that follows it: "Surut, katanya."""
    if pair.is_balanced:
        return pair
    first, last = _token_range(starts, tokens, pair.start, pair.end)
    for at in range(first, min(last, first + LONGEST_SENTENCE) - 1):
        cue = grammar.cues.get(tokens[at + 1].lower)
        if tokens[at].text == "," and cue is not None and "bare" in cue.uses:
            return pair._replace(end=tokens[at].end, inner_end=tokens[at].start)
    return pair


def _token_range(starts: list[int], tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """Return the tokens that touch a range of the body."""
    first = max(0, bisect_right(starts, start) - 1)
    while first < len(tokens) and tokens[first].end <= start:
        first += 1
    last = bisect_right(starts, end - 1)
    return first, max(first, last)


def _index(size: int, ranges: Sequence[tuple[int, int]]) -> list[int]:
    at = [NONE] * size
    for number, (first, last) in enumerate(ranges):
        at[first:last] = [number] * (min(last, size) - first)
    return at
