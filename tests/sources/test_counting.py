from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

from reader.sources.counting import count_documents
from reader.sources.files import read_paths

STORY = "Air sudah surut, kata Wulan Saraswati, Camat Telaga Biru."


def make_lines(count: int) -> bytes:
    return b"".join(json.dumps({"id": n, "text": STORY}).encode() + b"\n" for n in range(count))


def test_the_count_is_that_of_what_reading_gives(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "b.jsonl").write_bytes(make_lines(40))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("x.txt", "y/z.md", "skip.bin"):
            archive.writestr(name, STORY)
        archive.writestr("lines.jsonl", make_lines(7))
    (tmp_path / "c.zip").write_bytes(packed.getvalue())
    (tmp_path / "torn.zip").write_bytes(b"PK\x03\x04")
    paths = [tmp_path, tmp_path / "missing"]
    assert sum(count_documents(paths)) == sum(1 for _ in read_paths(paths))


def test_lines_of_large_files_are_estimated(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(make_lines(20_000))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(make_lines(20_000)))
    plain, packed = count_documents([tmp_path])
    assert 18_000 < plain < 22_000
    assert 10_000 < packed < 40_000
