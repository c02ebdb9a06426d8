"""The first run, importing while one reads, and removing sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import cast

import pytest

from reader.analysis.identity import IDENTITY_VERSION
from reader.indexing import Progress, reanalysis
from reader.indexing.reanalysis import count_stale
from reader.library.library import Library
from reader.model.cancel import Cancellation
from reader.model.report import IndexReport
from reader.tui.app import ReaderApp
from reader.tui.widgets.paths import first_match
from tests.tui.conftest import opened, press, reader_on, screen_text, settle, type_ahead

ARTICLE = """Ferry timetable changes on Monday

HARBOUR - The ferry will leave ten minutes earlier from Monday, the harbour office said.

"Bring a coat," said the harbour master, Elin Marsh.
"""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "empty.db")
    yield library
    library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "papers"
    place.mkdir()
    (place / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    return place


def said(app: object) -> list[str]:
    return [entry.text for entry in cast("ReaderApp", app).journal.entries]


async def test_an_empty_library_says_what_it_is_for_and_offers_keys(empty: Library) -> None:
    async with opened(empty, (80, 24)) as pilot:
        text = screen_text(pilot)
        assert "This library is empty" in text
        assert "load the sample articles" in text
        assert "import a file, a folder or an archive" in text


async def test_keys_that_need_articles_do_nothing_in_an_empty_library(empty: Library) -> None:
    async with opened(empty) as pilot:
        await press(pilot, *"/nvzZUmA1")
        assert "This library is empty" in screen_text(pilot)
        assert said(pilot.app) == []


async def test_q_quits_an_empty_library_and_escape_does_not(empty: Library) -> None:
    async with opened(empty, (80, 24)) as pilot:
        await press(pilot, "escape")
        assert pilot.app.return_code is None
        await press(pilot, "q")
        assert pilot.app.return_code == 0


async def test_enter_loads_the_samples_and_shows_them(
    empty: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.indexing.samples.seeds_folder", lambda: folder)
    async with opened(empty) as pilot:
        await press(pilot, "enter")
        assert said(pilot.app) == ["samples: 1 added"]
        text = screen_text(pilot)
        assert "Ferry timetable changes on Monday" in text
        assert "This library is empty" not in text
        await press(pilot, "enter", "]")
        assert pilot.app.screen.span is not None


async def test_importing_a_folder_adds_its_articles_below_the_cursor(library: Library, folder: Path) -> None:
    async with opened(library) as pilot:
        before = pilot.app.screen.articles_pane.cursor_key
        await press(pilot, "i")
        await type_ahead(pilot, *str(folder))
        await press(pilot, "enter")
        assert said(pilot.app) == ["papers: 1 added"]
        assert library.totals().articles == 7
        assert pilot.app.screen.articles_pane.cursor_key == before
        await press(pilot, "i")
        await type_ahead(pilot, *str(folder))
        await press(pilot, "enter")
        assert said(pilot.app)[-1] == "papers: 1 unchanged"


async def test_entries_of_a_feed_file_can_be_read_before_their_quotes_are_found(
    empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Event()

    def renew(library: Library, *, progress: object, cancellation: Cancellation) -> IndexReport:
        begin.wait(timeout=60)
        return real(library, progress=lambda _: None, cancellation=cancellation)

    real = reanalysis.renew
    monkeypatch.setattr("reader.tui.flows.renewing.stale_in", count_stale)
    monkeypatch.setattr("reader.indexing.reanalysis.renew", renew)
    entry = f"<item><guid>1</guid><title>Ferry timetable</title><description>{ARTICLE}</description></item>"
    feed = tmp_path / "harbour.rss"
    feed.write_text(f"<rss><channel><title>Harbour</title>{entry}</channel></rss>", encoding="utf-8")
    async with reader_on(empty).run_test(size=(120, 40)) as pilot:
        await press(pilot, "i")
        await type_ahead(pilot, *str(feed))
        await pilot.press("enter")
        while "Ferry timetable" not in screen_text(pilot):
            await pilot.pause(0.01)
        waiting = count_stale(empty)
        begin.set()
        await settle(pilot)
        assert said(pilot.app)[-1] == "1 article analysed"
        assert (waiting, count_stale(empty)) == (1, 0)


async def test_a_path_that_is_not_there_is_said_in_a_line(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "i", *"/no/[such]/place", "enter")
        assert said(pilot.app) == ["/no/[such]/place: no such file or folder"]
        assert [toast.markup for toast in pilot.app._notifications] == [False]


async def test_documents_that_fail_are_counted_and_listed_with_their_reasons(
    library: Library, folder: Path
) -> None:
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 not a zip")
    async with opened(library) as pilot:
        await press(pilot, "i")
        await type_ahead(pilot, *str(folder))
        await press(pilot, "enter")
        assert said(pilot.app)[-1] == "papers: 1 added, 1 failed · E shows why"
        await press(pilot, "E")
        assert "broken.zip" in screen_text(pilot)


async def test_a_source_is_removed_after_a_question_only(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "1", *"jjj", "x")
        assert "Remove Evening Lantern with its article?" in screen_text(pilot)
        await press(pilot, "n")
        assert library.totals().articles == 6
        await press(pilot, "x", "y")
        assert library.totals().articles == 5
        assert "Evening Lantern" not in screen_text(pilot).replace("Evening Lantern removed", "")


async def test_all_and_starred_cannot_be_removed(library: Library) -> None:
    async with opened(library) as pilot:
        await press(pilot, "1", "g", "x")
        assert said(pilot.app) == ["Only feeds, sources and saved searches can be removed"]


def test_paths_are_completed_from_the_disk(folder: Path) -> None:
    assert first_match(f"{folder}/fe") == f"{folder}/ferry.txt"
    assert first_match(str(folder)[:-2]) == f"{folder}/"
    assert first_match(f"{folder}/ferry.txt") is None
    assert first_match(f"{folder}/x") is None
    assert first_match("") is None
    assert first_match("/no/such/place/x") is None


# -- analysing anew ------------------------------------------------------------------------------


async def test_what_an_older_version_analysed_is_analysed_anew_by_itself(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.flows.renewing.stale_in", count_stale)
    library.marks.set_read([library.rows(list(library.all_ids()))[2].id], read=True)
    library.identities.finish(IDENTITY_VERSION)
    assert count_stale(library) == 6
    async with opened(library) as pilot:
        assert count_stale(library) == 0
        assert said(pilot.app)[-1] == "6 articles analysed"
        assert "Analysing" not in screen_text(pilot)
        assert library.totals().unread == 5


async def test_escape_stops_analysing_anew_and_the_rest_follows_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = Event()

    def renew(_: Library, *, progress: Callable[[Progress], None], cancellation: Cancellation) -> IndexReport:
        with cancellation.calling(stopped.set):
            progress(Progress(3, 6, updated=3, stage="analysing"))
            stopped.wait()
        return IndexReport(0, 3, 0, (), (), interrupted=True)

    monkeypatch.setattr("reader.tui.flows.renewing.stale_in", lambda library: 6)
    monkeypatch.setattr("reader.indexing.reanalysis.renew", renew)
    async with reader_on(library).run_test(size=(120, 40)) as pilot:
        while "Analysing 3 of 6 · Esc stops" not in screen_text(pilot):
            await pilot.pause(0.01)
        await pilot.press("escape")
        await settle(pilot)
        assert said(pilot.app)[-1] == "3 articles analysed; the rest follows at the next start"
