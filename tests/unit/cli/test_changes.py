from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.cli.test_library_commands import only_id

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Newsreader


def test_show_diff_prints_what_changed_word_by_word(newsreader: Newsreader, tmp_path: Path) -> None:
    file = tmp_path / "beras.txt"
    for body in ("Harga beras naik tajam.", "Harga beras turun tajam."):
        file.write_text(f"Beras\n\n{body}\n", encoding="utf-8")
        newsreader("index", file)
    article = only_id(newsreader, "beras")

    assert "Harga beras [-naik-]{+turun+} tajam." in newsreader("show", article, "--diff").out
    (change,) = newsreader("show", article, "--diff", "--json").json["changes"]
    assert [piece for piece in change["body"] if piece["part"] != "same"] == [
        {"part": "removed", "text": "naik"},
        {"part": "added", "text": "turun"},
    ]


def test_an_article_that_never_changed_has_no_changes(newsreader: Newsreader, tmp_path: Path) -> None:
    (tmp_path / "beras.txt").write_text("Beras\n\nHarga beras naik.\n", encoding="utf-8")
    newsreader("index", tmp_path / "beras.txt")
    ran = newsreader("show", only_id(newsreader, "beras"), "--diff")
    assert "nothing changed" in ran.err
