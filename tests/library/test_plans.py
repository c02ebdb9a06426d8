"""The queries behind every key and every batch read indexes, never whole tables.

SQLite is asked how it would run each statement; at a million articles one scan costs seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.story_keys import FIND
from reader.model.ids import StoryId
from reader.model.mention import EntityType
from reader.model.results import Order
from reader.model.source import SourceKind
from reader.search.grammar import parse
from tests.library.making import FLOOD, PRICES, TRIAL, article_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library

NARROW = {"decision", "article_state", "source", "own", "wanted", "saved_search", "language"}
"""Tables that may be read from end to end: small ones, lists of ids, and the narrow table of states."""


def steps_of(library: Library, action: Callable[[], object]) -> list[str]:
    """Run ``action`` and return the steps by which SQLite answered its queries."""
    statements: list[str] = []
    with library._connections.reading() as connection:
        connection.set_trace_callback(statements.append)
    action()
    with library._connections.reading() as connection:
        connection.set_trace_callback(None)
        asked = [statement for statement in statements if statement.strip().startswith("SELECT")]
        return [
            row[3]
            for statement in asked
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        ]


def scanned(steps: list[str]) -> set[str]:
    """Return the tables that are read from end to end.

    Virtual tables answer by themselves; parts of a query and FTS5's own settings are small.
    """
    scans = [step for step in steps if step.startswith("SCAN ") and "VIRTUAL TABLE" not in step]
    tables = {step.split()[1] for step in scans} - NARROW
    return {table for table in tables if not table.startswith("(") and not table.endswith("_config")}


SEARCHES = [
    "sungai ",
    "sung",
    '"kota tirta" -boat',
    "sungai OR boat",
    "-sungai",
    "title:banjir",
    "person:idris ",
    "speaker:idris ",
    "said:perahu ",
    "said:perahu speaker:idris ",
    "source:harian sungai",
    "lang:id sungai",
    "after:2026-11-01 sungai",
    "sungai is:unread",
    "sungai is:starred",
    "is:unread",
    "is:starred",
    "has:quote",
    "on:2026-11",
]


@pytest.mark.parametrize("text", SEARCHES)
@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_a_page_by_time_reads_no_whole_table(stocked: Library, text: str, order: Order) -> None:
    assert scanned(steps_of(stocked, lambda: stocked.search(parse(text), order=order, limit=50))) == set()


@pytest.mark.parametrize(
    "text", ["sungai ", "sungai is:unread", "source:harian sungai", "said:perahu ", "-sungai"]
)
def test_a_page_by_time_comes_out_of_the_index_in_order(
    stocked: Library, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("reader.library.planning.FEW", 0)

    steps = steps_of(stocked, lambda: stocked.search(parse(text), order=Order.NEWEST, limit=50))

    assert any(step.startswith("SCAN article_text VIRTUAL TABLE INDEX") for step in steps)
    assert not [step for step in steps if "TEMP B-TREE" in step]


LISTS = {
    "every article": ({}, "SCAN article_state"),
    "starred": (
        {"starred_only": True},
        "SEARCH article_state USING COVERING INDEX article_state_starred (starred=?)",
    ),
    "a source": (
        {"sources": [1]},
        "SEARCH article_state USING COVERING INDEX article_state_source (source_id=?)",
    ),
    "unread of a source": (
        {"sources": [1], "unread_only": True},
        "SEARCH article_state USING COVERING INDEX article_state_unread (source_id=? AND read=?)",
    ),
}


@pytest.mark.parametrize(("narrowed", "step"), LISTS.values(), ids=LISTS.keys())
def test_a_whole_list_is_read_from_a_narrow_index_in_order(
    stocked: Library, narrowed: dict[str, object], step: str
) -> None:
    assert steps_of(stocked, lambda: stocked.all_ids(order=Order.NEWEST, **narrowed)) == [step]  # type: ignore[arg-type]


def test_nothing_on_the_screen_reads_a_whole_table(stocked: Library) -> None:
    ids = stocked.all_ids()
    rana = stocked.entities.named("Rana Idris", EntityType.PERSON)
    assert rana is not None
    query = parse("said:perahu sungai ")
    actions: list[Callable[[], object]] = [
        lambda: stocked.rows(ids),
        lambda: stocked.article(ids[0]),  # type: ignore[arg-type]
        lambda: article_at(stocked, FLOOD.raw.locator),
        lambda: stocked.revisions(ids[0]),  # type: ignore[arg-type]
        stocked.totals,
        stocked.sources,
        lambda: stocked.snippets(query, ids),
        lambda: stocked.facets(query),
        lambda: stocked.entities.named_in(query, limit=5),
        lambda: stocked.entities.top(EntityType.PERSON, limit=5),
        lambda: stocked.entities.card(rana.id),
        lambda: stocked.words.complete("person", "ran", limit=5),
        lambda: list(stocked.quotes.said(query, speaker="idris")),
        lambda: stocked.unchanged([FLOOD.raw, PRICES.raw], version=1),
        lambda: list(stocked.analyses.stale(2)),
    ]
    for action in actions:
        assert scanned(steps_of(stocked, action)) == set()


def test_stale_articles_are_found_without_reading_the_others(stocked: Library) -> None:
    (step,) = steps_of(stocked, lambda: list(stocked.analyses.stale(2)))

    assert step.startswith("SEARCH article USING COVERING INDEX article_analysis_version")


def test_the_entities_in_most_articles_are_read_in_order(stocked: Library) -> None:
    steps = steps_of(stocked, lambda: stocked.entities.top(EntityType.PERSON, limit=5))

    assert [step for step in steps if "TEMP B-TREE" in step] == []


def test_storing_finds_what_it_changes_by_index(stocked: Library) -> None:
    statements: list[str] = []
    with stocked._connections.writing() as connection:
        connection.set_trace_callback(statements.append)
    stocked.store([TRIAL, FLOOD], kind=SourceKind.FOLDER)
    stocked.marks.set_read(stocked.all_ids(), read=True)
    stocked.remove_source(stocked.sources()[0].id)
    with stocked._connections.writing() as connection:
        connection.set_trace_callback(None)
        changes = [
            each for each in statements if each.strip().split()[0] in {"SELECT", "UPDATE", "DELETE", "INSERT"}
        ]
        steps = [row[3] for each in changes for row in connection.execute(f"EXPLAIN QUERY PLAN {each}")]
    assert scanned(steps) == set()


def test_stories_are_found_and_listed_by_indexes(stocked: Library) -> None:
    stocked.stories.group()
    ids = [row.id for row in stocked.rows(list(stocked.all_ids()))]  # type: ignore[arg-type]

    def ask() -> None:
        stocked.stories.of(ids[0])
        stocked.stories.summaries([StoryId(1)])
        stocked.search(parse("story:1 sungai ", finished=True), limit=50)
        stocked.search(parse("story:banjir ", finished=True), limit=50)
        stocked.words.complete("story", "", limit=5)
        stocked.words.complete("story", "banj", limit=5)

    # The newest stories are read from the end of ``story_article``, no further than their limit.
    assert scanned(steps_of(stocked, ask)) <= {"story_article", "found"}


def test_the_keys_of_an_article_are_looked_up_one_by_one(stocked: Library) -> None:
    with stocked._connections.reading() as connection:
        (step,) = connection.execute(f"EXPLAIN QUERY PLAN {FIND}", (1, 2, 3, 4, 5)).fetchall()

    assert step[3].startswith("SEARCH story_key USING PRIMARY KEY (week=? AND key=? AND article_id")
