"""Stories on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Newsreader

BODY = """\
KARANGSARI - Pintu air lama di Karangsari jebol pada Kamis (1/10/2026) dan merendam 320 rumah
di tepi Sungai Jernih.

“Kami sudah menunggu perbaikan dua tahun,” kata Ratna Prakoso, kepala Dinas Air Karangsari.

Sebanyak 75 keluarga mengungsi ke balai desa, dan sekolah diliburkan sampai air surut.
"""
OWN_WORDS = "\n“Air setinggi pinggang,” kata Bimo Wibisana, warga tepi sungai.\n"


@pytest.fixture
def folder(newsreader: Newsreader, tmp_path: Path) -> Path:
    """Index one report by two outlets, one of which adds a voice."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, title, more in (("teluk", "Pintu air jebol", ""), ("lembah", "Karangsari terendam", OWN_WORDS)):
        page = f"---\ntitle: {title}\nsource: Kabar {name.title()}\ndate: 2026-10-01\n---\n\n{BODY}{more}"
        (folder / f"{name}.md").write_text(page, encoding="utf-8")
    assert newsreader("index", folder).code == 0
    return folder


@pytest.mark.usefixtures("folder")
def test_search_says_which_story_an_article_belongs_to(newsreader: Newsreader) -> None:
    first, second = newsreader("search", "--json", "karangsari").json["articles"]

    assert first["story"] == second["story"]
    assert first["story"]["articles"] == 2
    assert sorted(first["story"]["sources"]) == ["Kabar Lembah", "Kabar Teluk"]
    number = first["story"]["id"]
    assert newsreader("search", "--json", f"story:{number}").json["total"] == 2
    assert f"story:{number} has 2 articles" in newsreader("search", "karangsari").out


@pytest.mark.usefixtures("folder")
def test_show_says_where_else_it_is_told_and_which_quotes_are_only_here(newsreader: Newsreader) -> None:
    (article,) = newsreader("search", "--json", "title:terendam").json["articles"]

    shown = newsreader("show", "--json", str(article["id"])).json
    alone = [
        quote["name"]
        for number, quote in enumerate(shown["quotes"], 1)
        if number in shown["story"]["only_here"]
    ]
    assert [other["source"] for other in shown["story"]["also_in"]] == ["Kabar Teluk"]
    assert shown["story"]["also_in"][0]["copy"] is True
    assert alone == ["Bimo Wibisana"]

    text = newsreader("show", str(article["id"])).out
    assert "Also in" in text
    assert "Pintu air jebol" in text
    assert text.count("only here") == 1


def test_an_article_alone_has_no_story(newsreader: Newsreader, tmp_path: Path) -> None:
    (tmp_path / "satu.txt").write_text(BODY, encoding="utf-8")
    newsreader("index", tmp_path / "satu.txt")

    (article,) = newsreader("search", "--json", "karangsari").json["articles"]
    assert article["story"] is None
    assert newsreader("show", "--json", str(article["id"])).json["story"] is None
