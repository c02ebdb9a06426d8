"""Read annotated sentences from column files, in the forms that corpora come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.tokens import tokenize
from reader.model.mention import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

LABELS: Mapping[str, EntityType] = {
    "PER": EntityType.PERSON,
    "PERSON": EntityType.PERSON,
    "PPL": EntityType.PERSON,
    "politician": EntityType.PERSON,
    "person": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "ORGANISATION": EntityType.ORGANIZATION,
    "organisation": EntityType.ORGANIZATION,
    "politicalparty": EntityType.ORGANIZATION,
    "LOC": EntityType.PLACE,
    "PLACE": EntityType.PLACE,
    "PLC": EntityType.PLACE,
    "country": EntityType.PLACE,
    "location": EntityType.PLACE,
}
"""The labels of the corpora that name a person, an organisation or a place; all others count as none."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as its corpus cut it, with one tag for each word: ``O``, ``B-person``, ``I-person`` …"""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a column file.

    Columns are parted by a tab, or else by a space; the word is the first and the tag the last,
    save in files with numbered lines, where they are the second and the third. Lines that begin
    with ``# `` are remarks.
    """
    rows: list[tuple[str, str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\r\n").split("\t" if "\t" in line else " ")
            if len(cells) == 1:
                if rows and not cells[0]:
                    yield _sentence(rows)
                    rows = []
            elif cells[0] == "#" and "\t" not in line:
                continue
            elif len(cells) >= 5 and cells[0].isdigit():
                rows.append((cells[1], cells[2]))
            else:
                rows.append((cells[0], cells[-1]))
    if rows:
        yield _sentence(rows)


def _sentence(rows: Iterable[tuple[str, str]]) -> Sentence:
    words: list[str] = []
    tags: list[str] = []
    before = "O"
    for word, tag in rows:
        prefix, _, label = tag.partition("-")
        kind = LABELS.get(label)
        if kind is None:
            mark = "O"
        elif prefix == "I" and before[2:] == kind.value:
            mark = f"I-{kind.value}"
        else:
            mark = f"B-{kind.value}"
        words.append(word)
        tags.append(mark)
        before = mark
    return Sentence(tuple(words), tuple(tags))


def retokenize(sentence: Sentence) -> Sentence:
    """Cut the words of a sentence as :func:`reader.analysis.tokens.tokenize` does.

    Brackets, commas and the like that a corpus left stuck to a name are outside it, unless the
    name goes on after them.
    """
    words: list[str] = []
    tags: list[str] = []
    for word, tag in zip(sentence.words, sentence.tags, strict=True):
        for number, token in enumerate(tokenize(word)):
            words.append(token.text)
            tags.append(tag if number == 0 or tag == "O" else f"I-{tag[2:]}")
    return Sentence(tuple(words), tuple(_trimmed(words, tags)))


OUTER_MARKS = frozenset("()[]{},;:!?\"“”'")


def _trimmed(words: list[str], tags: list[str]) -> list[str]:
    """Take marks at the edges of names out of them."""
    trimmed = list(tags)
    for begin, end in tag_ranges(tags):
        while begin < end and words[begin] in OUTER_MARKS:
            trimmed[begin] = "O"
            begin += 1
            if begin < end:
                trimmed[begin] = f"B-{tags[begin][2:]}"
        while end > begin and words[end - 1] in OUTER_MARKS:
            if words[end - 1] == ")" and "(" in words[begin:end]:
                break
            end -= 1
            trimmed[end] = "O"
    return trimmed


def tag_ranges(tags: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of the names in a run of tags."""
    begin: int | None = None
    kind = ""
    position = -1
    for position, tag in enumerate(tags):
        if begin is not None and (tag[0] != "I" or tag[2:] != kind):
            yield begin, position
            begin = None
        if begin is None and tag != "O":
            begin, kind = position, tag[2:]
    if begin is not None:
        yield begin, position + 1
