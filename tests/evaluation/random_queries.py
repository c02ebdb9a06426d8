"""Queries that nobody would write, and a few that somebody might: random, mutated, extreme."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from reader.search.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 10_000
"""Code points; the box takes no more."""

SEEDS = (
    'person:"Ratna Prakoso" said:air -source:kabar after:2026-01',
    "near(banjir pelabuhan, 5) OR (title:air AND NOT is:read)",
    "covid-19 Jum'at Rp15.000 =exact pelab* on:7 september 2026",
    'tag:(air OR "kota tirta") lang:id has:quote before:7d story:1 is:starred',
    "speaker:(ratna bimo) said:(air -hujan) yang di dan",
)
PIECES = (
    *(
        "(",
        ")",
        '"',
        "-",
        "=",
        "*",
        ":",
        ",",
        " OR ",
        " AND ",
        " NOT ",
        "near(",
        "^",
        "+",
        "{",
        "}",
        "\x00",
        "\\",
    ),
    *(
        "“",
        "”",
        "«",
        "'",
        ";",
        "--",
        "/*",
        "%",
        "_",
        "\n",
        "\t",
        "\u200b",
        "\ud800",
        "é",
        "ß",
        "İ",
        "🎏",
        "港",
        "0",
    ),
    *("0src1", "0all", "0end", "rowid", "a*", "e*", "1*", "yang", "di", "air", "banjir", "ratna", "9" * 30),
    *(f"{name}:" for name in FIELDS),
    *("2026-13-45", "9999999999d", "is:", "near(a b, 99999999999999999999)", "near(", "after:", "NULL"),
)
EXTREMES = (
    "(" * LONGEST,
    ")" * LONGEST,
    "-" * LONGEST,
    '"' * LONGEST,
    "(a " * 3_000,
    "NOT " * 2_500,
    " OR ".join(["yang"] * 2_000),
    " OR ".join(["a*"] * 1_600),
    " ".join(["a*"] * 3_000),
    " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"),
    " ".join(f"-{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"),
    "near(" + "yang " * 2_000 + ", 1000)",
    "near(yang di, 1000)",
    "near(" * 2_000,
    "a" * LONGEST,
    "a" * (LONGEST - 1) + "*",
    "said:(" + "yang " * 1_900 + ")",
    "said:(-yang)",
    "-(said:yang OR title:di)",
    "-yang",
    "-zzzz -yang -di",
    "person:a OR person:e OR person:i OR speaker:a",
    "(yang OR di OR dan OR air) (kata OR said) -(the OR of)",
    '"yang di" "di dan" "dan yang"',
    " ".join(["person:a"] * 1_000),
    ":" * LONGEST,
    "title:" * 1_600,
    '"' + "yang " * 2_000,
    " ".join([f'"{"yang di " * 30}"'] * 40),
    "near(" + " ".join(f"kata{number}" for number in range(1_000)) + ")",
    "yang.di." * 1_200,
    "'; DROP TABLE article; --",
    'x" OR 1=1 --',
    "\u0301" * LONGEST,
    "港" * LONGEST,
)


def random_queries(count: int, *, seed: int) -> Iterator[str]:
    """Yield ``count`` queries, the extremes first; the same seed gives the same queries."""
    source = random.Random(seed)
    for number in range(count):
        if number < len(EXTREMES):
            yield EXTREMES[number]
        elif source.random() < 0.5:
            yield _mutated(source, source.choice(SEEDS))
        else:
            yield "".join(source.choices(PIECES, k=source.randint(1, 30)))[:LONGEST]


def _mutated(source: random.Random, text: str) -> str:
    """Cut, double, insert and swap in a query that means something."""
    for _ in range(source.randint(1, 6)):
        first, last = sorted((source.randint(0, len(text)), source.randint(0, len(text))))
        text = source.choice(
            (
                text[:first] + text[last:],
                text[:last] + text[first:last] + text[last:],
                text[:first] + source.choice(PIECES) + text[first:],
                text[last:] + text[:last],
                text[:first]
                + chr(source.choice((source.randrange(128), source.randrange(0x3000))))
                + text[last:],
            )
        )[:LONGEST]
    return text
