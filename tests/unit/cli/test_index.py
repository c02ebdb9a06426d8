"""``newsreader index``: what goes in, what is said about it, and what bad input costs."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Newsreader

STORY = """\
{title}

KABAR TELUK, Karangsari – Dinas Air membuka pintu {title}.

“Sudah selesai,” kata Ratna Prakoso.
"""


def story(title: str) -> str:
    """Write a short article about itself."""
    return STORY.format(title=title)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    for title in ("Satu", "Dua"):
        (folder / f"{title}.txt").write_text(story(title), encoding="utf-8")
    return folder


def test_a_folder_is_indexed_and_counted(newsreader: Newsreader, folder: Path) -> None:
    ran = newsreader("index", folder)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["added", "2"],
        ["updated", "0"],
        ["unchanged", "0"],
        ["failed", "0"],
    ]


def test_indexing_twice_changes_nothing(newsreader: Newsreader, folder: Path) -> None:
    newsreader("index", folder)
    report = newsreader("index", "--json", folder).json
    assert (report["added"], report["unchanged"]) == (0, 2)


def test_a_changed_article_is_updated(newsreader: Newsreader, folder: Path) -> None:
    newsreader("index", folder)
    (folder / "Dua.txt").write_text(story("Dua") + "\nKoreksi: ada tiga pintu.\n", encoding="utf-8")
    report = newsreader("index", "--json", folder).json
    assert (report["updated"], report["unchanged"]) == (1, 1)


def test_json_is_one_document_and_nothing_else(newsreader: Newsreader, folder: Path) -> None:
    (folder / "Kosong.txt").write_bytes(b"")
    ran = newsreader("index", "--json", folder)
    assert ran.code == 1
    report = ran.json
    assert (report["added"], report["failed"], report["interrupted"]) == (2, 1, False)
    assert report["failures"][0]["locator"].endswith("Kosong.txt")
    assert report["failures"][0]["reason"]


def test_include_and_exclude_choose_files(newsreader: Newsreader, folder: Path) -> None:
    (folder / "catatan.md").write_text(story("Tiga"), encoding="utf-8")
    assert newsreader("index", "--json", "--include", "*.txt", "--exclude", "S*", folder).json["added"] == 1


def test_standard_input_is_indexed(newsreader: Newsreader) -> None:
    lines = "".join(
        json.dumps({"id": n, "title": f"Judul {n}", "text": story(str(n))}) + "\n" for n in range(3)
    )
    assert newsreader("index", "--json", "-", stdin=lines).json["added"] == 3


def test_the_samples_are_indexed(newsreader: Newsreader) -> None:
    report = newsreader("index", "--samples", "--json")
    assert report.code == 0
    assert report.json["added"] >= 16


def test_nothing_to_index_is_wrong_usage(newsreader: Newsreader) -> None:
    ran = newsreader("index")
    assert ran.code == 2
    assert "say what to index" in ran.err


def test_processes_index_the_same_articles(newsreader: Newsreader, folder: Path) -> None:
    assert newsreader("index", "--json", "--jobs", "2", folder).json["added"] == 2


# -- bad input -------------------------------------------------------------------------------------


def zipped(**files: bytes) -> bytes:
    """Return a zip archive of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


BAD_FILES = {
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "program.txt": b"\x7fELF" + bytes(range(256)) * 4,
    "broken.zip": b"PK\x03\x04" + b"x" * 99,
    "bomb.zip": zipped(**{"zeros.txt": bytes(200 << 20)}),
    "cut.gz": gzip.compress(b"kata " * 999)[:-20],
    "bad.jsonl": b'{"title": "x"\n',
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_costs_one_line_and_nothing_else(name: str, newsreader: Newsreader, folder: Path) -> None:
    (folder / name).write_bytes(BAD_FILES[name])
    ran = newsreader("index", folder)
    assert ran.code == 1
    assert "added              2" in ran.out
    assert "failed             1" in ran.out
    (line,) = ran.err.splitlines()
    assert line.startswith("newsreader: ")
    assert name in line


def test_a_missing_file_does_not_stop_the_others(newsreader: Newsreader, folder: Path) -> None:
    report = newsreader("index", "--json", folder / "gone.txt", folder)
    assert report.code == 1
    assert (report.json["added"], report.json["failed"]) == (2, 1)


def test_a_folder_without_articles_is_said(newsreader: Newsreader, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    ran = newsreader("index", tmp_path / "bare")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "bare" in ran.err


def test_a_file_of_200_mb_is_refused_unread(newsreader: Newsreader, folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200 << 20)
    ran = newsreader("index", folder)
    assert ran.code == 1
    assert "huge.txt" in ran.err
    assert "MB" in ran.err


@pytest.mark.parametrize(
    "content",
    [
        "Isi dengan huruf é dan “kutipan”.".encode("utf-16"),
        "Isi dengan huruf é dan “kutipan”.".encode("cp1252"),
        b"Isi dengan bita rusak \xff\xfe di tengah kalimat yang panjang.",
        b"Isi dengan \x00 di tengah kalimat yang panjang sekali.",
    ],
)
def test_odd_encodings_are_indexed_all_the_same(content: bytes, newsreader: Newsreader, folder: Path) -> None:
    (folder / "aneh.txt").write_bytes(content)
    report = newsreader("index", "--json", folder)
    assert report.json["added"] == 3
    found = newsreader("search", "--json", "huruf OR rusak OR panjang").json
    assert found["total"] == 1


def test_hostile_text_is_harmless_wherever_it_is_printed(newsreader: Newsreader, folder: Path) -> None:
    hostile = "[red]Judul\x1b]0;x\x07 \u202eaneh[/red] \x9b31m"
    (folder / "aneh.txt").write_text(
        f"{hostile}\n\nIsi {hostile} langka. “Ya,” kata {hostile}.\n", encoding="utf-8"
    )
    newsreader("index", folder)
    found = newsreader("search", "--json", "langka").json["articles"]
    assert found[0]["title"].startswith("[red]Judul")
    article_id = str(found[0]["id"])
    for arguments in (
        ["search", "langka"],
        ["show", article_id],
        ["show", "--json", article_id],
        ["quotes"],
        ["export"],
    ):
        ran = newsreader(*arguments)
        assert ran.code == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(ran.out + ran.err)


def test_more_failures_than_fit_are_counted(newsreader: Newsreader, folder: Path) -> None:
    for number in range(25):
        (folder / f"{number}.txt").write_bytes(b"")
    ran = newsreader("index", folder)
    assert ran.err.count("newsreader: ") == 20
    assert ran.err.endswith("and 5 more; --json lists all\n")


def test_a_disk_that_takes_no_more_is_one_line(tmp_path: Path) -> None:
    def take_no_more() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    finished = subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(tmp_path / "library.db"), "index", "--samples"],
        preexec_fn=take_no_more,
        capture_output=True,
    )
    assert (finished.returncode, finished.stdout) == (1, b"")
    assert re.fullmatch(rb"newsreader: \S+library.db: [^\n]*disk[^\n]*\n", finished.stderr)


def test_ctrl_c_keeps_what_is_done_and_says_so(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    environment = {**os.environ, "NEWSREADER_LIBRARY": str(library)}
    indexing = subprocess.Popen(
        [sys.executable, "-m", "reader", "index", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert indexing.stdin is not None
    for number in range(300):
        indexing.stdin.write(json.dumps({"id": number, "text": story(str(number))}).encode() + b"\n")
    indexing.stdin.flush()
    deadline = time.monotonic() + 30
    while not stored_in(library) and time.monotonic() < deadline:
        time.sleep(0.05)  # the other process says nothing that one could wait for
    indexing.send_signal(signal.SIGINT)
    indexing.stdin.write(b'{"id": "last", "text": "Kalimat terakhir."}\n')
    out, err = indexing.communicate(timeout=30)
    report = json.loads(out)
    assert indexing.returncode == 1
    assert report["interrupted"]
    assert 0 < report["added"] <= 300
    assert b"stopping" in err
    assert b"Traceback" not in err


def stored_in(library: Path) -> bool:
    """Whether some articles are committed already."""
    if not library.exists():
        return False
    searched = subprocess.run(
        [
            sys.executable,
            "-m",
            "reader",
            "--library",
            str(library),
            "search",
            "--jsonl",
            "--limit",
            "1",
            "pintu",
        ],
        capture_output=True,
    )
    return bool(searched.stdout)


def feed_of(path: Path, entries: int) -> Path:
    """Write a feed whose entries each quote somebody."""
    items = "".join(
        f"<item><guid>{n}</guid><title>Judul {n}</title>"
        f"<description>&quot;Kami datang pukul {n},&quot; kata Ratna Prakoso.</description></item>"
        for n in range(entries)
    )
    path.write_text(f"<rss><channel><title>Kabar Teluk</title>{items}</channel></rss>", encoding="utf-8")
    return path


def test_entries_of_feeds_are_found_before_their_quotes(newsreader: Newsreader, tmp_path: Path) -> None:
    feed = feed_of(tmp_path / "kabar.rss", 3)
    ran = newsreader("index", "--text-only", feed)
    assert (ran.code, ran.err) == (0, "")
    assert newsreader("search", "--json", "Ratna").json["total"] == 3
    assert newsreader("quotes", "--jsonl").lines == []

    assert newsreader("index", "--json", feed).json["unchanged"] == 3
    assert len(newsreader("quotes", "--jsonl").lines) == 3


def test_whoever_waits_for_many_quotes_is_told_that_the_texts_are_there(
    newsreader: Newsreader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.waiting.MANY", 3)
    ran = newsreader("index", feed_of(tmp_path / "kabar.rss", 3))
    assert ran.code == 0
    assert ran.err.startswith("3 articles can be searched now; their quotes and names follow")
