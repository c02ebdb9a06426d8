"""The commands that read a library: search, show, quotes, entities, export, backup, doctor."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.library.opening import open_connections

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Newsreader

GATE = """\
Pintu Air Lama Dibuka Kembali

KABAR TELUK, Karangsari – Dinas Air Karangsari membuka lagi pintu air lama, Kamis (1/10/2026).

“Kami sudah menunggu dua tahun,” kata Ratna Prakoso, kepala dinas itu.
"""
FERRY = """\
Ferry Returns to Port Ellery

PORT ELLERY, Oct. 4, 2026 - The ferry is back after a long winter.

"We never gave up on the harbour," said Nora Marlow, who runs the line.
"""


@pytest.fixture
def library(newsreader: Newsreader, tmp_path: Path) -> Path:
    """A library of two articles, one in each language."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "pintu.txt").write_text(GATE, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    assert newsreader("index", folder).code == 0
    return tmp_path / "library.db"


def only_id(newsreader: Newsreader, query: str) -> str:
    """Return the id of the one article that a query finds."""
    (article,) = newsreader("search", "--json", query).json["articles"]
    return str(article["id"])


@pytest.mark.usefixtures("library")
class TestSearch:
    def test_articles_come_with_their_ids_and_windows_round_the_hits(self, newsreader: Newsreader) -> None:
        found = newsreader("search", "--json", "pintu", "air").json
        assert (found["query"], found["total"], found["problems"]) == ("pintu air", 1, [])
        (article,) = found["articles"]
        assert article["title"] == "Pintu Air Lama Dibuka Kembali"
        assert article["sorted_at"].startswith("2026-10-01T")
        snippet = article["snippet"]
        assert all(
            snippet["text"][start:end].casefold() in {"pintu", "air"} for start, end in snippet["hits"]
        )

    def test_a_person_reads_id_title_and_place(self, newsreader: Newsreader) -> None:
        ran = newsreader("search", "harbour")
        assert ran.code == 0
        assert f"{only_id(newsreader, 'harbour')}  Ferry Returns to Port Ellery\n" in ran.out
        assert "2026-10-04 · 1 quote" in ran.out
        assert "[harbour]" in ran.out
        assert ran.err == "1 article\n"

    def test_one_object_a_line(self, newsreader: Newsreader) -> None:
        ran = newsreader("search", "--jsonl", "has:quote")
        assert len(ran.lines) == 2
        assert ran.err == ""

    def test_a_list_that_was_cut_says_so(self, newsreader: Newsreader) -> None:
        ran = newsreader("search", "--limit", "1", "has:quote")
        assert ran.err == "1 of 2 articles; --limit 0 shows all\n"
        assert newsreader("search", "--limit", "0", "has:quote").err == "2 articles\n"

    @pytest.mark.parametrize(("order", "first"), [("newest", "Ferry"), ("oldest", "Pintu")])
    def test_the_order_can_be_chosen(self, order: str, first: str, newsreader: Newsreader) -> None:
        articles = newsreader("search", "--json", "--order", order, "has:quote").json["articles"]
        assert articles[0]["title"].startswith(first)

    def test_no_match_is_no_failure(self, newsreader: Newsreader) -> None:
        ran = newsreader("search", "gajah")
        assert (ran.code, ran.out, ran.err) == (0, "", "no articles match\n")

    def test_the_last_word_is_taken_as_finished(self, newsreader: Newsreader) -> None:
        assert newsreader("search", "--json", "harb").json["total"] == 0

    @pytest.mark.parametrize("query", ["persn:ratna", "before:someday", "is:purple"])
    def test_what_is_wrong_in_a_query_is_said_with_its_place(
        self, query: str, newsreader: Newsreader
    ) -> None:
        ran = newsreader("search", f"pintu {query}")
        assert ran.code == 1
        assert ran.err.startswith("newsreader: query: ")
        assert (
            query.partition(":")[0] in ran.err.splitlines()[0]
            or query.partition(":")[2] in ran.err.splitlines()[0]
        )

    @pytest.mark.parametrize("query", ["persn:ratna", "title:(", "* * *"])
    def test_a_query_that_asks_nothing_lists_nothing(self, query: str, newsreader: Newsreader) -> None:
        ran = newsreader("search", query)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)

    @pytest.mark.parametrize(
        "query", ['"', "(((", "a OR", "near(", "title:", "* * *", "'; DROP TABLE x; --", "\ud800"]
    )
    def test_no_query_shows_a_traceback_or_sql(self, query: str, newsreader: Newsreader) -> None:
        ran = newsreader("search", "--", query)
        assert ran.code in {0, 1}
        assert "Traceback" not in ran.err
        assert "sql" not in ran.err.casefold()
        assert "unexpected" not in ran.err


@pytest.mark.usefixtures("library")
class TestShow:
    def test_the_whole_article_with_its_analysis(self, newsreader: Newsreader) -> None:
        article_id = only_id(newsreader, "pintu")
        article = newsreader("show", "--json", article_id).json
        assert article["id"] == int(article_id)
        assert article["locator"].startswith("file:///")
        assert article["title"] == "Pintu Air Lama Dibuka Kembali"
        assert article["body"].startswith("KABAR TELUK")
        assert article["quotes"][0]["name"] == "Ratna Prakoso"

    def test_text_quotes_and_names_for_a_person(self, newsreader: Newsreader) -> None:
        ran = newsreader("show", only_id(newsreader, "ferry"))
        assert ran.code == 0
        assert ran.out.startswith("Ferry Returns to Port Ellery\n")
        assert "\n  1  Nora Marlow" in ran.out
        assert (
            "“We never gave up on the harbour,”" in ran.out or "“We never gave up on the harbour”" in ran.out
        )

    def test_an_id_that_is_not_there_is_one_line(self, newsreader: Newsreader) -> None:
        ran = newsreader("show", "7")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.endswith("no article 7; 'newsreader search' prints ids\n")

    @pytest.mark.parametrize("number", [str(2**70), "-1"])
    def test_an_impossible_id_is_wrong_usage(self, number: str, newsreader: Newsreader) -> None:
        assert newsreader("show", "--", number).code == 2


@pytest.mark.usefixtures("library")
class TestQuotesAndEntities:
    def test_quotes_of_everybody(self, newsreader: Newsreader) -> None:
        quotes = newsreader("quotes", "--json").json
        assert {quote["name"] for quote in quotes} == {"Ratna Prakoso", "Nora Marlow"}

    def test_quotes_of_one_speaker_in_some_articles(self, newsreader: Newsreader) -> None:
        assert [
            quote["name"] for quote in newsreader("quotes", "--jsonl", "--speaker", "Nora Marlow").lines
        ] == ["Nora Marlow"]
        assert newsreader("quotes", "--json", "--speaker", "Nora Marlow", "pintu").json == []

    def test_quotes_as_a_table(self, newsreader: Newsreader) -> None:
        rows = list(csv.DictReader(io.StringIO(newsreader("quotes", "--csv").out, newline="")))
        assert {row["name"] for row in rows} == {"Ratna Prakoso", "Nora Marlow"}

    def test_quotes_for_a_person(self, newsreader: Newsreader) -> None:
        ran = newsreader("quotes", "--speaker", "Nora Marlow")
        assert ran.out.startswith("Nora Marlow")
        assert "\n  “We never gave up on the harbour" in ran.out
        assert newsreader("quotes", "--speaker", "Nobody").err == "no quotes match\n"

    def test_entities_by_type(self, newsreader: Newsreader) -> None:
        people = newsreader("entities", "--json", "--type", "person").json
        assert {"Ratna Prakoso", "Nora Marlow"} <= {person["name"] for person in people}
        assert {person["type"] for person in people} == {"person"}

    def test_entities_as_a_table_and_for_a_person(self, newsreader: Newsreader) -> None:
        rows = list(csv.DictReader(io.StringIO(newsreader("entities", "--csv").out, newline="")))
        assert any(row["name"] == "Nora Marlow" for row in rows)
        assert "Nora Marlow\n" in newsreader("entities", "ferry").out
        assert newsreader("entities", "gajah").err == "no entities match\n"

    @pytest.mark.parametrize("command", ["quotes", "entities"])
    def test_two_formats_at_once_are_wrong_usage(self, command: str, newsreader: Newsreader) -> None:
        ran = newsreader(command, "--json", "--csv")
        assert ran.code == 2
        assert "choose one of --json and --csv" in ran.err


@pytest.mark.usefixtures("library")
class TestDataOut:
    def test_an_export_holds_every_article_with_its_analysis(self, newsreader: Newsreader) -> None:
        ran = newsreader("export", "--jsonl")
        assert [article["title"].split()[0] for article in ran.lines] == ["Pintu", "Ferry"]
        assert all(article["quotes"] for article in ran.lines)
        assert ran.err == "2 articles written\n"

    def test_an_export_of_a_query(self, newsreader: Newsreader) -> None:
        assert len(newsreader("export", "ferry").lines) == 1

    def test_a_backup_is_a_library(self, newsreader: Newsreader, tmp_path: Path) -> None:
        target = tmp_path / "copy.db"
        assert newsreader("backup", target).code == 0
        assert newsreader("--library", target, "search", "--json", "has:quote").json["total"] == 2

    def test_a_backup_never_overwrites(self, newsreader: Newsreader, tmp_path: Path) -> None:
        target = tmp_path / "precious.txt"
        target.write_text("keep me")
        ran = newsreader("backup", target)
        assert (ran.code, target.read_text()) == (1, "keep me")
        assert ran.err.count("\n") == 1

    def test_a_backup_into_a_folder_that_is_not_there_is_one_line(
        self, newsreader: Newsreader, tmp_path: Path
    ) -> None:
        ran = newsreader("backup", tmp_path / "gone" / "copy.db")
        assert ran.code == 1
        reason = f"{tmp_path / 'gone'}: there is no such folder to put the backup into"
        assert ran.err == f"newsreader: {reason}\n"


class TestDoctor:
    def test_a_sound_library_has_no_problems(self, newsreader: Newsreader, library: Path) -> None:
        ran = newsreader("doctor")
        assert ran.code == 0
        assert str(library) in ran.out
        assert ran.out.endswith("no problems found\n")

    def test_facts_and_problems_as_json(self, newsreader: Newsreader, library: Path) -> None:
        report = newsreader("doctor", "--json").json
        assert report["problems"] == []
        assert report["facts"]["articles"] == 2

    def test_a_library_not_made_yet_is_no_problem(self, newsreader: Newsreader) -> None:
        ran = newsreader("doctor")
        assert ran.code == 0
        assert "(not made yet)" in ran.out

    def test_wrong_settings_and_keys_are_problems(self, newsreader: Newsreader, tmp_path: Path) -> None:
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / "settings.toml").write_text("text_width = 7")
        (tmp_path / "config" / "keys.toml").write_text('"no.such" = "x"')
        report = newsreader("doctor", "--json")
        assert report.code == 1
        assert len(report.json["problems"]) == 2
        checked = newsreader("keys", "--check")
        assert checked.code == 1
        assert "no.such" in checked.err

    def test_a_wrong_theme_is_a_problem(self, newsreader: Newsreader, tmp_path: Path) -> None:
        (tmp_path / "config" / "themes").mkdir(parents=True)
        (tmp_path / "config" / "themes" / "mine.toml").write_text("name = ")
        report = newsreader("doctor", "--json")
        assert report.code == 1
        [problem] = report.json["problems"]
        assert problem.startswith(f"{tmp_path / 'config' / 'themes' / 'mine.toml'}: not valid TOML")


def other_database(path: Path) -> None:
    """Make an SQLite file of some other program."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()


def torn(path: Path) -> None:
    """Overwrite the middle of a library."""
    content = bytearray(path.read_bytes())
    content[4096:40960] = os.urandom(36864)
    path.write_bytes(content)


def from_the_future(path: Path) -> None:
    """Raise the layout number of a library."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


READING = (
    ["search", "pintu"],
    ["show", "1"],
    ["quotes"],
    ["entities"],
    ["export"],
    ["backup", "copy.db"],
    ["doctor"],
)


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"no database at all, just a sentence that goes on for a while." * 20),
        lambda path: (path.unlink(), other_database(path)),
        from_the_future,
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["not a database", "another program's", "too new", "a folder"],
)
def test_a_library_that_is_none_is_one_line_and_exit_1(
    spoil: Any, command: list[str], newsreader: Newsreader, library: Path
) -> None:
    spoil(library)
    ran = newsreader(*command)
    assert ran.code == 1
    said = ran.err or ran.out
    assert str(library) in said
    assert "Traceback" not in said
    assert "unexpected" not in said
    if command != ["doctor"]:
        assert (ran.out, ran.err.count("\n")) == ("", 1)


def test_a_damaged_library_is_found_out(newsreader: Newsreader, library: Path) -> None:
    torn(library)
    ran = newsreader("doctor")
    assert ran.code == 1
    assert "\n! " in ran.out
    assert "unexpected" not in ran.err


@pytest.mark.parametrize("command", READING[:-1], ids=lambda command: command[0])
def test_a_library_that_is_not_there_is_one_line_with_the_way_out(
    command: list[str], newsreader: Newsreader
) -> None:
    ran = newsreader(*command)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith("there is no library here; 'newsreader index PATH' makes one\n")


def test_a_library_kept_busy_by_another_program_is_one_line(
    newsreader: Newsreader, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.library.open_connections", partial(open_connections, timeout=50))
    (tmp_path / "news" / "baru.txt").write_text("Judul Baru\n\nIsi yang baru sekali.\n", encoding="utf-8")
    holder = sqlite3.connect(library, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        ran = newsreader("index", tmp_path / "news")
    finally:
        holder.close()
    assert ran.code == 1
    assert "unexpected" not in ran.err
    assert "busy" in ran.err or "lock" in ran.err


def test_a_library_that_cannot_be_made_is_one_line(newsreader: Newsreader, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = newsreader("--library", tmp_path / "file" / "library.db", "index", "--samples")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1


def test_the_shape_of_an_article_is_the_same_in_show_and_export(
    newsreader: Newsreader, library: Path
) -> None:
    shown = newsreader("show", "--json", only_id(newsreader, "ferry")).json
    exported = newsreader("export", "ferry").lines[0]
    assert {name: exported[name] for name in shown} == shown


def test_all_that_match_are_marked_and_the_last_marks_taken_back(
    newsreader: Newsreader, library: Path
) -> None:
    assert newsreader("mark", "--tag", "air bersih", "pintu air").out == "tag: 1 article\n"
    assert newsreader("mark", "--star", "--json", "pintu OR ferry").json["changed"] == 2
    assert newsreader("search", "--json", 'tag:"air bersih" is:starred').json["total"] == 1
    assert (
        "#air bersih"
        in newsreader("show", str(newsreader("search", "--json", "pintu").json["articles"][0]["id"])).out
    )

    assert newsreader("mark", "--undo").out == "undo star: 2 articles\n"
    assert newsreader("search", "--json", "is:starred").json["total"] == 0
    assert newsreader("mark", "--undo").err.strip().endswith("there is nothing to undo")
    assert newsreader("mark", "--untag", "Air Bersih", "pintu").out == "untag: 1 article\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--star"],
        ["--star", "--read", "--tag", "x", "pintu"],
        ["pintu"],
        ["--undo", "pintu"],
        ["--tag", "a, b", "pintu"],
        ["--tag", "", "pintu"],
    ],
)
def test_marks_that_make_no_sense_are_wrong_usage(
    newsreader: Newsreader, library: Path, arguments: list[str]
) -> None:
    assert newsreader("mark", *arguments).code == 2
    assert newsreader("search", "--json", "is:starred").json["total"] == 0


def test_exact_leaves_other_forms_out(newsreader: Newsreader, library: Path) -> None:
    widened = newsreader("search", "--json", "membuka").json
    exact = newsreader("search", "--json", "--exact", "membuka").json

    assert (widened["total"], exact["total"], exact["forms"]) == (1, 1, [])


@pytest.mark.usefixtures("library")
class TestDeciding:
    """``newsreader entities`` with something to decide; every test has a library of its own."""

    def test_a_merge_shows_in_every_list_and_is_undone(self, newsreader: Newsreader) -> None:
        ran = newsreader("entities", "--merge", "ratna prakoso", "Nora Marlow")
        assert ran.out == "Ratna Prakoso is the same as Nora Marlow\n"
        names = {quote["speaker"] for quote in newsreader("quotes", "--json").json}
        assert names == {"Nora Marlow"}
        assert newsreader("entities", "--decisions", "--json").json[0]["decision"] == "merge"

        assert newsreader("entities", "--undo").out == "undone: Ratna Prakoso is the same as Nora Marlow\n"
        assert len({quote["speaker"] for quote in newsreader("quotes", "--json").json}) == 2
        assert newsreader("entities", "--undo").code == 1

    def test_a_name_is_chosen_and_an_entity_hidden(self, newsreader: Newsreader) -> None:
        newsreader("entities", "--rename", "Nora Marlow", "Nora of the Harbour")
        newsreader("entities", "--hide", "Ratna Prakoso")
        people = {person["name"] for person in newsreader("entities", "--json", "--type", "person").json}
        assert "Nora of the Harbour" in people
        assert "Ratna Prakoso" not in people
        newsreader("entities", "--undo")
        newsreader("entities", "--undo")

    def test_what_cannot_be_decided_says_why(self, newsreader: Newsreader) -> None:
        ran = newsreader("entities", "--hide", "marlow")
        assert (ran.code, ran.err) == (
            1,
            "newsreader: marlow: no entity is called so; there is Nora Marlow\n",
        )
        ran = newsreader("entities", "--split", "Nora Marlow", "Nora Marlow")
        assert ran.err == "newsreader: Nora Marlow is the only name of Nora Marlow, and cannot be taken out\n"
        assert newsreader("entities", "--hide", "a", "--undo").code == 2
