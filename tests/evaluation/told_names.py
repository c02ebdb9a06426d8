"""Articles of a few words that name people, for the list of persons' names.

``[[Budi]]`` is the mention that is asked about, ``[[Budi|Budi Santoso]]`` one for which its article has a
fuller name, and ``[p Name]``, ``[o Name]``, ``[l Name]`` are other persons, organizations and places.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.analysis.identity import forms_in, roles_in
from reader.analysis.language import UNDETERMINED, detect_language
from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.mention import EntityType, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MARKED = re.compile(
    r"\[\[(?P<asked>[^\]|]+)(?:\|(?P<full>[^\]]+))?\]\]|\[(?P<type>[plo]) (?P<other>[^\]]+)\]"
)
TYPES = {"p": EntityType.PERSON, "o": EntityType.ORGANIZATION, "l": EntityType.PLACE}


@dataclass(frozen=True, slots=True)
class Case:
    """Two short articles, whether their marked names mean the same person, and what else there is."""

    part: str
    """``written`` (looked at while rules were made), ``held`` back, ``late`` or ``last`` (afterwards)."""
    is_same: bool
    reason: str
    texts: tuple[str, ...]
    """Both articles, and a third one where the case has it."""


def read_cases(path: Path) -> list[Case]:
    """Read the list."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Case(
                row["part"],
                row["verdict"] == "same",
                row["reason"],
                tuple(text for text in (row["one"], row["other"], row["more"]) if text),
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def article_of(locator: str, text: str) -> AnalysedArticle:
    """Make the article that a marked text describes."""
    body, mentions = "", []
    at = 0
    for found in MARKED.finditer(text):
        body += text[at : found.start()]
        words = found["asked"] or found["other"]
        type_ = EntityType.PERSON if found["asked"] else TYPES[found["type"]]
        mentions.append(Mention(len(body), len(body) + len(words), words, type_, found["full"] or words))
        body += words
        at = found.end()
    body += text[at:]
    language = detect_language(body)
    language = "id" if language == UNDETERMINED else language  # a sentence of four words
    analysis = Analysis(body, locator, None, None, language, mentions=tuple(mentions))
    raw = RawArticle(locator, body, locator)
    return AnalysedArticle(raw, analysis, 1, forms=forms_in(analysis), roles=roles_in(analysis))


def articles_of(number: int, case: Case) -> Iterator[AnalysedArticle]:
    """Yield the articles of a case, those that are asked about first."""
    for end, text in enumerate(case.texts):
        yield article_of(f"sample:{number}-{end}", text)


def asked_in(cases: Iterable[Case]) -> dict[str, int]:
    """Return by place of each article which of its mentions is asked about."""
    return {
        f"sample:{number}-{end}": [found["asked"] is not None for found in MARKED.finditer(text)].index(True)
        for number, case in enumerate(cases)
        for end, text in enumerate(case.texts)
    }
