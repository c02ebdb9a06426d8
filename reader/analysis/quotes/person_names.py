"""Where names of people begin and end beside a cue, with and without the tagger's help.

A tagger sees a sentence at a time. An attribution tells more: who stands beside a cue is a
speaker, and a short name that speaks alone once ("kata Sari") shows where the long one begins
("Kepala Dinas Air Sari Dewi").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.seams import is_common, is_role_like, past_body
from reader.analysis.quotes.tokens import POSSESSIVES
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading

_LONGEST_FORENAMES = 2
"""Words of a name before the one by which its bearer is called."""
_AGE_DIGITS = 2
_LONGEST_INITIALS = 2
_LONGEST_NAME = 6
"""Words; longer capitalised runs hold more than a name."""


def is_name_word(reading: Reading, at: int) -> bool:
    """Whether a token may be part of a person's name: capitalised, no role, rank, title, body or place."""
    token = reading.tokens[at]
    words = reading.grammar.words
    if not token.is_capitalised or token.text == "I" or _is_everyday_opener(reading, at):
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


def _is_everyday_opener(reading: Reading, at: int) -> bool:
    """Whether a word owes its capital to the sentence it opens: it stands in lower case elsewhere."""
    if reading.grammar.is_head_last or not _opens_sentence(reading, at):
        return False
    word = reading.lower(at)
    return word in reading.evidence.small_words and word not in reading.grammar.words["name_words"]


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
    while begin < end - 1 and reading.sentence_at[begin] != reading.sentence_at[end - 1]:
        begin += 1
    while begin < end - 1 and _is_no_name_start(reading, begin):
        begin += 1
    begin = past_opener(reading, begin, end)
    if begin and reading.tokens[begin - 1].is_capitalised:
        past = past_body(reading, begin, end)
        if past > begin:
            begin = first = past
    for at in range(begin, end):
        if reading.lower(at) in reading.lone and is_role_like(reading, begin, at, _LONGEST_FORENAMES):
            # "Vice President Commercial Sari Dewi" tagged as one: a later "Sari" shows the seam.
            begin = at
            break
    begin = _past_initial(reading, begin)
    while begin > first and _continues_left(reading, first, begin):
        begin -= 1
    if reading.grammar.is_head_last:
        begin, end = _between_joints(reading, begin, end)
        end += reading.lower(end) in words["title_suffixes"]
    if begin > first and reading.lower(begin - 1) in words["title_place_nouns"] and end - begin > 1:
        begin += 1
    while end - begin < _LONGEST_NAME and _continues_right(reading, end):
        end += 1
    while end - begin > 1 and _is_degree(reading, end - 1):
        end -= 1
    return begin, end


def _past_initial(reading: Reading, begin: int) -> int:
    """Return where a name starts that a tagger cut behind its initial: "ROGER F. Kessler"."""
    at = begin - 2
    if (
        at <= reading.sentences[reading.sentence_at[begin]].first
        or reading.tokens[begin - 1].text != "."
        or reading.mention_at[at] != -1
    ):
        return begin
    is_initial = len(reading.tokens[at].text.replace(".", "")) <= _LONGEST_INITIALS
    if not is_initial or not reading.tokens[at].text.isupper():
        return begin
    if len(reading.tokens[at].text) > 1:
        # "K.C. Maurer"
        return at
    return at - 1 if at and is_name_word(reading, at - 1) else begin


def _between_joints(reading: Reading, begin: int, end: int) -> tuple[int, int]:
    """Cut a name before "of": "SARI DEWI of Duluth"; start it at a first name: "Quarterback SARI DEWI"."""
    words = reading.grammar.words
    end = next((at for at in range(begin + 1, end) if reading.lower(at) in words["name_joints"]), end)
    forenames = words["forenames"]
    before = begin - 1
    if begin and reading.tokens[before].is_capitalised and reading.lower(before) in forenames:
        return before, end
    if reading.lower(begin) not in forenames:
        roles = words["role_heads"]
        first = next(
            (
                at
                for at in range(begin + 1, end - 1)
                if reading.lower(at) in forenames or reading.lower(at - 1) in roles
            ),
            begin,
        )
        is_role = reading.tokens[first - 1].is_word and len(reading.tokens[first - 1].text) > 1
        begin = first if is_role else begin
    return begin, end


def past_opener(reading: Reading, begin: int, end: int) -> int:
    """Step over the everyday word before a short name at the start of a sentence: "Sepengetahuan SARI, …"."""
    clitic = reading.grammar.clitic
    if begin >= end - 1 or not _opens_sentence(reading, begin) or not clitic:
        return begin
    is_opener = is_common(reading, begin) or reading.lower(begin).endswith(clitic)
    follower = reading.lower(begin + 1)
    is_name = follower in reading.lone or follower in reading.evidence.person_words
    return begin + (is_opener and is_name)


def _is_degree(reading: Reading, at: int) -> bool:
    """Whether a degree stands behind a name without a comma: "Sari Dewi SPd", but not "Sari Ma"."""
    text = reading.tokens[at].text
    is_mixed = sum(letter.isupper() for letter in text) > 1
    return is_mixed and reading.lower(at) in reading.grammar.words["title_degrees"]


def _opens_sentence(reading: Reading, at: int) -> bool:
    return reading.sentences[reading.sentence_at[at]].first == at


def _continues_right(reading: Reading, end: int) -> bool:
    """Whether the tagger left out the last word of a name."""
    return (
        end < len(reading.tokens)
        and reading.mention_at[end] == -1
        and reading.sentence_at[end] == reading.sentence_at[end - 1]
        and is_name_word(reading, end)
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
    if not reading.tokens[before].is_capitalised or reading.lower(before) in reading.evidence.place_words:
        return False
    if _is_no_name_start(reading, before):
        # A tagger may take "Mbah" or "Hakim" for a part of the name.
        return False
    if reading.lower(before) in words["title_name_openers"]:
        return True
    if reading.lower(before) in reading.lone:
        # "CEO Lentera Sari Dewi": Lentera speaks elsewhere, but only Sari is called so ("kata Sari").
        return reading.lower(before) in reading.called or reading.lower(begin) not in reading.called
    if not is_name_word(reading, before) or reading.tokens[before].text.isupper():
        return False
    if is_common(reading, before):
        return False
    if before == first:
        return True
    body = reading.mention(before - 1)
    return body is not None and body.type is not EntityType.PERSON


def is_age_at(reading: Reading, at: int) -> bool:
    """Whether an age in brackets stands at a token: "(35)"."""
    age = reading.lower(at + 1)
    return (
        reading.lower(at) == "("
        and reading.lower(at + 2) == ")"
        and age.isdigit()
        and len(age) == _AGE_DIGITS
        and not reading.grammar.is_head_last
    )


def untagged_name(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """Find the name in a role phrase that the tagger left out: "Kepala Dinas Air SARI DEWI"."""
    seam = _seam(reading, first, last)
    if seam is None and is_age_at(reading, last) and is_name_word(reading, last - 1):
        seam = last - 1
        while seam > first and is_name_word(reading, seam - 1):
            seam -= 1
    if seam is None:
        return None
    end = seam
    within = reading.mention_at[seam]
    while (
        end < last
        and end - seam < _LONGEST_NAME
        and (
            is_name_word(reading, end)
            # A tagger may have taken the whole name into the body: "Balai Air SARI DEWI".
            or (within != -1 and reading.mention_at[end] == within and reading.tokens[end].is_capitalised)
        )
    ):
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
