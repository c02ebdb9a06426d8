"""Invented articles for the tests of the article's panes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.model.analysis import Analysis, Dateline
from reader.model.article import Article
from reader.model.ids import ArticleId, SourceId
from reader.model.mention import EntityType, Mention
from reader.model.quote import Attribution, Quote, QuoteKind, SpeakerForm
from reader.model.span import Span

PUBLISHED_AT = 1_763_890_800  # 23 Nov 2025, 09:40 UTC


@dataclass
class Said:
    """A quote to be found in a body by its words; parts separated by ``|``."""

    words: str
    name: str | None
    role: str | None = None
    kind: QuoteKind = QuoteKind.DIRECT
    attribution: Attribution = Attribution.EXPLICIT
    confidence: float = 0.95


def article(
    body: str,
    *,
    title: str | None = "Court orders release of budget papers",
    names: dict[str, EntityType] | None = None,
    quotes: tuple[Said, ...] = (),
    furniture: tuple[str, ...] = (),
    dateline: str | None = None,
    number: int = 1,
    url: str | None = "https://daily.example/budget",
    byline: str | None = "By A. Writer",
    source: str = "Daily Example",
    published: str | None = "2025-11-23T09:40:00+00:00",
) -> Article:
    """Make an article whose spans are found by their words."""
    return Article(
        id=ArticleId(number),
        source_id=SourceId(1),
        source=source,
        locator=f"file:///articles/{number}.txt",
        url=url,
        byline=byline,
        published_at=PUBLISHED_AT,
        analysis=Analysis(
            body=body,
            title=title,
            source=source,
            published=published,
            language="en",
            dateline=None if dateline is None else Dateline(0, len(dateline), dateline, source, None),
            furniture=tuple(_span(body, words) for words in furniture),
            mentions=tuple(sorted(_mentions(body, names or {}))),
            quotes=tuple(_quote(body, said) for said in quotes),
        ),
        analysis_version=1,
        revision=1,
        read=False,
        starred=False,
    )


def _span(body: str, words: str) -> Span:
    start = body.index(words)
    return Span.of(body, start, start + len(words))


def _mentions(body: str, names: dict[str, EntityType]) -> list[Mention]:
    return [
        Mention(match.start(), match.end(), match[0], kind, name)
        for name, kind in names.items()
        for match in re.finditer(re.escape(name), body)
    ]


def _quote(body: str, said: Said) -> Quote:
    return Quote(
        kind=said.kind,
        content=tuple(_span(body, part) for part in said.words.split("|")),
        name=said.name,
        role=None if said.role is None else _span(body, said.role),
        mention=SpeakerForm.NAME if said.name else SpeakerForm.NONE,
        attribution=said.attribution,
        confidence=said.confidence,
    )


def budget_article(**changes: object) -> Article:
    """Return the court story of the sketches: three quotes, people, bodies and places."""
    body = (
        "Port Ayrun — A court on Tuesday told the Ministry of Finance to release its budget papers within "
        "ten days, ending a dispute that began in March.\n\n"
        "“Nobody is above the calendar,” Judge Rana Idris said. The ministry said it would study the "
        "ruling.\n\n"
        "Read also: Ten years of budget secrecy\n\n"
        "“We will read every page before we answer,” said its spokesman. “Then,” he added, “we will "
        "answer.”\n\n"
        "Outside the court in Port Ayrun, [campaigners] from Open Ledger cheered. Rana Idris left by another "
        "door, and the papers, she was told, weigh more than two tonnes.\n\n"
        "Tomas Velde, who brought the case, thought the ruling would last. It was, he said, a matter of time."
    )
    facts: dict[str, object] = {
        "dateline": "Port Ayrun",
        "names": {
            "Rana Idris": EntityType.PERSON,
            "Tomas Velde": EntityType.PERSON,
            "Ministry of Finance": EntityType.ORGANIZATION,
            "Open Ledger": EntityType.ORGANIZATION,
            "Port Ayrun": EntityType.PLACE,
        },
        "furniture": ("Read also: Ten years of budget secrecy",),
        "quotes": (
            Said("“Nobody is above the calendar,”", "Rana Idris", "Judge"),
            Said("“We will read every page before we answer,”", None, "spokesman"),
            Said("“Then,”|“we will answer.”", None, attribution=Attribution.CARRIED),
            Said(
                "the ruling would last",
                "Tomas Velde",
                "who brought the case",
                kind=QuoteKind.INDIRECT,
                confidence=0.4,
            ),
        ),
    }
    return article(body, **(facts | changes))  # type: ignore[arg-type]


def long_article(words: int, *, mentions: int = 500) -> Article:
    """Return an article of many words with evenly spread names, in paragraphs of 80 words."""
    pieces = []
    every = max(words // max(mentions, 1), 1)
    for number in range(words):
        word = (
            "Rana"
            if number % every == 0
            else ("council", "said", "papers", "of", "the", "budget")[number % 6]
        )
        pieces.append(word + ("\n\n" if number % 80 == 79 else " "))
    return article("".join(pieces).strip(), names={"Rana": EntityType.PERSON})
