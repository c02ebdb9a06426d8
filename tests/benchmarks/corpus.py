"""Invented articles in any number, with the word statistics of real news.

Words follow Zipf's law (exponent 1.07, offset 2.7: Mandelbrot's form) over the words of ``seeds/``
and a long tail of made-up words, so that an index meets common, middling and rare terms. An article
comes back to its subject: some words are drawn from those that it has had already, as often as makes
300 words hold 169 different ones, the mean of the 23 longest texts of our own. A few words of each
are new names and figures, so that the dictionary grows with the library. The same ``count`` always
gives the same articles.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.analysis import ANALYSIS_VERSION
from reader.library.library import Library
from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.mention import EntityType, Mention
from reader.model.quote import Attribution, Quote, QuoteKind, SpeakerForm
from reader.model.source import SourceKind
from reader.model.span import Span
from reader.paths import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

CACHE = Path(os.environ.get("NEWSREADER_BENCHMARKS") or Path(__file__).parent / ".cache")
"""Where libraries are kept between runs."""

TAIL_WORDS = 60_000
COMING_BACK = 0.31
"""Chance that a word after the opening is one that the article has had."""

NEW_WORDS = 2
"""Names and figures in each article that hardly another one has."""

BATCH = 500
NEWEST = 1_790_000_000
"""UTC seconds of the newest article (September 2026)."""
SECONDS_APART = 97
OUTLETS = (
    "Kabar Teluk",
    "Harian Samudra",
    "Warta Lembah",
    "Suara Pesisir",
    "The Bay Courier",
    "Northgate Post",
)
FIRST_NAMES = (
    "Ratna",
    "Bimo",
    "Laras",
    "Yusuf",
    "Dewi",
    "Hasan",
    "Nora",
    "Elias",
    "Maya",
    "Tomas",
    "Citra",
    "Anwar",
)
LAST_NAMES = (
    "Prakoso",
    "Wibisana",
    "Hartanti",
    "Lumban",
    "Okafor",
    "Lindqvist",
    "Marlow",
    "Sasmita",
    "Tan",
    "Ferris",
)
PLACES = ("Teluk Biru", "Karangsari", "Port Ellery", "Lembah Hijau", "Northgate", "Sungai Jernih")
BODIES = ("Dinas Air Karangsari", "Badan Pelabuhan Teluk Biru", "Northgate City Council", "Yayasan Lembah")
SYLLABLES = tuple(
    first + vowel + last
    for first, vowel, last in itertools.product("bdgjklmnprst", "aeiou", ("", "n", "r", "s", "ng", "t"))
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with cumulative Zipf weights, most common first."""

    words: tuple[str, ...]
    cumulative: tuple[float, ...]


def vocabulary() -> Vocabulary:
    """Collect the words of the seeds by frequency and add the made-up tail."""
    counts: Counter[str] = Counter()
    for path in sorted(seeds_folder().glob("*.txt")):
        counts.update(re.findall(r"[a-z]{2,}", path.read_text(encoding="utf-8").lower()))
    random_words = random.Random(7)
    tail = ("".join(random_words.choices(SYLLABLES, k=random_words.randint(2, 4))) for _ in range(TAIL_WORDS))
    words = tuple(dict.fromkeys([word for word, _ in counts.most_common()] + list(tail)))
    weights = ((rank + 2.7) ** -1.07 for rank in range(1, len(words) + 1))
    return Vocabulary(words, tuple(itertools.accumulate(weights)))


def raw_articles(count: int, *, words: int = 300, seed: int = 1) -> Iterator[RawArticle]:
    """Make ``count`` articles of about ``words`` words, oldest first."""
    source = random.Random(seed)
    vocab = vocabulary()
    for number in range(count):
        yield _raw(number, count, words, source, vocab)


def analysed(raw: RawArticle) -> AnalysedArticle:
    """Attach the names and quotes that the generator itself put in, without running the analysis."""
    body = raw.body
    mentions = tuple(
        Mention(at, at + len(name), name, kind, name) for at, name, kind in sorted(_names_in(body))
    )
    quotes = tuple(_quotes_in(body, mentions))
    analysis = Analysis(
        body, raw.title, raw.source, raw.published, raw.language or "id", mentions=mentions, quotes=quotes
    )
    return AnalysedArticle(raw, analysis, ANALYSIS_VERSION)


def library_of(count: int) -> Path:
    """Return a library of ``count`` articles, made once and kept."""
    CACHE.mkdir(exist_ok=True)
    path = CACHE / f"library-{count}.db"
    finished = CACHE / f"library-{count}.complete"
    if finished.exists():
        return path
    for leftover in CACHE.glob(f"library-{count}.db*"):
        leftover.unlink()
    library = Library.open(path)
    try:
        done = 0
        for batch in batches(raw_articles(count)):
            library.store([analysed(raw) for raw in batch], kind=SourceKind.OUTLET)
            done += len(batch)
            print(f"\r{done:,} of {count:,}", end="", file=sys.stderr, flush=True)
        library.words.refresh()
        print(file=sys.stderr)
    finally:
        library.close()
    finished.touch()
    return path


def batches(articles: Iterator[RawArticle], size: int = BATCH) -> Iterator[tuple[RawArticle, ...]]:
    """Cut a stream of articles into batches."""
    while batch := tuple(itertools.islice(articles, size)):
        yield batch


def _raw(number: int, count: int, words: int, source: random.Random, vocab: Vocabulary) -> RawArticle:
    drawn = _drawn(source, vocab, words + 8)
    title = " ".join(drawn[:8]).capitalize()
    speaker = f"{source.choice(FIRST_NAMES)} {source.choice(LAST_NAMES)}"
    place, body_name = source.choice(PLACES), source.choice(BODIES)
    paragraphs = [f"{place} - {speaker} dari {body_name} datang."]
    position = 8
    while position < len(drawn):
        length = source.randint(8, 22)
        sentence = " ".join(drawn[position : position + length]).capitalize()
        position += length
        paragraphs.append(f"{sentence}.")
    middle = len(paragraphs) // 2
    paragraphs[middle] = f"\u201c{paragraphs[middle][:-1]},\u201d kata {speaker}."
    published = NEWEST - (count - number) * SECONDS_APART
    return RawArticle(
        locator=f"benchmark:{number}",
        body="\n\n".join(" ".join(paragraphs[start : start + 3]) for start in range(0, len(paragraphs), 3)),
        title=title,
        source=OUTLETS[number % len(OUTLETS)],
        published=_iso(published),
        language="id",
    )


def _drawn(source: random.Random, vocab: Vocabulary, count: int) -> list[str]:
    """Draw words, some of them again."""
    drawn = source.choices(vocab.words, cum_weights=vocab.cumulative, k=count)
    for position in range(20, count):
        if source.random() < COMING_BACK:
            drawn[position] = drawn[int(source.random() * position)]
    for _ in range(NEW_WORDS):
        name = "".join(source.choices(SYLLABLES, k=4))
        drawn[source.randrange(8, count)] = source.choice((name, str(source.randrange(1_000_000))))
    return drawn


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _names_in(body: str) -> Iterator[tuple[int, str, EntityType]]:
    opening = body.split(" datang.", 1)[0]
    place, _, rest = opening.partition(" - ")
    speaker, _, organisation = rest.partition(" dari ")
    yield 0, place, EntityType.PLACE
    yield len(place) + 3, speaker, EntityType.PERSON
    yield len(place) + 3 + len(speaker) + 6, organisation, EntityType.ORGANIZATION
    cue = body.find("\u201d kata ")
    if cue >= 0:
        yield cue + len("\u201d kata "), speaker, EntityType.PERSON


def _quotes_in(body: str, mentions: tuple[Mention, ...]) -> Iterator[Quote]:
    opening, closing = body.find("\u201c"), body.find(",\u201d kata ")
    if opening < 0 or closing < 0:
        return
    speaker = mentions[-1]
    yield Quote(
        QuoteKind.DIRECT,
        (Span.of(body, opening + 1, closing),),
        cue=Span.of(body, closing + 3, closing + 7),
        speaker=Span(speaker.start, speaker.end, speaker.text),
        name=speaker.name,
        mention=SpeakerForm.NAME,
        attribution=Attribution.EXPLICIT,
        confidence=0.95,
    )
