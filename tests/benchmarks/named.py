"""Invented short articles that name people, bodies and places as news does, in any number.

How often somebody is named follows Zipf's law over a pool that grows with the number of articles: one name
in seven is new to the library, as in the articles of our own. Half of the people have a role, most are called
by a short name after the full one, one in twelve has the name of somebody else, and one article in ten names
somebody by a short name alone. The bodies have nothing but names in them: what is measured does not read the
rest.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reader.analysis import ANALYSIS_VERSION
from reader.analysis.identity import forms_in, roles_in
from reader.model.analysis import Analysis
from reader.model.article import AnalysedArticle, RawArticle
from reader.model.mention import EntityType, Mention
from tests.benchmarks.corpus import NEWEST, OUTLETS, SECONDS_APART, SYLLABLES, _iso

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

PERSONS, BODIES, PLACES = 5, 3, 4
"""Names of one article."""

NEW = 1 / 7
SHORT_ALONE = 1 / 10
ROLES = (
    *("Gubernur", "Bupati", "Menteri", "Anggota DPR", "Kapolres", "Hakim", "Jaksa", "Direktur", "Rektor"),
    *("Pemain", "Pelatih", "Penyanyi", "Petani", "Nelayan", "Guru", "Dokter"),
)
BODY_NOUNS = ("Dinas", "Badan", "Yayasan", "Serikat", "Universitas", "PT", "Komisi", "Forum")
PLACE_NOUNS = ("Desa", "Kecamatan", "Kabupaten", "Pulau", "")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the pool."""

    name: str
    role: str | None


class Pool:
    """Everybody and everything that can be named; it grows."""

    def __init__(self, source: random.Random) -> None:
        self._source = source
        self.persons: list[Somebody] = []
        self.bodies: list[str] = []
        self.places: list[str] = []
        self._given = [self._word() for _ in range(1500)]
        self._family = [self._word() for _ in range(6000)]

    def person(self) -> Somebody:
        """Return somebody, new or named before."""
        if not self.persons or self._source.random() < NEW:
            words = self._source.sample(self._given, 2 if self._source.random() < 0.3 else 1)
            role = self._source.choice(ROLES) if self._source.random() < 0.5 else None
            name = " ".join([*words, self._source.choice(self._family)])
            if self.persons and self._source.random() < 1 / 12:
                name = self._of(self.persons).name
            self.persons.append(Somebody(name, role))
            return self.persons[-1]
        return self._of(self.persons)

    def body(self) -> str:
        """Return the name of a body."""
        if not self.bodies or self._source.random() < NEW:
            self.bodies.append(f"{self._source.choice(BODY_NOUNS)} {self._word()} {self._word()}")
            return self.bodies[-1]
        return self._of(self.bodies)

    def place(self) -> str:
        """Return the name of a place."""
        if not self.places or self._source.random() < NEW / 2:
            self.places.append(f"{self._source.choice(PLACE_NOUNS)} {self._word()}".strip())
            return self.places[-1]
        return self._of(self.places)

    def _of(self, things: list[T]) -> T:
        """Return one of some things; the first ones come most often, by Zipf's law."""
        return things[min(int(len(things) ** self._source.random()) - 1, len(things) - 1)]

    def _word(self) -> str:
        return "".join(self._source.choices(SYLLABLES, k=self._source.randint(2, 3))).capitalize()


def named_articles(count: int, *, seed: int = 5) -> Iterator[AnalysedArticle]:
    """Make ``count`` articles with their names, forms and roles, oldest first."""
    source = random.Random(seed)
    pool = Pool(source)
    for number in range(count):
        yield _article(number, count, source, pool)


def _article(number: int, count: int, source: random.Random, pool: Pool) -> AnalysedArticle:
    mentions: list[Mention] = []
    body = ""

    def name(text: str, type_: EntityType, full: str) -> None:
        nonlocal body
        mentions.append(Mention(len(body), len(body) + len(text), text, type_, full))
        body += text

    for person in {somebody.name: somebody for somebody in (pool.person() for _ in range(PERSONS))}.values():
        is_alone = source.random() < SHORT_ALONE / PERSONS
        short = person.name.split()[0]
        body += f"{person.role} " if person.role else "Lalu "
        name(short if is_alone else person.name, EntityType.PERSON, short if is_alone else person.name)
        body += " datang; "
        if not is_alone and source.random() < 0.7:
            name(short, EntityType.PERSON, person.name)
            body += " pergi. "
    for text in {pool.body() for _ in range(BODIES)}:
        name(text, EntityType.ORGANIZATION, text)
        body += " dan "
    for text in {pool.place() for _ in range(PLACES)}:
        name(text, EntityType.PLACE, text)
        body += ", "
    published = _iso(NEWEST - (count - number) * SECONDS_APART)
    outlet = OUTLETS[number % len(OUTLETS)]
    raw = RawArticle(f"named:{number}", body, f"Berita {number}", outlet, published=published, language="id")
    analysis = Analysis(body, raw.title, outlet, published, "id", mentions=tuple(mentions))
    return AnalysedArticle(
        raw, analysis, ANALYSIS_VERSION, forms=forms_in(analysis), roles=roles_in(analysis)
    )


def batches(articles: Iterator[AnalysedArticle], size: int = 500) -> Iterator[list[AnalysedArticle]]:
    """Cut a stream of articles into batches."""
    while batch := list(itertools.islice(articles, size)):
        yield batch
