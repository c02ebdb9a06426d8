"""Runs over what was read before: nothing is read twice, and kept pages are read by new rules."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reader.indexing import index_paths
from reader.library.library import Library
from reader.model.cancel import Cancellation
from reader.text import extract
from tests.library.making import article_at
from tests.sources.web_server import Reply, web_server

SENTENCE = "Air di Telaga Biru sudah surut sejak pagi, kata Wulan Saraswati, Camat Telaga Biru, hari Senin."


def page(number: int) -> bytes:
    story = f"<p>Ini kabar nomor {number}.</p>" + f"<p>{SENTENCE}</p>" * 3
    return f"<html><title>Kabar {number}</title><body><article>{story}</article></body></html>".encode()


def web_archive(path: Path, *pages: tuple[str, bytes]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, content in pages:
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.1")
            body = io.BytesIO(content)
            writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=http))


KILLED_IN_THE_THIRD_BATCH = """
import os, signal, sys
from pathlib import Path
from reader.indexing import index_paths, pipeline, reading_ahead
from reader.library import storing
from reader.library.library import Library

pipeline.BATCH = pipeline.TEXTS_AT_ONCE = 10
reading_ahead.WORTH_A_PROCESS = int(sys.argv[3])
write, calls = storing.write_articles, []

def die(*args, **options):
    write(*args, **options)
    calls.append(1)
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    storing.write_articles = die
    with Library.open(Path(sys.argv[1])) as library:
        index_paths(library, [sys.argv[2]])
"""


@pytest.fixture
def read_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the pages that the extractor is given."""
    seen: list[str] = []
    whole = extract.parse_page

    def watching(markup: str) -> object:
        seen.append(markup)
        return whole(markup)

    monkeypatch.setattr(extract, "parse_page", watching)
    return seen


def test_pages_of_an_archive_are_read_once(tmp_path: Path, read_pages: list[str]) -> None:
    web_archive(tmp_path / "a.warc.gz", *((f"https://a.id/{n}", page(n)) for n in range(5)))
    (tmp_path / "b.html").write_bytes(page(9))
    with Library.open(tmp_path / "library.db") as library:
        first = index_paths(library, [tmp_path / "a.warc.gz", tmp_path / "b.html"])
        again = index_paths(library, [tmp_path / "a.warc.gz", tmp_path / "b.html"])
    assert (first.added, first.failures) == (6, ())
    assert (again.added, again.updated, again.unchanged) == (0, 0, 6)
    assert len(read_pages) == 6


def test_two_forms_of_a_page_make_one_revision_however_often_they_are_read(tmp_path: Path) -> None:
    web_archive(tmp_path / "a.warc.gz", ("https://a.id/1", page(1)), ("https://a.id/1", page(2)))
    with Library.open(tmp_path / "library.db") as library:
        index_paths(library, [tmp_path / "a.warc.gz"])
        again = index_paths(library, [tmp_path / "a.warc.gz"])
        article = article_at(library, "https://a.id/1")
        assert article is not None
        assert (again.unchanged, article.revision, article.title) == (2, 2, "Kabar 2")


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, read_pages: list[str]) -> None:
    web_archive(tmp_path / "a.warc.gz", *((f"https://a.id/{n}", page(n)) for n in range(450)))
    cancellation = Cancellation()

    def stop(progress: object) -> None:
        if getattr(progress, "added", 0):
            cancellation.cancel()

    with Library.open(tmp_path / "library.db") as library:
        stopped = index_paths(library, [tmp_path / "a.warc.gz"], progress=stop, cancellation=cancellation)
        done = library.totals().articles
        read_pages.clear()
        rest = index_paths(library, [tmp_path / "a.warc.gz"])
        assert stopped.interrupted
        assert 0 < done < 450
        assert (rest.unchanged, rest.added) == (done, 450 - done)
    assert len(read_pages) == 450 - done


@pytest.mark.parametrize("worth_a_process", [0, 10**9])
def test_a_killed_run_over_an_archive_leaves_whole_batches_and_goes_on_from_there(
    tmp_path: Path, worth_a_process: int
) -> None:
    archive, path = tmp_path / "a.warc.gz", tmp_path / "library.db"
    web_archive(archive, *((f"https://a.id/{n}", page(n)) for n in range(60)))
    program = tmp_path / "program.py"  # a file, so that the process that reads can load it too
    program.write_text(KILLED_IN_THE_THIRD_BATCH, encoding="utf-8")

    command = [sys.executable, str(program), str(path), str(archive), str(worth_a_process)]
    killed = subprocess.run(command, check=False, capture_output=True, env=os.environ | {"PYTHONPATH": "."})

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with Library.open(path) as library:
        assert library.totals().articles == 20
        assert library.check() == []
        report = index_paths(library, [archive])
        assert (report.unchanged, report.added, report.updated, report.failures) == (20, 40, 0, ())
        articles = [article_at(library, f"https://a.id/{n}") for n in range(60)]
        assert [article and (article.title, article.revision) for article in articles] == [
            (f"Kabar {n}", 1) for n in range(60)
        ]
        assert library.totals().articles == 60
        assert library.check() == []


def test_kept_pages_are_read_again_by_new_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path))
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with web_server() as site, Library.open(tmp_path / "library.db") as library:
        site.pages["/1"] = Reply(page(1), headers={"Content-Type": "text/html"})
        index_paths(library, [site.url("/1")])
        unchanged = index_paths(library, [], reextract=True)
        (tmp_path / "sites.toml").write_text(
            '["127.0.0.1"]\nremove = ["p:first-child"]\n["b.id"]\nbody = "["\n'
        )
        changed = index_paths(library, [], reextract=True)
        article = article_at(library, site.url("/1"))
        assert article is not None
        assert len(site.asked) == 1
        assert (unchanged.updated, unchanged.unchanged) == (0, 1)
        assert (changed.updated, article.revision) == (1, 2)
        assert article.analysis.body == "\n\n".join([SENTENCE] * 3)
        assert [warning.reason.split(":")[0] for warning in changed.warnings] == ["b.id"]


def test_a_link_of_an_export_keeps_its_tags_and_state_when_its_page_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with web_server() as site, Library.open(tmp_path / "library.db") as library:
        site.pages["/1"] = Reply(page(1), headers={"Content-Type": "text/html"})
        pocket = tmp_path / "pocket.csv"
        pocket.write_text(
            f"title,url,time_added,tags,status\nSatu,{site.url('/1')},1717400000,air|kali,archive\n"
        )
        index_paths(library, [pocket])
        fetched = index_paths(library, [site.url("/1")])
        again = index_paths(library, [pocket])
        article = article_at(library, site.url("/1"))
        assert article is not None
        assert (fetched.updated, again.unchanged) == (1, 1)
        assert (article.tags, article.read, article.title) == (("air", "kali"), True, "Kabar 1")
        assert article.analysis.body.startswith("Ini kabar nomor 1.")
        assert library.totals().articles == 1
