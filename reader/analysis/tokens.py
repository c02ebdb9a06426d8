"""Cut a text into tokens and sentences that keep their offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Token(NamedTuple):
    """A word, number or mark; ``text == body[start:end]`` in code points."""

    start: int
    end: int
    text: str


# Alternatives are tried in this order. None nests one repetition in another over the
# same characters, so the time taken is linear in the length of any text.
TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”]+                      # an address on the web
  | [@#]\w+                                             # an account, a topic
  | \d+(?:[.,:/]\d+)*                                   # a number, a date, a time
  | (?:[^\W\d_]\.){2,}                                  # U.S. and the initials of H.M. Prasetyo
  | [^\W_]+(?:\.(?:com|co|id|org|net|tv|news|info|go)\b)+  # Bisnis.com, kantor.go.id
  | [^\W_]+(?:['’ʼ`](?!s\b)[^\W_]+)*                    # a word, as Jum'at; the possessive 's is apart
  | ['’]s\b                                             # the possessive
  | [^\s]                                               # any other mark alone
    """,
    re.VERBOSE | re.IGNORECASE,
)

SENTENCE_ENDS = frozenset({".", "!", "?", "…"})
CLOSERS = frozenset({'"', "”", "’", "'", "»", ")", "]"})

ABBREVIATIONS = frozenset(
    [
        "dr",
        "drs",
        "dra",
        "ir",
        "prof",
        "h",
        "hj",
        "kh",
        "tgk",
        "st",
        "mr",
        "mrs",
        "ms",
        "jr",
        "sr",
        "no",
        "nos",
        "vs",
        "tn",
        "ny",
        "sdr",
        "bpk",
        "jl",
        "jln",
        "kec",
        "kab",
        "kel",
        "gen",
        "col",
        "maj",
        "capt",
        "lt",
        "sgt",
        "rep",
        "sen",
        "gov",
        "pres",
        "rev",
        "hon",
        "inc",
        "corp",
        "ltd",
        "co",
        "bros",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "kol",
        "mayjen",
        "letjen",
        "brigjen",
        "irjen",
        "komjen",
        "kombes",
        "pol",
        "inf",
        "purn",
        "tbk",
        "pt",
        "cv",
        "ust",
    ]
)
"""Words after which a full stop rarely ends a sentence, in both languages."""


def tokenize(text: str) -> list[Token]:
    """Cut ``text`` into tokens, in order; white space belongs to none of them."""
    return [Token(found.start(), found.end(), found.group()) for found in TOKEN.finditer(text)]


def sentences(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the half-open token ranges of the sentences of ``text``.

    A line break always ends a sentence; a full stop does where no abbreviation or
    initial stands before it and no lower-case word after it.
    """
    begin = 0
    count = len(tokens)
    position = 1
    while position < count:
        if _breaks_before(text, tokens, position):
            yield begin, position
            begin = position
        position += 1
    if begin < count:
        yield begin, count


def _breaks_before(text: str, tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a sentence ends between ``tokens[position - 1]`` and ``tokens[position]``."""
    last = tokens[position - 1]
    here = tokens[position]
    if here.start == last.end:
        return False
    if "\n" in text[last.end : here.start]:
        return True
    # A mark that closes stands close to its words; after a space the same mark opens: ”…” in some papers.
    if here.text in CLOSERS and last.text in SENTENCE_ENDS:
        return True
    mark = position - 1
    while mark > 0 and tokens[mark].text in CLOSERS:
        mark -= 1
    if tokens[mark].text not in SENTENCE_ENDS or here.text[0].islower() or here.text in CLOSERS:
        return False
    if tokens[mark].text != "." or mark == 0 or mark < position - 1:
        return True
    before = tokens[mark - 1].text
    return not ((len(before) == 1 and before.isupper()) or before.lower() in ABBREVIATIONS)
