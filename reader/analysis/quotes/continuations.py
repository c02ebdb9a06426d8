"""Whether content goes on behind an attribution in its middle: "…, he said, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.complements import noun_phrase_end
from reader.analysis.quotes.contents import Content, looks_like_clause
from reader.analysis.quotes.parts_of_speech import FINITE, GERUND

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


def goes_on(reading: Reading, first: int, last: int, before: Content | None) -> bool:
    """Whether what follows an attribution is content and not a setting or another clause."""
    while (
        first < last
        and reading.tokens[first].text in {",", ".", "–", "—", ":"}
        and reading.pair_at[first] == -1
    ):
        first += 1
    if first >= last:
        return False
    if before is None:
        return True
    words = reading.grammar.words
    word = reading.lower(first)
    if reading.classes[first : first + 1] == GERUND and before is not None:
        # "…, its maker said Monday, SENDING shares down": the writer goes on.
        return False
    if reading.classes and reading.tokens[first - 1].text == ",":
        if reading.pair_at[first] != -1:
            return True
        if word in words["complementizers"] and reading.classes[first] in "spw":
            return True
        if reading.classes[first] == "t" or (word in words["joints"] and reading.pair_at[first + 1] != -1):
            # "It has enough, it said, TO OPERATE", "…, she said, though "…""
            return True
    if reading.classes and before is not None and reading.classes[before.last - 1] == FINITE:
        # "There was, he said, no drowning"
        return reading.tokens[first - 1].text == ","
    if reading.classes and word in words["conjunctions"] and reading.tokens[first - 1].text == ",":
        return _is_new_clause(reading, first + 1, last)
    if word in words["joints"] and reading.grammar.is_verb_first and reading.tokens[first - 1].text == ",":
        return looks_like_clause(reading, first, last)
    if (
        word in words["prepositions"]
        or word in words["weekdays"]
        or word in words["tails"]
        or word in words["joints"]
        or word in words["relatives"]
    ):
        return False
    if reading.tokens[first - 1].text != ",":
        return False
    if reading.grammar.speaks(word) and not reading.grammar.cues[word].uses & {"bare"}:
        return "participle" not in reading.grammar.cues[word].uses and looks_like_clause(
            reading, first - 1, last
        )
    return looks_like_clause(reading, first - 1, last)


def _is_new_clause(reading: Reading, first: int, last: int) -> bool:
    """Whether a subject, then a verb that does not attribute: ", and few contractors KNOW how to do one"."""
    end = noun_phrase_end(reading, first, last)
    verb = next((at for at in range(end, last) if reading.classes[at] == FINITE), last)
    return end > first and verb < last and not reading.grammar.speaks(reading.lower(verb))


def past_setting(reading: Reading, at: int, stop: int) -> int:
    """Step over a setting before more of the quote: "…, the company said in a statement, "…"."""
    if not reading.classes or not ends_with_setting(reading, at, stop):
        return at
    end = next((k for k in range(at, stop) if reading.tokens[k].text in {".", ",", ";"}), stop)
    return end if reading.tokens[end : end + 1] and reading.tokens[end].text == "," else at


def ends_with_setting(reading: Reading, at: int, last: int) -> bool:
    """Whether only a day or a setting stands between a verb and its comma or full stop."""
    words = reading.grammar.words
    if reading.lower(at) not in words["weekdays"] and reading.classes[at : at + 1] not in {"p", "r"}:
        return False
    end = next((k for k in range(at, last) if reading.tokens[k].text in {".", ",", ";"}), last)
    return not any(
        reading.classes[k] == FINITE
        or reading.lower(k) in words["complementizers"]
        or reading.pair_at[k] != -1
        for k in range(at, end)
    )
