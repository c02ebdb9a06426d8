"""How well a library tells which names are one entity: ``python -m tests.evaluation.aliases [PAIRS.tsv]``.

Every pair is stored as two articles of one library, each naming one of the two names beside somebody
else, and the library is asked whether the two places name the same entity. What connects the two
articles stands in the column ``told``: a third article introduces both names together (``article``),
both name the same companion (``company``), or nothing does. Of ``namesake`` each article gives a role.

A second list, ``persons.tsv``, has short articles about people, in parts: those that were looked at while the
rules were made, those that were held back, and those that were written when the rules stood (and looked at
since). Its articles are stored in the order of the list, and once more in the opposite order.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis.identity import forms_in, roles_in
from reader.library.library import Library
from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.ids import ArticleId
from reader.model.mention import EntityType, Mention
from reader.model.quote import Attribution, Quote, QuoteKind, SpeakerForm
from reader.model.source import SourceKind
from reader.model.span import Span
from tests.evaluation.scores import Tally
from tests.evaluation.told_names import articles_of as articles_told
from tests.evaluation.told_names import asked_in, read_cases
from tests.library.making import article_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAIRS = Path(__file__).parent / "data" / "aliases.tsv"
PERSONS = PAIRS.with_name("persons.tsv")
ROLES = ("gubernur", "pemain sayap")
WORDS = "“Baik,” kata"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they mean the same, and what the articles tell about it."""

    type: EntityType
    one: str
    other: str
    is_same: bool
    told: str
    reason: str


def read_pairs(path: Path) -> list[Pair]:
    """Read the list."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Pair(
                EntityType(row["type"]),
                row["one"],
                row["other"],
                row["verdict"] == "same",
                row["told"],
                row["reason"],
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def article(locator: str, named: list[tuple[EntityType, str, str]], role: str = "") -> AnalysedArticle:
    """Make an article from (type, words, name in the article); the first speaks where ``role`` is given."""
    body, mentions = f"{WORDS} ", []
    for type_, words, name in named:
        mentions.append(Mention(len(body), len(body) + len(words), words, type_, name))
        body += f"{words}, {role} dan "
    body += "lainnya."
    quotes = ()
    if role:
        at = body.index(role)
        content = (Span.of(body, 0, WORDS.index(" ")),)
        quotes = (
            Quote(
                QuoteKind.DIRECT,
                content,
                name=named[0][2],
                role=Span.of(body, at, at + len(role)),
                mention=SpeakerForm.NAME,
                attribution=Attribution.EXPLICIT,
                confidence=1.0,
            ),
        )
    analysis = Analysis(body, locator, None, None, "id", mentions=tuple(mentions), quotes=quotes)
    return AnalysedArticle(
        RawArticle(locator, body, locator), analysis, 1, forms=forms_in(analysis), roles=roles_in(analysis)
    )


def articles_of(number: int, pair: Pair) -> list[AnalysedArticle]:
    """Return the articles of one pair, the two that are asked about first."""
    shared = pair.told == "company"
    beside = [(EntityType.PERSON, f"Saksi{number}{'' if shared else end} Pertama") for end in "ab"]
    roles = ROLES if pair.told == "namesake" else ("", "")
    made = [
        article(
            f"sample:{number}-{end}",
            [(pair.type, name, name), (beside[end][0], beside[end][1], beside[end][1])],
            role,
        )
        for end, (name, role) in enumerate(zip((pair.one, pair.other), roles, strict=True))
    ]
    if pair.told == "article":
        made.append(
            article(
                f"sample:{number}-c", [(pair.type, pair.one, pair.one), (pair.type, pair.other, pair.one)]
            )
        )
    return made


def says_same(library: Library, number: int, asked: Mapping[str, int]) -> bool:
    """Ask whether both articles of a pair name one entity where they name the person or body asked about.

    ``asked`` has the place of that mention in each article; elsewhere it is the first.
    """
    found = []
    for end in (0, 1):
        stored = article_at(library, f"sample:{number}-{end}")
        first = stored.analysis.mentions[asked.get(f"sample:{number}-{end}", 0)]
        entity = library.entities.mentioned_at(ArticleId(stored.id), first.start, first.end)
        assert entity is not None
        found.append(entity.id)
    return found[0] == found[1]


def answers(
    articles: Sequence[AnalysedArticle], count: int, asked: Mapping[str, int] | None = None
) -> list[bool]:
    """Store articles in a library of their own, and ask about each pair."""
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        for start in range(0, len(articles), 50):
            library.store(articles[start : start + 50], kind=SourceKind.OUTLET)
        return [says_same(library, number, asked or {}) for number in range(count)]


def tell_pairs(path: Path) -> None:
    """Print precision, recall and F of "same" over the list of pairs."""
    pairs = read_pairs(path)
    totals: dict[str, Tally] = {}
    errors: dict[str, list[str]] = {}
    made = [article for number, pair in enumerate(pairs) for article in articles_of(number, pair)]
    for pair, answer in zip(pairs, answers(made, len(pairs)), strict=True):
        for tally in (totals.setdefault(key, Tally()) for key in ("all", pair.type.value)):
            count(tally, answer=answer, is_same=pair.is_same)
        note(errors, f"{pair.one} | {pair.other}: {pair.reason}", answer=answer, is_same=pair.is_same)
    print(f"{len(pairs)} pairs, {sum(pair.is_same for pair in pairs)} of them the same")
    tell(totals, errors)


def tell_persons(path: Path) -> None:
    """Print the same over the list of persons' names, for each part and order."""
    for part in ("written", "held", "late", "last"):
        cases = [case for case in read_cases(path) if case.part == part]
        made = [article for number, case in enumerate(cases) for article in articles_told(number, case)]
        totals: dict[str, Tally] = {}
        errors: dict[str, list[str]] = {}
        for order, articles in (("in order", made), ("reversed", made[::-1])):
            for case, answer in zip(cases, answers(articles, len(cases), asked_in(cases)), strict=True):
                count(totals.setdefault(order, Tally()), answer=answer, is_same=case.is_same)
                note(errors, f"{order}: {case.reason}", answer=answer, is_same=case.is_same)
        print(f"\n{part}: {len(cases)} cases, {sum(case.is_same for case in cases)} of them the same")
        tell(totals, errors if part == "written" or "--errors" in sys.argv else {})


def count(tally: Tally, *, answer: bool, is_same: bool) -> None:
    """Count an answer."""
    tally.right += answer and is_same
    tally.given += answer
    tally.wanted += is_same


def note(errors: dict[str, list[str]], line: str, *, answer: bool, is_same: bool) -> None:
    """Note a wrong answer under its kind."""
    if answer != is_same:
        kind = "joined though different" if answer else "same, not joined"
        errors.setdefault(kind, []).append(line)


def tell(totals: dict[str, Tally], errors: dict[str, list[str]]) -> None:
    """Print figures and errors."""
    for key, tally in totals.items():
        print(f"{key:<13} P {tally.precision:6.1%}  R {tally.recall:6.1%}  F {tally.f1:6.1%}")
    for kind, lines in errors.items():
        print(f"\n{kind}: {len(lines)}")
        print(*(f"  {line}" for line in lines), sep="\n")


def main(arguments: list[str]) -> None:
    """Measure both lists, or the list of pairs that is named."""
    paths = [argument for argument in arguments if not argument.startswith("-")]
    tell_pairs(Path(paths[0]) if paths else PAIRS)
    if not paths:
        tell_persons(PERSONS)


if __name__ == "__main__":
    main(sys.argv[1:])
