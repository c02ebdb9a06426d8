# ruff: noqa: E501 - feeds stand on one line
"""Following feeds in the reader: adding, refreshing beside reading, failing, leaving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from reader.indexing.fetching import fetch
from reader.library.library import Library
from reader.model.article import ArticleRow
from reader.tui.app import ReaderApp
from reader.tui.panes.articles import ArticlesPane
from tests.sources.feeds.making import rss
from tests.sources.web_server import Reply, WebServer, versioned, web_server
from tests.tui.conftest import opened, press, screen_text, settle, type_ahead


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[WebServer]:
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("NEWSREADER_NO_KEYRING", "1")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with web_server() as running:
        running.pages["/f"] = versioned(feed("Kapal baru tiba"))
        yield running


def feed(*titles: str, name: str = "Kabar Pesisir") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><pubDate>Mon, 16 Nov 2026 08:00:00 GMT</pubDate>"
        f"<description>Isi berita {title}.</description></item>"
        for title in titles
    )
    return rss(f"<title>{name}</title>{items}")


def followed(library: Library, server: WebServer, *, folder: str | None = None) -> None:
    library.feeds.follow(server.url("/f"), folder=folder)
    fetch(library, library.feeds.all())


def listed(pane: ArticlesPane) -> list[ArticleRow]:
    return [row for index in range(len(pane.keys)) if (row := pane.row_at(index)) is not None]


def said(app: object) -> list[str]:
    return [entry.text for entry in cast("ReaderApp", app).journal.entries]


async def test_a_feed_is_added_by_its_address_and_its_articles_come(
    library: Library, server: WebServer
) -> None:
    async with opened(library) as pilot:
        await press(pilot, "a")
        await type_ahead(pilot, *server.url("/f"))
        await press(pilot, "enter")
        assert said(pilot.app) == ["Following Kabar Pesisir", "1 feed: 1 new"]
        text = screen_text(pilot)
        assert "FEEDS" in text
        assert "Kabar Pesisir" in text
        assert "Kapal baru tiba" in text


async def test_what_is_no_feed_is_said_in_one_line(library: Library, server: WebServer) -> None:
    async with opened(library) as pilot:
        await press(pilot, "a")
        await type_ahead(pilot, *server.url("/nothing"))
        await press(pilot, "enter")
        assert said(pilot.app) == [f"{server.url('/nothing')}: there is nothing at this address (404)"]


async def test_new_articles_never_move_the_row_under_the_cursor(library: Library, server: WebServer) -> None:
    followed(library, server)
    async with opened(library) as pilot:
        await press(pilot, "j", "j")
        main = pilot.app.screen
        pane = main.articles_pane
        key = pane.cursor_key
        line = pane.cursor * 2 - pane.scroll_offset.y
        server.pages["/f"] = versioned(feed("Kapal baru tiba", "Satu lagi", "Dua lagi"), '"2"')
        await press(pilot, "R")

        assert pane.cursor_key == key
        assert pane.cursor * 2 - pane.scroll_offset.y == line
        assert "2 new ↑" in screen_text(pilot)
        await press(pilot, "g")
        assert "new ↑" not in screen_text(pilot)
        assert said(pilot.app) == ["1 feed: 2 new"]


async def test_several_failures_are_one_toast_and_e_shows_them_and_retries(
    library: Library, server: WebServer
) -> None:
    followed(library, server)
    library.feeds.follow(server.url("/g"), name="Koran sore")
    server.pages["/f"] = server.pages["/g"] = Reply(status=500)
    async with opened(library) as pilot:
        await press(pilot, "R")
        toasts = [entry for entry in said(pilot.app) if "feeds failed" in entry]
        assert toasts == ["2 feeds failed · E shows why and retries"]
        assert len(pilot.app._notifications) == 1
        await press(pilot, "E")
        text = screen_text(pilot)
        assert "Koran sore" in text
        assert "the server has an error (500)" in text
        server.pages["/f"] = server.pages["/g"] = Reply(feed("Pulih kembali"))
        await press(pilot, "r")
        assert not any(one.problem for one in library.feeds.all())


async def test_a_feed_that_fails_carries_a_mark_in_the_sources(library: Library, server: WebServer) -> None:
    followed(library, server, folder="Pagi/Pesisir")
    server.pages["/f"] = Reply(status=500)
    fetch(library, library.feeds.all())
    async with opened(library, (200, 60)) as pilot:
        lines = [line for line in screen_text(pilot).splitlines() if "Kabar Pesisir" in line]
        assert any("! 1" in line for line in lines)
        assert "▾ Pesisir" in screen_text(pilot)


async def test_r_refreshes_the_feed_that_is_chosen(library: Library, server: WebServer) -> None:
    followed(library, server)
    server.pages["/g"] = Reply(feed("Lain", name="Lain"))
    library.feeds.follow(server.url("/g"))
    async with opened(library) as pilot:
        await press(pilot, "r")
        assert said(pilot.app) == ["No feed is chosen · R refreshes all"]
        main = pilot.app.screen
        await press(pilot, "1")
        row = main.sources_pane.row_named("Kabar Pesisir")
        main.sources_pane.move_cursor(main.sources_pane._rows.index(row))
        server.asked.clear()
        await press(pilot, "r")
        assert [asked.path for asked in server.asked] == ["/f"]


async def test_a_folder_lists_what_its_feeds_brought_and_r_refreshes_them(
    library: Library, server: WebServer
) -> None:
    followed(library, server, folder="Pagi/Pesisir")
    server.pages["/g"] = Reply(feed("Lain", name="Lain"))
    library.feeds.follow(server.url("/g"), folder="Sore")
    fetch(library, library.feeds.all())
    async with opened(library) as pilot:
        await press(pilot, "1", "j", "j", "j", "enter")
        main = pilot.app.screen
        assert [row.title for row in listed(main.articles_pane)] == ["Kapal baru tiba"]
        assert "Pagi" in screen_text(pilot).splitlines()[0]
        await press(pilot, "1")
        server.asked.clear()
        await press(pilot, "r")
        assert [asked.path for asked in server.asked] == ["/f"]


async def test_o_closes_a_folder_which_stays_closed_after_a_restart(
    library: Library, server: WebServer
) -> None:
    followed(library, server, folder="Pagi/Pesisir")
    async with opened(library, (200, 60)) as pilot:
        await press(pilot, "1", "j", "j", "j", "j", "j", "o")
        assert "▸ Pesisir" in screen_text(pilot)
        assert pilot.app.screen.sources_pane.row_named("Kabar Pesisir") is None
        await press(pilot, "Q")
    async with opened(library, (200, 60)) as pilot:
        assert "▸ Pesisir" in screen_text(pilot)
        await press(pilot, "1", "j", "j", "j", "j", "o")
        assert pilot.app.screen.sources_pane.row_named("Kabar Pesisir") is not None


async def go_to(pilot: Pilot[int], label: str) -> None:
    """Put the cursor of the sources on a row."""
    await press(pilot, "1")
    pane = pilot.app.screen.sources_pane
    pane.move_cursor(pane._rows.index(pane.row_named(label)))
    await settle(pilot)


async def test_c_changes_what_a_feed_is_called_and_where_it_stands(
    library: Library, server: WebServer
) -> None:
    followed(library, server)
    async with opened(library) as pilot:
        await go_to(pilot, "Kabar Pesisir")
        await press(pilot, "C", *"Pesisir", "down", *"Pagi / Daerah", "enter")
        (one,) = library.feeds.all()
        assert (one.name, one.folder) == ("Pesisir", "Pagi/Daerah")
        assert said(pilot.app)[-1] == "Kabar Pesisir changed · u undoes it"
        assert pilot.app.screen.sources_pane.row_named("Daerah") is not None

        await press(pilot, "u")
        (one,) = library.feeds.all()
        assert (one.name, one.folder) == ("Kabar Pesisir", "")


@pytest.mark.parametrize("size", [(120, 40), (40, 12)], ids=["large", "small"])
async def test_a_setting_that_is_not_allowed_is_said_beside_it_and_nothing_is_changed(
    library: Library, server: WebServer, size: tuple[int, int]
) -> None:
    followed(library, server)
    async with opened(library, size) as pilot:
        await go_to(pilot, "Kabar Pesisir")
        await press(pilot, "C", "down", "down", "down", "end", *("backspace",) * 4, *"soon", "enter")
        assert "the interval is a number of" in screen_text(pilot)
        await press(pilot, "escape")
        assert library.feeds.all()[0].settings.minutes is None


async def test_an_emptied_interval_is_automatic_and_what_was_never_allowed_can_be_undone(
    library: Library, server: WebServer
) -> None:
    followed(library, server)
    (one,) = library.feeds.all()
    library.feeds.change(one.id, minutes=30, selector="p[")
    async with opened(library) as pilot:
        await go_to(pilot, "Kabar Pesisir")
        await press(pilot, "C", "down", "down", "down", "end", *("backspace",) * 2)
        await press(pilot, "down", "down", "end", *("backspace",) * 2, "enter")
        (one,) = library.feeds.all()
        assert (one.settings.minutes, one.settings.selector) == (None, None)

        await press(pilot, "u")
        (one,) = library.feeds.all()
        assert (one.settings.minutes, one.settings.selector) == (30, "p[")


async def test_c_renames_a_saved_search(library: Library, server: WebServer) -> None:
    library.searches.save("Beras", "beras")
    library.searches.save("Kapal", "kapal")
    async with opened(library) as pilot:
        await go_to(pilot, "Beras")
        await press(pilot, "C", *("backspace",) * 5, *"Harga", "enter")
        assert [one.name for one in library.searches.all()] == ["Harga", "Kapal"]
        await press(pilot, "u")
        assert [one.name for one in library.searches.all()] == ["Beras", "Kapal"]

        await go_to(pilot, "Beras")
        await press(pilot, "C", *("backspace",) * 5, *"Kapal", "enter")
        assert said(pilot.app)[-1] == "Kapal: another search has this name already"


async def test_x_unfollows_and_u_follows_again(library: Library, server: WebServer) -> None:
    followed(library, server)
    async with opened(library) as pilot:
        main = pilot.app.screen
        await press(pilot, "1")
        row = main.sources_pane.row_named("Kabar Pesisir")
        main.sources_pane.move_cursor(main.sources_pane._rows.index(row))
        await press(pilot, "x")
        assert library.feeds.all() == []
        assert "SOURCES" in screen_text(pilot)
        await press(pilot, "u")
        assert [one.name for one in library.feeds.all()] == ["Kabar Pesisir"]


async def test_a_list_of_feeds_is_imported(library: Library, server: WebServer, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        f'<opml><body><outline text="Pagi"><outline text="A" xmlUrl="{server.url("/f")}"/></outline></body></opml>'
    )
    async with opened(library) as pilot:
        await press(pilot, "i")
        await type_ahead(pilot, *str(file))
        await press(pilot, "enter")
        assert said(pilot.app)[0] == "feeds.opml: 1 feed followed"
        assert [(one.name, one.articles) for one in library.feeds.all()] == [("A", 1)]


async def test_feeds_whose_time_has_come_are_fetched_without_a_word(
    library: Library, server: WebServer
) -> None:
    library.feeds.follow(server.url("/f"))
    async with opened(library) as pilot:
        pilot.app.screen._refresh_due()
        await settle(pilot)
        assert said(pilot.app) == []
        assert library.feeds.all()[0].articles == 1
        assert "1 new ↑" in screen_text(pilot)


async def test_a_refresh_brings_the_whole_text_where_the_feed_gives_a_summary(
    library: Library, server: WebServer
) -> None:
    sentence = "Kapal yang ditunggu nelayan itu akhirnya tiba di dermaga pada Senin pagi, kata syahbandar."
    page = f"<title>Kapal tiba</title><article>{f'<p>{sentence}</p>' * 3}</article>".encode()
    server.pages["/1"] = Reply(page, headers={"Content-Type": "text/html"})
    item = f"<item><title>Kapal tiba</title><guid>1</guid><link>{server.url('/1')}</link><description>Tiba.</description></item>"
    server.pages["/f"] = versioned(rss(f"<title>Kabar Pesisir</title>{item}"))
    library.feeds.follow(server.url("/f"))
    async with opened(library) as pilot:
        await press(pilot, "R")
        bodies = [article.analysis.body for id_ in library.all_ids() if (article := library.article(id_))]
        assert "\n\n".join([sentence] * 3) in bodies
