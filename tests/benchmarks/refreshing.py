"""Refreshing 1,000 feeds of a server on this machine: first and unchanged, beside newsboat if installed."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.figures import Figure
from tests.sources.web_server import WebServer, versioned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

FEEDS, ENTRIES = 1000, 50
SYLLABLES = [consonant + vowel for consonant in "bklmnrst" for vowel in "aeio"]

FOLLOW = """
import sys
from pathlib import Path
from reader.library.library import Library
with Library.open(Path(sys.argv[1])) as library:
    for address in Path(sys.argv[2]).read_text().split():
        feed, _ = library.feeds.follow(address)
        library.feeds.change(feed, full_text=False)  # the pages that the entries name do not exist
"""


def measure(sizes: Sequence[int], runs: int) -> list[Figure]:
    """Refresh the feeds once, then unchanged a few times; each run is a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        near, far = multiprocessing.Pipe()
        server = multiprocessing.Process(target=serve, args=(far,), daemon=True)
        server.start()
        urls = folder / "urls"
        urls.write_text("\n".join(near.recv()) + "\n", encoding="utf-8")
        try:
            figures = _newsreader(folder, urls, min(runs, 3))
            if shutil.which("newsboat"):
                figures += _newsboat(folder, urls, min(runs, 3))
        finally:
            server.terminate()
    return figures


def serve(pipe: Connection) -> None:
    """Serve the feeds, each with a version, and send their addresses."""
    server = WebServer()
    for number, document in enumerate(documents(FEEDS)):
        server.pages[f"/{number}.xml"] = versioned(document, f'"{number}"')
    pipe.send([server.url(path) for path in server.pages])
    while True:
        time.sleep(60)


def documents(feeds: int) -> Iterator[bytes]:
    """Yield that many feeds of 50 entries, of made-up words."""
    chance = random.Random(1)
    words = ["".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))) for _ in range(5000)]
    for number in range(feeds):
        items = "".join(_item(chance, words, number, entry) for entry in range(ENTRIES))
        yield f'<rss version="2.0"><channel><title>Feed {number}</title>{items}</channel></rss>'.encode()


def _item(chance: random.Random, words: list[str], feed: int, entry: int) -> str:
    text = " ".join(chance.choices(words, k=80))
    title = " ".join(chance.choices(words, k=7))
    return (
        f"<item><title>{title}</title><guid>{feed}-{entry}</guid><link>https://contoh.example/{feed}/{entry}</link>"
        f"<pubDate>Mon, {1 + entry % 27:02d} Jan 2024 08:{entry:02d}:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
    )


def _newsreader(folder: Path, urls: Path, runs: int) -> list[Figure]:
    library = folder / "library.db"
    subprocess.run([sys.executable, "-c", FOLLOW, str(library), str(urls)], check=True)
    command = [sys.executable, "-m", "reader", "--library", str(library), "fetch", "--quiet", "--text-only"]
    first = timed(command)
    return [
        *as_figures("newsreader, first", [first]),
        *as_figures("newsreader, unchanged", [timed(command) for _ in range(runs)]),
    ]


def _newsboat(folder: Path, urls: Path, runs: int) -> list[Figure]:
    (folder / "config").write_text("", encoding="utf-8")
    paths = ["-u", str(urls), "-c", str(folder / "cache.db"), "-C", str(folder / "config")]
    command = ["newsboat", *paths, "-x", "reload"]
    first = timed(command)
    return [
        *as_figures("newsboat, first", [first]),
        *as_figures("newsboat, unchanged", [timed(command) for _ in range(runs)]),
    ]


def timed(command: list[str]) -> tuple[float, float, float]:
    """Return wall and processor seconds of a command, and its largest memory in MB."""
    environment = {**os.environ, "NEWSREADER_NO_KEYRING": "1"}
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{command[0]} failed")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def as_figures(name: str, runs: Sequence[tuple[float, float, float]]) -> list[Figure]:
    wall, processor, memory = zip(*runs, strict=True)
    return [
        Figure(f"{name}: wall time", wall, "s"),
        Figure(f"{name}: processor time", processor, "s"),
        Figure(f"{name}: memory", memory, "MB"),
    ]
