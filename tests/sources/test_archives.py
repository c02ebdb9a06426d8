from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from reader.model.article import RawArticle
from reader.model.report import Failure
from reader.sources import archives
from reader.sources.files import read_paths

STORY = "Air sudah surut, kata Wulan Saraswati, Camat Telaga Biru, Senin (3/6/2024).\n"


def make_zip(members: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def read(path: Path) -> tuple[list[RawArticle], list[Failure]]:
    items = list(read_paths([path]))
    return [i for i in items if isinstance(i, RawArticle)], [i for i in items if isinstance(i, Failure)]


def test_every_kind_of_document_in_a_zip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    lines = b'{"id": "x", "text": "Satu."}\nno json\n'
    path.write_bytes(
        make_zip(
            {
                "a.txt": STORY.encode(),
                "dir/b.html": f"<article><p>{STORY}</p></article>".encode(),
                "c.jsonl": lines,
                "d.txt.gz": gzip.compress(STORY.encode()),
                "skip.bin": b"\x00" * 9,
                "__MACOSX/a.txt": b"x",
                ".hidden.txt": b"x",
            }
        )
    )
    articles, failures = read(path)
    assert [a.locator.removeprefix(path.as_uri()) for a in articles] == [
        "!/a.txt",
        "!/dir/b.html",
        "!/c.jsonl#x",
        "!/d.txt.gz",
    ]
    assert [f.locator for f in failures] == [f"{path}!/c.jsonl:2"]


def test_gzipped_files_are_read_by_the_name_inside(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": 7, "text": "Satu."}\n' * 2))
    articles, failures = read(tmp_path)
    assert [a.body for a in articles] == [STORY, "Satu.", "Satu."]
    assert not failures


def test_tar_archives_are_read_packed_or_not(tmp_path: Path) -> None:
    for name, mode in (("a.tar", "w"), ("b.tar.gz", "w:gz"), ("c.tgz", "w:gz")):
        with tarfile.open(tmp_path / name, mode) as archive:  # type: ignore[call-overload]
            info = tarfile.TarInfo("news/a.txt")
            info.size = len(STORY.encode())
            archive.addfile(info, io.BytesIO(STORY.encode()))
    articles, failures = read(tmp_path)
    assert [a.body for a in articles] == [STORY] * 3
    assert not failures


def test_a_zip_bomb_is_refused_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.jsonl", "w") as member:
        for _ in range(80):
            member.write(b"0" * 1_000_000)
        member.write(b"\n")
    articles, [failure] = read(path)
    assert not articles
    assert "zip bomb" in failure.reason


def test_a_zip_of_many_small_bombs_is_stopped_by_what_it_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "HARMLESS", 1_000_000)
    monkeypatch.setattr(archives, "LARGEST_RATIO", 20)
    (tmp_path / "bomb.zip").write_bytes(make_zip({f"{n}.txt": b"kata " * 20_000 for n in range(20)}))
    articles_read, failures = read(tmp_path)
    assert len(articles_read) + len(failures) == 20
    assert any("zip bomb" in failure.reason for failure in failures)


def test_a_gzip_bomb_is_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"0" * 40_000_000))
    _, [failure] = read(tmp_path)
    assert failure.reason.startswith("it is too large")


def test_archives_deeper_than_two_levels_are_not_opened(tmp_path: Path) -> None:
    inner = make_zip({"a.txt": STORY.encode()})
    two = make_zip({"two.zip": inner, "b.txt": STORY.encode()})
    (tmp_path / "one.zip").write_bytes(make_zip({"three.zip": two}))
    articles, failures = read(tmp_path)
    assert [a.locator.rpartition("one.zip")[2] for a in articles] == ["!/three.zip!/b.txt"]
    assert [f.reason for f in failures] == ["archives are read 2 levels deep, and this one lies deeper"]


def test_one_broken_member_never_stops_the_rest(tmp_path: Path) -> None:
    data = bytearray(
        make_zip({"a.txt": STORY.encode() * 9, "b.txt": STORY.encode()}, packing=zipfile.ZIP_STORED)
    )
    data[60] ^= 0xFF  # a byte of the first member, so that its checksum fails
    (tmp_path / "a.zip").write_bytes(data)
    articles, failures = read(tmp_path)
    assert [a.body for a in articles] == [STORY]
    assert "broken" in failures[0].reason


def test_an_encrypted_member_is_said(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": STORY.encode()}))
    directory = data.find(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    _, [failure] = read(tmp_path)
    assert failure.reason.startswith("it is encrypted")


def test_an_archive_without_articles_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip({"program.bin": b"x"}))
    _, [failure] = read(tmp_path)
    assert failure.reason == "there are no articles in this archive"


def test_names_that_climb_out_of_an_archive_touch_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.zip").write_bytes(
        make_zip({"x/../../evil.txt": STORY.encode(), "/abs.txt": STORY.encode()})
    )
    articles, _ = read(tmp_path / "in")
    assert len(articles) == 2
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_a_zip_whose_list_of_files_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST_DIRECTORY", 5000)
    (tmp_path / "a.zip").write_bytes(make_zip({f"{number}.txt": STORY.encode() for number in range(200)}))
    [failure] = read(tmp_path)[1]
    assert failure.reason.startswith("it has too many files")
