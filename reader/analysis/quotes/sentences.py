"""Where sentences end: at full stops that end no abbreviation, and at quotes that nothing attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.analysis.quotes.tokens import NONE, Token

if TYPE_CHECKING:
    from reader.analysis.quotes.grammar import Grammar
    from reader.analysis.quotes.marks import Pair


_TERMINALS = frozenset([".", "?", "!", "…", "..."])
_INNER_MARKS = "'’‘ "
"""What may stand between the last word of a quote and its closing mark."""
LONGEST_SENTENCE = 400
"""Tokens; text without sentence ends is cut here, so that the layers stay linear in its length."""
_LONGEST_HEADING = 7
"""Words of a heading that stands inside a paragraph."""
_ASKING = frozenset(["question", "hearer"])
"""What cues take behind which whom it is said to stands."""
_HEARER_REACH = 6
"""Tokens from such a cue to the end of its sentence."""
_CUE_REACH = 6
"""How many words after a closing mark may hold the cue that ties the sentence to the quote."""


class Sentence(NamedTuple):
    """A sentence as a half-open range of tokens."""

    first: int
    last: int
    paragraph: int


def cut_sentences(
    body: str,
    tokens: list[Token],
    pairs: list[Pair],
    pair_at: list[int],
    grammar: Grammar,
    bounds: tuple[int, int, int],
) -> list[Sentence]:
    """Cut a paragraph, given as first and last token and its number, into sentences."""
    first, last, paragraph = bounds
    found = []
    begin = first
    for index in range(first, last):
        inside = pair_at[index]
        if inside == NONE:
            ends = tokens[index].text in _TERMINALS and _ends_here(tokens, index, last, grammar)
        else:
            closes = index + 1 == last or pair_at[index + 1] != inside
            ends = closes and _ends_with_quote(body, tokens, index, last, grammar, pairs[inside])
        if ends or index - begin >= LONGEST_SENTENCE:
            found.append(Sentence(begin, index + 1, paragraph))
            begin = index + 1
    if begin < last:
        found.append(Sentence(begin, last, paragraph))
    return found if grammar.is_head_last else _without_headings(tokens, pair_at, grammar, found)


def _without_headings(
    tokens: list[Token], pair_at: list[int], grammar: Grammar, sentences: list[Sentence]
) -> list[Sentence]:
    """Cut off headings that lost their line: "LAPOR CAMAT Terkait anggaran itu, Sari mengatakan …"."""
    found = []
    for number, sentence in enumerate(sentences):
        begin = sentence.first
        for at in range(begin + 1, min(begin + _LONGEST_HEADING + 1, sentence.last) if number else begin):
            token = tokens[at]
            if not token.is_word or pair_at[at] != NONE:
                break
            opens = token.is_capitalised and token.lower in grammar.words["sentence_openers"]
            if opens and tokens[at - 1].lower not in grammar.words["sentence_openers"]:
                found.append(Sentence(begin, at, sentence.paragraph))
                begin = at
                break
        found.append(Sentence(begin, sentence.last, sentence.paragraph))
    return found


def _opens_sentence(token: Token) -> bool:
    return not token.is_word or not token.text[0].islower()


def _ends_here(tokens: list[Token], index: int, last: int, grammar: Grammar) -> bool:
    """Whether the full stop (or ? or !) at ``index`` ends a sentence, not an abbreviation."""
    if index + 1 >= last:
        return True
    after = tokens[index + 1]
    if after.text in {")", "]", ",", ";", ":"} or not _opens_sentence(after):
        return False
    if tokens[index].text != "." or index == 0:
        return True
    before = tokens[index - 1]
    if before.end != tokens[index].start:
        return True
    if before.lower in grammar.words["abbreviations"]:
        return False
    if len(before.text) > 1 or not before.text.isupper():
        return True
    # An initial, unless the letter counts something ("jaringan 4G.") or what follows starts no name.
    is_counting = index > 1 and tokens[index - 2].end == before.start and tokens[index - 2].text.isdigit()
    return is_counting or after.lower in grammar.words["sentence_openers"]


def _ends_with_quote(
    body: str, tokens: list[Token], index: int, last: int, grammar: Grammar, pair: Pair
) -> bool:
    """Whether a sentence ends with the closing mark at ``index``."""
    if index + 1 >= last:
        return True
    last_letter = body[pair.inner_start : pair.inner_end].rstrip(_INNER_MARKS)[-1:]
    if not last_letter or last_letter not in ".?!…":
        return False
    after = tokens[index + 1]
    if not _opens_sentence(after) or after.text in {",", ".", ")", ";", ":", "-", "–", "—", "(", "*", "_"}:
        return False
    cue = grammar.cues.get(after.lower)
    if cue is not None and "bare" in cue.uses:
        return False
    if grammar.is_verb_first or last_letter == ".":
        return True
    return not _is_cued(tokens, index + 1, last, grammar)


def _is_cued(tokens: list[Token], index: int, last: int, grammar: Grammar) -> bool:
    """Whether a speaker and a cue follow, and nothing that could be said: "…?" Sari Dewi said."""
    for at in range(index, min(index + _CUE_REACH, last)):
        if tokens[at].text in _TERMINALS and tokens[at - 1].lower not in grammar.words["abbreviations"]:
            return False
        cue = grammar.cues.get(tokens[at].lower)
        if cue is not None and "active" in cue.uses and grammar.speaks(tokens[at].lower):
            follower = tokens[at + 1] if at + 1 < last else None
            if cue.takes & _ASKING and any(
                token.text in _TERMINALS for token in tokens[at + 1 : min(last, at + _HEARER_REACH)]
            ):
                # "…?" Sari Dewi asked the council.
                return True
            return follower is None or not follower.is_word or follower.lower in grammar.words["role_enders"]
    return False
