"""Feeds made of others by cutting, doubling, swapping and overwriting pieces."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.evaluation.feeds import Report, feeds_in, read

if TYPE_CHECKING:
    from pathlib import Path

_PIECES = (
    *(b"<", b">", b"&", b";", b'"', b"'", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?", b"\x00", b"\x1b[31m"),
    *(
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
        b"&#x1b;",
        b"&#8238;",
        b"&lt;",
        b"</item>",
        b"<item>",
        b"<entry>",
    ),
    *(
        b"xml:base='",
        b"xmlns='",
        b"encoding='utf-16'",
        b"<!DOCTYPE rss [",
        b"<!ENTITY a 'b'>",
        b"&a;",
        b"\xc2\x9b",
        b"{",
        b"[",
    ),
)
_SLOW = 2.0
"""Seconds of processor time in which any of these small documents is read."""


def mutated(folder: Path, runs: int, *, seed: int = 1) -> Report:
    """Read as many feeds made of those in a folder by mutation."""
    chance = random.Random(seed)
    feeds = [path.read_bytes() for path in feeds_in(folder)]
    report = Report()
    for number in range(runs):
        data = _mutate(chance.choice(feeds), feeds, chance)
        before = report.seconds
        read(f"mutation {number} of seed {seed}", data, report)
        if report.seconds - before > _SLOW:
            report.crashed.append(f"mutation {number} of seed {seed} took {report.seconds - before:.1f} s")
    return report


def _mutate(data: bytes, feeds: list[bytes], chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at, end = sorted(chance.randint(0, len(data)) for _ in range(2))
        end = min(end, at + chance.choice((1, 8, 200)))
        match chance.randint(0, 5):
            case 0:
                data = data[:at] + data[end:]
            case 1:
                data = data[:end] + data[at:end] * chance.randint(1, 4) + data[end:]
            case 2:
                data = data[:at] + chance.choice(_PIECES) + data[at:]
            case 3:
                data = data[:at] + bytes(chance.randrange(256) for _ in range(end - at)) + data[end:]
            case 4:
                other = chance.choice(feeds)
                data = data[:at] + other[chance.randint(0, len(other)) :]
            case _:
                data = data[:at]
    return data
