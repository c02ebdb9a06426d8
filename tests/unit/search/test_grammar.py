"""What a query means, and what is said about one that means nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.grammar import DEEPEST, MOST_CONDITIONS, parse
from reader.search.tree import (
    And,
    Having,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Published,
    Within,
    Word,
    walk,
)

TODAY = date(2026, 11, 23)


def shown(node: Node | None) -> str:
    """Write a tree in brackets, without positions."""
    match node:
        case None:
            return "nothing"
        case Word():
            marks = "=" * node.exact, "*" * node.prefix, "…" * node.unfinished
            return f"{marks[0]}{node.text}{marks[1]}{marks[2]}"
        case Phrase():
            return f"'{node.text}'" + "…" * node.unfinished
        case Near():
            return f"near{node.distance}({' '.join(shown(part) for part in node.parts)})"
        case Within():
            return f"{node.field}:{shown(node.child)}"
        case Named():
            return f"{node.field}:<{node.text}>" + "…" * node.unfinished
        case Published():
            return f"[{node.since or ''}..{node.until or ''})"
        case Having():
            return f"has {node.what}"
        case Not():
            return f"not {shown(node.child)}"
        case And() | Or():
            word = " and " if isinstance(node, And) else " or "
            return f"({word.join(shown(child) for child in node.children)})"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("menteri keuangan ", "(menteri and keuangan)"),
        ('"badan pusat statistik" ', "'badan pusat statistik'"),
        ("“badan pusat” ", "'badan pusat'"),
        ("-banjir jakarta ", "(not banjir and jakarta)"),
        ("jakarta NOT banjir ", "(jakarta and not banjir)"),
        ("a OR b ", "(a or b)"),
        ("a b OR c ", "((a and b) or c)"),
        ("a AND b ", "(a and b)"),
        ("(a OR b) c ", "((a or b) and c)"),
        ("kata* ", "kata*"),
        ("=tepat ", "=tepat"),
        ("near(harga beras, 5) ", "near5(harga beras)"),
        ('near("harga beras" naik) ', "near10('harga beras' naik)"),
        ("near(harga) ", "harga"),
        ("title:banjir ", "title:banjir"),
        ("title:(banjir OR longsor) ", "title:(banjir or longsor)"),
        ("person:idris ", "person:<idris>"),
        ('person:"rana idris" ', "person:<rana idris>"),
        ("source:(a OR b) ", "(source:<a> or source:<b>)"),
        ("PERSON:idris ", "person:<idris>"),
        ("speaker:idris said:teror ", "(speaker:<idris> and said:teror)"),
        ("-speaker:idris ", "not speaker:<idris>"),
        ("is:unread has:quote ", "(has unread and has quote)"),
        ("menteri-keuangan c++ ", "(menteri-keuangan and c++)"),
        ("http://contoh.example/a ", "http://contoh.example/a"),
        ("Terkini: banjir ", "(Terkini: and banjir)"),
        ("after:2023-09-07 before:2023-10 ", "([2023-09-07..) and [..2023-10-01))"),
        ("on:2023-09 ", "[2023-09-01..2023-10-01)"),
        ("after:7d ", "[2026-11-16..)"),
        ("on:hari ini banjir ", "([2026-11-23..2026-11-24) and banjir)"),
        ("on:7 september 2023 ", "[2023-09-07..2023-09-08)"),
        ("(after:2023) ", "[2023-01-01..)"),
        ("", "nothing"),
        ("   ", "nothing"),
        ("()", "nothing"),
        ("&& -- !", "nothing"),
    ],
)
def test_a_query_is_read_as_it_was_meant(text: str, tree: str) -> None:
    query = parse(text, today=TODAY)

    assert shown(query.root) == tree
    assert query.problems == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("menteri keu", "(menteri and keu…)"),
        ('"badan pus', "'badan pus'…"),
        ("(a OR b", "(a or b…)"),
        ("a OR", "a"),
        ("a -", "a"),
        ("a AND ", "a"),
        ("near(harga bera", "near10(harga bera)"),
        ("person:ra", "person:<ra>…"),
        ("person:", "nothing"),
        ("title:ban", "title:ban…"),
        ("is:unr", "nothing"),
        ("after:2023-0", "nothing"),
        ("on:sept", "[2026-09-01..2026-10-01)"),
        ("on:septem", "nothing"),
        ("a -ban", "(a and not ban)"),
        ("ban*", "ban*"),
    ],
)
def test_what_is_not_finished_is_closed_or_waits(text: str, tree: str) -> None:
    query = parse(text, today=TODAY)

    assert shown(query.root) == tree
    assert query.problems == ()


def test_the_word_being_typed_is_told_apart() -> None:
    assert parse("harga ber").typing == Word("ber", 6, 9, unfinished=True)
    assert parse("person:ra").typing == Named("person", "ra", 7, 9, unfinished=True)
    assert parse("harga beras ").typing is None
    assert parse("harga beras", finished=True).typing is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a persn:x b ", "persn:", "unknown field `persn:` – did you mean `person:`?"),
        ("organisation:x ", "organisation:", "unknown field `organisation:` – did you mean `org:`?"),
        ("zzz:x ", "zzz:", "unknown field `zzz:` – put it in quotation marks to search for the words"),
        (
            "after:besok ",
            "besok",
            "`after:` takes a day, month, year or time back: 2023-09-07, 2023-09, 2023, 7d",
        ),
        (
            "on:2023-13 ",
            "2023-13",
            "`on:` takes a day, month, year or time back: 2023-09-07, 2023-09, 2023, 7d",
        ),
        ("is:blue ", "blue", "there is only `is:unread`, `is:read`, `is:starred`"),
        ("a ) b ", ")", "nothing opens this bracket"),
        ("near(a b, dekat) ", ", dekat", "the distance in near(…, 5) must be a whole number"),
        ("title:(a person:b) ", "b", "a field cannot stand inside `title:(…)`"),
    ],
)
def test_what_cannot_be_meant_is_explained_at_its_place(text: str, place: str, message: str) -> None:
    (problem,) = parse(text, today=TODAY).problems

    assert text[problem.start : problem.end] == place
    assert problem.message == message


def test_the_rest_of_a_wrong_query_is_still_searched_for() -> None:
    assert shown(parse("banjir persn:x jakarta ").root) == "(banjir and jakarta)"


def test_ten_thousand_alternatives_are_cut_with_a_problem() -> None:
    query = parse(" OR ".join(f"a{number}" for number in range(10_000)))

    assert isinstance(query.root, Or)
    assert len(query.root.children) == MOST_CONDITIONS
    assert [problem.message for problem in query.problems] == [
        f"only the first {MOST_CONDITIONS} words of a query count"
    ]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("air OR air OR air ", "air"),
        ("air hujan air ", "(air and hujan)"),
        ("air -air ", "(air and not air)"),
        ("near(air air hujan) ", "near10(air hujan)"),
    ],
)
def test_what_is_said_twice_counts_once(text: str, tree: str) -> None:
    assert shown(parse(text).root) == tree


def test_lone_surrogates_are_no_text() -> None:
    query = parse("tag:a\ud800b x\udfff ")

    assert query.text == "tag:a\ud800b x\udfff "
    assert query.root is not None
    assert [node.text for node in query.root.children] == ["a\ufffdb", "x\ufffd"]


def test_only_so_many_beginnings_count() -> None:
    query = parse(" ".join(f"{letter}*" for letter in "abcdefghijkl") + " ")

    assert shown(query.root) == "(a* and b* and c* and d* and e* and f* and g* and h*)"
    assert [query.text[problem.start : problem.end] for problem in query.problems] == ["i*"]


def test_deep_brackets_are_ignored_with_a_problem() -> None:
    query = parse("(" * 5_000 + "a OR b" + ")" * 5_000)

    assert shown(query.root) == "(a or b)"
    assert f"{DEEPEST} deep" in query.problems[0].message


PIECES = st.sampled_from(
    [
        *"()\"'-=*:,. ",
        "OR",
        " AND ",
        "NOT ",
        "near(",
        "person:",
        "said:",
        "after:",
        "is:",
        "title:(",
        "7d",
        "kata",
        "“",
        "”",
        "\x00",
        "�",
        "é",
        "\u202e",
        "2023-09",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_no_string_is_refused_and_every_node_stands_in_the_text(text: str) -> None:
    query = parse(text, today=TODAY)

    for node in walk(query.root):
        assert 0 <= node.start <= node.end <= len(text)
        if isinstance(node, Word | Phrase | Named):
            assert node.text in text
    for problem in query.problems:
        assert 0 <= problem.start <= problem.end <= len(text)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_what_is_being_typed_stands_in_the_tree(text: str) -> None:
    query = parse(text, today=TODAY)

    assert query.typing is None or query.typing in list(walk(query.root))
    assert parse(text, finished=True, today=TODAY).typing is None
