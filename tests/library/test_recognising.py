# ruff: noqa: E501 - entries stand on one line
"""An entry of a feed stays the article that it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.indexing import index
from reader.indexing.reanalysis import analyse_waiting
from reader.model.feed import Entry, Feed
from reader.sources.feeds.articles import articles_of
from tests.unit.indexing.analysers import shout

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.article import Article

FEED = "https://contoh.example/feed"


def an_entry(id_: str | None = "1", link: str | None = "https://contoh.example/1", title: str | None = "Beras naik",
             text: str = "Harga beras naik.", published: str | None = "2026-10-01T08:00:00Z") -> Entry:  # fmt: skip
    return Entry(id=id_, link=link, title=title, content=text, published=published)


def deliver(library: Library, *entries: Entry) -> list[Article]:
    """Index what a feed holds now and return all articles, oldest id first."""
    feed = Feed(format="rss 2.0", title="Harian Contoh", entries=entries)
    index(library, articles_of(feed, FEED), analyse=shout, version=1)
    assert analyse_waiting(library, analyse=shout, version=1)
    found = [library.article(row.id) for row in library.rows([*library.all_ids()])]
    return sorted((one for one in found if one is not None), key=lambda one: one.id)


@pytest.mark.parametrize(
    "changed",
    [
        an_entry(id_="other"),
        an_entry(link="https://contoh.example/moved"),
        an_entry(title="Beras naik lagi"),
        an_entry(id_="other", link="https://contoh.example/moved"),
        an_entry(id_="other", title="Beras naik lagi"),
        an_entry(link=None, title="Beras naik lagi"),
        an_entry(published="2026-10-02T00:00:00Z"),
    ],
    ids=["id", "page", "title", "id and page", "id and title", "page lost and title", "date"],
)
def test_an_entry_keeps_its_article_when_one_of_its_names_changes(library: Library, changed: Entry) -> None:
    (before,) = deliver(library, an_entry())
    library.marks.set_starred([before.id], starred=True)

    (after,) = deliver(library, changed)

    assert (after.id, after.starred) == (before.id, True)
    feed = library.entry(after.id)
    assert feed is not None
    assert (feed[1].id, feed[1].link, feed[1].title) == (changed.id, changed.link, changed.title)


def test_changed_text_is_a_revision_and_the_analysis_of_it_is_none(library: Library) -> None:
    deliver(library, an_entry())
    (after,) = deliver(library, an_entry(text="Harga beras turun."))

    assert (after.analysis.body, after.revision) == ("Harga beras turun.", 2)
    assert [revision.body for revision in library.revisions(after.id)] == ["Harga beras naik."]


def test_entries_that_leave_the_feed_stay_in_the_library(library: Library) -> None:
    deliver(library, an_entry("1", "https://contoh.example/1"), an_entry("2", "https://contoh.example/2"))

    assert len(deliver(library, an_entry("3", "https://contoh.example/3", "Jagung", "Jagung."))) == 3


def test_entries_that_share_an_id_or_a_page_stay_apart(library: Library) -> None:
    one = an_entry("same", "https://contoh.example/1", "Satu", "Satu.")
    two = an_entry("same", "https://contoh.example/2", "Dua", "Dua.")
    three = an_entry("same", "https://contoh.example/3", "Tiga", "Tiga.")
    assert len(deliver(library, one, two)) == 2
    articles = deliver(library, three, one, two)
    assert sorted(article.title for article in articles) == ["Dua", "Satu", "Tiga"]
    assert all(article.revision == 1 for article in articles)


def test_one_page_for_all_entries_tells_nothing(library: Library) -> None:
    home = "https://contoh.example/"
    deliver(library, an_entry("1", home, "Satu", "Satu."), an_entry("2", home, "Dua", "Dua."))

    articles = deliver(library, an_entry("3", home, "Tiga", "Tiga."), an_entry("4", home, "Empat", "Empat."))

    assert len(articles) == 4


def test_a_title_that_returns_every_day_is_a_new_article_each_time(library: Library) -> None:
    deliver(library, an_entry("1", "https://contoh.example/1", "Kabar pagi", "Senin."))

    articles = deliver(
        library, an_entry("2", "https://contoh.example/2", "Kabar pagi", "Selasa.", "2026-10-02T08:00:00Z")
    )

    assert [article.analysis.body for article in articles] == ["Senin.", "Selasa."]


def test_entries_with_nothing_but_a_title_are_known_by_it(library: Library) -> None:
    deliver(library, an_entry(None, None, "Kabar pagi", "Senin.", None))

    (article,) = deliver(library, an_entry(None, None, "Kabar pagi", "Senin, diperbarui.", None))

    assert article.revision == 2


def test_two_entries_with_the_same_words_are_two_articles(library: Library) -> None:
    assert (
        len(
            deliver(
                library, an_entry("1", "https://contoh.example/1"), an_entry("2", "https://contoh.example/2")
            )
        )
        == 2
    )


def test_what_feeds_say_survives_the_library(library: Library) -> None:
    from reader.model.feed import Enclosure, Person

    entry = Entry(
        "1", "https://contoh.example/1", "Judul", "Ringkas", "<p>Isi</p>", "2026-10-01", "2026-10-02",
        (Person("Wulan", "w@contoh.example"), Person(None, "t@contoh.example")), ("Ekonomi",), ("https://contoh.example/1",),
        (Enclosure("https://contoh.example/a.mp3", "audio/mpeg", 3),), "https://contoh.example/p.png", "https://contoh.example/c", "Asal", "id",
    )  # fmt: skip
    (article,) = deliver(library, entry)

    assert library.entry(article.id) == (FEED, entry)
    raw = library.delivered(article.id)
    assert raw is not None
    assert library.unchanged([raw], version=1) == [True]
