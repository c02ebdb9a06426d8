"""How well a library tells which names are one entity: ``python -m tests.evaluation.aliases [PAIRS.tsv]``.

Every pair is stored as two articles of one library, each naming one of the two names beside somebody
else, and the library is asked whether the two places name the same entity. What connects the two
articles stands in the column ``told``: a third article introduces both names together (``article``),
both name the same companion (``company``), or nothing does. Of ``namesake`` each article gives a role.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reader.analysis.identity import forms_in
from reader.library.library import Library
from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.ids import ArticleId
from reader.model.mention import EntityType, Mention
from reader.model.quote import Attribution, Quote, QuoteKind, SpeakerForm
from reader.model.source import SourceKind
from reader.model.span import Span
from tests.evaluation.scores import Tally
from tests.library.making import article_at

PAIRS = Path(__file__).parent / "data" / "aliases.tsv"
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
    return AnalysedArticle(RawArticle(locator, body, locator), analysis, 1, forms=forms_in(analysis))


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


def says_same(library: Library, number: int, type_: EntityType) -> bool:
    """Ask whether both articles of a pair name one entity."""
    del type_
    found = []
    for end in (0, 1):
        stored = article_at(library, f"sample:{number}-{end}")
        assert stored is not None
        first = stored.analysis.mentions[0]
        entity = library.entities.mentioned_at(ArticleId(stored.id), first.start, first.end)
        assert entity is not None
        found.append(entity.id)
    return found[0] == found[1]


def main(arguments: list[str]) -> None:
    """Store all pairs, ask about each, print precision, recall and F of "same"."""
    pairs = read_pairs(Path(arguments[0]) if arguments else PAIRS)
    totals: dict[str, Tally] = {}
    errors: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        batch = [made for number, pair in enumerate(pairs) for made in articles_of(number, pair)]
        for start in range(0, len(batch), 200):
            library.store(batch[start : start + 200], kind=SourceKind.OUTLET)
        for number, pair in enumerate(pairs):
            answer = says_same(library, number, pair.type)
            for tally in (totals.setdefault(key, Tally()) for key in ("all", pair.type.value)):
                tally.right += answer and pair.is_same
                tally.given += answer
                tally.wanted += pair.is_same
            if answer != pair.is_same:
                kind = "joined though different" if answer else "same, not joined"
                errors.setdefault(kind, []).append(f"{pair.one} | {pair.other}: {pair.reason}")
    print(f"{len(pairs)} pairs, {sum(pair.is_same for pair in pairs)} of them the same")
    for key, tally in totals.items():
        print(f"{key:<13} P {tally.precision:6.1%}  R {tally.recall:6.1%}  F {tally.f1:6.1%}")
    for kind, lines in errors.items():
        print(f"\n{kind}: {len(lines)}")
        print(*(f"  {line}" for line in lines), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
