"""Articles to store, made in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.analysis import Analysis, Dateline
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.mention import EntityType, Mention
from reader.model.quote import Attribution, Quote, QuoteKind, SpeakerForm
from reader.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.library import Library
    from reader.model.article import Article

NOW = 1_795_000_000
"""18 November 2026, by the clock of the tests."""

TYPES = {"person": EntityType.PERSON, "org": EntityType.ORGANIZATION, "place": EntityType.PLACE}


def an_article(
    body: str,
    *,
    title: str | None = None,
    at: str = "file:///berita/satu.txt",
    source: str | None = None,
    published: str | None = "2026-11-10T08:00:00+07:00",
    language: str = "id",
    named: Sequence[tuple[str, str]] = (),
    said: Sequence[tuple[str, str | None]] = (),
    version: int = 1,
    url: str | None = None,
    byline: str | None = None,
    tags: tuple[str, ...] = (),
) -> AnalysedArticle:
    """Make an article; ``named`` are (kind, name) and ``said`` (words, speaker), each found in the body."""
    raw = RawArticle(at, body, title, source, url, byline, published, tags=tags)
    analysis = Analysis(
        body=body,
        title=title,
        source=source,
        published=published,
        language=language,
        mentions=tuple(sorted(mention for kind, name in named for mention in mentions_of(body, kind, name))),
        quotes=tuple(a_quote(body, words, speaker) for words, speaker in said),
    )
    return AnalysedArticle(raw, analysis, version)


def mentions_of(body: str, kind: str, name: str) -> list[Mention]:
    """Find every place where a name stands."""
    found, start = [], body.find(name)
    while start >= 0:
        found.append(Mention(start, start + len(name), name, TYPES[kind], name))
        start = body.find(name, start + 1)
    return found


def a_quote(body: str, words: str, speaker: str | None) -> Quote:
    """Make a direct quote of words that stand in the body."""
    start = body.index(words)
    return Quote(
        kind=QuoteKind.DIRECT,
        content=(Span.of(body, start, start + len(words)),),
        name=speaker,
        mention=SpeakerForm.NAME if speaker else SpeakerForm.NONE,
        attribution=Attribution.EXPLICIT if speaker else Attribution.NONE,
        confidence=0.9 if speaker else 0.2,
    )


FLOOD = an_article(
    'Sungai Wara meluap. "Kami butuh perahu karet," kata Rana Idris di Kota Tirta. '
    'Juru bicara Dinas Air menyebut "hujan belum akan reda".',
    title="Banjir [terbesar] tahun ini",
    at="file:///berita/banjir.txt",
    source="Harian Contoh",
    named=[("person", "Rana Idris"), ("place", "Kota Tirta"), ("place", "Sungai Wara"), ("org", "Dinas Air")],
    said=[("Kami butuh perahu karet", "Rana Idris"), ("hujan belum akan reda", "Dinas Air")],
)
"""Two quotes by different speakers."""

TRIAL = an_article(
    'The court in Kota Tirta sat for an hour. "No boat was ever bought," said Mara Velt. '
    "Rana Idris was absent.",
    title="Boat trial opens",
    at="file:///berita/trial.txt",
    source="Weekly Specimen",
    language="en",
    published="2026-11-12T10:00:00Z",
    named=[("person", "Mara Velt"), ("person", "Rana Idris"), ("place", "Kota Tirta")],
    said=[("No boat was ever bought", "Mara Velt")],
)
"""English; names Rana Idris, who does not speak in it."""

PRICES = an_article(
    "Harga beras naik lagi. Résumé pasar: covid-19 sudah lewat, Jum'at tetap ramai.",
    at="file:///berita/harga.txt",
    source="Harian Contoh",
    published="2026-10-01",
)
"""No title, no names, no quotes."""


def everything_found() -> AnalysedArticle:
    """Make an article whose analysis uses every field there is."""
    body = (
        "JAKARTA, Contoh - “Air naik,” kata Rana Idris, kepala dinas. “Lagi,” katanya."
        "\n\nBaca Juga: Lain\n\nRana pulang."
    )
    place = body.index

    def span(words: str) -> Span:
        return Span.of(body, place(words), place(words) + len(words))

    quote = Quote(
        kind=QuoteKind.MIXED,
        content=(span("Air naik"), span("Lagi")),
        cue=span("kata"),
        speaker=span("Rana Idris"),
        name="Rana Idris",
        role=span("kepala dinas"),
        relay="Kantor Berita Contoh",
        mention=SpeakerForm.CLITIC,
        attribution=Attribution.CARRIED,
        confidence=0.625,
    )
    name = span("Rana Idris")
    short = Span.of(body, body.rindex("Rana"), body.rindex("Rana") + 4)
    mentions = (
        Mention(0, 7, "JAKARTA", EntityType.PLACE, "Jakarta"),
        Mention(name.start, name.end, name.text, EntityType.PERSON, "Rana Idris"),
        Mention(short.start, short.end, short.text, EntityType.PERSON, "Rana Idris"),
    )
    analysis = Analysis(
        body=body,
        title="Air [naik]",
        source="Contoh",
        published="2026-11-10",
        language="id",
        dateline=Dateline(0, 15, "JAKARTA, Contoh", "Contoh", "Jakarta"),
        furniture=(span("Baca Juga: Lain"),),
        mentions=mentions,
        quotes=(quote, Quote(QuoteKind.INDIRECT, (span("Lagi"),))),
    )
    raw = RawArticle(
        "https://contoh.example/air",
        body,
        "Air [naik]",
        "Contoh",
        "https://contoh.example/air",
        "A. Penulis",
        "2026-11-10",
    )
    return AnalysedArticle(raw, analysis, 3)


def article_at(library: Library, locator: str) -> Article | None:
    """Return the article that was stored from a place."""
    found = library.id_at(locator)
    return library.article(found) if found is not None else None
