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


NUMBERED_COLUMNS = 5
"""Columns of a file whose lines begin with a number."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as its corpus cut it; each word has a tag: ``O``, ``B-person``, ``I-person`` and so on."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a column file, their tags brought to the types of the program."""
    for words, tags in read_columns(path):
        yield _sentence(zip(words, tags, strict=True))


def read_columns(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the words and tags of the sentences of a column file as they stand there.

    Columns are parted by a tab, or else by a space; the word is the first and the tag the last,
    save in files with numbered lines, where they are the second and the third. Lines that begin
    with ``# `` are remarks.
    """
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\r\n").split("\t" if "\t" in line else " ")
            if len(cells) == 1:
                if words and not cells[0]:
                    yield tuple(words), tuple(tags)
                    words, tags = [], []
            elif cells[0] == "#" and "\t" not in line:
                continue
            else:
                is_numbered = len(cells) >= NUMBERED_COLUMNS and cells[0].isdigit()
                words.append(cells[1 if is_numbered else 0])
                tags.append(cells[2 if is_numbered else -1])
    if words:
        yield tuple(words), tuple(tags)


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
            goes_on = number > 0 and tag[:2] == "B-"
            tags.append(f"I-{tag[2:]}" if goes_on else tag)
    return Sentence(tuple(words), tuple(_trimmed(words, tags)))


OUTER_MARKS = frozenset("()[]{},;:!?\"“”'")


def _trimmed(words: list[str], tags: list[str]) -> list[str]:
    """Take marks at the edges of names out of them."""
    trimmed = list(tags)
    for first, last in _name_ranges(tags):
        begin, end = first, last
        while begin < end and words[begin] in OUTER_MARKS:
            begin += 1
        while end > begin and words[end - 1] in OUTER_MARKS:
            if words[end - 1] == ")" and "(" in words[begin:end]:
                break
            end -= 1
        trimmed[first:last] = ["O"] * (last - first)
        if begin < end:
            trimmed[begin:end] = [f"B-{tags[first][2:]}", *tags[begin + 1 : end]]
    return trimmed


def _name_ranges(tags: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of names; tags of other kinds, such as parts of speech, mark none."""
    return tag_ranges(tag if tag[:2] in {"B-", "I-"} else "O" for tag in tags)


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
