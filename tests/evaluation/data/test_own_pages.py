"""Our own pages: what comes out of them, and that their texts are what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.pages import DEFAULT, compare, ours, words_of

PAGES = sorted(DEFAULT.glob("*.html"))
OBSTACLES = {"paywall", "consent", "robot"}


def is_obstacle(page: Path) -> bool:
    return page.stem.split("-", 1)[1] in OBSTACLES


@pytest.mark.parametrize(
    "page", [page for page in PAGES if not is_obstacle(page)], ids=lambda page: page.stem
)
def test_the_story_comes_out_of_each_layout(page: Path) -> None:
    found, wanted = ours(page.read_text()), page.with_suffix(".txt").read_text()
    assert compare(words_of(found), words_of(wanted)).f > 90
    assert wanted.split("\n\n")[0].strip() in found


@pytest.mark.parametrize("page", [page for page in PAGES if is_obstacle(page)], ids=lambda page: page.stem)
def test_a_page_that_is_no_article_gives_no_text(page: Path) -> None:
    assert page.with_suffix(".txt").read_text() == ""
    assert ours(page.read_text()) == ""
