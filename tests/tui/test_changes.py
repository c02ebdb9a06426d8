"""What changed in an article, seen in the reader and on the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reader.library.library import Library
from reader.model.source import SourceKind
from reader.tui.app import ReaderApp
from tests.library.making import an_article
from tests.tui.conftest import opened, press, screen_text

if TYPE_CHECKING:
    pass

TEXTS = ("Harga beras naik tajam.", "Harga beras turun tajam.", "Harga beras turun sedikit saja.")


def changed(library: Library) -> int:
    """Store an article with three texts and return its id."""
    for body in TEXTS:
        one = an_article(body, title="Beras", at="file:///berita/beras.txt", published="2026-11-18T10:00:00Z")
        (stored,) = library.store([replace(one, raw=replace(one.raw, body=body))], kind=SourceKind.FOLDER)
    return stored.article_id


async def test_d_shows_the_last_change_and_the_arrows_the_others(library: Library) -> None:
    article = changed(library)
    async with opened(library) as pilot:
        pilot.app.screen.articles_pane.move_to_key(article)
        await press(pilot, "D")
        text = screen_text(pilot)
        assert "Change 2 of 2" in text
        assert "Harga beras turun tajamsedikit saja." in text
        await press(pilot, "left")
        assert "Change 1 of 2" in screen_text(pilot)
        assert "Harga beras naikturun tajam." in screen_text(pilot)
        await press(pilot, "escape")
        assert "Change" not in screen_text(pilot)


async def test_added_and_removed_words_differ_in_more_than_colour(library: Library) -> None:
    article = changed(library)
    async with opened(library) as pilot:
        pilot.app.screen.articles_pane.move_to_key(article)
        await press(pilot, "D")
        styles = {
            segment.text.strip(): segment.style
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
        }
        assert styles["tajam"].strike
        assert styles["sedikit saja"].underline
        assert styles["sedikit saja"].bold


async def test_an_article_that_never_changed_says_so(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "D")
        assert [entry.text for entry in cast("ReaderApp", pilot.app).journal.entries] == [
            "Nothing changed in this article since it came"
        ]
