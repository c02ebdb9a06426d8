"""Where names of people begin and end beside a cue, with and without the tagger's help.

A tagger sees a sentence at a time. An attribution tells more: who stands beside a cue is a
speaker, and a short name that speaks alone once ("kata Sari") shows where the long one begins
("Kepala Dinas Air Sari Dewi").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.tokens import POSSESSIVES
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.quotes.grammar import Grammar
    from reader.analysis.quotes.reading import Reading
    from reader.analysis.quotes.tokens import Token

_LONGEST_FORENAMES = 2
"""Words of a name before the one by which its bearer is called."""
_LONGEST_NAME = 6
"""Words; longer capitalised runs hold more than a name."""


def lone_speakers(tokens: Sequence[Token], pair_at: Sequence[int], grammar: Grammar) -> frozenset[str]:
    """Return the capitalised words that stand alone beside a cue somewhere in the text."""
    found = set()
    words = grammar.words
    last = len(tokens) - 1
    skipped = words["adverbs"] | words["negators"]
    for at, token in enumerate(tokens):
        if pair_at[at] != -1:
            continue
        cue = grammar.cues.get(token.lower)
        is_holder = token.lower in grammar.phrases["holders"]
        if cue is None and not is_holder:
            continue
        if at < last and (is_holder or (cue is not None and cue.uses & {"bare", "passive"})):
            after = tokens[at + 1]
            if after.is_capitalised and (at + 1 == last or not tokens[at + 2].is_capitalised):
                found.add(after.lower)
        if at and cue is not None and "active" in cue.uses:
            behind = at - 1
            while behind and tokens[behind].lower in skipped:
                behind -= 1
            if tokens[behind].is_capitalised and (behind == 0 or not tokens[behind - 1].is_word):
                found.add(tokens[behind].lower)
    return frozenset(
        word
        for word in found
        if word not in words["role_heads"]
        and word not in words["prepositions"]
        and (word,) not in grammar.phrases["connectives"].get(word, ())
        and word not in words["pronouns_singular"]
        and word not in words["pronouns_plural"]
        and word not in words["pronouns_other"]
        and word not in words["title_address"]
        and word not in words["organization_nouns"]
        and word not in words["description_openers"]
    )


def is_name_word(reading: Reading, at: int) -> bool:
    """Whether a token may be part of a person's name: capitalised, no role, rank, title, body or place."""
    token = reading.tokens[at]
    words = reading.grammar.words
    if not token.is_capitalised or token.text == "I":
        return False
    if token.lower in reading.lone:
        return True
    mention = reading.mention(at)
    if mention is not None:
        return mention.type is EntityType.PERSON
    return not (
        token.lower in words["role_heads"]
        or _is_rank(reading, at)
        or token.lower in words["title_address"]
        or token.lower in words["title_academic"]
        or token.lower in words["title_degrees"]
        or token.lower in words["organization_nouns"]
        or token.lower in words["prepositions"]
        or token.lower in words["weekdays"]
        or reading.lower(at - 1) in words["title_place_nouns"]
    )


def _is_rank(reading: Reading, at: int) -> bool:
    """Whether a token is a rank, or the grade of the rank before it: "Brigadir DUA", not "Fransiska Dua"."""
    words = reading.grammar.words
    if reading.lower(at) in words["title_grades"]:
        return reading.lower(at - 1) in words["title_ranks"]
    return reading.lower(at) in words["title_ranks"]


def settle(reading: Reading, first: int, begin: int, end: int) -> tuple[int, int]:
    """Correct the start of a tagged name inside a noun phrase that starts at ``first``."""
    words = reading.grammar.words
    begin = max(begin, first)
    while begin < end - 1 and _is_no_name_start(reading, begin):
        begin += 1
    if begin and reading.tokens[begin - 1].is_capitalised:
        past = _past_body(reading, begin, end)
        if past > begin:
            begin = first = past
    for at in range(begin, end):
        if reading.lower(at) in reading.lone and _is_role_like(reading, begin, at):
            # "Vice President Commercial Sari Dewi" tagged as one: a later "Sari" shows the seam.
            begin = at
            break
    while begin > first and _continues_left(reading, first, begin):
        begin -= 1
    if begin > first and reading.lower(begin - 1) in words["title_place_nouns"] and end - begin > 1:
        begin += 1
    while end - begin < _LONGEST_NAME and _continues_right(reading, end):
        end += 1
    return begin, end


def _past_body(reading: Reading, begin: int, end: int) -> int:
    """Step over the words of a body that a tagger took into the name behind it.

    "Kepala BPBD Muara Batu Sari Dewi": the place belongs to the body. "Direktur Kartu Prakerja Sari
    Dewi": so does a word that names something else in the article. "CEO Lentera Sari Dewi": after
    such a role a body comes first.
    """
    words = reading.grammar.words
    if reading.grammar.is_head_last:
        while begin < end - 1 and reading.lower(begin) in reading.place_words:
            begin += 1
        return begin
    for at in range(end - 2, begin - 1, -1):
        if _is_of_body(reading, at):
            return at + 1
    if _is_common(reading, begin) and end - begin > 1:
        return begin + 1
    opener = reading.lower(begin)
    is_name = opener in words["name_words"] or opener in words["title_name_openers"] or opener in reading.lone
    is_expected = reading.lower(begin - 1) in words["role_of_bodies"]
    return begin + (is_expected and not is_name and end - begin > _LONGEST_FORENAMES)


def _is_of_body(reading: Reading, at: int) -> bool:
    """Whether a word inside a tagged name is one of a body or place that the article names elsewhere."""
    words = reading.grammar.words
    word = reading.lower(at)
    if reading.grammar.is_head_last or word in reading.lone or word in words["title_name_openers"]:
        return False
    return word in reading.place_words or word in reading.other_words


def _is_common(reading: Reading, at: int) -> bool:
    """Whether a word is a noun of everyday that stands in a role: "Penanggulangan KEMISKINAN Sari Dewi"."""
    words = reading.grammar.words
    return (
        not reading.grammar.is_head_last
        and reading.lower(at) in words["common_words"]
        and reading.lower(at) not in reading.lone
        and reading.lower(at) not in words["title_name_openers"]
    )


def _continues_right(reading: Reading, end: int) -> bool:
    """Whether the tagger left out the last word of a name."""
    return (
        end < len(reading.tokens)
        and reading.mention_at[end] == -1
        and reading.sentence_at[end] == reading.sentence_at[end - 1]
        and is_name_word(reading, end)
    )


def _is_role_like(reading: Reading, begin: int, at: int) -> bool:
    """Whether the words of a tagged name before a lone speaker are a role or a body: "DKI Jakarta"."""
    if at - begin > _LONGEST_FORENAMES:
        return True
    words = reading.grammar.words
    return any(
        (len(reading.tokens[k].text) > 1 and reading.tokens[k].text.isupper())
        or reading.lower(k) in words["title_place_nouns"]
        or reading.lower(k) in words["organization_nouns"]
        or _is_of_body(reading, k)
        for k in range(begin, at)
    )


def _is_no_name_start(reading: Reading, at: int) -> bool:
    words = reading.grammar.words
    word = reading.lower(at)
    return (
        word in words["role_heads"]
        or word in words["title_ranks"]
        or word in words["title_address"]
        or word in words["title_academic"]
        or reading.tokens[at].text == "."
    )


def _continues_left(reading: Reading, first: int, begin: int) -> bool:
    """Whether the word before a tagged name belongs to it: an opener, or an orphan after a body."""
    words = reading.grammar.words
    before = begin - 1
    if not reading.tokens[before].is_capitalised or reading.lower(before) in reading.place_words:
        return False
    if _is_no_name_start(reading, before):
        # A tagger may take "Mbah" or "Hakim" for a part of the name.
        return False
    if reading.lower(before) in words["title_name_openers"] or reading.lower(before) in reading.lone:
        return True
    if not is_name_word(reading, before) or reading.tokens[before].text.isupper():
        return False
    if _is_common(reading, before):
        return False
    if before == first:
        return True
    body = reading.mention(before - 1)
    return body is not None and body.type is not EntityType.PERSON


def untagged_name(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Find the name in a role phrase that the tagger left out: "Kepala Dinas Air SARI DEWI"."""
    seam = _seam(reading, first, last)
    if seam is None:
        return None
    end = seam
    while end < last and end - seam < _LONGEST_NAME and is_name_word(reading, end):
        end += 1
    return (seam, end) if end > seam else None


def _is_owner(reading: Reading, at: int) -> bool:
    """Whether a name is that of an owner: "Vane's lawyer"."""
    return reading.lower(at + 1) in POSSESSIVES | {"'", "’"}


def _seam(reading: Reading, first: int, last: int) -> int | None:
    """Return where a name begins: at a lone speaker, after a title, after the last body or rank."""
    words = reading.grammar.words
    for at in range(first, last):
        if reading.lower(at) in reading.lone and is_name_word(reading, at) and not _is_owner(reading, at):
            begin = at
            while begin > first and reading.lower(begin - 1) in words["title_name_openers"]:
                begin -= 1
            return begin
    for at in range(last - 1, first, -1):
        before = reading.lower(at - 1) if reading.tokens[at - 1].text != "." else reading.lower(at - 2)
        is_title = before in words["title_academic"] or before in words["title_address"]
        if is_title and is_name_word(reading, at) and not _is_owner(reading, at):
            return at
    for at in range(last - 1, first, -1):
        if not is_name_word(reading, at):
            return None
        body = reading.mention(at - 1)
        is_body = body is not None and body.type is not EntityType.PERSON
        if is_body or reading.lower(at - 1) in words["title_ranks"]:
            return at
    return None
