"""Attributions as American newspapers write them, form by form; all people and events are invented."""

from __future__ import annotations

import pytest

from tests.unit.analysis.quotes.said import said_in

VANE = "Harriet Vane"
ORR = "Bill Orr"


def said(body: str) -> list[tuple[str, str | None]]:
    return [(text, name) for _, text, name in said_in(body, VANE, ORR, language="en")]


@pytest.mark.parametrize(
    "body",
    [
        "Engineers who have seen the dam say it will hold.",
        "Three people familiar with the plan said it will hold.",
        "A handful of older engineers insist it will hold.",
        "Engineers at the utility believe it will hold.",
        "The mayor resigned in a week in which engineers said it will hold.",
        "It will hold, engineers say.",
        "It will hold, three people involved in the talks said.",
        "Engineers, who declined to be named, said it will hold.",
        "Officials, speaking on condition of anonymity because of the lawsuit, predicted that it will hold.",
        "Engineers shot back that it will hold.",
    ],
)
def test_unnamed_people_say_something(body):
    assert [(text.lower(), name) for text, name in said(body)] == [("it will hold", None)]


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Harriet Vane plans to close the mill.", "to close the mill"),
        ("Harriet Vane expects sales of $3 billion.", "sales of $3 billion"),
        ("Harriet Vane accused the firm of hiding debts.", "the firm of hiding debts"),
        ("Harriet Vane warned of a long winter.", "a long winter"),
        ('Harriet Vane called that "flat wrong" and left the room.', "flat wrong"),
        ("Harriet Vane told him to wait outside.", "to wait outside"),
        ("Harriet Vane is confident that the dam will hold.", "the dam will hold"),
        ("Harriet Vane agreed to spend another million.", "to spend another million"),
    ],
)
def test_plans_fears_and_charges_are_reported_too(body, content):
    assert said(body) == [(content, VANE)]


def test_the_report_of_one_ends_where_that_of_another_begins():
    body = "Harriet Vane has urged the council to wait, and several engineers worry that the dam leaks."
    assert said(body) == [("the council to wait", VANE), ("the dam leaks", None)]


def test_a_second_verb_begins_a_quote_of_its_own():
    body = "Harriet Vane expects a long winter and has accused Bill Orr of hoarding coal."
    assert said(body) == [("a long winter", VANE), ("Bill Orr of hoarding coal", VANE)]


@pytest.mark.parametrize(
    "body",
    [
        "The mayor, Harriet Vane, said the dam was safe.",
        "The mayor, Rep. Harriet Vane, a Democrat whose district includes the dam, said the dam was safe.",
        "Harriet Vane, who asked for two reports as she took office, said the dam was safe.",
        "Harriet Vane, in remarks to the council, said the dam was safe.",
    ],
)
def test_remarks_between_commas_do_not_hide_the_subject(body):
    assert said(body) == [("the dam was safe", VANE)]


@pytest.mark.parametrize(
    "body",
    [
        "No one suggested that the dam was unsafe.",
        "The group whose boats earned the most points won.",
        "He would enter the United States next week, drawing notice.",
        "The utility closed a dam ordered in a hurry.",
    ],
)
def test_nouns_and_nobody_say_nothing(body):
    assert said(body) == []


def test_a_title_tells_two_people_of_one_name_apart():
    body = (
        "The cause was heart failure, her grandson, Bill Vane, said. Harriet Vane was 96.\n\n"
        '"I do not teach talent," Mrs. Vane told the paper in 1988.'
    )
    found = said_in(body, VANE, "Bill Vane", language="en")
    assert [name for _, _, name in found][-1] == VANE


@pytest.mark.parametrize(
    "body",
    [
        "Critics repeated the claim.\n\nHarriet Vane rests her case on her belief that the dam leaks.",
        "Nothing came of Harriet Vane's repeated warnings that the dam leaks.",
        "The suggestion by Harriet Vane that the dam leaks was heard.",
    ],
)
def test_a_noun_reports_for_who_owns_it(body):
    assert [name for text, name in said(body) if text.startswith("the dam leaks")] == [VANE]


def test_a_role_may_be_named_later():
    body = (
        "The mill will close in May, its owner announced on Friday.\n\n"
        '"I am sorry," said the owner, Harriet Vane.'
    )
    assert [name for _, name in said(body)] == [VANE, VANE]


def test_a_noun_that_looks_like_a_verb_is_none():
    body = "Harriet Vane acknowledged on a May call that shoppers were leaving."
    assert said(body) == [("shoppers were leaving", VANE)]


def test_a_first_name_tells_he_from_she():
    body = (
        "Karen Whitlow said the plan was sound. Mark Penrose said the plan was costly.\n\n"
        '"I would sign it today," she said.'
    )
    found = said_in(body, "Karen Whitlow", "Mark Penrose", language="en")
    assert [name for _, _, name in found][-1] == "Karen Whitlow"


@pytest.mark.parametrize(
    "body",
    [
        "Harriet Vane on Friday rejected the plan, saying the dam was safe.",
        "Harriet Vane vetoed the plan, arguing that the dam was safe.",
    ],
)
def test_who_acts_may_say_why(body):
    assert said(body) == [("the dam was safe", VANE)]


def test_a_poll_that_was_released_has_found_something():
    body = "A poll released this week by the Water Board found that the dam was safe."
    found = said_in(body, language="en", bodies=("Water Board",))
    assert [tuple(entry)[1:] for entry in found] == [("the dam was safe", "Water Board")]
