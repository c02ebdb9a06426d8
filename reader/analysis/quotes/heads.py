"""The noun on which a phrase is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.quotes.tokens import POSSESSIVES

if TYPE_CHECKING:
    from reader.analysis.quotes.reading import Reading


def head_at(reading: Reading, first: int, last: int) -> int:
    """Return the token of the noun that a phrase is built on: its first, or the last before what trails."""
    words = reading.grammar.words
    if not reading.grammar.is_head_last:
        at = first
        while at < last - 1 and (
            reading.lower(at) in words["description_strangers"]
            or reading.lower(at) in words["definite"]
            or reading.lower(at) in words["role_former"]
        ):
            at += 1
        return at
    at = first
    if reading.classes:
        while at + 1 < last and (reading.classes[at + 1] in "dujnPr" or _goes_on(reading, at + 1)):
            at += 1
        documents = words["organization_documents"]
        while at > first and reading.classes[at] in "jrNGFu" and reading.lower(at) not in documents:
            # "people familiar [with]", "a report released [by]", "Article 9 [of]"
            at -= 1
        return at
    while at + 1 < last and _goes_on(reading, at + 1):
        at += 1
    return at


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether a token still belongs to the core of a noun phrase whose noun comes last."""
    words = reading.grammar.words
    word = reading.lower(at)
    if (
        word in words["prepositions"]
        or word in words["relatives"]
        or not reading.tokens[at].text[0].isalnum()
    ):
        return word in {"'s", "’s", "'", "’"}
    return not word.endswith("ed") or word in words["role_heads"]


def is_common(reading: Reading, first: int, last: int) -> bool:
    """Whether a phrase means several people or a document by a common noun: "state officials", "a poll"."""
    head = head_at(reading, first, last)
    words = reading.grammar.words
    noun = reading.lower(head)
    if noun in words["description_groups"] and reading.lower(head + 1) not in POSSESSIVES:
        return True
    is_trade = head == first and noun.removesuffix("s") in words["role_heads"]
    if not is_trade and (
        reading.classes[head] != "n" or (reading.tokens[head].is_capitalised and head > first)
    ):
        return False
    if noun in words["organization_documents"]:
        return True
    is_plural = (noun.endswith("s") and not noun.endswith("ss")) or noun in words["plurals"]
    return is_plural and noun not in words["organization_nouns"]
