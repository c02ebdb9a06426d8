"""A small world of invented articles for the tests of the screens, times and all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.mention import EntityType, Mention
from reader.model.quote import Attribution, Quote, QuoteKind, SpeakerForm
from reader.model.span import Span

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC).timestamp()
"""The time in every test."""

LONG_ANSWER = (
    "“We will read every page before we answer, and then we will read every page again, because the last "
    "time we hurried we spent a winter correcting what one careless afternoon had put into print,”"
)

PERSON, ORGANIZATION, PLACE = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE


def story(
    name: str,
    source: str,
    published: str,
    title: str,
    paragraphs: list[str],
    *,
    names: dict[str, tuple[EntityType, str]] | None = None,
    quotes: list[tuple[str, str | None, str | None]] | None = None,
    language: str = "en",
) -> AnalysedArticle:
    """Build an article; ``names`` and ``quotes`` are found in the body by their words.

    A quote is its words, the full name of its speaker and the speaker's role.
    """
    body = "\n\n".join(paragraphs)
    mentions = tuple(
        sorted(
            Mention(start, start + len(text), text, kind, full)
            for text, (kind, full) in (names or {}).items()
            if (start := body.find(text)) >= 0
        )
    )
    analysis = Analysis(
        body=body,
        title=title,
        source=source,
        published=published,
        language=language,
        mentions=mentions,
        quotes=tuple(_quote(body, *quote) for quote in quotes or []),
    )
    raw = RawArticle(
        locator=f"sample:{name}",
        body=body,
        title=title,
        source=source,
        url=f"https://{source.lower().replace(' ', '-')}.example/{name}",
        byline="A. Writer",
        published=published,
        language=language,
    )
    return AnalysedArticle(raw, analysis, version=1)


def _quote(body: str, words: str, name: str | None, role: str | None) -> Quote:
    start = body.index(words)
    kind = QuoteKind.DIRECT if words.startswith("“") else QuoteKind.INDIRECT
    role_at = body.find(role) if role else -1
    return Quote(
        kind=kind,
        content=(Span.of(body, start, start + len(words)),),
        name=name,
        role=Span.of(body, role_at, role_at + len(role)) if role and role_at >= 0 else None,
        mention=SpeakerForm.NAME if name else SpeakerForm.NONE,
        attribution=Attribution.EXPLICIT if name else Attribution.NONE,
        confidence=0.9 if name else 0.0,
    )


def articles() -> list[AnalysedArticle]:
    """Return the stories, newest first."""
    return [
        story(
            "court",
            "Harbour Daily",
            "2026-11-23T10:40:00+00:00",
            "Court orders release of budget papers",
            [
                "A court on Tuesday told the Ministry of Finance to release its budget papers.",
                "“Nobody is above the calendar,” Judge Rana Idris said. It said it would study the ruling.",
                f"{LONG_ANSWER} said its spokesman, Tomas Weld, in Port Amber.",
            ],
            names={
                "Ministry of Finance": (ORGANIZATION, "Ministry of Finance"),
                "Rana Idris": (PERSON, "Rana Idris"),
                "Tomas Weld": (PERSON, "Tomas Weld"),
                "Port Amber": (PLACE, "Port Amber"),
            },
            quotes=[
                ("“Nobody is above the calendar,”", "Rana Idris", "Judge"),
                ("it would study the ruling", "Ministry of Finance", None),
                (LONG_ANSWER, "Tomas Weld", "spokesman"),
            ],
        ),
        story(
            "appeal",
            "Evening Lantern",
            "2026-11-23T09:55:00+00:00",
            "Ministers weigh an appeal",
            [
                "PORT AMBER — Ministers spent the evening over a court order that gives them ten days.",
                "“It is unusual in both scope and speed,” said the lawyer Mira Sundquist.",
            ],
            names={"Mira Sundquist": (PERSON, "Mira Sundquist")},
            quotes=[("“It is unusual in both scope and speed,”", "Mira Sundquist", "lawyer")],
        ),
        story(
            "pelabuhan",
            "Kabar Teluk",
            "2026-11-23T02:10:00+00:00",
            "Pengerukan Pelabuhan Teluk Sari ditunda [diperbarui]",
            [
                "Teluk Sari - Pengerukan ditunda, kata Kepala Dinas Perhubungan Sari Wulandari, Senin.",
                '"Kami menunggu hasil uji air," ujarnya.',
            ],
            names={"Sari Wulandari": (PERSON, "Sari Wulandari"), "Teluk Sari": (PLACE, "Teluk Sari")},
            quotes=[('"Kami menunggu hasil uji air,"', "Sari Wulandari", "Kepala Dinas Perhubungan")],
            language="id",
        ),
        story(
            "why",
            "Weekly Compass",
            "2026-11-22T08:00:00+00:00",
            "Why the papers matter",
            ["No earlier court had put a date on it, and the order did. Rana Idris wrote it in a day."],
            names={"Rana Idris": (PERSON, "Rana Idris")},
        ),
        story(
            "wide",
            "Weekly Compass",
            "2026-11-20T08:00:00+00:00",
            "港の祭り draws crowds to [Pier 4] 🎏",
            ["The lantern festival, 港の祭り, filled the quay for three nights in Port Amber."],
            names={"Port Amber": (PLACE, "Port Amber")},
        ),
        story(
            "secrecy",
            "Harbour Daily",
            "2026-11-12T08:00:00+00:00",
            "Ten years of budget secrecy",
            [
                "Until then each court had let the order of events stand.",
                "The first request was filed by Tomas Weld.",
                *[
                    f"Paragraph {number} of a long look back at the papers nobody could read."
                    for number in range(40)
                ],
            ],
            names={"Tomas Weld": (PERSON, "Tomas Weld")},
        ),
    ]


def many(count: int) -> list[AnalysedArticle]:
    """Return that many short articles, a minute apart."""
    first = articles()[3]
    return [
        replace(
            first,
            raw=replace(first.raw, locator=f"sample:many-{number}", title=f"Notice {number}", url=None),
            analysis=replace(first.analysis, title=f"Notice {number}"),
        )
        for number in range(count)
    ]
