"""Make training sentences out of our own patterns by filling in names at random."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from reader.analysis.entities.corpora import Sentence
from reader.analysis.entities.known import aliases, rows
from reader.analysis.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

SLOT = re.compile(r"\{([A-Z])(!?)\}")
NAME = re.compile(r"\[([^\[\]|]+)\|([a-z]+)\]")

SLOT_TYPES = {
    "P": "person",
    "S": "person",
    "K": "place",
    "V": "place",
    "D": "place",
    "N": "place",
    "T": "place",
    "M": "place",
}
"""Slots that are names by themselves; the others get their type from the brackets around them."""

ONSETS = "b c d f g h j k l m n p r s t w y br dr gr kr kh ng ny pr sr st tr sy sh".split(" ")
VOWELS = "a a a i i u u e o o ia au ai".split(" ")
CODAS = ["", "", "", "n", "ng", "r", "s", "k", "h", "l", "m", "t"]

EVENTS = {
    "id": "Piala Nusantara;Liga Remaja;Olimpiade Sains Nasional;Gerakan Sungai Bersih;Kartu Tani;Kampung Tangguh;Desa Digital;"
    "Pasar Murah;Green Energy Summit;Jakarta Fashion Week;Belanja Aman;Mode Gelap;Live Streaming;Smart Kasir;Sepeda Nusantara;"
    "Piala Dunia;Asian Games;SEA Games;Indonesia Open;Liga Champions;Kartu Prakerja;Bantuan Langsung Tunai;Program Keluarga Harapan;"
    "Laut Kita;Senja di Beranda;Rindu Tanpa Alamat;Pulang;Kitab Undang-undang Hukum Pidana;Adipura;Kalpataru;Free Software;Open Source;"
    "Hari Kartini;Hari Pahlawan;Sumpah Pemuda;Proklamasi Kemerdekaan;Idul Fitri;Maulid Nabi;Pancasila;Kurikulum Merdeka;Tol Laut;"
    "Honda Vario;Toyota Avanza;Windows 10;iPhone 13;Galaxy S20;Boeing 737;Smart City;Call Center 110;Work From Home;Startup Weekend",
    "en": "World Cup;Super Bowl;Olympic Games;Grand Prix;Clean Air;Freedom of Information;The Long Road;Blue Summer;Night Train;"
    "Autumn Leaves;Windows Vista;Galaxy Note;Book of Mormon;Grand Slam;Nobel Peace Prize;Academy Award;Cold War;World War II;"
    "Affordable Care;Endangered Species;Science Fair;Wimbledon;Masters;Tour de France;Boeing 737;iPad;Pulitzer Prize;Bible;Koran;"
    "The Silent Harbor;A Winter in Green;Magna Carta;Hurricane Maria;Thanksgiving;Civil War;Space Shuttle;Medal of Honor",
}
COMPANY_WORDS = (
    "Abadi Agung Bahari Bangun Bintang Bumi Cahaya Cemerlang Cipta Citra Daya Duta Energi Gemilang Global Graha Indah Inti "
    "Jaya Karya Kencana Laut Lestari Logistik Maju Makmur Mandiri Media Mega Mitra Mulia Multi Niaga Nusa Nusantara Pangan "
    "Perdana Permata Persada Pratama Prima Raya Sakti Samudra Sarana Sejahtera Sentosa Sinar Solusi Sukses Surya Tani Teknologi Tirta Utama"
).split(" ")
ENGLISH_COMPANY_WORDS = (
    "Allied Apex Atlas Beacon Bright Capital Cascade Century Cobalt Coastal Crown Delta Digital Dynamic Eagle Eastern Energy First "
    "Fusion General Global Granite Harbor Horizon Inter Keystone Liberty Lumen Meridian Metro Micro National Northern Nova Omega "
    "Pacific Pinnacle Pioneer Quantum Red River Silver Southern Sterling Summit Sun Terra Trans Union Unity Vertex Vista Western"
).split(" ")
ENGLISH_COMPANY_ENDS = (
    "Inc.;Inc;Corp.;Corp;Corporation;Ltd;Ltd.;LLC;Group;Holdings;Partners;Systems;Energy;Technologies;Foods;Airlines;Bank;"
    "Motors;Pharmaceuticals;Media;Records;Industries;Capital;Resources;& Co.;Software;Networks;Power;Gas"
).split(";")


class OwnText:
    """Fills patterns of one language with names from the packaged lists and invented ones."""

    def __init__(self, language: str, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 (no secret depends on it)
        self._language = language
        listed: dict[str, list[str]] = {"events": EVENTS[language].split(";")}
        for kind, name in (*rows("names"), *rows("regions")):
            listed.setdefault(kind, []).append(name)
        column = 0 if language == "id" else 1
        listed["country"] = [row[column] for row in rows("countries")]
        for kind, names in aliases("places"):
            listed.setdefault(kind, []).append(names[0] if language == "id" else names[-1])
        for where, names in aliases("organizations"):
            if language == "en" and where == "id":
                continue
            listed.setdefault("body", []).extend(
                names[:1] if language == "id" else (n for n in names if " " in n)
            )
            listed.setdefault("abbreviation", []).extend(name for name in names if " " not in name)
        listed["outlet"] = [name for _, names in aliases("outlets") for name in names]
        self._listed = listed

    def sentences(self, path: Path, rounds: int) -> Iterator[Sentence]:
        """Yield every pattern of the file at ``path`` filled ``rounds`` times."""
        patterns = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        for _ in range(rounds):
            for pattern in patterns:
                yield parse(self.fill(pattern))

    def fill(self, pattern: str) -> str:
        """Return a pattern with its slots filled, names marked by brackets."""
        pieces: list[str] = []
        position = 0
        for found in SLOT.finditer(pattern):
            before = pattern[: found.start()]
            text = self._name(found[1])
            if found[2]:
                text = text.upper()
            inside = before.rfind("[") > before.rfind("]")
            kind = SLOT_TYPES.get(found[1])
            pieces += [
                pattern[position : found.start()],
                text if inside or kind is None else f"[{text}|{kind}]",
            ]
            position = found.end()
        return "".join(pieces) + pattern[position:]

    def _name(self, slot: str) -> str:
        makers: dict[str, Callable[[], str]] = {
            "P": self._person,
            "S": self._single,
            "I": lambda: "".join(
                self._pick("A B D E F H I J K L M N P R S T W Y Z".split(" "))
                for _ in range(self._pick((2, 2, 2, 1, 3)))
            ),
            "A": lambda: self._from("abbreviation"),
            "O": lambda: self._from("body"),
            "C": self._company,
            "G": lambda: self._from("outlet"),
            "K": lambda: self._from("regency"),
            "V": lambda: self._from("province"),
            "D": lambda: self._from("district") if self._chance(0.7) else self._invented(),
            "N": lambda: self._from("country"),
            "T": lambda: self._from("city"),
            "M": lambda: self._from("state"),
            "E": lambda: self._from("events"),
        }
        return makers[slot]()

    def _pick(self, choices: Sequence[str] | Sequence[int]):
        return self._random.choice(choices)

    def _from(self, kind: str) -> str:
        return self._random.choice(self._listed[kind])

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _invented(self) -> str:
        pick = self._random.choice
        count = pick((2, 2, 2, 3, 3))
        return "".join(
            pick(ONSETS) + pick(VOWELS) + (pick(CODAS) if i == count - 1 or self._chance(0.3) else "")
            for i in range(count)
        ).capitalize()

    def _single(self) -> str:
        if self._chance(0.3):
            return self._invented()
        if self._language == "id":
            return self._from("indonesian" if self._chance(0.85) else "family")
        return self._from("family" if self._chance(0.6) else "given")

    def _person(self) -> str:
        if self._language == "en" or self._chance(0.12):
            middle = [f"{self._pick('ABCDEFGHJKLMRSTW')}."] if self._chance(0.1) else []
            last = self._from("family") if self._chance(0.7) else self._invented()
            return " ".join([self._from("given") if self._chance(0.85) else self._invented(), *middle, last])
        count = self._random.choice((1, 2, 2, 2, 2, 2, 3, 3, 3, 4))
        words = [self._single() for _ in range(count)]
        if self._chance(0.06) and count > 1:
            words[0] = self._pick("RMAHST") + "."
        if self._chance(0.04) and count > 1:
            words[-1] = self._pick("ABDHKMSW")
        return " ".join(words)

    def _company(self) -> str:
        pick = self._random.choice
        if self._chance(0.35):
            return next(iter(self._one_listed_company()))
        if self._language == "en":
            words = [pick(ENGLISH_COMPANY_WORDS) if self._chance(0.7) else self._from("family")]
            return " ".join([*words, pick(ENGLISH_COMPANY_ENDS)])
        words = self._random.sample(COMPANY_WORDS, pick((2, 2, 3)))
        if self._chance(0.3):
            words[0] = self._invented()
        name = " ".join(words)
        return pick(
            (
                f"PT {name}",
                f"PT {name}",
                f"PT {name} Tbk",
                f"CV {name}",
                f"PT {name} (Persero)",
                name,
                f"Bank {name}",
                f"Koperasi {name}",
            )
        )

    def _one_listed_company(self) -> tuple[str, ...]:
        return (self._from("body"),)


def parse(marked: str) -> Sentence:
    """Read a sentence whose names are marked ``[words|type]``."""
    words: list[str] = []
    tags: list[str] = []
    position = 0
    for found in [*NAME.finditer(marked), None]:
        outside = marked[position : found.start() if found else None]
        for token in tokenize(outside):
            words.append(token.text)
            tags.append("O")
        if found:
            for number, token in enumerate(tokenize(found[1])):
                words.append(token.text)
                tags.append(f"{'I' if number else 'B'}-{found[2]}")
            position = found.end()
    return Sentence(tuple(words), tuple(tags))
