"""Reading rate and memory for each kind of archive, without analysis or library.

``python -m tests.benchmarks.archives FILE …`` reads any files and prints articles a second of process
time and the peak of resident memory; ``… --make KIND MEGABYTES FILE`` writes one of that size.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from itertools import cycle
from pathlib import Path

from reader.model.article import RawArticle
from reader.sources.files import read_paths
from tests.benchmarks.corpus import raw_articles
from tests.benchmarks.figures import Figure

MEGABYTES = 4
KINDS = ("jsonl", "json", "csv", "mbox", "warc", "warc.gz", "zip", "epub")
_FURNITURE = "".join(f'<li><a href="/kanal/{number}">Kanal {number}</a></li>' for number in range(60))


def measure(sizes: list[int], runs: int) -> list[Figure]:
    """Articles read in a second of process time, and resident memory at its peak, for each kind."""
    figures = []
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"archive.{kind}")
            make(path, kind, MEGABYTES)
            rates, peaks = zip(*(_measured_apart(path) for _ in range(runs)), strict=True)
        figures.append(Figure(f"reading {kind}", rates, "articles/s"))
        figures.append(Figure(f"memory while reading {kind}", peaks, "MB"))
    return figures


def _measured_apart(path: Path) -> tuple[float, float]:
    """Measure in a process of its own, because the peak of memory never falls."""
    command = [sys.executable, "-m", "tests.benchmarks.archives", "--json", str(path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found["rate"], found["peak"]


def read(paths: list[Path]) -> dict[str, float]:
    """Read files to their end and say what that took."""
    started = time.process_time()
    articles = failures = 0
    for item in read_paths(paths):
        articles += isinstance(item, RawArticle)
        failures += not isinstance(item, RawArticle)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "articles": articles,
        "failures": failures,
        "seconds": seconds,
        "rate": articles / seconds,
        "peak": peak,
    }


def make(path: Path, kind: str, megabytes: float) -> None:
    """Write an archive of about this size, measured before packing."""
    _MAKERS[kind](path, megabytes * 1_000_000)


def _articles() -> Iterator[tuple[int, RawArticle]]:
    return enumerate(cycle(list(raw_articles(2000))))


def _page(number: int, raw: RawArticle) -> bytes:
    story = "".join(f"<p>{escape(line)}</p>" for line in re.split(r"\n+|(?<=[.!?]) (?=\S)", raw.body) if line)
    return (
        f'<!DOCTYPE html><html lang="id"><head><title>{number} {escape(raw.title or "")} | Kabar</title>'
        f'<meta property="og:site_name" content="Kabar Teluk"></head><body><nav><ul>{_FURNITURE}</ul></nav>'
        f"<article><h1>{number} {escape(raw.title or '')}</h1>{story}</article>"
        f"<aside><ul>{_FURNITURE}</ul></aside><footer>Kabar Teluk</footer></body></html>"
    ).encode()


def _record(number: int, raw: RawArticle) -> dict[str, str]:
    return {
        "url": f"https://kabar.example/{number}",
        "title": f"{number} {raw.title}",
        "text": raw.body,
        "published": raw.published or "",
    }


def _make_lines(path: Path, size: float) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, raw in _articles():
            file.write(json.dumps(_record(number, raw), ensure_ascii=False) + "\n")
            if file.tell() >= size:
                return


def _make_json(path: Path, size: float) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, raw in _articles():
            file.write("[" if number == 0 else ",\n")
            json.dump(_record(number, raw), file, ensure_ascii=False)
            if file.tell() >= size:
                file.write("]")
                return


def _make_table(path: Path, size: float) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ("url", "title", "text", "published"))
        rows.writeheader()
        for number, raw in _articles():
            rows.writerow(_record(number, raw))
            if file.tell() >= size:
                return


def _make_mbox(path: Path, size: float) -> None:
    with path.open("wb") as file:
        for number, raw in _articles():
            head = f"From a@kabar.example Mon Jun  3 14:02:00 2024\nSubject: {number}\n"
            head += f"Message-ID: <{number}@k>\nContent-Type: text/plain; charset=utf-8\n"
            head += "Content-Transfer-Encoding: 8bit\n\n"
            file.write(head.encode() + raw.body.encode() + b"\n\n")
            if file.tell() >= size:
                return


def _make_warc(path: Path, size: float) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    written = 0
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for number, raw in _articles():
            page = _page(number, raw)
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
            url = f"https://kabar.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(page), http_headers=http)
            )
            written += len(page)
            if written >= size:
                return


def _make_zip(path: Path, size: float) -> None:
    written = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, raw in _articles():
            page = _page(number, raw)
            archive.writestr(f"{number}.html", page)
            written += len(page)
            if written >= size:
                return


def _make_book(path: Path, size: float) -> None:
    written, names = 0, []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, raw in _articles():
            page = _page(number, raw)
            names.append(f"{number}.xhtml")
            archive.writestr(names[-1], page)
            written += len(page)
            if written >= size:
                break
        items = "".join(f'<item id="i{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
        spine = "".join(f'<itemref idref="i{n}"/>' for n in names)
        archive.writestr("book.opf", f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>")
        archive.writestr("META-INF/container.xml", '<container><rootfile full-path="book.opf"/></container>')


_MAKERS: dict[str, Callable[[Path, float], None]] = {
    "jsonl": _make_lines,
    "json": _make_json,
    "csv": _make_table,
    "mbox": _make_mbox,
    "warc": _make_warc,
    "warc.gz": _make_warc,
    "zip": _make_zip,
    "epub": _make_book,
}


def main() -> None:
    """Measure the files named on the command line, or make one."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.archives", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--make", nargs=2, metavar=("KIND", "MEGABYTES"))
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    if options.make:
        make(options.paths[0], options.make[0], float(options.make[1]))
        return
    found = read(options.paths)
    if options.as_json:
        print(json.dumps(found))
        return
    print(
        f"{found['articles']:,} articles, {found['failures']:,} failures in {found['seconds']:.1f} s of "
        f"process time: {found['rate']:,.0f} articles/s; peak memory {found['peak']:.0f} MB"
    )


if __name__ == "__main__":
    main()
