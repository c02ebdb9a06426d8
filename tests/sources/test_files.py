from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources.files import read_paths

STORY = (
    "TELAGA BIRU, SUNGAIKITA – Air sudah surut, kata Wulan Saraswati, Camat Telaga Biru, Senin (3/6/2024).\n"
)


def articles(*paths: Path, **options: object) -> list[RawArticle]:
    return [item for item in read_paths(paths, **options) if isinstance(item, RawArticle)]  # type: ignore[arg-type]


def reasons(*paths: Path | str, **options: object) -> list[str]:
    return [item.reason for item in read_paths(paths, **options) if isinstance(item, Failure)]  # type: ignore[arg-type]


def test_a_plain_text_is_its_body_character_for_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY + "\n  “Siap,”  katanya.\n", encoding="utf-8")
    [article] = articles(tmp_path / "a.txt")
    assert article.body == STORY + "\n  “Siap,”  katanya.\n"
    assert article.title is None
    assert article.locator == (tmp_path / "a.txt").as_uri()


def test_a_first_line_that_is_a_title_is_taken_out_of_the_body(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Air [mulai] surut di Telaga Biru\n\n" + STORY, encoding="utf-8")
    [article] = articles(tmp_path / "a.txt")
    assert (article.title, article.body) == ("Air [mulai] surut di Telaga Biru", STORY)


def test_folders_are_read_recursively_in_order_of_names(tmp_path: Path) -> None:
    for name in (
        "b/two.txt",
        "a/one.md",
        "c.html",
        "notes.doc",
        ".hidden.txt",
        ".git/x.txt",
        "b/.cache/y.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"<p>{STORY}</p>" if name.endswith("html") else STORY, encoding="utf-8")
    names = [article.locator.rpartition("/")[2] for article in articles(tmp_path)]
    assert names == ["c.html", "one.md", "two.txt"]


def test_include_and_exclude_choose_by_name_or_path(tmp_path: Path) -> None:
    for name in ("june/a.txt", "june/b.md", "july/a.txt", "june/draft-c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    found = articles(tmp_path, include=("*.txt",), exclude=("july", "draft-*"))
    assert [article.locator for article in found] == [(tmp_path / "june/a.txt").as_uri()]


def test_links_that_lead_in_circles_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "news/again").symlink_to(tmp_path / "news", target_is_directory=True)
    (tmp_path / "news/lost").symlink_to(tmp_path / "nowhere")
    assert len(articles(tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "it is empty"),
        ("blank.txt", b" \n\n ", "it is empty"),
        ("unseen.txt", b"\xef\xbb\xbf\x1b[0m\x07", "it has no visible text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "it is a PNG picture, not text"),
        ("noise.txt", bytes(range(256)) * 50, "it is binary data, not text"),
        ("page.html", b"<html><body></body></html>", "no article text was found in this page"),
        ("a.zip", b"PK\x03\x04 torn", "it is a broken zip archive"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00 torn", "the archive is broken here"),
        ("a.tar", b"no tar at all" * 100, "it is a broken tar archive"),
        ("m.eml", b"Subject: x\n\n", "the mail has no text"),
    ],
)
def test_what_cannot_be_read_has_one_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    [found] = reasons(tmp_path / name)
    assert found.startswith(reason)
    assert "\n" not in found


def test_a_missing_file_and_an_empty_folder_are_said(tmp_path: Path) -> None:
    assert reasons(tmp_path / "missing.txt") == ["no such file or directory"]
    [reason] = reasons(tmp_path)
    assert reason.startswith("there are no articles in this folder")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://a.id/1", "javascript://%0aalert(1)"])
def test_only_addresses_of_the_web_are_fetched(address: str) -> None:
    assert reasons(address) == ["only http and https addresses are fetched"]


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)  # sparse: takes no room
    assert reasons(tmp_path / "huge.txt") == ["it has 200 MB; a document may have at most 32 MB"]


def test_pipes_and_devices_are_refused_without_opening_them(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert (
        reasons(tmp_path / "pipe.txt", "/dev/zero")
        == ["it is no ordinary file but a pipe, socket or device"] * 2
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "secret.txt").chmod(0)
    assert reasons(tmp_path / "secret.txt") == ["permission denied"]


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "c.zip").write_bytes(b"torn")
    (tmp_path / "d.txt").write_text(STORY, encoding="utf-8")
    assert (len(articles(tmp_path)), len(reasons(tmp_path))) == (2, 2)


def test_a_file_with_a_strange_name_is_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/na\xffme [x] #1.txt"
    Path(os.fsdecode(path)).write_text(STORY, encoding="utf-8")
    [article] = articles(tmp_path)
    article.locator.encode("ascii")


def test_names_of_files_are_shown_without_what_steers_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.txt").write_bytes(b"")
    [failure] = read_paths([tmp_path])
    assert isinstance(failure, Failure)
    assert failure.locator == f"{tmp_path}/a .txt"


def test_a_guessed_encoding_is_warned_about(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.encode("cp1252"))
    [article] = articles(tmp_path)
    assert article.body == STORY
    assert "Windows-1252" in (article.warning or "")


def test_the_encoding_that_a_page_names_is_used(tmp_path: Path) -> None:
    story = f"<article><p>{STORY}</p><p>“Siap,” katanya.</p></article>"
    page = f"<meta charset=windows-1252><title>Surut</title>{story}"
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))
    [article] = articles(tmp_path)
    assert article.body == STORY.strip() + "\n\n“Siap,” katanya."


def test_standard_input_is_recognised_by_its_content() -> None:
    def read(data: bytes) -> list[RawArticle]:
        return [item for item in read_paths(["-"], stdin=io.BytesIO(data)) if isinstance(item, RawArticle)]

    assert read(STORY.encode())[0].body == STORY
    assert read(b'{"id": 1, "text": "Satu."}\n{"id": 2, "text": "Dua."}')[1].body == "Dua."
    assert read(f"<!DOCTYPE html><p>{STORY}</p>".encode())[0].body == STORY.strip()
    assert read(gzip.compress(STORY.encode()))[0].body == STORY


def test_two_texts_from_standard_input_are_two_articles() -> None:
    [one] = read_paths(["-"], stdin=io.BytesIO(b"Satu cerita."))
    [two] = read_paths(["-"], stdin=io.BytesIO(b"Dua cerita."))
    assert isinstance(one, RawArticle)
    assert isinstance(two, RawArticle)
    assert one.locator != two.locator


def test_markdown_front_matter_says_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: Air surut\ndate: 2024-06-03\nauthor: Bayu Rimba\nsource: sungaikita.id\n"
        "url: https://sungaikita.id/1\nlang: id\n---\n\nAir **sudah** surut di\n[Telaga Biru](https://x.id).\n",
        encoding="utf-8",
    )
    [article] = articles(tmp_path)
    assert article.body == "Air sudah surut di Telaga Biru."
    assert (article.title, article.published, article.byline) == ("Air surut", "2024-06-03", "Bayu Rimba")
    assert (article.source, article.url, article.language) == (
        "sungaikita.id",
        "https://sungaikita.id/1",
        "id",
    )


def test_a_fault_of_the_program_costs_one_document_and_is_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.html").write_text(f"<p>{STORY}</p>", encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "reader.text.extract", None)
    assert len(articles(tmp_path)) == 1
    [reason] = reasons(tmp_path)
    assert reason.startswith("it could not be read, which is a fault of the program (ModuleNotFoundError: ")
    assert f"{tmp_path / 'a.html'} could not be read" in caplog.text
    assert "Traceback" in caplog.text
