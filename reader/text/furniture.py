"""Lines in a body that belong to the page and not to the story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from reader.model.span import Span
from reader.text.dates import find_dates
from reader.text.lexicons import lexicons
from reader.text.paragraphs import paragraphs
from reader.text.published import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_LINE = 400
"""Code points; no line of furniture is longer. It also bounds what a pattern has to read."""

_OPENING = 5
"""Lines at the start among which a byline or a date may stand."""

_LONGEST_HEADLINE = 130
_MOST_LINKED = 5
"""Headlines under one heading; sites link one to four."""

_BYLINE_REACH = 2000
_MOST_PULL_QUOTES = 20
"""A page with more lines of that look is made of them; it also bounds the comparing."""

_MARKS = " \t\"'“”‘’«»*_#>.:;,!|–—-…•"


@dataclass(frozen=True, slots=True)
class _Rules:
    """The lexicons that hold for one language, ready to match."""

    exact: frozenset[str]
    starts: re.Pattern[str]
    patterns: re.Pattern[str]
    bylines: tuple[re.Pattern[str], ...]
    initials: re.Pattern[str]
    list_headings: frozenset[str]
    closing_sections: frozenset[str]


def find_furniture(body: str, language: str = "und") -> tuple[Span, ...]:
    """Return the lines of a body that are not the article, in order.

    Only whole lines, save for the writer's initials that end the last line. What cannot be told
    by a phrase, a form or a place is left to the story: a lost sentence is worse than a stray line.
    """
    rules = _rules(language)
    lines = paragraphs(body)
    closing = _closing_section(lines, rules)
    linked = _linked_headlines(lines, rules)
    found = [
        line
        for number, line in enumerate(lines)
        if number >= closing
        or number in linked
        or _is_furniture(line.text, rules, is_opening=number < _OPENING)
    ]
    found.extend(_pull_quotes(body, lines, found))
    found.extend(_initials(lines, found, rules))
    return tuple(sorted(found))


def find_byline(body: str, language: str = "und") -> str | None:
    """Return who a line near the start says wrote the article (``Oleh Bayu Rimba``), or None."""
    rules = _rules(language)
    names = (_name_in_byline(line.text, rules) for line in islice(paragraphs(body[:_BYLINE_REACH]), _OPENING))
    return next((name for name in names if name is not None), None)


def _name_in_byline(line: str, rules: _Rules) -> str | None:
    matches = (byline.fullmatch(line) for byline in rules.bylines)
    return next((match["name"] for match in matches if match is not None), None)


def _is_furniture(line: str, rules: _Rules, *, is_opening: bool) -> bool:
    if len(line) > LONGEST_LINE:
        return False
    if line.strip(_MARKS).casefold() in rules.exact or rules.starts.match(line):
        return True
    if rules.patterns.fullmatch(line) or rules.initials.fullmatch(line):
        return True
    return is_opening and (is_date_line(line) or _name_in_byline(line, rules) is not None)


def _closing_section(lines: Sequence[Span], rules: _Rules) -> int:
    """Return the number of the line where references begin that run to the end; else how many lines."""
    for number in range(len(lines) - 1, len(lines) // 3, -1):
        line = lines[number].text
        if line.strip(_MARKS).casefold() in rules.closing_sections:
            return number
        if not _is_reference(line, rules):
            break
    return len(lines)


def _linked_headlines(lines: Sequence[Span], rules: _Rules) -> set[int]:
    """Return the numbers of the headlines under a heading such as "Baca Juga"; sentences end them."""
    linked: set[int] = set()
    for number, line in enumerate(lines):
        if line.text.strip(_MARKS).casefold() in rules.list_headings:
            for below in range(number + 1, min(number + 1 + _MOST_LINKED, len(lines))):
                if not _is_headline(lines[below].text):
                    break
                linked.add(below)
    return linked


def _is_headline(line: str) -> bool:
    return len(line) <= _LONGEST_HEADLINE and len(line.split()) > 2 and line[-1] not in ".!:;,…\"”’'"


def _is_reference(line: str, rules: _Rules) -> bool:
    if len(line) > LONGEST_LINE:
        return False
    return bool(find_dates(line[-60:])) or "http" in line or _is_furniture(line, rules, is_opening=False)


def _initials(lines: Sequence[Span], found: Sequence[Span], rules: _Rules) -> list[Span]:
    """Return the initials after the last sentence: ``… tutupnya. (abc/def)``."""
    furniture = set(found)
    last = next((line for line in reversed(lines) if line not in furniture), None)
    if last is None:
        return []
    tail = last.text[-40:]
    match = re.search(rf"(?<=[.!?\"”’'…])\s{{0,3}}({rules.initials.pattern})$", tail, re.IGNORECASE)
    if match is None:
        return []
    return [Span(last.end - len(match[1]), last.end, match[1])]


def _pull_quotes(body: str, lines: Sequence[Span], found: Sequence[Span]) -> list[Span]:
    """Return boxes that repeat words of the story, with a name behind them and no full stop."""
    furniture = set(found)
    candidates = [line for line in lines if line not in furniture and _may_be_pull_quote(line.text)]
    if not candidates or len(candidates) > min(len(lines) // 4, _MOST_PULL_QUOTES):
        return []
    letters = _letters(body)
    return [line for line in candidates if letters.count(_letters(_quoted_part(line.text))) > 1]


def _may_be_pull_quote(line: str) -> bool:
    return 40 <= len(line) <= LONGEST_LINE and line[-1].isalpha() and len(_quoted_part(line)) >= 40


def _quoted_part(line: str) -> str:
    """Return what stands before the name at the end of a pull quote."""
    return line[: max(line.rfind(mark) for mark in '.!?"”') + 1]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _rules(language: str) -> _Rules:
    known = lexicons(language, "furniture")

    def gather(key: str) -> list[str]:
        return [entry for lexicon in known for entry in lexicon.get(key, ())]

    labels = "|".join(re.escape(label) for label in sorted(gather("labels"), key=len, reverse=True))
    prefixes = "|".join(re.escape(prefix) for prefix in gather("prefixes"))
    return _Rules(
        exact=frozenset(gather("exact")),
        starts=re.compile(
            rf"[\W_]{{0,4}}(?:(?:{labels})\s{{0,2}}[\*_]{{0,2}}:|(?:{prefixes}))", re.IGNORECASE
        ),
        patterns=re.compile("|".join(f"(?:{pattern})" for pattern in gather("patterns")), re.IGNORECASE),
        bylines=tuple(re.compile(lexicon["byline"]) for lexicon in known if "byline" in lexicon),
        initials=re.compile("|".join(gather("initials")), re.IGNORECASE),
        list_headings=frozenset(gather("list_headings")),
        closing_sections=frozenset(gather("closing_sections")),
    )
